package io.github.qsmaven.files;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.testing.SpecialFiles;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class SqlSourcesTest {
  @TempDir Path folder;

  @BeforeEach
  void resolveLinks() throws Exception {
    folder = folder.toRealPath();
  }

  private Path file(String path) throws Exception {
    return file(path, "SELECT 1");
  }

  private Path file(String path, String text) throws Exception {
    return file(path, text.getBytes(UTF_8));
  }

  private Path file(String path, byte[] bytes) throws Exception {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    return Files.write(file, bytes);
  }

  private SqlSources sources(List<String> patterns, String... excludes) {
    return new SqlSources(new BaseFolder(folder), patterns, List.of(excludes));
  }

  private List<String> read(List<String> patterns, String... excludes) throws CannotCheckException {
    return sources(patterns, excludes).read().files().stream().map(SqlFile::path).toList();
  }

  private void assertRefused(List<String> patterns, String... problem) {
    assertThatThrownBy(() -> read(patterns))
        .isInstanceOf(CannotCheckException.class)
        .hasMessageContainingAll(problem);
  }

  @Test
  void nothingFoundSaysWhereItLookedAndWhatToDo() throws Exception {
    file("src/main/java/load.sql");
    file("models/orders.sql");

    assertRefused(
        List.of(),
        "nothing would be checked: looked for src/main/sql/**/*.sql, src/main/resources/**/*.sql in "
            + folder,
        "set sqlFiles (-Dqs.sqlFiles)",
        "qs.skip");
  }

  @Test
  void nothingButMigrationsIsNothing() throws Exception {
    file("src/main/resources/db/migration/V1.sql");
    file("src/main/resources/shop/db/migration/pg/V2.sql");
    file("src/main/resources/db/changelog/1.sql");

    assertRefused(
        List.of(),
        "by default it leaves out 2 SQL files of Flyway (db/migration) and 1 SQL file of Liquibase"
            + " (db/changelog)");
  }

  @Test
  void nothingButExcludedFilesIsNothing() throws Exception {
    file("a.sql");

    assertThatThrownBy(() -> read(List.of("*.sql"), "a.*"))
        .isInstanceOf(CannotCheckException.class)
        .hasMessageContainingAll("looked for *.sql", "sqlExcludes leaves out 1 file");
  }

  @Test
  void dbtWithoutCompiledModelsSaysSo() throws Exception {
    file("dbt_project.yml");
    file("models/orders.sql");

    assertRefused(
        List.of(), "target/compiled/**/*.sql", "run dbt compile before this goal, or set");

    file("src/main/sql/a.sql");
    assertThat(sources(List.of()).read().warnings())
        .singleElement()
        .asString()
        .contains("dbt_project.yml is there", "Run dbt compile");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sql/*.sql", "none.sql", "src/**/b.sql"})
  void aGivenPatternThatMatchesNothingIsAnError(String pattern) throws Exception {
    file("src/main/sql/a.sql");

    assertRefused(
        List.of("src/main/sql/**/*.sql", pattern),
        "Invalid value \"" + pattern + "\" for sqlFiles (-Dqs.sqlFiles): ");
  }

  @Test
  void anEmptyParameterIsAnError() throws Exception {
    file("src/main/sql/a.sql");

    assertRefused(List.of(""), "sqlFiles (-Dqs.sqlFiles) is set but empty");
  }

  @Test
  void aFolderIsNoFile() throws Exception {
    file("jobs/a.sql");

    assertRefused(List.of("jobs"), "it is a folder (its SQL files are jobs/**/*.sql)");
  }

  @Test
  void anInvalidPatternIsAnErrorOfItsParameter() throws Exception {
    file("a.sql");

    assertRefused(List.of("[a.sql"), "\"[a.sql\" for sqlFiles", "neither a path nor a pattern");
    assertThatThrownBy(() -> read(List.of("a.sql"), "[a"))
        .hasMessageContaining("Invalid value \"[a\" for sqlExcludes (-Dqs.sqlExcludes)");
  }

  @Test
  void aFileThatIsNotUtf8IsNamedWithTheByte() throws Exception {
    file("a/latin.sql", new byte[] {'-', '-', ' ', 'c', (byte) 0xE9, '\n'});
    file("a/cut.sql", new byte[] {'a', (byte) 0xE2, (byte) 0x82});
    file("a/nul.sql", "ä\0");
    file("a/utf-16.sql", "SELECT 1".getBytes(UTF_16));
    file("a/utf-16le.sql", new byte[] {(byte) 0xFF, (byte) 0xFE, 'a', 0});
    file("a/ok.sql", "SELECT '\uFFFD'");
    SpecialFiles.link(folder.resolve("a/z\n.sql"), Path.of("gone"));

    assertRefused(
        List.of("a/*.sql"),
        "Cannot read the SQL files: 6 problems:",
        "  a/cut.sql: the file is not in UTF-8 (byte 2 is 0xE2); save it as UTF-8",
        "  a/latin.sql: the file is not in UTF-8 (byte 5 is 0xE9); save it as UTF-8\n",
        "  a/nul.sql: the file is no text (byte 3 is NUL)",
        "  a/utf-16.sql: the file is in UTF-16 (byte 1 is 0xFE)",
        "  a/utf-16le.sql: the file is in UTF-16 (byte 1 is 0xFF)",
        "  a/z\\n.sql: the file does not exist");
  }

  @Test
  void onlyFirstProblemsAreShown() throws Exception {
    for (int i = 0; i < 30; i++) {
      file("a/" + i + ".sql", "\0");
    }

    assertRefused(List.of("a/*.sql"), "30 problems", "... and 10 more");
  }

  @Test
  void aFileOutsideOfTheCheckoutIsRefused() throws Exception {
    Path secret = file("home/secret.sql");
    file("home/project/a.sql");
    folder = folder.resolve("home/project");
    SpecialFiles.link(folder.resolve("link.sql"), secret);

    assertRefused(List.of("*.sql"), "link.sql: the file leads outside of the checkout");
    assertRefused(List.of("../*.sql"), "leads outside of the checkout");
    assertThat(read(List.of(folder.getParent() + "/*.sql"))).containsExactly(secret.toString());
  }

  @Test
  void whatGitKeepsIsNotRead() throws Exception {
    file(".git/refs/heads/fix.sql");
    file("x/.GIT/y.sql");
    file("x/a.sql");

    assertThat(read(List.of("**/*.sql"))).containsExactly("x/a.sql");
    assertRefused(List.of(".git/**/*.sql"), "is in .git");
    assertRefused(List.of(".git/refs/heads/fix.sql"), "is in .git");
  }

  @Test
  void specialFilesAreNotOpened() throws Exception {
    file("a.sql");
    SpecialFiles.link(folder.resolve("endless.sql"), Path.of("/dev/zero"));
    Files.createDirectory(folder.resolve("folder.sql"));

    assertRefused(List.of(folder + "/*.sql"), "endless.sql: the file leads outside");
    assertThat(read(List.of("*.sql"), "endless.sql")).containsExactly("a.sql");
  }

  @Test
  void tooManyFilesAreRefused() throws Exception {
    file("a/0.sql");
    for (int i = 1; i <= 10_000; i++) {
      Files.createFile(folder.resolve("a/" + i + ".sql"));
    }

    assertRefused(List.of("a/*.sql"), "Too many SQL files: there are 10001", "sqlExcludes");
    assertThat(read(List.of("a/*.sql"), "a/7.sql")).hasSize(10_000);
  }

  @Test
  void tooLargeFilesAreRefused() throws Exception {
    for (int i = 0; i < 27; i++) {
      resize(file("a/" + i + ".sql"), 10 << 20);
    }
    resize(file("b.sql"), (10 << 20) + 1);

    assertRefused(List.of("b.sql"), "b.sql: the file is larger than 10 MB");
    assertRefused(List.of("a/*.sql"), "Too many SQL files: they are larger than 256 MB together");
  }

  private static void resize(Path path, int bytes) throws Exception {
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      file.setLength(bytes);
    }
  }

  @Test
  void theDefaultsAreSortedAndTellWhatIsLeftOut() throws Exception {
    file("src/main/sql/b/2.sql");
    file("src/main/sql/10.sql");
    file("src/main/sql/a.SQL");
    file("src/main/resources/q.sql");
    file("src/main/resources/mydb/migration.sql");
    file("src/main/resources/db/migration/V1.sql");
    file("target/compiled/shop/models/m.sql");

    SqlSources.Contents contents = sources(List.of()).read();

    assertThat(contents.files())
        .extracting(SqlFile::path)
        .containsExactly(
            "src/main/resources/mydb/migration.sql",
            "src/main/resources/q.sql",
            "src/main/sql/10.sql",
            "src/main/sql/b/2.sql");
    assertThat(contents.remarks())
        .containsExactly(
            "Not checked: 1 SQL file of Flyway (db/migration): such scripts build the schema step by step."
                + " To check them as well, set sqlFiles (-Dqs.sqlFiles) to"
                + " src/main/sql/**/*.sql,src/main/resources/**/*.sql.");
    assertThat(contents.warnings()).isEmpty();

    SqlSources.Contents all =
        sources(List.of("src/main/sql/**/*.sql", "src/main/resources/**/*.sql")).read();
    assertThat(all.files()).hasSize(5);
    assertThat(all.remarks()).isEmpty();
  }

  @Test
  void compiledModelsOfDbtAreReadAsTheyLie() throws Exception {
    file("dbt_project.yml");
    file("models/m.sql");
    file("target/compiled/shop/models/m.sql");
    file("target/compiled/shop/models/schema.yml/not_null.sql");
    file("target/run/shop/models/m.sql");

    assertThat(read(List.of()))
        .containsExactly(
            "target/compiled/shop/models/m.sql",
            "target/compiled/shop/models/schema.yml/not_null.sql");
  }

  @Test
  void aFileOfTwoPatternsIsReadOnce() throws Exception {
    file("a/x.sql", "\uFEFFSELECT 'ü🙂'");

    assertThat(sources(List.of("a/*.sql", "./a/../a/x.sql", folder + "/**/*.sql")).read().files())
        .containsExactly(new SqlFile("a/x.sql", "\uFEFFSELECT 'ü🙂'"));
  }

  @ParameterizedTest
  @CsvSource({
    "a/**, b/y.sql c.sql",
    "./a/**, b/y.sql c.sql",
    "a, b/y.sql c.sql",
    "**/x.sql, b/y.sql c.sql",
    "*/*.sql, c.sql",
    "'*.sql', a/x.sql b/y.sql",
    "c.sql, a/x.sql b/y.sql",
    "A/**, a/x.sql b/y.sql c.sql",
    "' ', a/x.sql b/y.sql c.sql",
    "../*/c.sql, a/x.sql b/y.sql",
  })
  void excludesArePathsOrGlobs(String exclude, String paths) throws Exception {
    file("a/x.sql");
    file("b/y.sql");
    file("c.sql");

    assertThat(read(List.of("**/*.sql"), exclude)).containsExactly(paths.split(" "));
    assertThat(read(List.of("**/*.sql"), "none", exclude)).containsExactly(paths.split(" "));
  }

  @Test
  void pathsAreThoseOfTheFilesOrNone() throws Exception {
    assertThat(sources(List.of("none.sql")).paths()).isEmpty();
    Path file = file("src/main/sql/a.sql", "\0");

    assertThat(sources(List.of()).paths()).containsExactly(file);
  }
}
