package io.github.qsmaven.settings;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;

/**
 * A JSON object whose own members matter; what is nested in them is passed over.
 *
 * @param members by name, in the order of the text
 */
record JsonObject(Map<String, Value> members) {
  /**
   * A value.
   *
   * @param type of which type
   * @param text of a string what it says, of a number how it is written, of anything else nothing
   */
  record Value(Type type, String text) {}

  /** The types that are told apart. */
  enum Type {
    STRING,
    NUMBER,
    OTHER
  }

  /**
   * Reads one object, after which nothing may follow.
   *
   * @param json in UTF-8, UTF-16 or UTF-32, with or without a byte order mark
   * @throws tools.jackson.core.JacksonException if it is anything else, or has two members of one
   *     name; the message may quote the text, so it is not for showing, but the location is
   */
  static JsonObject parse(byte[] json) {
    Map<String, Value> members = new LinkedHashMap<>();
    try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new StreamReadException(parser, "not an object");
      }
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        if (members.put(parser.currentName(), value(parser)) != null) {
          throw new StreamReadException(parser, "a name stands twice");
        }
      }
      if (parser.nextToken() != null) {
        throw new StreamReadException(parser, "more than an object");
      }
    }
    return new JsonObject(members);
  }

  private static Value value(JsonParser parser) {
    return switch (parser.nextToken()) {
      case VALUE_STRING -> new Value(Type.STRING, parser.getString());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Value(Type.NUMBER, parser.getString());
      default -> {
        parser.skipChildren();
        yield new Value(Type.OTHER, "");
      }
    };
  }

  /** The names alone, for the values may be secret. */
  @Override
  public String toString() {
    return "JsonObject" + members.keySet();
  }
}
