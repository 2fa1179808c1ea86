package io.github.qsmaven.model;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Holds {@code docs/findings} to the codes. */
class FindingPagesTest {
  private static final Path DOCS = Path.of("docs");

  @ParameterizedTest
  @EnumSource(FindingCode.class)
  void everyCodeHasItsPage(FindingCode code) throws IOException {
    String page = Files.readString(DOCS.resolve("findings").resolve(code.code() + ".md"));

    assertThat(page)
        .startsWith("# " + code.code() + ": " + code.title() + "\n")
        .contains(
            "Default severity: " + code.severity().word() + "\n",
            "## Why it matters",
            "## What to do",
            "    " + code.code() + " " + code.title() + ": ",
            code.isAcceptable() ? "- code: " + code.code() : "It cannot be accepted",
            "-Dqs.severities=" + code.code() + "=");
  }

  @Test
  void noPageIsWithoutACode() throws IOException {
    try (Stream<Path> pages = Files.list(DOCS.resolve("findings"))) {
      assertThat(pages.map(page -> page.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(
              Arrays.stream(FindingCode.values()).map(code -> code.code() + ".md").toList());
    }
  }

  @Test
  void theIndexListsAll() throws IOException {
    assertThat(Files.readString(DOCS.resolve("findings.md")))
        .contains(
            Arrays.stream(FindingCode.values())
                .map(
                    code ->
                        "| [%1$s](findings/%1$s.md) | %2$s | %3$s |\n"
                            .formatted(code.code(), code.title(), code.severity().word()))
                .collect(joining()));
  }
}
