package io.github.qsmaven.platform;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** A JSON object as far as Adobe's APIs use it: its texts and numbers by name. */
final class JsonObject {
  private static final Pattern SECRET =
      Pattern.compile("token|secret|password", Pattern.CASE_INSENSITIVE);

  private final Map<String, String> own = new LinkedHashMap<>();
  private final List<String> shown = new ArrayList<>();

  private JsonObject() {}

  /**
   * Reads an object.
   *
   * @param text any text
   * @return the object; null if the text is not one object, whole
   */
  static @Nullable JsonObject parse(String text) {
    JsonObject object = new JsonObject();
    try (JsonParser json = new JsonFactory().createParser(ObjectReadContext.empty(), text)) {
      return json.nextToken() == JsonToken.START_OBJECT && object.read(json) ? object : null;
    } catch (JacksonException e) {
      return null;
    }
  }

  /** Whether nothing follows the object. */
  private boolean read(JsonParser json) {
    int depth = 1;
    while (depth > 0) {
      JsonToken token = json.nextToken();
      if (token.isStructStart()) {
        depth++;
      } else if (token.isStructEnd()) {
        depth--;
      } else if (token == JsonToken.VALUE_STRING || token.isNumeric()) {
        String name = json.currentName();
        if (depth == 1) {
          own.putIfAbsent(name, json.getString());
        }
        if (name == null || !SECRET.matcher(name).find()) {
          shown.add(json.getString());
        }
      }
    }
    return json.nextToken() == null;
  }

  /**
   * A text or number of the object itself.
   *
   * @param name its name
   * @return the value; null if there is none or it is blank
   */
  @Nullable String get(String name) {
    String value = own.get(name);
    return value == null || value.isBlank() ? null : value;
  }

  /**
   * What it says of an error: {@code error} and {@code error_description} (RFC 6749, 5.2, as IMS
   * does), {@code error_code} and {@code message} (Adobe's gateway), {@code title} and {@code
   * detail} (RFC 9457, as the services of Experience Platform do); else all its texts and numbers
   * but those that a name calls a token or a secret.
   */
  String error() {
    String words =
        Stream.of(
                "error",
                "error_code",
                "title",
                "error_description",
                "message",
                "detail",
                "errorMessage")
            .map(this::get)
            .filter(Objects::nonNull)
            .distinct()
            .collect(joining(": "));
    return words.isEmpty() ? String.join(", ", shown) : words;
  }
}
