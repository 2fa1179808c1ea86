package io.github.qsmaven.maven;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.startsWith;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

import io.github.qsmaven.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import javax.inject.Inject;
import org.apache.maven.api.plugin.testing.InjectMojo;
import org.apache.maven.api.plugin.testing.MojoParameter;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.logging.Log;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@MojoTest
class LockMojoTest {
  private static final String GOAL = "lock";

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
            "CREATE TABLE returns (id bigint)",
            "CREATE TABLE unused (id bigint)");
  }

  @BeforeEach
  void startBuild() throws Exception {
    build = new TestBuild(session, folder, database);
  }

  @AfterEach
  void endBuild() {
    build.end();
  }

  private void write(String path, String text) throws Exception {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private Path lock() {
    return folder.resolve("src/main/qs/qs.lock.json");
  }

  @Test
  @InjectMojo(goal = GOAL)
  @MojoParameter(name = "expectedTables", value = "returns")
  void theLockHasWhatIsNamedAndIsWrittenOnce(LockMojo mojo) throws Exception {
    write("src/main/sql/a.sql", "SELECT id, total FROM orders WHERE id = :id;\nSELECT 1;\n");

    build.inFolder(mojo).execute();
    mojo.execute();

    assertThat(lock())
        .content(UTF_8)
        .contains("\"name\":\"orders\"", "\"name\":\"returns\"", "\"parameters\":[\"bigint\"]")
        .doesNotContain("unused", database.name(), database.role());
    verify(log).info("Wrote src/main/qs/qs.lock.json: 2 tables with 3 columns, and 2 statements.");
    verify(log)
        .info("src/main/qs/qs.lock.json is up to date: 2 tables with 3 columns, and 2 statements.");
    verify(log, never()).warn(anyString());
    assertThat(build.reports()).doesNotExist();
  }

  @Test
  @InjectMojo(goal = GOAL)
  @MojoParameter(name = "includes", value = "*")
  @MojoParameter(name = "lockFile", value = "schema/my.lock.json")
  void includesLockAllThatTheySelect(LockMojo mojo) throws Exception {
    build.inFolder(mojo).execute();

    assertThat(folder.resolve("schema/my.lock.json")).content(UTF_8).contains("unused");
    assertThat(lock()).doesNotExist();
    verify(log).info("Next: commit schema/my.lock.json; mvn qs:drift compares the server with it.");
  }

  @Test
  @InjectMojo(goal = GOAL)
  void aStatementThatFailsIsNotInTheLock(LockMojo mojo) throws Exception {
    write("src/main/sql/a.sql", "SELECT id FROM orders;\nSELECT id,\n  totl\nFROM orders;\n");

    build.inFolder(mojo).execute();

    verify(log).info("Wrote src/main/qs/qs.lock.json: 1 table with 2 columns, and 1 statement.");
    verify(log)
        .warn(
            "Not in the lock: the statement fails: column \"totl\" does not exist"
                + " (src/main/sql/a.sql:3:3)");
  }

  @Test
  @InjectMojo(goal = GOAL)
  void nothingToRelyOnIsAnErrorBeforeTheSettings(LockMojo mojo) {
    build.settings().getServers().clear();

    assertThatThrownBy(() -> build.inFolder(mojo).execute())
        .isInstanceOf(MojoExecutionException.class)
        .hasMessageContainingAll("the lock would be empty", "qs.includes=*");
    assertThat(lock()).doesNotExist();
  }

  @Test
  @InjectMojo(goal = GOAL)
  void anEmptyListOfTablesAcceptsNothing(LockMojo mojo) throws Exception {
    write("src/main/sql/a.sql", "SELECT id FROM orders;\n");
    build.userProperties().setProperty("qs.tables", "");

    assertThatThrownBy(() -> build.inFolder(mojo).execute())
        .isInstanceOf(MojoExecutionException.class)
        .hasMessageContaining("The parameter tables (-Dqs.tables) is set but empty");
    assertThat(lock()).doesNotExist();
  }

  @Test
  @InjectMojo(goal = GOAL)
  @MojoParameter(name = "server", value = "wrong")
  void aCiServerIsToldOfAFailure(LockMojo mojo) throws Exception {
    write("src/main/sql/a.sql", "SELECT id FROM orders;\n");
    session.getSystemProperties().setProperty("env.GITHUB_ACTIONS", "true");

    assertThatThrownBy(() -> build.inFolder(mojo).execute())
        .isInstanceOf(MojoExecutionException.class);
    assertThat(build.printed()).startsWith("::error").contains("Cannot sign in to server");
    verify(log).error(startsWith("Cannot sign in to server"));
    assertThat(build.reports()).doesNotExist();
  }
}
