package io.github.qsmaven.settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;

/** A JSON object; keeps the values of its own members, not those of nested objects. */
public final class JsonObject {
  private static final JsonFactory JSON = new JsonFactory();
  private static final Pattern SECRET =
      Pattern.compile("token|secret|password", Pattern.CASE_INSENSITIVE);

  private final Map<String, Value> members = new LinkedHashMap<>();
  private final List<String> texts = new ArrayList<>();

  private JsonObject() {}

  /**
   * A value.
   *
   * @param isString whether it is a string
   * @param text the content of a string, the characters of a number, otherwise empty
   */
  record Value(boolean isString, String text) {}

  /**
   * Reads one object with unique names, after which nothing may follow.
   *
   * @param json in UTF-8, UTF-16 or UTF-32, with or without a byte order mark
   * @throws JacksonException if the input is anything else; the message may quote the input, so it
   *     must not be shown, but its location may
   */
  static JsonObject parse(byte[] json) {
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
      return new JsonObject().read(parser, true);
    }
  }

  /**
   * Reads one object. Of two members with the same name, the first counts.
   *
   * @param json any text
   * @return the object; null if the text is anything but one complete object
   */
  public static @Nullable JsonObject parse(String json) {
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
      return new JsonObject().read(parser, false);
    } catch (JacksonException e) {
      return null;
    }
  }

  private JsonObject read(JsonParser parser, boolean unique) {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw new StreamReadException(parser, "not an object");
    }
    for (int depth = 1; depth > 0; ) {
      JsonToken token = parser.nextToken();
      if (token == JsonToken.PROPERTY_NAME) {
        continue;
      }
      String name = parser.currentName();
      if (depth == 1 && !token.isStructEnd()) {
        Value value =
            new Value(token == JsonToken.VALUE_STRING, isText(token) ? parser.getString() : "");
        if (members.putIfAbsent(name, value) != null && unique) {
          throw new StreamReadException(parser, "duplicate name");
        }
      }
      if (token.isStructStart()) {
        depth++;
      } else if (token.isStructEnd()) {
        depth--;
      } else if (isText(token) && (name == null || !SECRET.matcher(name).find())) {
        texts.add(parser.getString());
      }
    }
    if (parser.nextToken() != null) {
      throw new StreamReadException(parser, "text after the object");
    }
    return this;
  }

  private static boolean isText(JsonToken token) {
    return token == JsonToken.VALUE_STRING || token.isNumeric();
  }

  /** The object's own members by name, in the order of the text. */
  Map<String, Value> members() {
    return members;
  }

  /**
   * A string or number of the object itself.
   *
   * @param name its name
   * @return the value; null if it is absent, blank or of another type
   */
  public @Nullable String get(String name) {
    Value value = members.get(name);
    return value == null || value.text().isBlank() ? null : value.text();
  }

  /** All strings and numbers at any depth, except those whose name suggests a secret. */
  public List<String> texts() {
    return texts;
  }

  /** Only the names, since the values may be secret. */
  @Override
  public String toString() {
    return "JsonObject" + members.keySet();
  }
}
