package io.github.qsmaven.app;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.SourcePosition;
import io.github.qsmaven.model.TableReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExpectedTablesTest {
  @TempDir Path folder;

  private List<String> read(String content) throws Exception {
    Path file = Files.writeString(folder.resolve("expected.txt"), content);
    return new ExpectedTables(folder)
        .addFrom(file).tables().stream().map(TableReference::text).toList();
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

    assertThat(new ExpectedTables(folder).addAll(List.of("a")).addFrom(file).tables())
        .containsExactly(new TableReference("a"), new TableReference("b"));
  }

  @Test
  void itIsKnownWhereTheFileNamesThem() throws Exception {
    Path file = Files.writeString(folder.resolve("a.txt"), "\uFEFFb\n# x\n\n \t😀\nb\n c # d\n");

    assertThat(new ExpectedTables(folder).addAll(List.of("a")).addFrom(file).places())
        .containsOnly(
            entry(new TableReference("b"), new SourcePosition("a.txt", 1, 1)),
            entry(new TableReference("😀"), new SourcePosition("a.txt", 4, 3)),
            entry(new TableReference("c"), new SourcePosition("a.txt", 6, 2)));
  }

  @Test
  void aFileElsewhereIsToldWhole() throws Exception {
    Path file = Files.writeString(folder.resolve("a.txt"), "b\n");

    assertThat(new ExpectedTables(folder.resolve("module")).addFrom(file).places().values())
        .extracting(SourcePosition::file)
        .containsExactly(file.toString().replace('\\', '/'));
  }

  @Test
  void aParameterThatIsEmptyWouldCheckNothing() {
    assertThatThrownBy(() -> new ExpectedTables(folder).addAll(List.of(" ", "")))
        .isInstanceOf(CannotCheckException.class)
        .hasMessageContainingAll("qs.expectedTables", "empty", "variable");
  }

  @Test
  void noParameterIsNoExpectation() throws Exception {
    assertThat(new ExpectedTables(folder).addAll(List.of()).tables()).isEmpty();
  }

  @Test
  void noFileIsNoExpectation() throws Exception {
    assertThat(new ExpectedTables(folder).addFrom(null).tables()).isEmpty();
  }

  @Test
  void aFileThatNamesNothingWouldCheckNothing() {
    assertThatThrownBy(() -> read("# todo\n\n"))
        .isInstanceOf(CannotCheckException.class)
        .hasMessageContainingAll("expected.txt", "names no table");
  }

  @Test
  void aFileThatIsNotThereIsTold() {
    assertThatThrownBy(() -> new ExpectedTables(folder).addFrom(folder.resolve("nowhere.txt")))
        .isInstanceOf(CannotCheckException.class)
        .hasMessageContainingAll("nowhere.txt", "is not there", "expectedTablesFile");
  }

  @Test
  void aFolderIsNoFile() {
    assertThatThrownBy(() -> new ExpectedTables(folder).addFrom(folder))
        .isInstanceOf(CannotCheckException.class)
        .hasMessageContaining("cannot be read");
  }

  @Test
  void anotherEncodingIsTold() throws Exception {
    Path file = Files.writeString(folder.resolve("latin.txt"), "größe\n", ISO_8859_1);

    assertThatThrownBy(() -> new ExpectedTables(folder).addFrom(file))
        .isInstanceOf(CannotCheckException.class)
        .hasMessageContainingAll("latin.txt", "UTF-8");
  }

  @Test
  void aLineThatCanBeNoNameIsToldWithItsNumber() {
    assertThatThrownBy(() -> read("orders\nbad\\xame\n"))
        .isInstanceOf(CannotCheckException.class)
        .hasMessageContainingAll("expected.txt, line 2", "character 4");
  }
}
