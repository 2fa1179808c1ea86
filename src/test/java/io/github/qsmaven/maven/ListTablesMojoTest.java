package io.github.qsmaven.maven;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.contains;
import static org.mockito.ArgumentMatchers.matches;
import static org.mockito.ArgumentMatchers.startsWith;
import static org.mockito.Mockito.lenient;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

import io.github.qsmaven.testing.SpecialFiles;
import io.github.qsmaven.testing.TestDatabase;
import io.github.qsmaven.testing.TlsPostgres;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
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
class ListTablesMojoTest {
  private static final String GOAL = "list-tables";

  private static TestDatabase database;

  @TempDir Path folder;

  @Inject private MavenSession session;
  @Inject private Log log;

  private TestBuild build;

  @BeforeAll
  static void createTables() throws SQLException {
    database =
        new TestDatabase(
            "CREATE TABLE luma_midvalues (x int)",
            "CREATE TABLE luma_postvalues (x int)",
            "CREATE VIEW luma_view AS SELECT 1 AS x");
  }

  @BeforeEach
  void startBuild() throws Exception {
    build = new TestBuild(session, folder, database);
  }

  @AfterEach
  void endBuild() {
    build.end();
  }

  @Test
  @InjectMojo(goal = GOAL)
  void theDefaultsListTheTablesOfTheServerEntryQs(ListTablesMojo mojo) throws Exception {
    build.inFolder(mojo).execute();

    assertThat(build.reports().resolve("tables.txt"))
        .hasContent("luma_midvalues\nluma_postvalues\n");
    assertThat(build.reports().resolve("tables.json")).isNotEmptyFile();
    verify(log).info(contains("2 tables in schema public of database"));
    verify(log, never()).warn(anyString());
  }

  @Test
  @InjectMojo(goal = GOAL)
  void theDefaultReportFolderIsBelowTheBuildFolder(ListTablesMojo mojo) throws Exception {
    var field = AbstractReportMojo.class.getDeclaredField("reportDirectory");
    field.setAccessible(true);

    assertThat(((File) field.get(mojo)).toPath()).endsWithRaw(Path.of("target", "qs"));
  }

  @Test
  @InjectMojo(goal = GOAL)
  @MojoParameter(name = "expectedTables", value = "luma_midvalues,luma_view")
  void aListOfExpectedTablesMayBeOneTextWithCommas(ListTablesMojo mojo) throws Exception {
    build.inFolder(mojo).execute();

    verify(log).info("Found all 2 expected tables (not listed, but accessible: luma_view).");
  }

  @Test
  @InjectMojo(goal = GOAL)
  void aFileThatIsSetToNothingIsAnError(ListTablesMojo mojo) {
    build.userProperties().setProperty("qs.expectedTablesFile", "");

    assertThatThrownBy(() -> build.inFolder(mojo).execute())
        .isInstanceOf(MojoExecutionException.class)
        .hasMessageContainingAll("-Dqs.expectedTablesFile", "the file is a folder");
  }

  @Test
  @InjectMojo(goal = GOAL)
  void aPropertyThatIsSetToNothingIsAnError(ListTablesMojo mojo) {
    build.userProperties().setProperty("qs.expectedTables", "");

    assertThatThrownBy(() -> build.inFolder(mojo).execute())
        .isInstanceOf(MojoExecutionException.class)
        .hasMessageContainingAll("qs.expectedTables", "nothing would be checked");
  }

  @Test
  @InjectMojo(goal = GOAL)
  @MojoParameter(name = "expectedTables", value = "luma_midvalue,gone")
  void missingTablesAreAFailureThatNamesThemAll(ListTablesMojo mojo) {
    assertThatThrownBy(() -> build.inFolder(mojo).execute())
        .isInstanceOf(MojoFailureException.class)
        .hasMessageContainingAll(
            "2 of 2 expected tables are missing", "luma_midvalue ", "gone", "luma_midvalues?")
        .hasNoCause();
    verify(log).error("Missing: luma_midvalue, gone");
    assertThat(build.reports().resolve("tables.txt")).isNotEmptyFile();
  }

  @Test
  @InjectMojo(goal = GOAL)
  @MojoParameter(name = "expectedTables", value = "luma_midvalue,gone")
  @MojoParameter(name = "failOnMissing", value = "false")
  void missingTablesMayOnlyWarnOfWhatAFailureSays(ListTablesMojo mojo) throws Exception {
    build.inFolder(mojo).execute();

    verify(log).warn(startsWith("2 of 2 expected tables are missing from database \""));
    verify(log).warn("  luma_midvalue  is not in schema public; did you mean luma_midvalues?");
    verify(log).warn(startsWith("  gone  is not in schema public"));
    verify(log).warn(matches("Each table was searched for .* Tables found: .*tables\\.txt"));
    verify(log).warn(startsWith("What to do: Correct the names in expectedTables"));
    verify(log, never()).error(anyString());
  }

  @Test
  @InjectMojo(goal = GOAL)
  @MojoParameter(name = "server", value = "wrong")
  void whatCannotBeCheckedIsAnErrorNotAFailure(ListTablesMojo mojo) {
    assertThatThrownBy(() -> build.inFolder(mojo).execute())
        .isInstanceOf(MojoExecutionException.class)
        .hasMessageContainingAll("Cannot sign in to server \"wrong\"", "28P01", "What to do: ")
        .hasMessageNotContaining(TestBuild.WRONG_PASSWORD)
        .hasNoCause();
    verify(log).error(contains("28P01"));
    verify(log, never()).error(anyString(), any());
    assertThat(build.reports()).isEmptyDirectory();
  }

  @Test
  @InjectMojo(goal = GOAL)
  @MojoParameter(name = "server", value = "wrong")
  @MojoParameter(name = "formats", value = "json,junit")
  void whatCannotBeCheckedIsReportedInTheFormatsThatCan(ListTablesMojo mojo) {
    assertThatThrownBy(() -> build.inFolder(mojo).execute())
        .isInstanceOf(MojoExecutionException.class);

    assertThat(build.reports().toFile().list())
        .containsExactlyInAnyOrder(".qs-reports", "TEST-qs-tables.xml");
    assertThat(build.reports().resolve("TEST-qs-tables.xml"))
        .content(UTF_8)
        .contains("tests=\"1\" errors=\"1\"", "28P01")
        .doesNotContain("wr0ng");
  }

  @Test
  @InjectMojo(goal = GOAL)
  @MojoParameter(name = "expectedTables", value = "gone")
  @MojoParameter(name = "failOnMissing", value = "false")
  void gitHubActionsIsWarnedOfWhatOnlyWarns(ListTablesMojo mojo) throws Exception {
    Properties properties = new Properties();
    properties.setProperty("env.GITHUB_ACTIONS", "true");
    lenient().when(session.getSystemProperties()).thenReturn(properties);

    build.inFolder(mojo).execute();

    assertThat(build.printed())
        .startsWith("::warning ")
        .contains("title=QS101 missing table::gone: expected a table")
        .containsOnlyOnce("\n");
  }

  /** With {@code -f}, the execution root is the folder of the POM. */
  @Test
  @InjectMojo(goal = GOAL)
  @MojoParameter(name = "sslRootCert", value = "certificates/ca.pem")
  void aRelativePathStartsWhereMavenWasStarted(ListTablesMojo mojo) throws Exception {
    Path start = Files.createDirectory(folder.resolve("start"));
    Files.copy(
        TlsPostgres.shared().caFile(),
        Files.createDirectory(start.resolve("certificates")).resolve("ca.pem"));
    Properties properties = new Properties();
    properties.setProperty("user.dir", start.toString());
    lenient().when(session.getSystemProperties()).thenReturn(properties);
    build.trustNoAuthority();

    build.inFolder(mojo).execute();

    verify(log).info(contains("2 tables in schema public of database"));
  }

  @Test
  @InjectMojo(goal = GOAL)
  @MojoParameter(name = "server", value = "nowhere")
  void anUnknownServerEntryIsAnError(ListTablesMojo mojo) {
    assertThatThrownBy(() -> build.inFolder(mojo).execute())
        .isInstanceOf(MojoExecutionException.class)
        .hasMessageContainingAll("Server entry \"nowhere\" does not exist", "\"qs\", \"wrong\"");
  }

  @Test
  @InjectMojo(goal = GOAL)
  @MojoParameter(name = "database", value = "prod:nope")
  void aParameterWinsOverTheServerEntry(ListTablesMojo mojo) {
    assertThatThrownBy(() -> build.inFolder(mojo).execute())
        .isInstanceOf(MojoExecutionException.class)
        .hasMessageContainingAll("prod:nope", "3D000");
  }

  @Test
  @InjectMojo(goal = GOAL)
  @MojoParameter(name = "connectTimeout", value = "0")
  void aTimeThatIsNoneIsAnError(ListTablesMojo mojo) {
    assertThatThrownBy(() -> build.inFolder(mojo).execute())
        .isInstanceOf(MojoExecutionException.class)
        .hasMessageContainingAll("connectTimeout is 0", "seconds");
  }

  @Test
  @InjectMojo(goal = GOAL)
  @MojoParameter(name = "skip", value = "true")
  @MojoParameter(name = "server", value = "nowhere")
  void skippedMeansNothingIsLookedAt(ListTablesMojo mojo) throws Exception {
    build.inFolder(mojo).execute();

    verify(log).info(contains("nothing was checked"));
    assertThat(build.reports()).doesNotExist();
    assertThat(build.hasSessions()).isFalse();
  }

  @Test
  @InjectMojo(goal = GOAL)
  @MojoParameter(name = "expectedTables", value = "luma_midvalues; luma_postvalues")
  void anElementWithTwoNamesIsSaidToHoldTwo(ListTablesMojo mojo) {
    assertThatThrownBy(() -> build.inFolder(mojo).execute())
        .isInstanceOf(MojoFailureException.class)
        .hasMessageContainingAll(
            "it holds two names, luma_midvalues and luma_postvalues; write each in an element");
  }

  /** As under {@code LC_ALL=C}, where a path in the POM may have no file name. */
  @Test
  @InjectMojo(goal = GOAL)
  @MojoParameter(name = "formats", value = "text,junit")
  void aFileThatTheSystemCannotNameIsAnErrorBesideReportsOfAnEarlierRun(ListTablesMojo mojo)
      throws Exception {
    build.inFolder(mojo).execute();
    build.end();
    set(mojo, "expectedTablesFile", "tables\0.txt");

    assertThatThrownBy(mojo::execute)
        .isInstanceOf(MojoExecutionException.class)
        .hasMessageContainingAll("Cannot use the path \"tables\\u0000.txt\"", "LC_ALL=C.UTF-8")
        .hasNoCause();
    verify(log).error(contains("Cannot use the path"));
    assertThat(build.reports().resolve("TEST-qs-tables.xml"))
        .content(UTF_8)
        .contains("Cannot use the path");
  }

  @Test
  @InjectMojo(goal = GOAL)
  void aReportFolderThatTheSystemCannotNameIsAnError(ListTablesMojo mojo) throws Exception {
    build.inFolder(mojo);
    set(mojo, "reportDirectory", new File("reports\0"));

    assertThatThrownBy(mojo::execute)
        .isInstanceOf(MojoExecutionException.class)
        .hasMessageContaining("Cannot use the path \"reports\\u0000\"")
        .hasNoCause();
  }

  private static void set(ListTablesMojo mojo, String parameter, File value) throws Exception {
    var field = AbstractReportMojo.class.getDeclaredField(parameter);
    field.setAccessible(true);
    field.set(mojo, value);
  }

  @Test
  @InjectMojo(goal = GOAL)
  @MojoParameter(name = "skip", value = "ja")
  void aWordThatIsNeitherTrueNorFalseDoesNotSkip(ListTablesMojo mojo) {
    assertThatThrownBy(() -> build.inFolder(mojo).execute())
        .isInstanceOf(MojoExecutionException.class)
        .hasMessageContainingAll("\"ja\"", "-Dqs.skip", "true, false");
  }

  @Test
  @InjectMojo(goal = GOAL)
  @MojoParameter(name = "expectedTables", value = "gone")
  @MojoParameter(name = "failOnMissing", value = "yes")
  void aWordThatIsNeitherTrueNorFalseDoesNotTurnTheCheckOff(ListTablesMojo mojo) {
    assertThatThrownBy(() -> build.inFolder(mojo).execute())
        .isInstanceOf(MojoExecutionException.class)
        .hasMessageContainingAll("\"yes\"", "-Dqs.failOnMissing", "true, false");
    assertThat(build.reports().resolve("tables.txt")).doesNotExist();
  }

  @Test
  @InjectMojo(goal = GOAL)
  void aMisspeltPropertyIsAnErrorBeforeAnythingElse(ListTablesMojo mojo) {
    build.userProperties().setProperty("qs.expectedTable", "x");

    assertThatThrownBy(() -> build.inFolder(mojo).execute())
        .isInstanceOf(MojoExecutionException.class)
        .hasMessageContaining(
            "-Dqs.expectedTable: no goal has this property; did you mean qs.expectedTables");
  }

  @Test
  @InjectMojo(goal = GOAL)
  void propertiesOfEveryGoalAreKnown(ListTablesMojo mojo) throws Exception {
    for (String property :
        List.of("qs.accept", "qs.merge", "qs.contracts", "qs.failOnUnreadable")) {
      build.userProperties().setProperty(property, "false");
    }

    build.inFolder(mojo).execute();
  }

  @Test
  @InjectMojo(goal = GOAL)
  @MojoParameter(name = "tableTypes", value = "view")
  @MojoParameter(name = "schemas", value = "public")
  @MojoParameter(name = "includes", value = "luma_*,x")
  @MojoParameter(name = "excludes", value = "y")
  @MojoParameter(name = "formats", value = "text")
  void everyChoiceIsHeard(ListTablesMojo mojo) throws Exception {
    build.inFolder(mojo).execute();

    assertThat(build.reports().resolve("tables.txt")).hasContent("luma_view\n");
    assertThat(build.reports().resolve("tables.json")).doesNotExist();
  }

  @Test
  @InjectMojo(goal = GOAL)
  @MojoParameter(name = "formats", value = "html")
  void thePageShowsTheColumns(ListTablesMojo mojo) throws Exception {
    build.inFolder(mojo).execute();

    assertThat(build.reports().resolve("tables.html")).content().contains("data-columns", "[\"x\"");
  }

  @Test
  @InjectMojo(goal = GOAL)
  @MojoParameter(name = "columns", value = "true")
  void theReportHoldsColumnsIfThatIsWanted(ListTablesMojo mojo) throws Exception {
    build.inFolder(mojo).execute();

    assertThat(build.reports().resolve("tables.json"))
        .content()
        .contains("\"name\" : \"x\", \"type\" : \"integer\"");
  }

  @Test
  @InjectMojo(goal = GOAL)
  void twoExecutionsOfABuildShareOneSession(ListTablesMojo mojo) throws Exception {
    build.inFolder(mojo).execute();
    build.inFolder(mojo).execute();

    assertThat(TlsPostgres.shared().superuser().number(openSessions())).isEqualTo(1);

    build.end();
    awaitNoSession();
  }

  @Test
  @InjectMojo(goal = GOAL)
  @MojoParameter(name = "formats", value = "text,junit,sarif")
  @MojoParameter(name = "failOnMissing", value = "true")
  void aSecondExecutionLeavesTheReportsOfTheFirst(ListTablesMojo mojo) throws Exception {
    setExpected(mojo, "gone");
    assertThatThrownBy(() -> build.inFolder(mojo).execute())
        .isInstanceOf(MojoFailureException.class);
    String failure = Files.readString(build.reports().resolve("TEST-qs-tables.xml"));
    assertThat(failure).contains("<failure ");
    verify(log, never()).info(startsWith("The reports of this execution go into "));

    setExpected(mojo, "luma_midvalues");
    mojo.execute();

    Path second = build.reports().resolve("default-2");
    assertThat(build.reports().resolve("TEST-qs-tables.xml")).hasContent(failure);
    assertThat(second.resolve("TEST-qs-tables.xml")).content().contains("failures=\"0\"");
    assertThat(second.resolve("tables.sarif"))
        .content()
        .contains("\"list-tables:" + second.getFileName() + "/qs/\"");
    verify(log)
        .info(
            "The reports of this execution go into %s, since an earlier execution of qs:list-tables in this build used %s."
                .formatted(folder.relativize(second), folder.relativize(build.reports())));
  }

  private static void setExpected(ListTablesMojo mojo, String table) throws Exception {
    set(mojo, "expectedTables", List.of(table));
  }

  private static void set(ListTablesMojo mojo, String name, Object value) throws Exception {
    var field = AbstractExpectationMojo.class.getDeclaredField(name);
    field.setAccessible(true);
    field.set(mojo, value);
  }

  @Test
  @InjectMojo(goal = GOAL)
  void aReportThatIsAlsoTheFileOfExpectedTablesIsAnError(ListTablesMojo mojo) throws Exception {
    build.inFolder(mojo).execute();
    build.end();
    Path report = build.reports().resolve("tables.txt");
    set(mojo, "expectedTablesFile", report.toString());

    assertThatThrownBy(mojo::execute)
        .isInstanceOf(MojoExecutionException.class)
        .hasMessageContainingAll("tables.txt would replace a file that this goal reads", "copy");

    assertThat(report).hasContent("luma_midvalues\nluma_postvalues\n");
    assertThat(build.reports().resolve("tables.json")).doesNotExist();
  }

  private static String openSessions() {
    return "SELECT count(*) FROM pg_stat_activity WHERE datname = '" + database.name() + "'";
  }

  /** The server notices the end of a session a moment after the client has said it. */
  private static void awaitNoSession() throws SQLException {
    long deadline = System.nanoTime() + 20_000_000_000L;
    while (TlsPostgres.shared().superuser().number(openSessions()) > 0) {
      assertThat(System.nanoTime()).as("a session is left open").isLessThan(deadline);
    }
  }

  @Test
  @InjectMojo(goal = GOAL)
  @MojoParameter(name = "expectedTables", value = "LUMA_MidValues,PUBLIC.Luma_View")
  void caseCountsAsInSql(ListTablesMojo mojo) throws Exception {
    build.inFolder(mojo).execute();

    verify(log).info("Found all 2 expected tables (not listed, but accessible: PUBLIC.Luma_View).");
  }

  @Test
  @InjectMojo(goal = GOAL)
  @MojoParameter(name = "expectedTables", value = "LUMA_MidValues,luma_postvalues")
  @MojoParameter(name = "caseSensitive", value = "true")
  void anotherCaseIsMissingWhereCaseCounts(ListTablesMojo mojo) {
    assertThatThrownBy(() -> build.inFolder(mojo).execute())
        .isInstanceOf(MojoFailureException.class)
        .hasMessageContainingAll(
            "1 of 2 expected tables is missing",
            "LUMA_MidValues ",
            "did you mean luma_midvalues (differs in case)?");
  }

  @Test
  @InjectMojo(goal = GOAL)
  void anExpectedTablesFileIsRead(ListTablesMojo mojo) throws Exception {
    Path file = Files.writeString(folder.resolve("expected.txt"), "# all\nluma_midvalues\n");
    set(mojo, "expectedTablesFile", file.toString());

    build.inFolder(mojo).execute();

    verify(log).info("Found the expected table.");
  }

  /** What is wrong with a file is known before the settings are read. */
  @Test
  @InjectMojo(goal = GOAL)
  @MojoParameter(name = "formats", value = "junit,sarif,markdown")
  void aFileThatContainsThePasswordDoesNotGiveItAway(ListTablesMojo mojo) throws Exception {
    set(mojo, "expectedTables", List.of("a\\x" + TestDatabase.PASSWORD));

    assertThatThrownBy(() -> build.inFolder(mojo).execute())
        .isInstanceOf(MojoExecutionException.class)
        .hasMessageContainingAll("expectedTables[1]:1:1", "a\\\\x***")
        .hasMessageNotContaining(TestDatabase.PASSWORD);
    try (Stream<Path> reports = Files.list(build.reports())) {
      assertThat(reports.filter(Files::isRegularFile))
          .hasSizeGreaterThanOrEqualTo(3)
          .allSatisfy(file -> assertThat(file).content().doesNotContain(TestDatabase.PASSWORD));
    }
  }

  @Test
  @InjectMojo(goal = GOAL)
  @MojoParameter(name = "formats", value = "text,json,junit,sarif,markdown")
  void aLinkToTheSettingsIsNoListOfTables(ListTablesMojo mojo) throws Exception {
    Path home = Files.createDirectory(folder.resolve("home"));
    Path settings =
        Files.writeString(
            home.resolve("settings.xml"), "<password>\n" + TestDatabase.PASSWORD + "\n");
    Path project = Files.createDirectory(home.resolve("project"));
    SpecialFiles.link(project.resolve("src/tables.txt"), settings);
    set(mojo, "expectedTablesFile", "src/tables.txt");
    build.inFolder(mojo);
    lenient().when(session.getExecutionRootDirectory()).thenReturn(project.toString());

    assertThatThrownBy(mojo::execute)
        .isInstanceOf(MojoExecutionException.class)
        .hasMessageContainingAll(
            "  src/tables.txt:1:1: the file leads outside of the checkout " + project.toRealPath(),
            "What to do: set expectedTablesFile to a text file in UTF-8 in the checkout")
        .hasMessageNotContainingAny(TestDatabase.PASSWORD, "settings.xml");

    set(mojo, "expectedTablesFile", settings.toString());
    assertThatThrownBy(mojo::execute)
        .isInstanceOf(MojoExecutionException.class)
        .hasMessageContaining("not a table, but a line of another kind of file")
        .hasMessageNotContaining(TestDatabase.PASSWORD);
  }
}
