package io.github.qsmaven.report;

import java.io.OutputStream;
import java.util.Locale;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes JSON with the texts of others in it, as SARIF wants them. Half of a surrogate pair is
 * shown as {@code \}{@code uD800}: readers of JSON do not agree on what it is.
 */
final class SarifJson implements AutoCloseable {
  /** A line for each property of the run and for each result. */
  private static final int DEEPEST_OBJECT = 3;

  private static final int DEEPEST_ARRAY = 4;

  private final JsonGenerator json;

  /**
   * @param out where to; left open
   */
  SarifJson(OutputStream out) {
    this.json =
        JsonFactory.builder()
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .build()
            .createGenerator(new JsonLayout(DEEPEST_OBJECT, DEEPEST_ARRAY), out, JsonEncoding.UTF8);
  }

  void startObject() {
    json.writeStartObject();
  }

  void startObject(String name) {
    json.writeObjectPropertyStart(name);
  }

  void endObject() {
    json.writeEndObject();
  }

  void startArray(String name) {
    json.writeArrayPropertyStart(name);
  }

  void endArray() {
    json.writeEndArray();
  }

  void bool(String name, boolean value) {
    json.writeBooleanProperty(name, value);
  }

  void number(String name, int value) {
    json.writeNumberProperty(name, value);
  }

  void string(String value) {
    json.writeString(wellFormed(value));
  }

  void string(String name, String value) {
    json.writeStringProperty(name, wellFormed(value));
  }

  /** A message (3.11) of a plain text alone. */
  void message(String name, String text) {
    startObject(name);
    string("text", plain(text));
    endObject();
  }

  /** Ends the file with a line feed. */
  @Override
  public void close() {
    json.writeRaw('\n');
    json.close();
  }

  /** A text that has neither placeholders (3.11.5) nor links (3.11.6), whatever names it holds. */
  static String plain(String text) {
    return text.replace("{", "{{").replace("}", "}}").replace("](", "\\](");
  }

  /** A text that UTF-8 can hold. */
  static String wellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return withoutHalves(text);
      }
    }
    return text;
  }

  private static String withoutHalves(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      if (Character.getType(c) == Character.SURROGATE) {
        out.append("\\u").append(Integer.toHexString(c).toUpperCase(Locale.ROOT));
      } else {
        out.appendCodePoint(c);
      }
      i += Character.charCount(c);
    }
    return out.toString();
  }
}
