package io.github.qsmaven.maven;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.contains;
import static org.mockito.ArgumentMatchers.startsWith;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import io.github.qsmaven.testing.TestDatabase;
import io.github.qsmaven.testing.TlsPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import javax.inject.Inject;
import org.apache.maven.api.plugin.testing.InjectMojo;
import org.apache.maven.api.plugin.testing.MojoParameter;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.Log;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@MojoTest
class CheckSqlMojoTest {
  private static final String GOAL = "check-sql";

  private static TestDatabase database;

  @TempDir Path folder;

  @Inject private MavenSession session;
  @Inject private Log log;

  private TestBuild build;

  @BeforeAll
  static void createTables() throws SQLException {
    database =
        new TestDatabase(
            "CREATE TABLE orders (id bigint NOT NULL, total numeric(10,2))",
            "INSERT INTO orders VALUES (1, 2)");
  }

  @BeforeEach
  void startBuild() throws Exception {
    build = new TestBuild(session, folder, database);
  }

  @AfterEach
  void endBuild() {
    build.end();
  }

  private Path file(String path, String text) throws Exception {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private static void set(CheckSqlMojo mojo, String parameter, Object value) throws Exception {
    var field = AbstractSqlMojo.class.getDeclaredField(parameter);
    field.setAccessible(true);
    field.set(mojo, value);
  }

  @Test
  @InjectMojo(goal = GOAL)
  void aStatementThatTheServerRejectsFailsTheBuildAtItsPlace(CheckSqlMojo mojo) throws Exception {
    file("src/main/sql/a.sql", "DELETE FROM orders;\nSELECT id,\n  totl\nFROM orders;\n");

    assertThatThrownBy(() -> build.inFolder(mojo).execute())
        .isInstanceOf(MojoFailureException.class)
        .hasMessageContainingAll(
            "QS402 missing column in SQL",
            "src/main/sql/a.sql:3:3",
            "did you mean total",
            "- code: QS402",
            "object: \"src/main/sql/a.sql#2\"");
    verify(log).error(startsWith("1 QS402 missing column in SQL"));
    assertThat(build.reports().resolve("check-sql.txt")).isNotEmptyFile();
  }

  @Test
  @InjectMojo(goal = GOAL)
  @MojoParameter(name = "formats", value = "text,junit")
  void nothingFoundIsAnErrorThatIsReported(CheckSqlMojo mojo) {
    assertThatThrownBy(() -> build.inFolder(mojo).execute())
        .isInstanceOf(MojoExecutionException.class)
        .hasMessageContainingAll("No file with SQL was found", "src/main/sql/**/*.sql");
    assertThat(build.reports().resolve("TEST-qs-check-sql.xml"))
        .content(UTF_8)
        .contains("tests=\"1\" errors=\"1\"", "No file with SQL was found");
    assertThat(build.hasSessions()).isTrue();
  }

  @Test
  @InjectMojo(goal = GOAL)
  @MojoParameter(name = "server", value = "nowhere")
  @MojoParameter(name = "sqlDialect", value = "oracle")
  void parametersAreReadBeforeTheSettings(CheckSqlMojo mojo) throws Exception {
    file("src/main/sql/a.sql", "SELECT 1");

    assertThatThrownBy(() -> build.inFolder(mojo).execute())
        .isInstanceOf(MojoExecutionException.class)
        .hasMessageContaining("Invalid value \"oracle\" for sqlDialect");
  }

  @Test
  @InjectMojo(goal = GOAL)
  @MojoParameter(name = "sqlFiles", value = "target/qs/check-sql.txt")
  void noReportReplacesAFileOfSql(CheckSqlMojo mojo) throws Exception {
    Path file = file("target/qs/check-sql.txt", "SELECT 1");

    assertThatThrownBy(() -> build.inFolder(mojo).execute())
        .isInstanceOf(MojoExecutionException.class)
        .hasMessageContaining("check-sql.txt would replace a file that this goal reads");
    assertThat(file).hasContent("SELECT 1");
  }

  @Test
  @InjectMojo(goal = GOAL)
  @MojoParameter(name = "failOn", value = "warning")
  void aPlaceholderOfANameNeedsAValue(CheckSqlMojo mojo) throws Exception {
    file("src/main/sql/a.sql", "SELECT id FROM ${schema}.orders WHERE id = :id");

    assertThatThrownBy(() -> build.inFolder(mojo).execute())
        .isInstanceOf(MojoFailureException.class)
        .hasMessageContainingAll("QS419", "${schema}", "qs.sqlValues", "src/main/sql/a.sql:1:16");

    build.end();
    set(mojo, "sqlValues", Map.of("schema", "nowhere"));
    set(mojo, "sqlValuesProperty", "schema=public");
    mojo.execute();

    verify(log, times(2)).info(contains("Checked 1 statement in 1 file against database"));
    verify(log).info(contains("no findings"));
  }

  @Test
  @InjectMojo(goal = GOAL)
  @MojoParameter(name = "sqlExcludes", value = "src/main/sql/old")
  void theDefaultsCheckTheFilesOfTheProjectAndExecuteNothing(CheckSqlMojo mojo) throws Exception {
    file("src/main/sql/a.sql", "DELETE FROM orders; TRUNCATE orders;");
    file("src/main/sql/old/b.sql", "SELECT x");
    file("src/main/resources/db/migration/V1.sql", "CREATE TABLE orders (id int);");

    build.inFolder(mojo).execute();

    verify(log).info(contains("Checked 2 statements in 1 file"));
    verify(log).info(startsWith("Not checked: 1 SQL file of Flyway (db/migration)"));
    verify(log, never()).error(anyString());
    assertThat(build.reports().resolve("check-sql.json")).isNotEmptyFile();
    try (Connection connection = TlsPostgres.shared().superuser().connection(database.name());
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT count(*) FROM orders")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getLong(1)).isEqualTo(1);
    }
  }

  @Test
  @InjectMojo(goal = GOAL)
  void acceptedFindingsDoNotFailTheBuild(CheckSqlMojo mojo) throws Exception {
    file("src/main/sql/a.sql", "SELECT totl FROM orders");
    file(
        "src/main/qs/accept.yaml",
        """
        - code: QS402
          object: "src/main/sql/a.sql#1"
          reason: release 7
        - code: QS201
          object: "orders.totl"
          reason: of another goal
        """);

    build.inFolder(mojo).execute();

    verify(log, never()).warn(contains("QS302"));
  }
}
