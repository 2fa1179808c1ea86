package io.github.qsmaven.maven;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.contains;
import static org.mockito.Mockito.verify;

import io.github.qsmaven.files.BaseFolder;
import io.github.qsmaven.lock.LockFile;
import io.github.qsmaven.model.Lock;
import io.github.qsmaven.model.LockedStatement;
import io.github.qsmaven.sql.Fingerprints;
import io.github.qsmaven.sql.SqlOptions;
import io.github.qsmaven.sql.SqlReader;
import io.github.qsmaven.sql.SqlScript;
import io.github.qsmaven.testing.TestDatabase;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
class OfflineMojoTest {
  private static final String SQL = "SELECT id FROM orders";
  private static final String TABLES =
      """
      {"qsLock":1,"rules":1,"server":"postgresql","catalog":"pg_catalog","schemas":["public"],
      "tables":[{"schema":"public","name":"orders","type":"table","columns":[
      {"name":"id","type":"bigint"}]}],"types":[],"statements":[]}
      """;

  private static TestDatabase database;

  @TempDir Path folder;

  @Inject private MavenSession session;
  @Inject private Log log;

  private TestBuild build;

  @BeforeAll
  static void createDatabase() throws Exception {
    database = new TestDatabase();
  }

  @BeforeEach
  void startBuild() throws Exception {
    build = new TestBuild(session, folder, database);
    write("src/main/sql/a.sql", "-- first\n" + SQL + ";\n");
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

  /** Writes a lock of the table and of one statement. */
  private void lock(String sql) throws Exception {
    LockFile file = new LockFile(new BaseFolder(folder), null);
    Lock tables = file.read(TABLES.getBytes(UTF_8), "tables");
    SqlScript script = new SqlReader(SqlOptions.ofNames(true)).read("b.sql", sql);
    LockedStatement held =
        new LockedStatement(
            new Fingerprints(script).of(script.statements().get(0)),
            List.of(),
            List.of(),
            List.of(),
            null);
    file.write(
        new Lock(
            true,
            true,
            tables.catalog(),
            tables.schemas(),
            tables.tables(),
            tables.types(),
            List.of(held)));
  }

  @Test
  @InjectMojo(goal = "check-sql")
  @MojoParameter(name = "offline", value = "true")
  void offlineNoConnectionIsOpened(CheckSqlMojo mojo) throws Exception {
    lock(SQL);
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      session.getUserProperties().setProperty("qs.port", String.valueOf(server.getLocalPort()));

      build.inFolder(mojo).execute();

      server.setSoTimeout(1);
      assertThatThrownBy(server::accept).isInstanceOf(SocketTimeoutException.class);
    }
    assertThat(build.reports().resolve("check-sql.txt"))
        .content(UTF_8)
        .contains("Checked offline against the lock src/main/qs/qs.lock.json");
  }

  @Test
  @InjectMojo(goal = "check-sql")
  @MojoParameter(name = "offline", value = "true")
  @MojoParameter(name = "server", value = "nowhere")
  void offlineNoServerEntryIsNeeded(CheckSqlMojo mojo) throws Exception {
    lock("SELECT id, id FROM orders");

    assertThatThrownBy(() -> build.inFolder(mojo).execute())
        .isInstanceOf(MojoFailureException.class)
        .hasMessageContainingAll(
            "1 of 1 statement was not checked in the lock",
            "QS520 not in the lock",
            "src/main/sql/a.sql:2:1",
            "mvn qs:lock")
        .hasMessageNotContaining("The server reports");
  }

  @Test
  @InjectMojo(goal = "check")
  @MojoParameter(name = "offline", value = "true")
  @MojoParameter(name = "server", value = "nowhere")
  @MojoParameter(name = "expectedTables", value = "orders(id bigint),customers")
  void contractsAreCheckedAgainstTheTablesOfTheLock(CheckMojo mojo) throws Exception {
    lock(SQL);

    assertThatThrownBy(() -> build.inFolder(mojo).execute())
        .isInstanceOf(MojoFailureException.class)
        .hasMessageContainingAll(
            "  customers\n    QS520 not in the lock: expected a table, found nothing of that name in"
                + " the lock");
  }

  @Test
  @InjectMojo(goal = "check-sql")
  @MojoParameter(name = "offline", value = "true")
  void withoutALockNothingCanBeChecked(CheckSqlMojo mojo) {
    assertThatThrownBy(() -> build.inFolder(mojo).execute())
        .isInstanceOf(MojoExecutionException.class)
        .hasMessageContainingAll("There is no lock src/main/qs/qs.lock.json", "run mvn qs:lock");
  }

  @Test
  @InjectMojo(goal = "check-sql")
  @MojoParameter(name = "offline", value = "auto")
  @MojoParameter(name = "host", value = "localhost")
  @MojoParameter(name = "port", value = "1")
  void theLockTakesThePlaceOfAServerThatDoesNotAnswer(CheckSqlMojo mojo) throws Exception {
    lock(SQL);

    build.inFolder(mojo).execute();

    verify(log).warn(contains("the check goes on against the lock src/main/qs/qs.lock.json"));
    assertThat(build.reports().resolve("check-sql.json"))
        .content(UTF_8)
        .contains("no server was queried");
  }

  @Test
  @InjectMojo(goal = "check-sql")
  @MojoParameter(name = "offline", value = "auto")
  @MojoParameter(name = "database", value = "no_such_database")
  void aServerThatRejectsTheSessionWasReached(CheckSqlMojo mojo) throws Exception {
    lock(SQL);

    assertThatThrownBy(() -> build.inFolder(mojo).execute())
        .isInstanceOf(MojoExecutionException.class)
        .hasMessageContaining("no_such_database");
  }

  @Test
  @InjectMojo(goal = "check-sql")
  @MojoParameter(name = "offline", value = "sometimes")
  void anUnknownWordIsAnError(CheckSqlMojo mojo) {
    assertThatThrownBy(() -> build.inFolder(mojo).execute())
        .isInstanceOf(MojoExecutionException.class)
        .hasMessageContainingAll("Invalid value \"sometimes\" for offline", "false, true, auto");
  }
}
