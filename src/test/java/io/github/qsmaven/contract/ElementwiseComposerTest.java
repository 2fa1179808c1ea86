package io.github.qsmaven.contract;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.CollectionNode;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.parser.Parser;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Compares the composer with the one of the engine. */
class ElementwiseComposerTest {
  private static final LoadSettings SETTINGS =
      LoadSettings.builder()
          .setSchema(new CoreSchema())
          .setMaxAliasesForCollections(Integer.MAX_VALUE)
          .setAllowNonScalarKeys(true)
          .build();

  private static Parser parser(String text) {
    return new ParserImpl(SETTINGS, new StreamReader(SETTINGS, text));
  }

  private static String byEngine(String text) {
    try {
      Composer composer = new Composer(SETTINGS, parser(text));
      StringBuilder documents = new StringBuilder();
      while (composer.hasNext()) {
        documents.append(written(composer.next())).append('\n');
      }
      return documents.toString();
    } catch (YamlEngineException e) {
      return written(e);
    }
  }

  /** The documents; a list that was passed element by element gets its elements back. */
  private static String read(String text, String list) {
    List<String> elements = new ArrayList<>();
    try {
      ElementwiseComposer composer =
          new ElementwiseComposer(parser(text), list, element -> elements.add(written(element)));
      StringBuilder documents = new StringBuilder();
      while (composer.hasNext()) {
        String root = written(composer.next());
        documents.append(elements.isEmpty() ? root : root.replaceFirst("\\[]", "[]" + elements));
        documents.append('\n');
        elements.clear();
      }
      return documents.toString();
    } catch (YamlEngineException e) {
      return written(e);
    }
  }

  private static String written(YamlEngineException e) {
    return e instanceof MarkedYamlEngineException marked
        ? marked.getProblem() + written(marked.getProblemMark())
        : String.valueOf(e.getMessage());
  }

  private static String written(Optional<Mark> mark) {
    return mark.map(m -> "@" + m.getIndex() + "," + m.getLine() + "," + m.getColumn()).orElse("@");
  }

  private static String written(Node node) {
    String what =
        node.getTag().getValue()
            + node.getAnchor().map(anchor -> "&" + anchor.getValue()).orElse("")
            + written(node.getStartMark())
            + written(node.getEndMark());
    if (node instanceof ScalarNode scalar) {
      return what + scalar.getScalarStyle() + "'" + scalar.getValue() + "'";
    }
    what += ((CollectionNode<?>) node).getFlowStyle();
    return node instanceof SequenceNode sequence
        ? what + sequence.getValue().stream().map(n -> written(n)).toList()
        : what + ((MappingNode) node).getValue().stream().map(n -> written(n)).toList();
  }

  private static String written(NodeTuple entry) {
    return "{" + written(entry.getKeyNode()) + "=" + written(entry.getValueNode()) + "}";
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a: &x {b: 1}\nc: {<<: *x, d: 2}",
        "a: &x {b: 1}\nc: {<<: [*x, {b: 2, e: 3}], b: 4}",
        "<<: 1",
        "<<: &x 1\ne: &x {f: g}",
        "<<: &x 1\ny: {<<: *x}",
        "<<: [1]\na: [",
        "a: &x [&x 1, 2]\nb: *x",
        "&x a: *x",
        "? {a: 1}\n: [b]",
        "? \n: ",
        "*x : 1",
        "&x !t \n",
        "!!int a: !t {! b: !!null ''}",
        "--- a\n--- b\n...\n",
        "%YAML 1.2\n---\na: |\n  b\n  c\n",
        "&x a\n--- *x",
        "%TAG ! tag:x,2000:\n--- !a [!b c, !<d> e]",
        "- \n- ~\n- ' '\n- .5\n- 0x1F\n- ${a:-b}",
      })
  void theNodesAreThoseOfTheEngine(String text) {
    assertThat(read(text, "")).isEqualTo(byEngine(text));
  }

  @Property
  void theNodesOfAnyDocumentAreThoseOfTheEngine(@ForAll("documents") String node) {
    String text = "- &x {a: b, <<: &y {c: d}}\n- " + node;
    isReadAsByEngine(text);
  }

  /** The engine accepts an alias inside its own node. */
  private static void isReadAsByEngine(String text) {
    String read = read(text, "");
    if (!read.contains("refers to a node that contains it")) {
      assertThat(read).isEqualTo(byEngine(text));
    }
  }

  @Property
  void whatIsWrongIsToldAsByTheEngine(@ForAll("pieces") String text) {
    isReadAsByEngine(text);
  }

  @Property
  void theElementsOfTheListAreThoseOfTheEngine(@ForAll("documents") String element) {
    String text = "tags: [&x {a: b}]\nschema: [x, " + element + ", y]\nz: [" + element + "]\n";
    String read = read(text, "schema");
    Assume.that(!read.contains("refers to a node that contains it"));

    assertThat(read).isEqualTo(byEngine(text).replaceFirst("(schema'=[^\\[]*)\\[", "$1[]["));
  }

  /** The list is kept, or its elements would be missing where an alias refers to it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "schema: &s [a, b]\nz: *s",
        "schema: !t [a]",
        "schema: {a: b}",
        "- {schema: [a]}",
        "x: {schema: [a]}"
      })
  void anotherListIsKept(String text) {
    assertThat(read(text, "schema")).isEqualTo(byEngine(text));
  }

  @Property
  void theTypeOfAPlainScalarIsThatOfTheEngine(
      @ForAll
          @Chars({
            'n', 'u', 'l', 'N', 'U', 'L', 't', 'r', 'e', 'T', 'E', 'f', 'a', 's', 'F', 'i', 'x', 'o'
          })
          @Chars({'0', '1', '8', '.', '+', '-', '~', ' ', '<', '$', '{', '}', '_', '\n', '\u00E9'})
          @StringLength(max = 6)
          String value) {
    assertThat(ElementwiseComposer.plainTag(value))
        .isEqualTo(SETTINGS.getSchema().getScalarResolver().resolve(value, true));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "Null",
        "NULL",
        "nULL",
        "true",
        "True",
        "TRUE",
        "tRUE",
        "false",
        "False",
        "FALSE",
        "~",
        " ",
        "yes",
        "1",
        "-1",
        "0o7",
        "0x1f",
        "1.5",
        "1e3",
        ".inf",
        "-.INF",
        ".nan",
        ".",
        "<<",
        "${x}",
        "2024-01-01",
        "true\n"
      })
  void theTypeOfAKnownWordIsThatOfTheEngine(String value) {
    theTypeOfAPlainScalarIsThatOfTheEngine(value);
  }

  /** Nested nodes in flow style, with anchors, aliases, tags and merge keys, often valid. */
  @Provide
  Arbitrary<String> documents() {
    Arbitrary<String> scalars =
        Arbitraries.of("a", "1", "~", "'q'", "\"\\u00E9\"", "*x", "*x", "*y", "\uD83D\uDE00");
    return Arbitraries.recursive(() -> scalars, ElementwiseComposerTest::around, 0, 3);
  }

  private static Arbitrary<String> around(Arbitrary<String> inner) {
    Arbitrary<String> properties =
        Arbitraries.of("", "", "", "", "&x ", "&y ", "!t ", "! ", "!!str ", "&x !t ");
    Arbitrary<String> keys = Arbitraries.of("a", "b", "<<", "<<", "1", "'<<'", "? [k]", "*x ");
    Arbitrary<String> lists =
        inner.list().ofMaxSize(3).map(of -> of.stream().collect(joining(", ", "[", "]")));
    Arbitrary<String> mappings =
        Combinators.combine(keys, inner)
            .as((key, value) -> key + ": " + value)
            .list()
            .ofMaxSize(3)
            .map(of -> of.stream().collect(joining(", ", "{", "}")));
    return Combinators.combine(properties, Arbitraries.oneOf(lists, mappings, inner))
        .as((given, node) -> node.startsWith("*") ? node : given + node);
  }

  @Provide
  Arbitrary<String> pieces() {
    return Arbitraries.of(
            "a", "b: ", "- ", "\n", "\n  ", "&x ", "*x", "<<: ", "!t ", "!!str ", "[", "]", "{",
            "}", ", ", "? ", "\"q\"", "'s'", "|\n  ", "# c\n", "\n---\n", "1", "~", "\t", "%")
        .list()
        .ofMaxSize(12)
        .map(pieces -> String.join("", pieces));
  }
}
