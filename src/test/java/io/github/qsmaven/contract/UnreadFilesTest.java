package io.github.qsmaven.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qsmaven.files.BaseFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnreadFilesTest {
  private static final Path ACCEPT = Path.of("src/main/qs/accept.yaml");

  @TempDir Path folder;

  private void write(String file) throws Exception {
    Path path = folder.resolve("src/main/qs").resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, "");
  }

  private UnreadFiles unread() {
    return new UnreadFiles(
        new BaseFolder(folder), List.of(ACCEPT, Path.of("accept-suggestions.yaml")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "contract.yaml",
        "orders.yml",
        "odcs.yaml",
        "x.odcs.yml",
        "X.ODCS.YAML",
        "x.Odcs.yaml",
        "x.odcs.yaml.txt",
        "x.odcs.ymal",
        "x.odcs.json",
        "x.odcs",
        "contract.json",
        "contract.yaml.txt",
        "sales/x.odcs.yaml",
        "sales/x.yaml",
      })
  void aNameThatNearlyIsThatOfAContractIsFound(String file) throws Exception {
    write(file);

    assertThat(unread().contracts()).isEqualTo("src/main/qs/" + file);
    assertThat(unread().acceptFiles()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x.odcs.yaml",
        "accept.yaml",
        "accept-suggestions.yaml",
        "sales/accept-suggestions.yaml",
        "tables.txt",
        "tables.json",
        "check.json",
        "doctor.json",
        "qs.lock.json",
        "orders.sql",
        "README.md",
        ".x.odcs.yaml.swp",
        "#x.odcs.yml#",
        "x.odcs.yml~",
        "a/b/contract.yaml",
      })
  void otherFilesAreNotFound(String file) throws Exception {
    write(file);

    assertThat(unread().contracts() + unread().acceptFiles()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"accept.yml", "accepted.yaml", "Accept.yaml", "x/accept.yaml"})
  void aNameThatNearlyIsThatOfTheAcceptedFindingsIsFound(String file) throws Exception {
    write(file);

    assertThat(unread().acceptFiles()).isEqualTo("src/main/qs/" + file);
    assertThat(unread().contracts()).isEmpty();
  }

  @Test
  void aFileWithAnotherPurposeIsNotFound() throws Exception {
    write("expected.yaml");

    assertThat(
            new UnreadFiles(
                    new BaseFolder(folder), List.of(Path.of("src/main/qs/../qs/expected.yaml")))
                .contracts())
        .isEmpty();
    assertThat(
            new UnreadFiles(
                    new BaseFolder(folder), List.of(folder.resolve("src/main/qs/expected.yaml")))
                .contracts())
        .isEmpty();
  }

  @Test
  void aProjectWithoutTheFolderHasNone() {
    assertThat(unread().contracts()).isEmpty();
  }

  @Test
  void ofManyTenAreNamedInOrder() throws Exception {
    for (int i = 30; i > 10; i--) {
      write("c" + i + ".yaml");
    }

    assertThat(unread().contracts())
        .startsWith("src/main/qs/c11.yaml, src/main/qs/c12.yaml, ")
        .endsWith("src/main/qs/c20.yaml and 10 more");
  }

  @Test
  void aNameIsEscaped() throws Exception {
    write("::error::.yaml");

    assertThat(unread().contracts()).doesNotContain("::");
  }
}
