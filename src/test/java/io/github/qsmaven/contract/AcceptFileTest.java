package io.github.qsmaven.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.qsmaven.files.BaseFolder;
import io.github.qsmaven.model.Acceptance;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.FindingCode;
import io.github.qsmaven.model.Glob;
import io.github.qsmaven.model.SourcePosition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AcceptFileTest {
  @TempDir private Path base;

  private List<Acceptance> read(String text) throws IOException, CannotCheckException {
    Path file = base.resolve(AcceptFile.DEFAULT_PATH);
    Files.createDirectories(file.resolveSibling("."));
    Files.writeString(file, text);
    return new AcceptFile(new BaseFolder(base), null).read();
  }

  @Test
  void readsEntriesWithTheirPlaces() throws Exception {
    assertThat(
            read(
                """
                # known troubles
                - code: QS201
                  object: orders.*
                  reason: gone until the release
                  until: 2026-12-31
                  link: https://issues.example.org/7
                - {code: QS203, object: "*", reason: views}
                """))
        .containsExactly(
            new Acceptance(
                FindingCode.MISSING_COLUMN,
                new Glob("orders.*"),
                "gone until the release",
                LocalDate.of(2026, 12, 31),
                "https://issues.example.org/7",
                new SourcePosition(AcceptFile.DEFAULT_PATH, 2, 3)),
            new Acceptance(
                FindingCode.NULLABILITY,
                new Glob("*"),
                "views",
                null,
                null,
                new SourcePosition(AcceptFile.DEFAULT_PATH, 7, 3)));
    assertThat(read("[]")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "# nothing", "---\n# nothing\r\n  # more\n"})
  void aFileWithoutAnEntryAcceptsNothing(String text) throws Exception {
    assertThat(read(text)).isEmpty();
  }

  @Test
  void onlyTheDefaultNeedNotBeThere() throws Exception {
    assertThat(new AcceptFile(new BaseFolder(base), null).read()).isEmpty();
    assertThatThrownBy(() -> new AcceptFile(new BaseFolder(base), "other.yaml").read())
        .isInstanceOf(CannotCheckException.class)
        .hasMessageContaining("other.yaml:1:1: the file does not exist");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{code: QS2O1, object: a, reason: b}|\"code\" cannot be \"QS2O1\"; did you mean QS201",
        "{code: QS302, object: a, reason: b}|\"code\" cannot be \"QS302\"; did you mean",
        "{code: X, object: a, reason: b}|\"code\" cannot be \"X\"; known: QS101",
        "{object: a, reason: b}|must have the key \"code\"",
        "{code: QS201, reason: b}|must have the key \"object\"",
        "{code: QS201, object: a}|must have the key \"reason\"",
        "{code: QS201, object: a, reason: ' '}|\"reason\": must say why",
        "{code: QS201, object: '', reason: b}|\"object\": must name a table",
        "{code: QS201, object: a, reason: b, until: 31.12.2026}|\"until\": must be a date",
        "{code: QS201, object: a, reason: b, until: 2026-02-30}|\"until\": must be a date",
        "{code: QS201, object: a, raeson: b}|no key \"raeson\"; did you mean reason?",
        "{code: QS201, object: a, reason: b, owner: c}|no key \"owner\"; known: code",
        "QS201|an entry must be a mapping"
      })
  void whatIsWrongIsToldWithItsPlace(String entry, String message) {
    assertThatThrownBy(() -> read("- " + entry + "\n"))
        .isInstanceOf(CannotCheckException.class)
        .hasMessageContainingAll(AcceptFile.DEFAULT_PATH + ":1:", message, "qs.accept");
  }

  @ParameterizedTest
  @ValueSource(strings = {"code: QS201", "text", "- a: [", "# nothing\n--- x"})
  void whatIsNoListIsRefused(String text) {
    assertThatThrownBy(() -> read(text)).isInstanceOf(CannotCheckException.class);
  }
}
