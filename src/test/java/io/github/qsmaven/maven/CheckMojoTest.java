package io.github.qsmaven.maven;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.contains;
import static org.mockito.ArgumentMatchers.startsWith;
import static org.mockito.Mockito.lenient;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

import io.github.qsmaven.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Properties;
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
class CheckMojoTest {
  private static final String GOAL = "check";

  private static TestDatabase database;

  @TempDir Path folder;

  @Inject private MavenSession session;
  @Inject private Log log;

  private TestBuild build;

  @BeforeAll
  static void createTables() throws SQLException {
    database =
        new TestDatabase(
            "CREATE TABLE orders (id bigint NOT NULL, note text)",
            "CREATE VIEW open_orders AS SELECT 1 AS id");
  }

  @BeforeEach
  void startBuild() throws Exception {
    build = new TestBuild(session, folder, database);
  }

  @AfterEach
  void endBuild() {
    build.end();
  }

  private void contract(String column) throws Exception {
    Path contracts = Files.createDirectories(folder.resolve("src/main/qs"));
    Files.writeString(
        contracts.resolve("shop.odcs.yaml"),
        """
        apiVersion: v3.1.0
        kind: DataContract
        id: shop
        version: 1.0.0
        status: active
        schema:
          - name: orders
            properties:
              - name: %s
          - name: open_orders
            physicalType: view
        """
            .formatted(column));
  }

  @Test
  @InjectMojo(goal = GOAL)
  void theDefaultsCheckTheContractsOfTheProject(CheckMojo mojo) throws Exception {
    contract("id");

    build.inFolder(mojo).execute();

    assertThat(build.reports().resolve("check.txt")).isNotEmptyFile();
    assertThat(build.reports().resolve("check.json")).isNotEmptyFile();
    verify(log).info(startsWith("Checked 2 expected tables and 1 column in database"));
    verify(log, never()).warn(anyString());
  }

  @Test
  @InjectMojo(goal = GOAL)
  void aBrokenContractFailsTheBuildAndSaysHowToLiveWithIt(CheckMojo mojo) throws Exception {
    contract("ids");

    assertThatThrownBy(() -> build.inFolder(mojo).execute())
        .isInstanceOf(MojoFailureException.class)
        .hasMessageContainingAll(
            "1 finding breaks the contract",
            "QS201",
            "src/main/qs/shop.odcs.yaml:9:15",
            "did you mean id",
            "- code: QS201",
            "object: \"orders.ids\"")
        .hasMessageEndingWith(Path.of("target", "qs", "check.txt").toString());
    verify(log).error("1 QS201 missing column");
    assertThat(build.reports().resolve("accept-suggestions.yaml")).isNotEmptyFile();
  }

  @Test
  @InjectMojo(goal = GOAL)
  @MojoParameter(name = "failOn", value = "never")
  void findingsCanBeToldOnly(CheckMojo mojo) throws Exception {
    contract("ids");

    build.inFolder(mojo).execute();

    verify(log).warn(contains("QS201"));
  }

  @Test
  @InjectMojo(goal = GOAL)
  @MojoParameter(name = "expectedTables", value = "orders(id bigint not null, note text)")
  @MojoParameter(name = "extraColumns", value = "fail")
  void theShortFormMayHoldCommas(CheckMojo mojo) throws Exception {
    build.inFolder(mojo).execute();

    verify(log).info(contains("1 expected table and 2 columns"));
  }

  @Test
  @InjectMojo(goal = GOAL)
  void toExpectNothingIsNoCheck(CheckMojo mojo) {
    assertThatThrownBy(() -> build.inFolder(mojo).execute())
        .isInstanceOf(MojoExecutionException.class)
        .hasMessageContaining("Nothing is expected");
  }

  @Test
  @InjectMojo(goal = GOAL)
  @MojoParameter(name = "expectedTables", value = "orders")
  @MojoParameter(name = "extraTables", value = "fial")
  void anUnknownWordIsAnError(CheckMojo mojo) {
    assertThatThrownBy(() -> build.inFolder(mojo).execute())
        .isInstanceOf(MojoExecutionException.class)
        .hasMessageContainingAll("extraTables", "fial", "ignore, warn, fail");
  }

  private void runOn(String variable, String value) {
    Properties properties = new Properties();
    properties.setProperty("env." + variable, "true");
    properties.setProperty("env.GITHUB_STEP_SUMMARY", value);
    lenient().when(session.getSystemProperties()).thenReturn(properties);
  }

  private static final String ERROR =
      "::error file=src/main/qs/shop.odcs.yaml,line=9,col=15,title=QS201 missing"
          + " column::orders.ids: expected a column, found no column of that name; did you mean"
          + " id?\n";

  @Test
  @InjectMojo(goal = GOAL)
  void gitHubActionsIsToldOfFindings(CheckMojo mojo) throws Exception {
    runOn("GITHUB_ACTIONS", "summary.md");
    Path summary = Files.writeString(folder.resolve("summary.md"), "before\n");
    contract("ids");

    assertThatThrownBy(() -> build.inFolder(mojo).execute())
        .isInstanceOf(MojoFailureException.class);

    assertThat(build.printed()).isEqualTo(ERROR);
    assertThat(summary).content(UTF_8).startsWith("before\n");
    verify(log, never()).warn(anyString());
  }

  @Test
  @InjectMojo(goal = GOAL)
  void aSummaryThatCannotBeWrittenFailsNoBuild(CheckMojo mojo) throws Exception {
    runOn("GITHUB_ACTIONS", "src");
    contract("id");

    build.inFolder(mojo).execute();

    verify(log).warn(startsWith("Cannot add the report to the summary of the job: "));
  }

  @Test
  @InjectMojo(goal = GOAL)
  @MojoParameter(name = "ci", value = "off")
  void noCiServerIsToldWhereThatIsSwitchedOff(CheckMojo mojo) throws Exception {
    runOn("GITHUB_ACTIONS", "summary.md");
    contract("ids");

    assertThatThrownBy(() -> build.inFolder(mojo).execute())
        .isInstanceOf(MojoFailureException.class);

    assertThat(build.printed()).isEmpty();
    assertThat(folder.resolve("summary.md")).doesNotExist();
  }

  @Test
  @InjectMojo(goal = GOAL)
  void anUnknownWordForCiServersIsAnErrorThatRemovesOldReports(CheckMojo mojo) throws Exception {
    contract("id");
    build.inFolder(mojo).execute();
    build.end();
    Path old = build.reports().resolve("check.txt");
    assertThat(old).exists();
    var ci = AbstractReportMojo.class.getDeclaredField("ci");
    ci.setAccessible(true);
    ci.set(mojo, "on");

    assertThatThrownBy(mojo::execute)
        .isInstanceOf(MojoExecutionException.class)
        .hasMessageContainingAll("Invalid value \"on\" for ci (-Dqs.ci).", "auto, off");
    assertThat(old).doesNotExist();
  }

  @Test
  @InjectMojo(goal = GOAL)
  void azurePipelinesIsToldOfFindings(CheckMojo mojo) throws Exception {
    runOn("TF_BUILD", "");
    contract("ids");

    assertThatThrownBy(() -> build.inFolder(mojo).execute())
        .isInstanceOf(MojoFailureException.class);

    assertThat(build.printed())
        .startsWith("##vso[task.logissue type=error;sourcepath=src/main/qs/shop.odcs.yaml;");
  }

  @Test
  @InjectMojo(goal = GOAL)
  void onGitLabThereIsAReportForIt(CheckMojo mojo) throws Exception {
    runOn("GITLAB_CI", "");
    contract("id");

    build.inFolder(mojo).execute();

    assertThat(build.reports().resolve("gl-code-quality-check.json")).isNotEmptyFile();
    assertThat(build.printed()).isEmpty();
  }

  @Test
  @InjectMojo(goal = GOAL)
  @MojoParameter(name = "server", value = "nowhere")
  @MojoParameter(name = "formats", value = "text,junit,sarif,markdown")
  void whatCouldNotBeCheckedIsReportedToo(CheckMojo mojo) throws Exception {
    runOn("GITHUB_ACTIONS", "summary.md");
    contract("id");

    assertThatThrownBy(() -> build.inFolder(mojo).execute())
        .isInstanceOf(MojoExecutionException.class);

    assertThat(build.reports().resolve("TEST-qs-check.xml"))
        .content(UTF_8)
        .contains("tests=\"1\" errors=\"1\"", "does not exist in settings.xml", "What to do: ");
    assertThat(build.reports().toFile().list())
        .containsExactlyInAnyOrder(".qs-reports", "TEST-qs-check.xml", "check.md", "check.sarif");
    assertThat(build.reports().resolve("check.md"))
        .content(UTF_8)
        .startsWith("## `qs:check`: nothing could be checked\n")
        .contains("does not exist in settings.xml", "What to do:");
    assertThat(folder.resolve("summary.md"))
        .hasSameTextualContentAs(build.reports().resolve("check.md"), UTF_8);
    assertThat(build.printed())
        .startsWith("::error title=The schema could not be checked::")
        .contains("does not exist in settings.xml")
        .containsOnlyOnce("\n");
  }

  /** Such a contract is read while the settings are. */
  @Test
  @InjectMojo(goal = GOAL)
  @MojoParameter(name = "server", value = "nowhere")
  @MojoParameter(name = "formats", value = "text,junit")
  void whatIsWrongInALargeContractIsToldBeforeAllElse(CheckMojo mojo) throws Exception {
    contract("id\n" + ("# " + "x".repeat(1_000) + "\n").repeat(4_200) + "        nme: id");

    assertThatThrownBy(() -> build.inFolder(mojo).execute())
        .isInstanceOf(MojoExecutionException.class)
        .hasMessageContaining("shop.odcs.yaml:4210:9: a column has no key \"nme\"")
        .hasMessageNotContaining("settings.xml");

    assertThat(build.reports().resolve("TEST-qs-check.xml"))
        .content(UTF_8)
        .contains("tests=\"1\" errors=\"1\"", "a column has no key");
    assertThat(build.reports().toFile().list())
        .containsExactlyInAnyOrder(".qs-reports", "TEST-qs-check.xml");
  }

  @Test
  @InjectMojo(goal = GOAL)
  @MojoParameter(name = "formats", value = "junit")
  void aMisspeltPropertyIsReportedBeforeAnythingElse(CheckMojo mojo) {
    build.userProperties().setProperty("qs.contract s", "x");

    assertThatThrownBy(() -> build.inFolder(mojo).execute())
        .isInstanceOf(MojoExecutionException.class)
        .hasMessageContaining(
            "-Dqs.contract s: no goal has this property; did you mean qs.contracts");
    assertThat(build.reports().resolve("TEST-qs-check.xml"))
        .content()
        .contains("did you mean qs.contracts");
  }

  @Test
  @InjectMojo(goal = GOAL)
  @MojoParameter(name = "expectedTables", value = "orders; open_orders")
  void anElementWithTwoNamesIsSaidToHoldTwo(CheckMojo mojo) {
    assertThatThrownBy(() -> build.inFolder(mojo).execute())
        .isInstanceOf(MojoFailureException.class)
        .hasMessageContaining("it holds two names, orders and open_orders; write each in an");
  }

  @Test
  @InjectMojo(goal = GOAL)
  @MojoParameter(name = "expectedTables", value = "no_such_table")
  void aFileWithNearlyTheNameOfAContractIsWarnedOf(CheckMojo mojo) throws Exception {
    build.inFolder(mojo);
    Files.createDirectories(folder.resolve("src/main/qs"));
    Files.createFile(folder.resolve("src/main/qs/shop.odcs.yml"));

    assertThatThrownBy(mojo::execute).hasMessageContaining("no_such_table");
    verify(log).warn(contains("shop.odcs.yml"));
  }

  @Test
  @InjectMojo(goal = GOAL)
  void reportsOfAnEarlierRunDoNotOutliveOneThatCouldNotCheck(CheckMojo mojo) throws Exception {
    contract("id");
    build.inFolder(mojo).execute();
    build.end();
    Path old = build.reports().resolve("check.txt");
    assertThat(old).exists();
    Files.delete(folder.resolve("src/main/qs/shop.odcs.yaml"));

    // Nothing is expected.
    assertThatThrownBy(mojo::execute).isInstanceOf(MojoExecutionException.class);

    assertThat(old).doesNotExist();
  }

  @Test
  @InjectMojo(goal = GOAL)
  @MojoParameter(name = "sqlFiles", value = "none.sql")
  void filesOfSqlAreNotReadWithoutNeed(CheckMojo mojo) throws Exception {
    contract("id");

    build.inFolder(mojo).execute();
  }

  @Test
  @InjectMojo(goal = GOAL)
  @MojoParameter(name = "sqlFiles", value = "none.sql")
  @MojoParameter(name = "severities", value = "QS412=note")
  void filesOfSqlThatAreNeededMustBeThere(CheckMojo mojo) throws Exception {
    contract("id");

    assertThatThrownBy(() -> build.inFolder(mojo).execute())
        .isInstanceOf(MojoExecutionException.class)
        .hasMessageContaining("Invalid value \"none.sql\" for sqlFiles (-Dqs.sqlFiles)");
  }
}
