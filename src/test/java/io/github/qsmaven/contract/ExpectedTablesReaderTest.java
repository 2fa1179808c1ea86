package io.github.qsmaven.contract;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.ExpectedTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExpectedTablesReaderTest {
  @TempDir Path folder;

  private List<ExpectedTable> all(String... tables) throws CannotCheckException {
    return new ExpectedTablesReader(folder, false).read(Arrays.asList(tables), null);
  }

  private List<ExpectedTable> from(String content) throws Exception {
    Path file = Files.writeString(folder.resolve("expected.txt"), content);
    return new ExpectedTablesReader(folder, false).read(List.of(), file);
  }

  @Test
  void parameterAndFileAddUp() throws Exception {
    Path file = Files.writeString(folder.resolve("expected.txt"), "\uFEFFb(x int)\n");

    assertThat(new ExpectedTablesReader(folder, false).read(List.of("a"), file))
        .extracting(table -> table.name().text())
        .containsExactly("a", "b");
  }

  @Test
  void whatMavenDividedAtItsCommasIsJoinedAgain() throws Exception {
    String written = "a,orders(id numeric(10,2),\"x,)\" int), \"q,r(\"(s int),b(c)";

    assertThat(all(written.split(",")))
        .usingRecursiveComparison()
        .ignoringFieldsMatchingRegexes(".*at")
        .isEqualTo(all("a", "orders(id numeric(10,2),\"x,)\" int)", " \"q,r(\"(s int)", "b(c)"));
  }

  @Test
  void anEntryMayGoOverSeveralLines() throws Exception {
    assertThat(all("\n  a(\n    b int,\n    c\n  )\n  d\n"))
        .extracting(table -> table.columns().size())
        .containsExactly(2, 0);
  }

  @Test
  void aFaultIsToldWithTheNumberOfItsEntry() {
    assertThatThrownBy(() -> all("a", "b(c int x(", "d"))
        .isInstanceOf(CannotCheckException.class)
        .hasMessageContainingAll("qs.expectedTables", "expectedTables[2]:1:2", "double quotes");
  }

  @Test
  void aNameInWhichCharactersWereLostIsTold() throws Exception {
    Path file = Files.writeString(folder.resolve("expected.txt"), "a\n# \uFFFD\nb\uFFFD\n");
    for (boolean namesOnly : List.of(true, false)) {
      ExpectedTablesReader reader = new ExpectedTablesReader(folder, namesOnly);
      assertThatThrownBy(() -> reader.read(List.of("a", "gr\uFFFD\uFFFDe"), null))
          .isInstanceOf(CannotCheckException.class)
          .hasMessageContainingAll("expectedTables[2]", "lost", "LC_ALL=C.UTF-8");
      assertThatThrownBy(() -> reader.read(List.of(), file))
          .isInstanceOf(CannotCheckException.class)
          .hasMessageContainingAll("expected.txt:3:1", "lost", "save the file as UTF-8");
      assertThat(reader.read(List.of("b\\uFFFD"), null))
          .extracting(table -> table.name().text())
          .containsExactly("b\uFFFD");
    }
    assertThatThrownBy(() -> all("a(gr\uFFFD int)")).hasMessageContaining("lost");
  }

  @Test
  void aParameterThatIsEmptyWouldCheckNothing() {
    assertThatThrownBy(() -> all(" ", "")).hasMessageContainingAll("qs.expectedTables", "empty");
  }

  @Test
  void noParameterAndNoFileIsNoExpectation() throws Exception {
    assertThat(new ExpectedTablesReader(folder, false).read(List.of(), null)).isEmpty();
  }

  @Test
  void aFileThatNamesNothingWouldCheckNothing() {
    assertThatThrownBy(() -> from("# todo\n\n"))
        .isInstanceOf(CannotCheckException.class)
        .hasMessageContainingAll("expected.txt", "contains no table");
  }

  @Test
  void aFileThatCannotBeReadIsTold() {
    assertThatThrownBy(
            () ->
                new ExpectedTablesReader(folder, false)
                    .read(List.of(), folder.resolve("nowhere.txt")))
        .hasMessageContainingAll(
            "  nowhere.txt:1:1: the file does not exist", "expectedTablesFile");
    assertThatThrownBy(() -> new ExpectedTablesReader(folder, false).read(List.of(), folder))
        .hasMessageContaining("cannot be read");
  }

  @Test
  void anotherEncodingIsToldWithThePlaceOfTheFirstByte() throws Exception {
    Path file = Files.writeString(folder.resolve("latin.txt"), "a\r\nb\ngröße\n", ISO_8859_1);

    assertThatThrownBy(() -> new ExpectedTablesReader(folder, false).read(List.of(), file))
        .isInstanceOf(CannotCheckException.class)
        .hasMessageContainingAll("  latin.txt:3:3: the byte 0xF6 is not UTF-8");
  }

  @Test
  void aFileThatNobodyWroteIsRefused() throws Exception {
    Path file = folder.resolve("huge.txt");
    Files.write(file, new byte[SourceText.MOST_BYTES + 1]);

    assertThatThrownBy(() -> new ExpectedTablesReader(folder, false).read(List.of(), file))
        .hasMessageContaining("the file is larger than 64 MB");
  }
}
