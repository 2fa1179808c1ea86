package io.github.qsmaven.report;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;

/**
 * A layout of JSON files that can be compared line by line: parts down to some level of nesting get
 * lines of their own, the parts below share a line.
 */
public final class JsonFile extends ObjectWriteContext.Base {
  /** The line feed is given, since the default is the platform's. */
  private static final DefaultIndenter LINES = new DefaultIndenter("  ", "\n");

  private final int deepestObject;
  private final int deepestArray;
  private final UnaryOperator<String> texts;

  /**
   * @param deepestObject the deepest level at which each property has a line of its own
   * @param deepestArray the deepest level at which each element has a line of its own
   * @param texts converts each text before it is written
   */
  public JsonFile(int deepestObject, int deepestArray, UnaryOperator<String> texts) {
    this.texts = texts;
    this.deepestObject = deepestObject;
    this.deepestArray = deepestArray;
  }

  /**
   * Writes a file.
   *
   * @param out where to; left open
   * @param content an object, or a stream of objects
   * @throws IOException if {@code out} does
   */
  public void write(OutputStream out, Object content) throws IOException {
    JsonFactory factory =
        JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();
    try (JsonGenerator json = factory.createGenerator(this, out, JsonEncoding.UTF8)) {
      write(json, content);
      json.writeRaw('\n');
    } catch (JacksonIOException e) {
      throw e.getCause();
    }
  }

  private void write(JsonGenerator json, @Nullable Object value) {
    if (value instanceof String text) {
      json.writeString(texts.apply(text));
    } else if (value instanceof JsonObject object) {
      json.writeStartObject();
      List<@Nullable Object> properties = object.properties();
      for (int i = 0; i < properties.size(); i += 2) {
        json.writeName(String.valueOf(properties.get(i)));
        write(json, properties.get(i + 1));
      }
      json.writeEndObject();
    } else if (value instanceof Stream<?> elements) {
      json.writeStartArray();
      elements.forEach(element -> write(json, element));
      json.writeEndArray();
    } else if (value instanceof Number number) {
      json.writeNumber(number.longValue());
    } else if (value instanceof Boolean truth) {
      json.writeBoolean(truth);
    } else if (value == null) {
      json.writeNull();
    } else {
      json.writeString(texts.apply(value.toString()));
    }
  }

  /** A printer has state, so each file gets its own. */
  @Override
  public PrettyPrinter getPrettyPrinter() {
    return new DefaultPrettyPrinter()
        .withObjectIndenter(new LinesDownTo(deepestObject))
        .withArrayIndenter(new LinesDownTo(deepestArray));
  }

  @Override
  public boolean hasPrettyPrinter() {
    return true;
  }

  /** Starts lines down to a level of nesting. No record: linking its methods takes 20 ms. */
  private static final class LinesDownTo implements DefaultPrettyPrinter.Indenter {
    private final int deepest;

    /**
     * @param deepest the deepest level whose parts get lines of their own
     */
    LinesDownTo(int deepest) {
      this.deepest = deepest;
    }

    @Override
    public void writeIndentation(JsonGenerator json, int level) {
      if (level <= deepest) {
        LINES.writeIndentation(json, level);
      } else {
        json.writeRaw(' ');
      }
    }

    @Override
    public boolean isInline() {
      return false;
    }
  }
}
