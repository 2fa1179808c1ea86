package io.github.qsmaven.contract;

import io.github.qsmaven.model.NameEscaper;
import io.github.qsmaven.model.SourcePosition;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * A file in YAML 1.2, with its core schema and merge keys: from text to nodes, which know their
 * places.
 *
 * @param source the text
 * @param problems where it goes if something is wrong
 */
record YamlSource(SourceText source, Problems problems) {
  /**
   * The one document.
   *
   * @param list the key of a list in its root, whose elements are not kept
   * @param elements takes them, as they come
   * @return the root; nothing if there is none, or more than one, or it is no YAML
   */
  Optional<Node> root(String list, Consumer<Node> elements) {
    LoadSettings settings =
        LoadSettings.builder()
            .setSchema(new CoreSchema())
            .setCodePointLimit(SourceText.MOST_BYTES)
            // BoundedParser counts what they stand for.
            .setMaxAliasesForCollections(Integer.MAX_VALUE)
            // Refused where the file is read, with a place; of no matter elsewhere.
            .setAllowNonScalarKeys(true)
            .build();
    try {
      BoundedParser parser =
          new BoundedParser(new ParserImpl(settings, new StreamReader(settings, source.text())));
      Composer composer = new ElementwiseComposer(settings, parser, list, elements);
      if (!composer.hasNext()) {
        problem(at(Optional.empty()), () -> "the file is empty");
        return Optional.empty();
      }
      Node root = composer.next();
      if (composer.hasNext()) {
        problem(
            at(parser.peekEvent().getStartMark()),
            () -> "a second document starts here: write it to a file of its own");
        return Optional.empty();
      }
      return Optional.of(root);
    } catch (MarkedYamlEngineException e) {
      // Not its message, which quotes lines of the file.
      problem(at(e.getProblemMark()), () -> noYaml(e.getProblem()));
    } catch (ReaderException e) {
      int index = firstUnprintable();
      problem(
          source.at(index),
          () ->
              noYaml(
                  String.format(
                      Locale.ROOT,
                      "the character U+%04X is not allowed",
                      source.text().codePointAt(index))));
    } catch (YamlEngineException e) {
      problem(at(Optional.empty()), () -> noYaml(String.valueOf(e.getMessage())));
    }
    return Optional.empty();
  }

  private static String noYaml(String reason) {
    return "cannot be read as YAML: " + NameEscaper.CONSOLE.of(reason);
  }

  private int firstUnprintable() {
    String text = source.text();
    int index = 0;
    while (StreamReader.isPrintable(text.codePointAt(index))) {
      index += Character.charCount(text.codePointAt(index));
    }
    return index;
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
