package io.github.qsmaven.contract;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.Parser;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** Compares the parser with the one of the engine. */
class LineParserTest {
  private static final LoadSettings SETTINGS = LoadSettings.builder().build();

  /** What a parser gives: events, and what is wrong if it ends with that. */
  private record Parsed(List<String> events, Optional<String> problem) {
    static Parsed of(Parser parser) {
      List<String> events = new ArrayList<>();
      try {
        while (parser.hasNext()) {
          Event next = parser.peekEvent();
          assertThat(parser.checkEvent(next.getEventId())).isTrue();
          assertThat(parser.next()).isSameAs(next);
          events.add(written(next));
        }
        return new Parsed(events, Optional.empty());
      } catch (MarkedYamlEngineException e) {
        return new Parsed(events, Optional.of(e.getProblem() + written(e.getProblemMark())));
      } catch (YamlEngineException e) {
        return new Parsed(events, Optional.of(String.valueOf(e.getMessage())));
      }
    }
  }

  private static Parser engine(String text) {
    return new ParserImpl(SETTINGS, new StreamReader(SETTINGS, text));
  }

  private static String written(Event event) {
    String what = event.getEventId() + written(event.getStartMark()) + written(event.getEndMark());
    if (event instanceof ScalarEvent scalar) {
      what += scalar.getImplicit() + " " + scalar.getScalarStyle() + scalar.getTag();
    } else if (event instanceof CollectionStartEvent start) {
      what += start.isImplicit() + " " + start.getFlowStyle() + start.getTag();
    }
    return (event instanceof NodeEvent node ? what + node.getAnchor() : what) + event;
  }

  private static String written(Optional<Mark> mark) {
    return mark.map(m -> "@" + m.getIndex() + "," + m.getLine() + "," + m.getColumn()).orElse("@");
  }

  /** Returns the texts that the engine was given. */
  private static List<String> isParsedAsByEngine(String text) {
    List<String> asked = new ArrayList<>();
    Parsed expected = Parsed.of(engine(text));
    Parsed parsed =
        Parsed.of(
            new LineParser(
                text,
                part -> {
                  asked.add(part);
                  return engine(part);
                }));
    assertThat(parsed.problem()).as(text).isEqualTo(expected.problem());
    if (parsed.problem().isEmpty()) {
      assertThat(parsed.events()).as(text).isEqualTo(expected.events());
    } else {
      // The engine looks further ahead.
      int both = Math.min(parsed.events().size(), expected.events().size());
      assertThat(parsed.events().subList(0, both)).isEqualTo(expected.events().subList(0, both));
    }
    return asked;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a: b",
        "a:",
        "  a: b  \n  c: d\n ",
        "# c\n\n# \u00E9\na: b # c\n  # d\nc: d",
        "a:\n  b:\n    c: 1\n  d:\ne: 2\n",
        "a:\n- b\n- c: d\n  e:\n  - f\ng: h\n",
        "a:\n  - b: c\n    d: -1\n  -   e:\n      f: g\n  - h\ni:\n",
        "a:\n# c\n\n  - b # c\n # d\n\nc:   \n",
        "a: b\r\nc:\r\n  - d\r\n\r\n# e\r\n  - f: 'g'  \r\n",
        "a: 'b # \\ \" c'\nb: \"d: 'e', [f]\" # g\nc: ''\n",
        "a: b#c:d, [e] {f} & *g ! | > ' \" % @ `\nb: \u20AC \uD7FF\n",
        "a: numeric(18,4)\nb: <<\nc: ~\nd: 1.5\ne: v3.1.0\nf: a-b - c ? d\n",
      })
  void whatContractsConsistOfNeedsNoEngine(String text) {
    assertThat(isParsedAsByEngine(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a: b\n  c\n\n  d # e\n",
        "a: 'b''c'\n",
        "a: 'b\n  c' # d\n",
        "a: \"\\n\"\r\n",
        "a: b\t\n",
        "a:  |\n  b\n\n   c\n\n",
        "a: >+\n\n  b\n # c\n\n",
        "a: |2-\n    b\n",
        "a: |\n",
        "a: [b,\n  c] # d\n",
        "a: {b: c, d}\n",
        "a: &x b\n",
        "a: &x\n  b: c\n",
        "a: &x\n",
        "a: &x\n# c\n  b: c\n",
        "a: |\n  b\n# c\n",
        "- &x\n# b\n",
        "-\n# b\n\n  c: d\n",
        "a: *x\n",
        "a: !!str b\n",
        "a: \uD83D\uDE00 \uD83D\uDE00 # \uD83D\uDE00\n",
        "- - b\n  - c\n",
        "-\n  b: c\n  d: e\n",
        "-\n",
        "-   # b\n",
        "- [b]: c\n  d: e\n",
        "- 'b': c\n",
        "- b: 'c''d'\n",
        "- b c: d\n",
        "- ? b\n  : c\n",
        "- &x\n",
      })
  void theEngineParsesOnlyThePartThatNeedsIt(String part) {
    String column = "    ";
    String lines = part.replaceAll("(?m)^(?=.)", column);
    String text = "x:\n  y:\n" + lines + "  z: 1\nw:\n- v";

    assertThat(isParsedAsByEngine(text)).containsExactly(lines + "  ");
    assertThat(isParsedAsByEngine("x:\n  y:\n" + lines)).containsExactly(lines);
    assertThat(isParsedAsByEngine("x:\n  y:\n" + lines.stripTrailing())).hasSizeLessThan(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " \n# c\n",
        "- a\n- b",
        "a",
        "a: b: c",
        "a: b:",
        "a: 'b'\n  c: d",
        "a: 'b'c",
        "a: 'b\nc'\nd: e",
        "a: [b,\nc]\nd: e",
        "a: \"b\n\n",
        "a: 'b': c",
        "a:\n\t- b",
        "a:\tb",
        "a: \u007F",
        "a: \u0001",
        "a: b\rc: d",
        "a: b\r",
        "a: |\n  b\rc: d\n",
        "a: b # c\n  d\n",
        "a: b\n# \u0085",
        "a:\n  b: c\n d: e",
        "  a: b\nc: d",
        "a: b\n- c",
        "a:\n  - b\n  c: d",
        "a: - b",
        "a:\n  b\n",
        "a: &x\n- b",
        "a: !t\n- b",
        "a: \t\n- b",
        "a: |\n     \n b\n",
        "a b: c",
        "'a': b",
        "? a\n: b",
        "a: b\n---\nc: d",
        "--- # c\na: b\n...\n",
        "%YAML 1.2\n---\na: b",
        "a: -",
        "a: `b",
      })
  void theEngineParsesAllWhereThereIsNoSuchPart(String text) {
    assertThat(isParsedAsByEngine(text)).endsWith(text);
    isParsedAsByEngine("x: y\n" + text);
    isParsedAsByEngine("x:\n- " + text);
  }

  @Test
  void deepNestingAndLongPartsAreLeftToTheEngine() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 300; i++) {
      text.append(" ".repeat(i)).append("a:\n");
    }
    assertThat(isParsedAsByEngine(text.toString())).containsExactly(text.toString());
    String key = "a".repeat(1025) + ": b";
    assertThat(isParsedAsByEngine(key)).containsExactly(key);
    String list = "a: [" + "b,\n ".repeat(30_000) + "]";
    assertThat(isParsedAsByEngine(list)).containsExactly(list);
  }

  /** A part takes the engine longer than as much of a whole text. */
  @Test
  void manyPartsAreLeftToTheEngine() {
    String small = "- [b]\n".repeat(2_000);
    String large = ("- [" + "b".repeat(200) + "]\n").repeat(2_000);

    assertThat(isParsedAsByEngine("a:\n" + small)).endsWith("a:\n" + small);
    assertThat(isParsedAsByEngine("a:\n" + large)).hasSize(2_000);
  }

  @Property
  void anyTextIsParsedAsByTheEngine(@ForAll("lines") String text) {
    isParsedAsByEngine(text);
  }

  @Property
  void anyBlockIsParsedAsByTheEngine(@ForAll("blocks") String text) {
    isParsedAsByEngine(text);
  }

  @Provide
  Arbitrary<String> lines() {
    Arbitrary<String> indents = Arbitraries.of("", "", "", " ", "  ", "  ", "  - ", "- ", "    ");
    Arbitrary<String> keys = Arbitraries.of("a: ", "b: ", "b:", "- ", "", "'q': ", "a b: ", "? ");
    return Combinators.combine(indents, keys, scalars(), ends())
        .as((indent, key, value, end) -> indent + key + value + end)
        .list()
        .ofMinSize(1)
        .ofMaxSize(6)
        .map(lines -> String.join("", lines));
  }

  private static Arbitrary<String> scalars() {
    Arbitrary<String> others =
        Arbitraries.of(
            "[",
            "]",
            "'",
            "\"",
            "|2",
            ">+",
            "&x #",
            "!t v",
            "# x",
            "'d''e'",
            "\"\\t\"",
            "|",
            ">-",
            "[f]",
            "{g: h}",
            "&x",
            "*x",
            "!t",
            "i: j",
            "k:",
            ":l",
            "\uD83D\uDE00",
            "\t",
            "\u007F",
            "-",
            "--- ",
            "...",
            "%",
            "@",
            "\u0001");
    return Arbitraries.frequencyOf(
        Tuple.of(
            8, Arbitraries.of("a", "b c", "-1", "~", "'d'", "\"e: #\"", "f#g", "\u00E9", "", "")),
        Tuple.of(1, others));
  }

  private static Arbitrary<String> ends() {
    return Arbitraries.of(
        "\n", "\n", "\n", "\n", "\r\n", "\n\n", " \n", " # c\n", "\n# c\n", "\n  #");
  }

  /** Nested block collections, with or without what only the engine parses. */
  @Provide
  Arbitrary<String> blocks() {
    return entries(nodes(3)).map(lines -> String.join("\n", lines));
  }

  private static Arbitrary<List<String>> nodes(int levels) {
    Arbitrary<List<String>> leaves =
        Combinators.combine(scalars(), Arbitraries.of("", "", "", " ", " # c", "\n", "\n  # d"))
            .as((scalar, end) -> List.of(scalar + end));
    if (levels == 0) {
      return leaves;
    }
    Arbitrary<List<String>> inner = nodes(levels - 1);
    return Arbitraries.oneOf(leaves, entries(inner), elements(inner));
  }

  private static Arbitrary<List<String>> entries(Arbitrary<List<String>> values) {
    Arbitrary<Integer> indents = Arbitraries.of(0, 1, 2, 2, 2);
    return Combinators.combine(Arbitraries.of("a", "b_1", "c-d"), values, indents)
        .as(LineParserTest::entry)
        .list()
        .ofMinSize(1)
        .ofMaxSize(3)
        .map(lists -> lists.stream().flatMap(List::stream).toList());
  }

  private static List<String> entry(String key, List<String> value, int indent) {
    boolean isBlock = value.get(0).matches("(?s)(- |[abc][-_a-z0-9]*:).*");
    List<String> lines = new ArrayList<>(List.of(isBlock ? key + ":" : key + ": " + value.get(0)));
    value.stream().skip(isBlock ? 0 : 1).map(line -> " ".repeat(indent) + line).forEach(lines::add);
    return lines;
  }

  private static Arbitrary<List<String>> elements(Arbitrary<List<String>> values) {
    return Combinators.combine(values, Arbitraries.of("- ", "- ", "- ", "-   "))
        .as(
            (value, dash) ->
                List.of(
                    (dash + value.stream().collect(joining("\n" + " ".repeat(dash.length()))))
                        .split("\n")))
        .list()
        .ofMinSize(1)
        .ofMaxSize(3)
        .map(lists -> lists.stream().flatMap(List::stream).toList());
  }
}
