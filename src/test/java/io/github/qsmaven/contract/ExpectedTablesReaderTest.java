package io.github.qsmaven.contract;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.qsmaven.files.BaseFolder;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.ExpectedTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpectedTablesReaderTest {
  @TempDir Path folder;

  private List<ExpectedTable> all(String... tables) throws CannotCheckException {
    return new ExpectedTablesReader(new BaseFolder(folder), false)
        .read(Arrays.asList(tables), null);
  }

  private List<ExpectedTable> from(String content) throws Exception {
    Path file = Files.writeString(folder.resolve("expected.txt"), content);
    return new ExpectedTablesReader(new BaseFolder(folder), false).read(List.of(), file.toString());
  }

  @Test
  void parameterAndFileAddUp() throws Exception {
    Path file = Files.writeString(folder.resolve("expected.txt"), "\uFEFFb(x int)\n");

    assertThat(
            new ExpectedTablesReader(new BaseFolder(folder), false)
                .read(List.of("a"), file.toString()))
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
      ExpectedTablesReader reader = new ExpectedTablesReader(new BaseFolder(folder), namesOnly);
      assertThatThrownBy(() -> reader.read(List.of("a", "gr\uFFFD\uFFFDe"), null))
          .isInstanceOf(CannotCheckException.class)
          .hasMessageContainingAll("expectedTables[2]", "lost", "LC_ALL=C.UTF-8");
      assertThatThrownBy(() -> reader.read(List.of(), file.toString()))
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
    assertThat(new ExpectedTablesReader(new BaseFolder(folder), false).read(List.of(), null))
        .isEmpty();
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
                new ExpectedTablesReader(new BaseFolder(folder), false)
                    .read(List.of(), folder.resolve("nowhere.txt").toString()))
        .hasMessageContainingAll(
            "  nowhere.txt:1:1: the file does not exist", "expectedTablesFile");
    assertThatThrownBy(
            () ->
                new ExpectedTablesReader(new BaseFolder(folder), false)
                    .read(List.of(), folder.toString()))
        .hasMessageContaining("the file is a folder");
  }

  @Test
  void anotherEncodingIsToldWithThePlaceOfTheFirstByte() throws Exception {
    Path file = Files.writeString(folder.resolve("latin.txt"), "a\r\nb\ngröße\n", ISO_8859_1);

    assertThatThrownBy(
            () ->
                new ExpectedTablesReader(new BaseFolder(folder), false)
                    .read(List.of(), file.toString()))
        .isInstanceOf(CannotCheckException.class)
        .hasMessageContainingAll("  latin.txt:3:3: the byte 0xF6 is not UTF-8");
  }

  @Test
  void aFileThatNobodyWroteIsRefused() throws Exception {
    Path file = folder.resolve("huge.txt");
    Files.write(file, new byte[8 * 1024 * 1024 + 1]);

    assertThatThrownBy(
            () ->
                new ExpectedTablesReader(new BaseFolder(folder), false)
                    .read(List.of(), file.toString()))
        .hasMessageContaining("the file is larger than 8 MB");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<settings>\n  <server>\n    <password>s3cret</password>",
        "<?xml version='1.0'?>",
        "{\"credential\": \"s3cret\"}",
        "  \"credential\" : \"s3cret\"",
        "[remote \"origin\"]\n\turl = https://x:s3cret@example.com",
        "//packages.example/:_authToken=s3cret",
        "export TOKEN=s3cret",
        "password: s3cret",
        "https://me:s3cret@example.com",
        "machine example.com login me password s3cret",
        "-----BEGIN OPENSSH PRIVATE KEY-----\ns3cret",
        "s3cret\u0000",
        "\u001B]0;s3cret\u0007",
      })
  void aLineOfAnotherKindOfFileIsNotShown(String content) throws Exception {
    Path file = Files.writeString(folder.resolve("expected.txt"), "orders\n" + content + "\n");
    for (boolean namesOnly : List.of(true, false)) {
      assertThatThrownBy(
              () ->
                  new ExpectedTablesReader(new BaseFolder(folder), namesOnly)
                      .read(List.of(), file.toString()))
          .isInstanceOf(CannotCheckException.class)
          .hasMessageContainingAll(
              "expected.txt:2:1: not a table, but a line of another kind of file",
              "write the first character of such a name as an escape")
          .hasMessageNotContaining("s3cret");
    }
  }

  @Test
  void aNameThatLooksLikeSuchALineIsWrittenWithAnEscape() throws Exception {
    assertThat(from("\\u003Cb>\n\\u0061=b\na b: c\n::error::x\n"))
        .extracting(table -> table.name().text())
        .contains("<b>", "a=b", "::error::x");
  }

  @Test
  void aLongLineIsRefused() throws Exception {
    Path file = Files.writeString(folder.resolve("long.txt"), "a\r\nb\r" + "c".repeat(65_537));
    Path name = Files.writeString(folder.resolve("name.txt"), "a\n\n" + "c".repeat(1001));

    assertThatThrownBy(() -> from(Files.readString(file)))
        .hasMessageContaining("expected.txt:3:1: the line is longer than 64 KB");
    assertThatThrownBy(
            () ->
                new ExpectedTablesReader(new BaseFolder(folder), true)
                    .read(List.of(), name.toString()))
        .hasMessageContaining("name.txt:3:1: longer than 1000 characters")
        .hasMessageNotContaining("ccc");
    assertThat(from("c".repeat(65_536))).hasSize(1);
  }
}
