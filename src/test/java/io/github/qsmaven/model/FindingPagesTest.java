package io.github.qsmaven.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Compares the generated codes with {@code docs/findings}, and checks what the generator does not.
 */
class FindingPagesTest {
  private static final Path DOCS = Path.of("docs");

  @ParameterizedTest
  @EnumSource(FindingCode.class)
  void aCodeShowsTheTextsOfItsPage(FindingCode code) throws IOException {
    String page = Files.readString(DOCS.resolve("findings").resolve(code.code() + ".md"));

    assertThat(page)
        .startsWith(
            "# %s: %s\n\nDefault severity: %s\n\nRule in SARIF: %s\n\n%s\n\n## Why it matters\n\n%s\n\n## What to do\n\n"
                .formatted(
                    code.code(),
                    code.title(),
                    code.severity().word(),
                    code.rule(),
                    code.what(),
                    code.why()));
    assertThat(page.replace("`", "")).contains("\n## What to do\n\n" + code.help() + "\n");
  }

  @ParameterizedTest
  @EnumSource(FindingCode.class)
  void aPageShowsHowToAcceptTheFindingOrToTurnItOff(FindingCode code) throws IOException {
    assertThat(Files.readString(DOCS.resolve("findings").resolve(code.code() + ".md")))
        .contains(
            code.isAcceptable() ? "- code: " + code.code() + "\n" : "It cannot be accepted",
            "-Dqs.severities=" + code.code() + "=");
  }

  @ParameterizedTest
  @EnumSource(FindingCode.class)
  void theConstantIsNamedByTheRule(FindingCode code) {
    assertThat(code.name().replace("_", "")).isEqualToIgnoringCase(code.rule());
  }

  @Test
  void thePagesAndTheCodesAreTheSameInTheOrderOfTheirNumbers() throws IOException {
    try (Stream<Path> pages = Files.list(DOCS.resolve("findings"))) {
      assertThat(Arrays.stream(FindingCode.values()).map(code -> code.code() + ".md"))
          .containsExactlyElementsOf(
              pages
                  .map(page -> page.getFileName().toString())
                  .sorted(Comparator.naturalOrder())
                  .toList());
    }
  }

  @Test
  void theIndexListsAllInTheOrderOfTheirNumbers() throws IOException {
    assertThat(
            Files.readAllLines(DOCS.resolve("findings.md")).stream()
                .filter(line -> line.startsWith("| [QS")))
        .containsExactlyElementsOf(
            Arrays.stream(FindingCode.values())
                .map(
                    code ->
                        "| [%1$s](findings/%1$s.md) | %2$s | %3$s |"
                            .formatted(code.code(), code.title(), code.severity().word()))
                .toList());
  }
}
