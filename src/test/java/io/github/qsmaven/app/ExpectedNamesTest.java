package io.github.qsmaven.app;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.qsmaven.files.BaseFolder;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.ExpectedTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The expectations of {@code list-tables}: names alone. */
class ExpectedNamesTest {
  @TempDir Path folder;

  private List<String> read(String content) throws Exception {
    return names(List.of(), Files.writeString(folder.resolve("expected.txt"), content));
  }

  private List<String> names(List<String> parameter, @Nullable Path file)
      throws CannotCheckException {
    return read(folder, parameter, file).stream().map(table -> table.name().text()).toList();
  }

  private static List<ExpectedTable> read(Path base, List<String> parameter, @Nullable Path file)
      throws CannotCheckException {
    Expectations expectations =
        new ExpectationSources(
                new BaseFolder(base),
                List.of(),
                parameter,
                file == null ? null : file.toString(),
                null)
            .readNames();
    assertThat(expectations.acceptances()).isEmpty();
    assertThat(expectations.acceptFile()).isEmpty();
    assertThat(expectations.tables()).allMatch(table -> table.columns().isEmpty());
    return expectations.tables();
  }

  @Test
  void oneALineWithCommentsAndBlankLines() throws Exception {
    assertThat(read("# all of them\n\norders\n  sales.orders  # the other one\n\t# x\nlast"))
        .containsExactly("orders", "sales.orders", "last");
  }

  @Test
  void aHashInsideANameIsPartOfIt() throws Exception {
    assertThat(read("a#b\n\\u0023c\n")).containsExactly("a#b", "#c");
  }

  @Test
  void aReportOfListTablesWillDo() throws Exception {
    assertThat(read("a\\nb\nback\\\\slash\n\\u001B[31m\n::error::x\nit's \"q\"\n"))
        .containsExactly("a\nb", "back\\slash", "\u001B[31m", "::error::x", "it's \"q\"");
  }

  @Test
  void windowsLinesAndAByteOrderMarkDoNotCount() throws Exception {
    assertThat(read("\uFEFForders\r\ncustomers\r\n")).containsExactly("orders", "customers");
  }

  @Test
  void parameterAndFileAddUp() throws Exception {
    Path file = Files.writeString(folder.resolve("expected.txt"), "b\n");

    assertThat(names(List.of("a"), file)).containsExactly("a", "b");
  }

  @Test
  void itIsKnownWhereTheFileNamesThem() throws Exception {
    Path file = Files.writeString(folder.resolve("a.txt"), "\uFEFFb\n# x\n\n \t😀\nb\n c # d\n");

    assertThat(read(folder, List.of("a", "c"), file))
        .extracting(table -> table.name().text() + " " + table.at())
        .containsExactly("a expectedTables[1]:1:1", "c a.txt:6:2", "b a.txt:1:1", "😀 a.txt:4:3");
  }

  @Test
  void aFileElsewhereIsToldWhole() throws Exception {
    Path file = Files.writeString(folder.resolve("a.txt"), "b\n");

    assertThat(read(Files.createDirectory(folder.resolve("module")), List.of(), file))
        .extracting(table -> table.at().file())
        .containsExactly(file.toString().replace('\\', '/'));
  }

  @Test
  void aParameterThatIsEmptyWouldCheckNothing() {
    assertThatThrownBy(() -> names(List.of(" ", ""), null))
        .isInstanceOf(CannotCheckException.class)
        .hasMessageContainingAll("qs.expectedTables", "empty", "variable");
  }

  @Test
  void noParameterIsNoExpectation() throws Exception {
    assertThat(names(List.of(), null)).isEmpty();
  }

  @Test
  void aContractIsNoSourceOfNames() throws Exception {
    Path contracts = Files.createDirectories(folder.resolve("src/main/qs"));
    Files.writeString(contracts.resolve("broken.odcs.yaml"), "{");

    assertThat(names(List.of(), null)).isEmpty();
  }

  @Test
  void aLineIsANameWhateverTheShortFormReadsInIt() throws Exception {
    assertThat(read("a(b)\n\"c\"\nd, e\n(\n\")\n"))
        .containsExactly("a(b)", "\"c\"", "d, e", "(", "\")");
    assertThat(names(List.of("a(b", "c)", " #d", "e #f"), null))
        .containsExactly("a(b", "c)", "#d", "e #f");
  }

  @Test
  void whatIsExpectedTwiceCountsOnce() throws Exception {
    Path file = Files.writeString(folder.resolve("expected.txt"), "b\na\nb\n");

    assertThat(names(List.of("a", "c", "a"), file)).containsExactly("a", "c", "b");
  }

  @Test
  void aFileThatNamesNothingWouldCheckNothing() {
    assertThatThrownBy(() -> read("# todo\n\n"))
        .isInstanceOf(CannotCheckException.class)
        .hasMessageContainingAll("expected.txt", "contains no table");
  }

  @Test
  void aFileThatIsNotThereIsTold() {
    assertThatThrownBy(() -> names(List.of(), folder.resolve("nowhere.txt")))
        .isInstanceOf(CannotCheckException.class)
        .hasMessageContainingAll(
            "nowhere.txt:1:1: ", "does not exist", "set expectedTablesFile to a text file");
  }

  @Test
  void aFolderIsNoFile() {
    assertThatThrownBy(() -> names(List.of(), folder))
        .isInstanceOf(CannotCheckException.class)
        .hasMessageContaining("the file is a folder");
  }

  @Test
  void anotherEncodingIsTold() throws Exception {
    Path file = Files.writeString(folder.resolve("latin.txt"), "größe\n", ISO_8859_1);

    assertThatThrownBy(() -> names(List.of(), file))
        .isInstanceOf(CannotCheckException.class)
        .hasMessageContainingAll("latin.txt:1:3: ", "UTF-8");
  }

  @Test
  void aLineThatCanBeNoNameIsToldWithItsNumber() {
    assertThatThrownBy(() -> read("orders\nbad\\xame\n"))
        .isInstanceOf(CannotCheckException.class)
        .hasMessageContainingAll("expected.txt:2:1: ", "character 4", "tables.txt")
        .hasMessageNotContaining("xame");
    assertThatThrownBy(() -> names(List.of("a", "bad\\xame"), null))
        .isInstanceOf(CannotCheckException.class)
        .hasMessageContainingAll("expectedTables[2]:1:1: ", "character 4", "bad\\\\xame");
  }
}
