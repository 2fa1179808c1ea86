package io.github.qsmaven.report.sarif;

import io.github.qsmaven.report.JsonFile;
import io.github.qsmaven.report.Wording;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;

/**
 * Writes JSON as SARIF requires it, with texts of servers and users in it. Half of a surrogate pair
 * is written as {@code \}{@code uD800}, since readers of JSON differ in how they read it.
 *
 * @param json where to
 */
record SarifJson(JsonGenerator json) {
  /** Writes a file with a line for each property of the run and for each result. */
  static void write(OutputStream out, Consumer<SarifJson> content) throws IOException {
    new JsonFile(3, 4).write(out, json -> content.accept(new SarifJson(json)));
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
    json.writeString(Wording.wellFormed(value));
  }

  void string(String name, String value) {
    json.writeStringProperty(name, Wording.wellFormed(value));
  }

  /** A message (3.11) that consists of a plain text. */
  void message(String name, String text) {
    startObject(name);
    string("text", plain(text));
    endObject();
  }

  /** A text without placeholders (3.11.5) and links (3.11.6), whatever names it contains. */
  static String plain(String text) {
    return text.replace("{", "{{").replace("}", "}}").replace("](", "\\](");
  }
}
