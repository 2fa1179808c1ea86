package io.github.qsmaven.settings;

import java.util.LinkedHashMap;
import java.util.Map;
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

  private final Map<String, Value> members = new LinkedHashMap<>();

  private JsonObject() {}

  /**
   * A value.
   *
   * @param isString whether it is a string
   * @param text the content of a string, the characters of a number, otherwise empty
   */
  record Value(boolean isString, String text) {
    /** Without the text, which may be secret. */
    @Override
    public String toString() {
      return "Value[***]";
    }
  }

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
      if (depth == 1 && !token.isStructEnd()) {
        Value value =
            new Value(token == JsonToken.VALUE_STRING, isText(token) ? parser.getString() : "");
        if (members.putIfAbsent(parser.currentName(), value) != null && unique) {
          throw new StreamReadException(parser, "duplicate name");
        }
      }
      if (token.isStructStart()) {
        depth++;
      } else if (token.isStructEnd()) {
        depth--;
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

  /**
   * A string of the object itself.
   *
   * @param name its name
   * @return the value; null if it is absent, blank or of another type, such as a number
   */
  public @Nullable String string(String name) {
    Value value = members.get(name);
    return value != null && value.isString() ? get(name) : null;
  }

  /** Only the names, since the values may be secret. */
  @Override
  public String toString() {
    return "JsonObject" + members.keySet();
  }
}
