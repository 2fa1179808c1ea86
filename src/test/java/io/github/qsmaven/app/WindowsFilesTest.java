package io.github.qsmaven.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.github.qsmaven.contract.AcceptFile;
import io.github.qsmaven.contract.ContractOutput;
import io.github.qsmaven.contract.ContractOutput.IfExists;
import io.github.qsmaven.contract.ExpectedTablesReader;
import io.github.qsmaven.files.BaseFolder;
import io.github.qsmaven.files.FilePatterns;
import io.github.qsmaven.files.InputFile;
import io.github.qsmaven.files.SqlFile;
import io.github.qsmaven.files.SqlSources;
import io.github.qsmaven.lock.LockFile;
import io.github.qsmaven.model.Acceptance;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.Goal;
import io.github.qsmaven.model.NameEscaper;
import io.github.qsmaven.model.SourcePosition;
import io.github.qsmaven.report.CheckReport;
import io.github.qsmaven.report.TablesReports;
import io.github.qsmaven.report.files.ExecutionFolder;
import io.github.qsmaven.report.files.ReportFiles;
import io.github.qsmaven.testing.AllFormats;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the plugin reads and writes, on a file system of Windows: drives, servers, backslashes,
 * names in any case, files whose lines end with CR LF, and no permissions of POSIX.
 */
class WindowsFilesTest {
  private final FileSystem windows =
      Jimfs.newFileSystem(
          Configuration.windows().toBuilder()
              .setRoots("C:\\", "D:\\", "\\\\server\\share\\")
              .setWorkingDirectory("C:\\")
              .build());

  private final Path checkout = windows.getPath("C:\\code\\shop");
  private final BaseFolder base = new BaseFolder(checkout.resolve("orders"), checkout);

  @BeforeEach
  void createTheFolders() throws IOException {
    Files.createDirectories(base.path());
  }

  @AfterEach
  void close() throws IOException {
    windows.close();
  }

  private void write(String path, String content) throws IOException {
    Path file = base.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  private List<String> matching(String pattern) throws CannotCheckException {
    return new FilePatterns(base, "contracts", "contracts", "src/*.yaml")
        .matching(pattern).stream().map(InputFile::shown).toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "src\\main\\sql\\*.sql",
        "src/main/sql/*.sql",
        "src\\main/sql\\**\\*.sql",
        "SRC\\MAIN\\sql\\load.sql",
        "..\\orders\\src\\**\\*.sql",
        "C:\\code\\shop\\orders\\src\\**\\*.sql",
        "c:/code/shop/orders/src/main/sql/load.sql"
      })
  void aPatternHasSlashesOrBackslashes(String pattern) throws Exception {
    write("src/main/sql/load.sql", "SELECT 1");

    assertThat(matching(pattern))
        .singleElement()
        .asString()
        .isEqualToIgnoringCase("src/main/sql/load.sql");
  }

  @Test
  void filesOnAnotherDriveAndOnAServerAreNamedByTheirAbsolutePaths() throws Exception {
    for (String root : List.of("D:\\contracts", "\\\\server\\share\\contracts")) {
      write(root + "\\all.yaml", "");

      assertThat(matching(root + "\\*.yaml"))
          .containsExactly(root.replace('\\', '/') + "/all.yaml")
          .allSatisfy(file -> assertThat(new SourcePosition(file, 1, 1).isAbsolute()).isTrue());
      assertThat(matching(root + "\\all.yaml")).hasSize(1);
      assertThat(base.file(root + "\\all.yaml").real())
          .isEqualTo(base.resolve(root + "\\all.yaml"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"..\\..\\secret.txt", "..\\.GIT\\config", "..\\../secret.txt"})
  void aRelativePathDoesNotLeaveTheCheckout(String path) throws Exception {
    write(path, "token");

    InputFile file = base.file(path);

    assertThatThrownBy(file::real)
        .hasMessageMatching("(leads outside of the checkout|is in .git).*");
  }

  @Test
  void theLinesOfAFileMayEndWithCrLf() throws Exception {
    write("src\\main\\qs\\expected.txt", "# tables\r\norders\r\n\r\ncustomers(id int)\r\n");
    write(
        "src\\main\\qs\\accept.yaml",
        "# known\r\n- code: QS201\r\n  object: orders.*\r\n  reason: gone\r\n");
    write("src\\main\\sql\\load.sql", "SELECT 1;\r\nSELECT id\r\nFROM orders;\r\n");

    assertThat(new ExpectedTablesReader(base, false).read(List.of(), "src\\main\\qs\\expected.txt"))
        .extracting(table -> table.name().text() + " " + table.at())
        .containsExactly(
            "orders src/main/qs/expected.txt:2:1", "customers src/main/qs/expected.txt:4:1");
    assertThat(new AcceptFile(base, null).read())
        .extracting(Acceptance::at)
        .containsExactly(new SourcePosition("src/main/qs/accept.yaml", 2, 3));
    assertThat(new SqlSources(base, List.of("src\\main\\sql\\*.sql"), List.of()).read().files())
        .extracting(SqlFile::path)
        .containsExactly("src/main/sql/load.sql");
  }

  @Test
  void reportsAreWrittenAndReplaced() throws Exception {
    Path folder = base.resolve("target\\qs");
    for (int run = 0; run < 2; run++) {
      ReportFiles<CheckReport> files =
          ReportFiles.of(ExecutionFolder.of(folder), AllFormats.of(Goal.LIST_TABLES));
      files.prepare();
      List<Path> written = files.write(TablesReports.hostile());

      try (Stream<Path> found = Files.list(folder)) {
        // All reports, and the list of them: no temporary file is left.
        assertThat(found).containsAll(written).hasSize(written.size() + 1);
      }
    }
  }

  @Test
  void aMessageNamesAPathThatCanBeCopied() throws Exception {
    write("target\\qs\\tables.txt", "mine");
    ReportFiles<CheckReport> files =
        ReportFiles.of(
            ExecutionFolder.of(base.resolve("target\\qs")), AllFormats.of(Goal.LIST_TABLES));

    assertThatThrownBy(files::prepare)
        .hasMessageContaining("Cannot write the report C:/code/shop/orders/target/qs/tables.txt: ");
    assertThatThrownBy(() -> matching("src\\[.sql"))
        .hasMessageContaining("relative to C:/code/shop/orders.");
    assertThat(NameEscaper.CONSOLE.of(windows.getPath("\\\\server\\share\\a\u202Eb")))
        .isEqualTo("//server/share/a\\u202Eb");
  }

  @Test
  void aContractAndALockAreFoundWhereTheyAreWritten() throws Exception {
    ContractOutput contract =
        ContractOutput.open(base, "src\\main\\qs\\shop.odcs.yaml", IfExists.REFUSE);
    contract.write("shop", TablesReports.hostile().structure());

    assertThat(contract.shown()).isEqualTo("src/main/qs/shop.odcs.yaml");
    assertThat(matching("src\\main\\qs\\*.odcs.yaml")).containsExactly(contract.shown());
    assertThat(new LockFile(base, "src\\main\\qs\\qs.lock.json").shown())
        .isEqualTo(LockFile.DEFAULT_PATH);
  }
}
