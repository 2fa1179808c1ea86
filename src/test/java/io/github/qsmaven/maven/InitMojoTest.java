package io.github.qsmaven.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.contains;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import io.github.qsmaven.testing.Superuser;
import io.github.qsmaven.testing.TestDatabase;
import io.github.qsmaven.testing.TlsPostgres;
import io.github.qsmaven.testing.queryservice.QueryServiceSimulator;
import io.github.qsmaven.testing.queryservice.SimulatedCatalog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.stream.IntStream;
import javax.inject.Inject;
import org.apache.maven.api.plugin.testing.InjectMojo;
import org.apache.maven.api.plugin.testing.MojoParameter;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.logging.Log;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@MojoTest
class InitMojoTest {
  private static final String GOAL = "init";
  private static final String MINE = "# mine\n";

  private static TestDatabase database;

  @TempDir Path folder;

  @Inject private MavenSession session;
  @Inject private Log log;

  private TestBuild build;

  @BeforeAll
  static void createTables() throws SQLException {
    database =
        new TestDatabase(
            "CREATE SCHEMA sales",
            "CREATE TABLE orders (id bigint NOT NULL, note text)",
            "CREATE TABLE returns (id bigint)",
            "CREATE TYPE mood AS ENUM ('glad')",
            "CREATE TABLE sales.moods (id bigint, mood mood)",
            "CREATE VIEW open_orders AS SELECT id FROM orders");
    String role = Superuser.identifier(database.role());
    database.execute(
        "GRANT USAGE ON SCHEMA sales TO " + role,
        "GRANT SELECT ON ALL TABLES IN SCHEMA public, sales TO " + role);
  }

  @BeforeEach
  void startBuild() throws Exception {
    build = new TestBuild(session, folder, database);
  }

  @AfterEach
  void endBuild() {
    build.end();
  }

  private Path contract() {
    return folder.resolve("src/main/qs/contract.odcs.yaml");
  }

  private void contractOf(String table) throws Exception {
    Files.createDirectories(folder.resolve("src/main/qs"));
    Files.writeString(
        contract(),
        """
        apiVersion: v3.1.0
        kind: DataContract
        id: shop
        version: 1.0.0
        status: active
        schema:
          - name: %s
        """
                .formatted(table)
            + MINE);
  }

  @Test
  @InjectMojo(goal = GOAL)
  void theDefaultsWriteAllThatTheSearchPathShows(InitMojo mojo) throws Exception {
    build.inFolder(mojo).execute();

    assertThat(contract())
        .content()
        .contains("- name: orders", "- name: returns", "- name: open_orders")
        .doesNotContain("moods", TestDatabase.PASSWORD);
    verify(log).info("Wrote 3 tables with 4 columns to src/main/qs/contract.odcs.yaml.");
    verify(log).info("Next: mvn qs:check");
    verify(log, never()).warn(anyString());
    assertThat(build.reports()).doesNotExist();
  }

  @Test
  @InjectMojo(goal = GOAL)
  void aContractThatIsThereIsNotTouched(InitMojo mojo) throws Exception {
    contractOf("gone");
    byte[] before = Files.readAllBytes(contract());

    assertThatThrownBy(() -> build.inFolder(mojo).execute())
        .isInstanceOf(MojoExecutionException.class)
        .hasMessageContainingAll(
            "src/main/qs/contract.odcs.yaml already exists", "-Dqs.merge", "-Dqs.force")
        .hasNoCause();
    verify(log).error(contains("already exists"));
    assertThat(contract()).hasBinaryContent(before);
  }

  @Test
  @InjectMojo(goal = GOAL)
  @MojoParameter(name = "server", value = "nowhere")
  void itIsLookedForBeforeAnybodyIsAsked(InitMojo mojo) throws Exception {
    contractOf("gone");

    assertThatThrownBy(() -> build.inFolder(mojo).execute()).hasMessageContaining("already exists");
  }

  @Test
  @InjectMojo(goal = GOAL)
  @MojoParameter(name = "force", value = "true")
  void withForceItIsWrittenAnew(InitMojo mojo) throws Exception {
    contractOf("gone");

    build.inFolder(mojo).execute();

    assertThat(contract()).content().contains("- name: orders").doesNotContain("gone", MINE);
  }

  @Test
  @InjectMojo(goal = GOAL)
  @MojoParameter(name = "merge", value = "true")
  void withMergeTheTablesThatItLacksAreAdded(InitMojo mojo) throws Exception {
    contractOf("orders");

    build.inFolder(mojo).execute();

    assertThat(contract())
        .content()
        .contains("id: shop", "- name: returns", "- name: open_orders", MINE)
        .containsOnlyOnce("- name: orders");
    verify(log)
        .info(
            "Wrote 2 tables with 2 columns to src/main/qs/contract.odcs.yaml, which already contained 1.");
  }

  @Test
  @InjectMojo(goal = GOAL)
  @MojoParameter(name = "merge", value = "true")
  @MojoParameter(name = "includes", value = "ord*")
  void aContractThatLacksNothingIsNotTouched(InitMojo mojo) throws Exception {
    contractOf("orders");
    byte[] before = Files.readAllBytes(contract());

    build.inFolder(mojo).execute();

    assertThat(contract()).hasBinaryContent(before);
    verify(log)
        .info("src/main/qs/contract.odcs.yaml already contains 1 table; nothing was changed.");
  }

  @Test
  @InjectMojo(goal = GOAL)
  @MojoParameter(name = "merge", value = "true")
  void nothingIsAddedToAnInvalidContract(InitMojo mojo) throws Exception {
    contractOf("orders");
    Files.writeString(contract(), "kind: [");

    assertThatThrownBy(() -> build.inFolder(mojo).execute())
        .isInstanceOf(MojoExecutionException.class)
        .hasMessageContainingAll("src/main/qs/contract.odcs.yaml:", "it was not changed");
    assertThat(contract()).hasContent("kind: [");
  }

  @Test
  @InjectMojo(goal = GOAL)
  @MojoParameter(name = "force", value = "true")
  @MojoParameter(name = "merge", value = "true")
  void forceAndMergeExcludeEachOther(InitMojo mojo) throws Exception {
    contractOf("orders");

    assertThatThrownBy(() -> build.inFolder(mojo).execute())
        .isInstanceOf(MojoExecutionException.class)
        .hasMessageContainingAll("qs.force", "qs.merge", "set only one");
    assertThat(contract()).content().endsWith(MINE);
  }

  @Test
  @InjectMojo(goal = GOAL)
  @MojoParameter(name = "force", value = "yes")
  void whatMightReplaceAContractIsTrueOrFalse(InitMojo mojo) throws Exception {
    contractOf("orders");

    assertThatThrownBy(() -> build.inFolder(mojo).execute())
        .isInstanceOf(MojoExecutionException.class)
        .hasMessageContainingAll("\"yes\"", "-Dqs.force", "true, false");
    assertThat(contract()).content().endsWith(MINE);
  }

  @Test
  @InjectMojo(goal = GOAL)
  void aMisspeltPropertyIsAnErrorBeforeAnythingElse(InitMojo mojo) {
    build.userProperties().setProperty("qs.merg", "x");

    assertThatThrownBy(() -> build.inFolder(mojo).execute())
        .isInstanceOf(MojoExecutionException.class)
        .hasMessageContaining("did you mean qs.merge");
  }

  @Test
  @InjectMojo(goal = GOAL)
  @MojoParameter(name = "schemas", value = "sales,public")
  @MojoParameter(name = "tableTypes", value = "table")
  @MojoParameter(name = "excludes", value = "returns")
  void everyChoiceIsHeard(InitMojo mojo) throws Exception {
    build.inFolder(mojo);
    Path another = folder.resolve("contracts").resolve("sales.odcs.yaml");
    var field = InitMojo.class.getDeclaredField("contract");
    field.setAccessible(true);
    field.set(mojo, another.toString());

    mojo.execute();

    assertThat(another)
        .content()
        .contains("physicalName: sales.moods", "- name: orders")
        .doesNotContain("returns", "open_orders");
    verify(log).info("Next: mvn qs:check -Dqs.contracts=contracts/sales.odcs.yaml");
  }

  @Test
  @InjectMojo(goal = GOAL)
  @MojoParameter(name = "catalog", value = "information_schema")
  void whatTheCatalogCannotTellIsSaid(InitMojo mojo) throws Exception {
    build.inFolder(mojo).execute();

    verify(log).warn(contains("no materialized views"));
  }

  @Test
  @InjectMojo(goal = GOAL)
  void ofManyTablesThatMayNotBeReadTenAreNamedTheOthersCounted(InitMojo mojo) throws Exception {
    TestDatabase closed =
        new TestDatabase(
            IntStream.range(0, 13)
                .mapToObj(i -> "CREATE TABLE closed_" + i + " (x int)")
                .toArray(String[]::new));
    try (QueryServiceSimulator server =
        QueryServiceSimulator.over(TlsPostgres.shared())
            .user(database.role(), TestDatabase.PASSWORD)
            .database(database.name(), closed.name())
            .role(closed.role())
            .refuse(SimulatedCatalog.PG_CATALOG)
            .refuse(SimulatedCatalog.INFORMATION_SCHEMA)
            .start()) {
      Xpp3Dom entry = (Xpp3Dom) build.settings().getServer("qs").getConfiguration();
      entry.getChild("host").setValue(server.host());
      entry.getChild("port").setValue(String.valueOf(server.port()));

      build.inFolder(mojo).execute();
    }
    verify(log, times(10)).warn(contains("its columns were not written."));
    verify(log)
        .warn(
            "... and 3 more tables that could not be read; only the names of all 13 were written.");
    assertThat(contract()).content().contains("- name: closed_12").doesNotContain("properties:");
  }

  @Test
  @InjectMojo(goal = GOAL)
  @MojoParameter(name = "schemas", value = "sales")
  @MojoParameter(name = "catalog", value = "informationschema")
  void aMisspeltChoiceIsAnError(InitMojo mojo) {
    assertThatThrownBy(() -> build.inFolder(mojo).execute())
        .isInstanceOf(MojoExecutionException.class)
        .hasMessageContainingAll("informationschema", "information_schema");
    assertThat(contract()).doesNotExist();
  }

  @Test
  @InjectMojo(goal = GOAL)
  @MojoParameter(name = "includes", value = "ordres")
  void withoutTablesNothingIsWritten(InitMojo mojo) {
    assertThatThrownBy(() -> build.inFolder(mojo).execute())
        .isInstanceOf(MojoExecutionException.class)
        .hasMessageContainingAll("Found no table", "qs:list-tables", "qs.includes");
    assertThat(contract().getParent()).doesNotExist();
  }

  @Test
  @InjectMojo(goal = GOAL)
  @MojoParameter(name = "server", value = "wrong")
  void whereNobodyIsLetInNothingIsWritten(InitMojo mojo) {
    assertThatThrownBy(() -> build.inFolder(mojo).execute())
        .isInstanceOf(MojoExecutionException.class)
        .hasMessageContainingAll("Cannot sign in to server \"wrong\"", "28P01")
        .hasMessageNotContaining(TestBuild.WRONG_PASSWORD)
        .hasNoCause();
    assertThat(contract().getParent()).doesNotExist();
  }

  @Test
  @InjectMojo(goal = GOAL)
  @MojoParameter(name = "skip", value = "true")
  void skippedMeansNothingIsWritten(InitMojo mojo) throws Exception {
    build.inFolder(mojo).execute();

    assertThat(contract()).doesNotExist();
  }

  @Test
  @InjectMojo(goal = GOAL)
  @MojoParameter(name = "from", value = "lock")
  @MojoParameter(name = "server", value = "nowhere")
  void aLockNeedsNoServer(InitMojo mojo) throws Exception {
    assertThatThrownBy(() -> build.inFolder(mojo).execute())
        .isInstanceOf(MojoExecutionException.class)
        .hasMessageContainingAll("There is no lock src/main/qs/qs.lock.json", "mvn qs:lock");

    Files.createDirectories(folder.resolve("src/main/qs"));
    Files.writeString(
        folder.resolve("src/main/qs/qs.lock.json"),
        """
        {"qsLock":1,"rules":1,"server":"postgresql","catalog":"pg_catalog","schemas":["public"],
        "tables":[{"schema":"public","name":"orders","type":"table","keys":{"primary":["id"]},"columns":[
        {"name":"id","type":"bigint","notNull":true}]}],"types":[],"statements":[]}
        """);
    mojo.execute();

    assertThat(contract())
        .content()
        .contains("- name: orders", "physicalType: bigint", "required: true", "primaryKey: true");
    assertThat(build.hasSessions()).isFalse();
  }
}
