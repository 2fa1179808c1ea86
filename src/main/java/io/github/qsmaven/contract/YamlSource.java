package io.github.qsmaven.contract;

import io.github.qsmaven.model.NameEscaper;
import io.github.qsmaven.model.SourcePosition;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.parser.Parser;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * A text in YAML 1.2 with the core schema and merge keys. Turns it into nodes with positions.
 *
 * @param source the text
 * @param problems collects what is wrong
 */
record YamlSource(SourceText source, Problems problems) {
  /** The reason may contain an anchor or a tag, of any length. */
  private static final int LONGEST_REASON = 200;

  /**
   * Reads the only document.
   *
   * @param list the key of a list in its root, whose elements are not kept
   * @param elements receives these elements one by one
   * @return the root; empty if there is not exactly one document, or the text is not valid YAML
   */
  Optional<Node> root(String list, Consumer<Node> elements) {
    LoadSettings settings = LoadSettings.builder().setCodePointLimit(SourceText.MOST_BYTES).build();
    try {
      Parser parser =
          new LineParser(
              source.text(), text -> new ParserImpl(settings, new StreamReader(settings, text)));
      ElementwiseComposer composer = new ElementwiseComposer(parser, list, elements);
      if (!composer.hasNext()) {
        problem(at(Optional.empty()), () -> "the file is empty");
        return Optional.empty();
      }
      Node root = composer.next();
      if (composer.hasNext()) {
        problem(
            at(parser.peekEvent().getStartMark()),
            () -> "a second document starts here; move it to a file of its own");
        return Optional.empty();
      }
      return Optional.of(root);
    } catch (MarkedYamlEngineException e) {
      // The message of the exception would quote lines of the file.
      problem(at(e.getProblemMark()), () -> invalid(e.getProblem()));
    } catch (ReaderException e) {
      int index = firstUnprintable();
      problem(
          source.at(index),
          () ->
              invalid(
                  "the character U+%04X is not allowed"
                      .formatted(source.text().codePointAt(index))));
    } catch (YamlEngineException e) {
      problem(at(Optional.empty()), () -> invalid(String.valueOf(e.getMessage())));
    }
    return Optional.empty();
  }

  private static String invalid(String reason) {
    String start = reason.substring(0, Math.min(reason.length(), LONGEST_REASON));
    return "not valid YAML: " + NameEscaper.CONSOLE.of(start);
  }

  private int firstUnprintable() {
    String text = source.text();
    int index = 0;
    while (StreamReader.isPrintable(text.codePointAt(index))) {
      index += Character.charCount(text.codePointAt(index));
    }
    return index;
  }

  /** A node as it is written in the text. */
  String written(Node node) {
    String text = source.text();
    int start = node.getStartMark().orElseThrow().getIndex();
    int end = node.getEndMark().orElseThrow().getIndex();
    int from = text.offsetByCodePoints(0, start);
    return text.substring(from, text.offsetByCodePoints(from, end - start));
  }

  SourcePosition at(Node node) {
    return at(node.getStartMark());
  }

  private SourcePosition at(Optional<Mark> mark) {
    return new SourcePosition(
        source.file(),
        mark.map(Mark::getLine).orElse(0) + 1,
        mark.map(Mark::getColumn).orElse(0) + 1);
  }

  void problem(Node node, Supplier<String> text) {
    problem(at(node), text);
  }

  private void problem(SourcePosition at, Supplier<String> text) {
    problems.add(at, text);
  }
}
