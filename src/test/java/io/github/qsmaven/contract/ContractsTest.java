package io.github.qsmaven.contract;

import static io.github.qsmaven.contract.ContractText.HEAD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.qsmaven.model.CannotCheckException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContractsTest {
  @TempDir Path base;

  private void write(String file, String table) throws Exception {
    Path path = base.resolve(file);
    Files.createDirectories(path.resolveSibling("."));
    Files.writeString(path, HEAD + "schema:\n- name: " + table + "\n");
  }

  /** What is read, each as {@code file table}. */
  private List<String> read(String... patterns) throws CannotCheckException {
    return new Contracts(base)
        .read(List.of(patterns)).tables().stream()
            .map(relation -> relation.at().file() + " " + relation.name().text())
            .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", Contracts.DEFAULT_PATTERN})
  void theDefaultIsTheProjectsFolder(String given) throws Exception {
    String[] patterns = given.isEmpty() ? new String[0] : new String[] {given};
    assertThat(read(patterns)).isEmpty();

    write("src/main/qs/b.odcs.yaml", "b");
    write("src/main/qs/a.odcs.yaml", "a");
    write("src/main/qs/accept.yaml", "no");
    write("src/main/qs/inner/c.odcs.yaml", "no");

    assertThat(read(patterns))
        .containsExactly("src/main/qs/a.odcs.yaml a", "src/main/qs/b.odcs.yaml b");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "q/*.yaml       | a b",
        "q/**/*.yaml    | a b c d",
        "**/*.yaml      | a b c d",
        "q/*/*.yaml     | c",
        "q/{b,a}.yaml   | a b",
        "q/[ab].y?ml    | a b",
        "q/./../q/*.yaml | a b",
        "q/x/**         | c d",
        "q/**/d.yaml    | d",
      })
  void globsFindFilesInTheOrderOfTheirPaths(String pattern, String tables) throws Exception {
    write("q/a.yaml", "a");
    write("q/b.yaml", "b");
    write("q/x/c.yaml", "c");
    write("q/x/y/d.yaml", "d");

    assertThat(read(pattern))
        .extracting(found -> found.replaceAll(".* ", ""))
        .containsExactly(tables.split(" "));
  }

  @Test
  void patternsAddUpInTheirOrderAndAFileIsReadOnce() throws Exception {
    write("a.yaml", "a");
    write("b.yaml", "b");

    assertThat(read(" b.yaml ", "*.yaml", "", "./a.yaml")).containsExactly("b.yaml b", "a.yaml a");
  }

  @Test
  void aFileElsewhereIsShownWithItsWholePath() throws Exception {
    write("elsewhere/a.yaml", "a");
    Path file = base.resolve("elsewhere/a.yaml");

    assertThat(new Contracts(base.resolve("project")).read(List.of(file.toString())).tables())
        .extracting(relation -> relation.at().file())
        .containsExactly(file.toString().replace('\\', '/'));
  }

  @Test
  void aTableOfTwoContractsIsThereTwice() throws Exception {
    write("a.yaml", "orders");
    write("b.yaml", "orders");

    assertThat(read("*.yaml")).containsExactly("a.yaml orders", "b.yaml orders");
  }

  @ParameterizedTest
  @CsvSource({
    "a.yaml, the file does not exist",
    "*.yaml, no file matches",
    "none/*.yaml, no file matches",
    "folder, is a folder",
    "'[a', neither a path nor a pattern",
    "'src/main/qs/*.odcs.yaml,a', no file matches",
  })
  void aPatternThatMatchesNothingIsAnError(String pattern, String problem) throws Exception {
    Files.createDirectories(base.resolve("folder"));

    assertThatThrownBy(() -> read(pattern.split(",")))
        .isInstanceOf(CannotCheckException.class)
        .hasMessageContainingAll("qs.contracts", problem, base.toString());
  }

  @Test
  void aParameterThatIsEmptyWouldCheckNothing() {
    assertThatThrownBy(() -> read(" ", "")).hasMessageContainingAll("qs.contracts", "empty");
  }

  @Test
  void whatIsWrongIsToldForAllFilesInOneGo() throws Exception {
    write("a.yaml", "[]");
    write("b.yaml", "b");
    write("c.yaml", "{}");
    Files.writeString(base.resolve("d.yaml"), "");

    assertThatThrownBy(() -> read("*.yaml"))
        .isInstanceOf(CannotCheckException.class)
        .hasMessageContainingAll(
            "Cannot read the 4 contracts: 3 problems:",
            "a.yaml:7:9: ",
            "c.yaml:7:9: ",
            "d.yaml:1:1: the file is empty",
            "open-data-contract-standard");
  }

  @Test
  void aByteOrderMarkDoesNotCount() throws Exception {
    Files.writeString(base.resolve("a.yaml"), "\uFEFF" + HEAD + "schema: [{name: a}]");

    assertThat(read("a.yaml")).containsExactly("a.yaml a");
  }
}
