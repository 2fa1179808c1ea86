package io.github.qsmaven.contract;

import static io.github.qsmaven.contract.ContractText.HEAD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.qsmaven.files.BaseFolder;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.testing.SpecialFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
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
    return new Contracts(new BaseFolder(base))
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

    assertThat(
            new Contracts(new BaseFolder(Files.createDirectory(base.resolve("project"))))
                .read(List.of(file.toString()))
                .tables())
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

  @Test
  @Timeout(60)
  void whatBlocksIsToldByPathAndByGlob() throws Exception {
    SpecialFiles.pipe(base.resolve("q/a.yaml"));
    SpecialFiles.link(base.resolve("q/b.yaml"), Path.of("/dev/zero"));
    SpecialFiles.link(base.resolve("q/c.yaml"), Path.of("gone"));

    for (String pattern : List.of("q/*.yaml", "**/*.yaml")) {
      assertThatThrownBy(() -> read(pattern))
          .isInstanceOf(CannotCheckException.class)
          .hasMessageContainingAll(
              "q/a.yaml:1:1: the file is not a regular file",
              "q/b.yaml:1:1: the file leads outside of the checkout " + base.toRealPath(),
              "q/c.yaml:1:1: the file does not exist");
    }
    assertThatThrownBy(() -> read("q/a.yaml")).hasMessageContaining("is not a regular file");
  }

  @Test
  void aFolderOutsideOfTheCheckoutIsNotLookedInto() throws Exception {
    write("home/known_hosts.yaml", "a");
    write("project/b.yaml", "b");
    SpecialFiles.link(base.resolve("project/q"), base.resolve("home"));
    Contracts contracts = new Contracts(new BaseFolder(base.resolve("project")));

    for (String pattern : List.of("q/*.yaml", "q/../../home/*.yaml", "q/known_hosts.yaml")) {
      assertThatThrownBy(() -> contracts.read(List.of(pattern)))
          .isInstanceOf(CannotCheckException.class)
          .hasMessageContaining("leads outside of the checkout")
          .hasMessageNotContaining(pattern.contains("*") ? "known_hosts" : "/home/");
    }
    assertThat(contracts.read(List.of("**/*.yaml")).tables()).hasSize(1);
    assertThat(contracts.read(List.of(base.resolve("home") + "/*.yaml")).tables()).hasSize(1);
  }

  @Test
  void aLinkThatLeadsBackIsNotFollowed() throws Exception {
    write("q/a.yaml", "a");
    SpecialFiles.link(base.resolve("q/x/back"), base.resolve("q"));

    assertThat(read("q/**/*.yaml")).containsExactly("q/a.yaml a");
  }

  @Test
  void aDeepTreeIsToldInsteadOfReadInPart() throws Exception {
    write("d/".repeat(150) + "a.yaml", "a");
    assertThat(read("**/*.yaml")).hasSize(1);

    Files.createDirectories(base.resolve("d/".repeat(201)));
    assertThatThrownBy(() -> read("**/*.yaml"))
        .isInstanceOf(CannotCheckException.class)
        .hasMessageContaining("folders more than 200 levels deep");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<settings><password>s3cret</password></settings>",
        "//packages.example/:_authToken=s3cret",
        "s3cret",
        "- s3cret",
        "TOKEN=s3cret",
        "{\"credential\":\"s3cret\"}",
        "[core]\n\turl = https://x:s3cret@example.com",
        "-----BEGIN KEY-----\ns3cret\n-----END KEY-----",
        "password: s3cret",
        "servers:\n  server:\n    password: s3cret",
        "a: &s3crets3cret",
      })
  void anotherKindOfFileIsNotShown(String content) throws Exception {
    Files.writeString(base.resolve("a.yaml"), content);

    assertThatThrownBy(() -> read("a.yaml"))
        .isInstanceOf(CannotCheckException.class)
        .hasMessageContaining("a.yaml:")
        .hasMessageNotContaining("s3cret");
    assertThatThrownBy(() -> new AcceptFile(new BaseFolder(base), "a.yaml").read())
        .isInstanceOf(CannotCheckException.class)
        .hasMessageNotContaining("s3cret");
  }

  /** The engine takes time by the square of the length of a line. */
  @Test
  void aLongLineIsTold() throws Exception {
    Files.writeString(base.resolve("a.yaml"), HEAD + "# " + "x".repeat(1_000_000));

    assertThatThrownBy(() -> read("a.yaml"))
        .isInstanceOf(CannotCheckException.class)
        .hasMessageContaining("a.yaml:6:1: the line is longer than 64 KB");
  }
}
