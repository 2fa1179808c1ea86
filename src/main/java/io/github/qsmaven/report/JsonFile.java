package io.github.qsmaven.report;

import java.io.IOException;
import java.io.OutputStream;
import java.util.function.Consumer;
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
 * Writes a file in JSON that can be compared line by line: parts down to some level of nesting get
 * lines of their own, the parts below share a line.
 */
public final class JsonFile extends ObjectWriteContext.Base {
  /** The line feed is given, since the default is the platform's. */
  private static final DefaultIndenter LINES = new DefaultIndenter("  ", "\n");

  private final int deepestObject;
  private final int deepestArray;

  /**
   * @param deepestObject the deepest level at which each property has a line of its own
   * @param deepestArray the deepest level at which each element has a line of its own
   */
  public JsonFile(int deepestObject, int deepestArray) {
    this.deepestObject = deepestObject;
    this.deepestArray = deepestArray;
  }

  /**
   * Writes a file.
   *
   * @param out where to; left open
   * @param content writes the value that the file consists of
   * @throws IOException if {@code out} does
   */
  public void write(OutputStream out, Consumer<JsonGenerator> content) throws IOException {
    JsonFactory factory =
        JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();
    try (JsonGenerator json = factory.createGenerator(this, out, JsonEncoding.UTF8)) {
      content.accept(json);
      json.writeRaw('\n');
    } catch (JacksonIOException e) {
      throw e.getCause();
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

  /**
   * Starts lines down to a level of nesting.
   *
   * @param deepest the deepest level whose parts get lines of their own
   */
  private record LinesDownTo(int deepest) implements DefaultPrettyPrinter.Indenter {
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
