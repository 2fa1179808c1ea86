package io.github.qsmaven.maven;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.mockito.Mockito.lenient;
import static org.mockito.Mockito.mockingDetails;

import io.github.qsmaven.testing.SecretCanary;
import io.github.qsmaven.testing.TestDatabase;
import io.github.qsmaven.testing.TlsPostgres;
import io.github.qsmaven.testing.queryservice.Breakage;
import io.github.qsmaven.testing.queryservice.FaultPoint;
import io.github.qsmaven.testing.queryservice.InjectedFault;
import io.github.qsmaven.testing.queryservice.QueryServiceSimulator;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Properties;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import javax.inject.Inject;
import org.apache.maven.api.plugin.testing.InjectMojo;
import org.apache.maven.api.plugin.testing.MojoParameter;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.Log;
import org.apache.maven.settings.Server;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a server sends that no server has a reason to, and what a goal then shows in all places. */
@MojoTest
class HostileServerMojoTest {
  private static final String SECRET = "Gehe1mGehe1m &=%\u00E9";

  private static final String WORD = "Gehe1mGehe1m";

  private static TestDatabase database;

  @TempDir Path folder;

  @Inject private MavenSession session;
  @Inject private Log log;

  private TestBuild build;

  @BeforeAll
  static void createTable() throws SQLException {
    database =
        new TestDatabase(
            "CREATE TABLE orders (id bigint PRIMARY KEY)",
            "CREATE TABLE \"t_" + WORD + "\" (id int)");
  }

  @BeforeEach
  void startBuild() throws Exception {
    build = new TestBuild(session, folder, database);
    Properties properties = new Properties();
    properties.setProperty("env.GITHUB_ACTIONS", "true");
    properties.setProperty("env.GITHUB_STEP_SUMMARY", "summary.md");
    lenient().when(session.getSystemProperties()).thenReturn(properties);
  }

  @AfterEach
  void endBuild() {
    build.end();
  }

  /** Runs a goal against a simulated server, and returns how it ended. */
  private Throwable run(
      AbstractQsMojo mojo, UnaryOperator<QueryServiceSimulator.Builder> made, String password)
      throws Exception {
    try (QueryServiceSimulator simulator =
        made.apply(
                QueryServiceSimulator.over(TlsPostgres.shared())
                    .user("analyst", password)
                    .database("all", database.name())
                    .lenient())
            .start()) {
      Server server = build.settings().getServer("qs");
      server.setUsername("analyst");
      server.setPassword(password);
      Xpp3Dom configuration = (Xpp3Dom) server.getConfiguration();
      configuration.getChild("host").setValue(simulator.host());
      configuration.getChild("port").setValue(String.valueOf(simulator.port()));
      configuration.getChild("database").setValue("all");
      return catchThrowable(build.inFolder(mojo)::execute);
    }
  }

  /**
   * NULL for the name of a schema, a table or a column: the goal ends with a message that says so,
   * in whatever it reports into.
   */
  private void isToldEverywhere(AbstractQsMojo mojo, String statements, String... files)
      throws Exception {
    InjectedFault nulls =
        InjectedFault.at(FaultPoint.DATA_ROW, Breakage.NULLS).on(Pattern.compile(statements));
    assertThat(run(mojo, server -> server.fault(nulls), SECRET))
        .isInstanceOf(MojoExecutionException.class)
        .hasMessageContainingAll(
            "server \"qs\" at ", "(a row lacks a value, or has NULL", "What to do: ")
        .hasMessageNotContainingAny("internal error", "NullPointerException");
    for (String file : files) {
      assertThat(build.reports().resolve(file)).content(UTF_8).contains("has NULL");
    }
    assertThat(build.printed()).contains("::error", "has NULL");
    assertThat(Files.readString(folder.resolve("summary.md"))).contains("has NULL");
    assertThat(new SecretCanary(SECRET).leaksBelow(folder, file -> false)).isEmpty();
    assertThat(new SecretCanary(SECRET).formsIn(build.printed())).isEmpty();
  }

  @Test
  @InjectMojo(goal = "list-tables")
  @MojoParameter(name = "formats", value = "text,json,junit,sarif,markdown,html,gitlab")
  @MojoParameter(name = "schemas", value = "public")
  void inTheListOfTables(ListTablesMojo mojo) throws Exception {
    isToldEverywhere(mojo, "pg_class", "TEST-qs-tables.xml", "tables.sarif", "tables.md");
  }

  @Test
  @InjectMojo(goal = "check")
  @MojoParameter(name = "formats", value = "text,json,junit,sarif,markdown,html,gitlab")
  @MojoParameter(name = "expectedTables", value = "orders(id bigint)")
  void inTheListOfTablesOfACheck(CheckMojo mojo) throws Exception {
    isToldEverywhere(mojo, "pg_class", "TEST-qs-check.xml", "check.sarif", "check.md");
  }

  @Test
  @InjectMojo(goal = "check")
  @MojoParameter(name = "formats", value = "text,json,junit,sarif,markdown,html,gitlab")
  @MojoParameter(name = "expectedTables", value = "orders(id bigint)")
  void inTheColumnsOfACheck(CheckMojo mojo) throws Exception {
    isToldEverywhere(mojo, "pg_attribute", "TEST-qs-check.xml", "check.sarif", "check.md");
  }

  @Test
  @InjectMojo(goal = "check")
  @MojoParameter(name = "formats", value = "text,json,junit,sarif,markdown,html,gitlab")
  @MojoParameter(name = "expectedTables", value = "orders(id bigint)")
  @MojoParameter(name = "catalog", value = "information_schema")
  void inTheListOfInformationSchema(CheckMojo mojo) throws Exception {
    isToldEverywhere(mojo, "information_schema", "TEST-qs-check.xml", "check.sarif", "check.md");
  }

  /** A contract names what the password is, and the server has it in names and messages, too. */
  @Test
  @InjectMojo(goal = "check")
  @MojoParameter(name = "formats", value = "text,json,junit,sarif,markdown,html,gitlab")
  @MojoParameter(
      name = "expectedTables",
      value = "orders(id text,Gehe1mGehe1m int),gone_Gehe1mGehe1m,t_Gehe1mGehe1m(id text)")
  void whatIsExpectedIsShownWithoutThePassword(CheckMojo mojo) throws Exception {
    Throwable failure = run(mojo, server -> server.serverVersion("16.1 " + WORD), WORD);

    assertThat(failure)
        .isInstanceOf(MojoFailureException.class)
        .hasMessageContainingAll(
            "  gone_***", "did you mean t_***?", "QS201 missing column: ***:", "  t_***\n");
    StringWriter printed = new StringWriter();
    failure.printStackTrace(new PrintWriter(printed));
    SecretCanary canary = new SecretCanary(WORD);
    assertThat(canary.formsIn(printed.toString())).isEmpty();
    assertThat(canary.formsIn(mockingDetails(log).getInvocations().toString())).isEmpty();
    assertThat(mockingDetails(log).getInvocations().toString()).contains("QS101");
    assertThat(canary.formsIn(build.printed())).isEmpty();
    assertThat(build.printed()).contains("::error", "gone_***", "t_***");
    assertThat(folder.resolve("summary.md")).content().contains("gone");
    assertThat(canary.leaksBelow(folder, file -> false)).isEmpty();
  }
}
