package io.github.qsmaven.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.dataformat.yaml.YAMLMapper;

class YamlScalarTest {
  private static final YAMLMapper OTHER_READER = new YAMLMapper();

  private static Object read(String scalar) {
    Object document =
        new Load(LoadSettings.builder().build())
            .loadFromString("a:\n  - b: " + scalar + "\nc: 1\n");
    return Optional.of(document).map(d -> ((Map<?, ?>) d).get("a")).orElseThrow();
  }

  private static void isReadBack(String text) {
    for (YamlScalar writer : YamlScalar.values()) {
      String scalar = writer.of(text);
      assertThat(scalar).doesNotContain("\n", "\r");
      assertThat(read(scalar)).hasToString("[{b=" + text + "}]");
      assertThat(OTHER_READER.readTree("b: " + scalar).get("b").isString()).isTrue();
      assertThat(OTHER_READER.readTree("b: " + scalar).get("b").asString()).isEqualTo(text);
    }
  }

  @Test
  void theMarkOfLostCharactersIsWrittenAsAnEscape() {
    for (YamlScalar writer : YamlScalar.values()) {
      assertThat(writer.of("gr\uFFFDe")).isEqualTo("\"gr\\uFFFDe\"");
    }
  }

  @Property
  void anyTextIsReadBack(@ForAll("texts") String text) {
    isReadBack(text);
  }

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> hostile =
        Arbitraries.of(
                ": ",
                " #",
                "#",
                "##",
                "::",
                "\u00A0",
                "\uE000",
                "\uFFFE",
                "- ",
                "? ",
                "\n",
                "\r",
                "\t",
                "\"",
                "'",
                "\\",
                "&a",
                "*a",
                "!",
                "|",
                ">",
                "%",
                "@",
                "`",
                "{",
                "}",
                "[",
                "]",
                ",",
                "\u0085",
                "\u2028",
                "\uFEFF",
                "\u202E",
                "\u0000",
                "\u001B",
                "\u007F",
                "\uD83D\uDE00",
                "ü",
                " ",
                "a",
                "1",
                "---",
                "...",
                "~",
                "null",
                "true",
                "<<",
                "=")
            .list()
            .ofMaxSize(6)
            .map(parts -> String.join("", parts));
    return Arbitraries.oneOf(
        hostile,
        Arbitraries.strings()
            .filter(
                s -> s.codePoints().noneMatch(c -> Character.getType(c) == Character.SURROGATE)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "NULL",
        "Yes",
        "off",
        "y",
        "~",
        "1",
        "1.5",
        "0x1F",
        "1e3",
        "2024-01-01",
        "12:30",
        ".inf",
        "-",
        "- a",
        "a: b",
        "a #b",
        "a:",
        "#a",
        "a ",
        " a",
        "%TAG",
        "---",
        "...",
        "<<",
        "=",
        "[a",
        "{a}",
        "a{b}",
        "&a",
        "*a",
        "!a",
        "|",
        ">",
        "'a'",
        "\"a\"",
        "@a",
        "`a`"
      })
  void whatYamlMisreadsIsQuoted(String text) {
    assertThat(YamlScalar.FILE.of(text)).startsWith("\"");
    isReadBack(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "orders|orders",
        "character varying(20)|character varying(20)",
        "numeric(10,2)|numeric(10,2)",
        "text[]|text[]",
        "web.page.name|web.page.name",
        "größe|\"größe\""
      })
  void whatPeopleReadStaysReadable(String text, String scalar) {
    assertThat(YamlScalar.FILE.of(text)).isEqualTo(scalar);
    isReadBack(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "orders|\"orders\"",
        "a:b#c|\"a:b#c\"",
        "::error::x|\":\\u003Aerror:\\u003Ax\"",
        "##[x]|\"#\\u0023[x]\"",
        "a\u00A0b\u202Ec|\"a\\u00A0b\\u202Ec\"",
        "\uE000|\"\\uE000\"",
      })
  void onAConsoleNothingIsHiddenAndNothingIsACommand(String text, String scalar) {
    assertThat(YamlScalar.CONSOLE.of(text)).isEqualTo(scalar);
    isReadBack(text);
  }

  @Test
  void halfOfASurrogatePairIsEscaped() {
    for (YamlScalar writer : YamlScalar.values()) {
      assertThat(writer.of("a\uD800")).isEqualTo("\"a\\uD800\"");
    }
  }
}
