package io.github.qsmaven.maven;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.contains;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

import io.github.qsmaven.testing.Superuser;
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
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.Log;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@MojoTest
class DriftMojoTest {
  private static final String GOAL = "drift";
  private static final String LOCK = "src/main/qs/qs.lock.json";

  /**
   * Has a column that the server does not have, which no statement names, and one that one does.
   */
  private static final String OLD =
      """
      {"qsLock":1,"rules":1,"server":"postgresql","catalog":"pg_catalog","schemas":["public"],
      "tables":[
       {"schema":"public","name":"orders","type":"table","keys":{},"columns":[
        {"name":"id","type":"bigint","notNull":true},
        {"name":"totl","type":"numeric(10,2)"}
       ]}
      ],
      "types":[],
      "statements":[]
      }
      """;

  private static TestDatabase database;
  private static TestDatabase other;

  @TempDir Path folder;

  @Inject private MavenSession session;
  @Inject private Log log;

  private TestBuild build;

  @BeforeAll
  static void createTables() throws SQLException {
    database = granted("CREATE TABLE orders (id bigint NOT NULL, total numeric(10,2))");
    other = granted("CREATE TABLE orders (id bigint NOT NULL, total numeric(10,2), note text)");
  }

  private static TestDatabase granted(String table) throws SQLException {
    TestDatabase made = new TestDatabase(table);
    made.execute("GRANT SELECT ON orders TO " + Superuser.identifier(made.role()));
    return made;
  }

  @BeforeEach
  void startBuild() throws Exception {
    build = new TestBuild(session, folder, database);
    build.addServer("other", other);
    write("src/main/sql/a.sql", "SELECT id,\n  total\nFROM orders;\n");
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

  private static void set(AbstractQsMojo mojo, Class<?> type, String parameter, String value)
      throws Exception {
    var field = type.getDeclaredField(parameter);
    field.setAccessible(true);
    field.set(mojo, value);
  }

  @Test
  @InjectMojo(goal = GOAL)
  void withoutALockTheCandidateIsWrittenAndNothingElse(DriftMojo mojo) throws Exception {
    build.inFolder(mojo).execute();

    verify(log).warn(contains("what it would be is in target/qs/qs.lock.json"));
    assertThat(build.reports().resolve("qs.lock.json"))
        .content(UTF_8)
        .contains("{\"name\":\"total\",\"type\":\"numeric(10,2)\"}");
    assertThat(folder.resolve(LOCK)).doesNotExist();
    assertThat(build.reports().resolve("drift.json"))
        .content(UTF_8)
        .contains("\"failed\" : false")
        .doesNotContain(folder.toString());
  }

  @Test
  @InjectMojo(goal = GOAL)
  void aChangeThatBreaksAStatementFailsTheBuildWithItsPlace(DriftMojo mojo) throws Exception {
    write(LOCK, OLD);
    write("src/main/sql/a.sql", "SELECT id,\n  totl\nFROM orders;\n");

    assertThatThrownBy(() -> build.inFolder(mojo).execute())
        .isInstanceOf(MojoFailureException.class)
        .hasMessageContainingAll(
            "QS502 column gone: totl",
            "was it renamed to total?",
            LOCK + ":5:3",
            "breaking here: 1 statement",
            "src/main/sql/a.sql:2:3",
            "mvn qs:lock -Dqs.tables=orders");
  }

  @Test
  @InjectMojo(goal = GOAL)
  @MojoParameter(name = "driftFailOn", value = "breaking-here")
  void aChangeThatBreaksOnlyOthersIsAWarning(DriftMojo mojo) throws Exception {
    write(LOCK, OLD);

    build.inFolder(mojo).execute();

    verify(log).warn(contains("column gone: orders.totl: expected numeric(10,2), found nothing"));
    verify(log, never()).error(anyString());
  }

  @Test
  @InjectMojo(goal = GOAL)
  @MojoParameter(name = "against", value = "server:other")
  void parametersOfTheConnectionAreNotThoseOfTheOtherServer(DriftMojo mojo) throws Exception {
    set(mojo, AbstractQsMojo.class, "database", database.name());

    assertThatThrownBy(() -> build.inFolder(mojo).execute())
        .isInstanceOf(MojoFailureException.class)
        .hasMessageContaining("QS502 column gone: note: expected text, found nothing");
    verify(log).info(contains("with server \"other\" in database \"" + database.name() + "\""));
  }

  @Test
  @InjectMojo(goal = GOAL)
  @MojoParameter(name = "against", value = "server:qs")
  void aServerIsNotComparedWithItself(DriftMojo mojo) {
    assertThatThrownBy(() -> build.inFolder(mojo).execute())
        .isInstanceOf(MojoExecutionException.class)
        .hasMessageContainingAll(
            "The server entry \"qs\" would be compared with itself", "qs.against");
  }

  @Test
  @InjectMojo(goal = GOAL)
  @MojoParameter(name = "against", value = "server:othr")
  void anUnknownEntryNamesTheKnownOnes(DriftMojo mojo) {
    assertThatThrownBy(() -> build.inFolder(mojo).execute())
        .isInstanceOf(MojoExecutionException.class)
        .hasMessageContainingAll("Server entry \"othr\" does not exist", "\"other\"");
  }

  @Test
  @InjectMojo(goal = GOAL)
  @MojoParameter(name = "against", value = "file:old.json")
  void anotherLockIsReadAndMustBeThere(DriftMojo mojo) throws Exception {
    assertThatThrownBy(() -> build.inFolder(mojo).execute())
        .isInstanceOf(MojoExecutionException.class)
        .hasMessageContaining("The lock old.json of against (-Dqs.against) does not exist");

    write("old.json", OLD);
    assertThatThrownBy(mojo::execute)
        .isInstanceOf(MojoFailureException.class)
        .hasMessageContaining("QS502 column gone: totl");
  }

  @Test
  @InjectMojo(goal = GOAL)
  @MojoParameter(name = "against", value = "file:shop.yaml")
  void aContractIsComparedInWhatItSays(DriftMojo mojo) throws Exception {
    write(
        "shop.yaml",
        """
        apiVersion: v3.1.0
        kind: DataContract
        id: shop
        version: 1.0.0
        status: active
        schema:
          - name: orders
            properties:
              - name: id
              - name: placed
                physicalType: date
        """);

    assertThatThrownBy(() -> build.inFolder(mojo).execute())
        .isInstanceOf(MojoFailureException.class)
        .hasMessageContainingAll("1 change", "QS502 column gone: placed", "shop.yaml:10:");
  }

  @Test
  @InjectMojo(goal = GOAL)
  @MojoParameter(name = "server", value = "nowhere")
  @MojoParameter(name = "against", value = "stage")
  void parametersAreReadBeforeTheSettings(DriftMojo mojo) throws Exception {
    assertThatThrownBy(() -> build.inFolder(mojo).execute())
        .isInstanceOf(MojoExecutionException.class)
        .hasMessageContaining("Invalid value \"stage\" for against (-Dqs.against)");

    set(mojo, DriftMojo.class, "against", "lock");
    set(mojo, DriftMojo.class, "driftFailOn", "error");
    assertThatThrownBy(mojo::execute)
        .isInstanceOf(MojoExecutionException.class)
        .hasMessageContaining("Invalid value \"error\" for driftFailOn (-Dqs.driftFailOn)");
  }

  @Test
  @InjectMojo(goal = GOAL)
  @MojoParameter(name = "lockFile", value = "target/qs/drift.txt")
  void noReportReplacesTheLock(DriftMojo mojo) throws Exception {
    write("target/qs/drift.txt", OLD);

    assertThatThrownBy(() -> build.inFolder(mojo).execute())
        .isInstanceOf(MojoExecutionException.class)
        .hasMessageContaining("drift.txt would replace a file that this goal reads");
    assertThat(folder.resolve("target/qs/drift.txt")).hasContent(OLD);
  }

  @Test
  @InjectMojo(goal = GOAL)
  void aDamagedLockIsAnErrorWithItsPlace(DriftMojo mojo) throws Exception {
    write(LOCK, OLD.replace("\"types\"", "<<<<<<< HEAD\n\"types\""));

    assertThatThrownBy(() -> build.inFolder(mojo).execute())
        .isInstanceOf(MojoExecutionException.class)
        .hasMessageContainingAll(LOCK + ":8:1", "mvn qs:lock");
  }
}
