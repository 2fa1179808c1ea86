package io.github.qsmaven.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.contains;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.github.qsmaven.model.CannotCheckException;
import java.io.StringReader;
import java.util.List;
import java.util.Properties;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Build;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.model.PluginManagement;
import org.apache.maven.model.ReportPlugin;
import org.apache.maven.model.ReportSet;
import org.apache.maven.model.Reporting;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.Parameter;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.plugin.logging.Log;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.configuration.xml.XmlPlexusConfiguration;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.codehaus.plexus.util.xml.Xpp3DomBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GivenParametersTest {
  private static final String GROUP = "io.github.qsmaven";
  private static final String ARTIFACT = "qs-maven-plugin";
  private static final PluginDescriptor DESCRIPTOR = new PluginDescriptor();

  static {
    DESCRIPTOR.setGroupId(GROUP);
    DESCRIPTOR.setArtifactId(ARTIFACT);
    goal("check", "expectedTables", "contracts", "skip", "schemas", "acceptFile=qs.accept");
    goal("list-tables", "expectedTables", "failOnMissing", "skip", "schemas");
    goal("help", "detail=detail", "lineLength=lineLength");
  }

  /**
   * Adds a goal.
   *
   * @param parameters their names, with properties where these have others; each goal has a
   *     read-only one too
   */
  private static void goal(String name, String... parameters) {
    MojoDescriptor goal = new MojoDescriptor();
    goal.setGoal(name);
    goal.setPluginDescriptor(DESCRIPTOR);
    XmlPlexusConfiguration defaults = new XmlPlexusConfiguration("configuration");
    try {
      for (String text : parameters) {
        String[] parts = text.split("=", -1);
        Parameter parameter = new Parameter();
        parameter.setName(parts[0]);
        goal.addParameter(parameter);
        defaults
            .getChild(parts[0])
            .setValue("${" + (parts.length > 1 ? parts[1] : "qs." + text) + "}");
      }
      Parameter session = new Parameter();
      session.setName("session");
      session.setEditable(false);
      goal.addParameter(session);
      goal.setMojoConfiguration(defaults);
      DESCRIPTOR.addMojo(goal);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private final MavenSession session = mock();
  private final Log log = mock();
  private final Properties user = new Properties();
  private final Properties system = new Properties();
  private final MavenProject project = new MavenProject();
  private final Plugin plugin = new Plugin();
  private MojoExecution running;

  @BeforeEach
  void startBuild() {
    when(session.getUserProperties()).thenReturn(user);
    when(session.getSystemProperties()).thenReturn(system);
    when(session.getCurrentProject()).thenReturn(project);
    plugin.setGroupId(GROUP);
    plugin.setArtifactId(ARTIFACT);
    project.getModel().setBuild(new Build());
    project.getBuild().addPlugin(plugin);
    run("check", "default-cli");
  }

  private void run(String goal, String execution) {
    running = new MojoExecution(plugin, goal, execution);
    running.setMojoDescriptor(DESCRIPTOR.getMojo(goal));
  }

  private static Xpp3Dom configuration(String content) {
    try {
      return Xpp3DomBuilder.build(
          new StringReader("<configuration>" + content + "</configuration>"));
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private PluginExecution execution(String id, String content, String... goals) {
    PluginExecution execution = new PluginExecution();
    execution.setId(id);
    execution.setConfiguration(configuration(content));
    execution.setGoals(List.of(goals));
    plugin.addExecution(execution);
    return execution;
  }

  private void check() throws CannotCheckException {
    new GivenParameters(session, running, log).check();
  }

  private String problem() {
    try {
      check();
    } catch (CannotCheckException e) {
      return String.valueOf(e.getMessage());
    }
    throw new AssertionError("no mistake was found");
  }

  @ParameterizedTest
  @CsvSource({
    "qs.expectedTable, ; did you mean qs.expectedTables?",
    "qs.expectedtables, ; did you mean qs.expectedTables?",
    "QS.expectedTables, ; did you mean qs.expectedTables?",
    "Qs.skp, ; did you mean qs.skip?",
    "qs.acceptFile, ; did you mean qs.accept",
    "qs.expectedTables.x, ; did you mean qs.expectedTables?",
    "qs.tables, ; did you mean qs.expectedTables?",
    "qs.mine, no goal has this property",
    "qs., no goal has this property",
    "qs.detail, no goal has this property",
  })
  void aPropertyThatNoGoalHasIsAnError(String property, String end) {
    user.setProperty(property, "x");

    assertThat(problem()).contains("1 problem:\n\n  -D" + property + ": no goal", end);
  }

  @Test
  void theOptionsOfTheJvmSetPropertiesAsWell() {
    system.setProperty("qs.expectedTable", "x");

    assertThat(problem()).contains("-Dqs.expectedTable: ");
  }

  @Test
  void propertiesOfOtherGoalsAndOthersAreNoMistake() throws Exception {
    for (String property :
        List.of("qs.expectedTables", "qs.failOnMissing", "qs.accept", "detail", "qsx", "qs")) {
      user.setProperty(property, "");
    }
    system.setProperty("env.qs.expectedTable", "x");

    check();

    verify(log, never()).warn(anyString());
  }

  @Test
  void oneMessageNamesAllMistakes() {
    user.setProperty("qs.expectedTable", "a");
    user.setProperty("qs.contracs", "b");
    user.setProperty("qs.schemas", "gr\uFFFD");
    plugin.setConfiguration(configuration("<contract>x</contract>"));
    execution("tables", "<expected>x</expected>", "list-tables");

    assertThat(problem())
        .contains(
            "5 problems:",
            "-Dqs.contracs: no goal has this property; did you mean qs.contracts?",
            "-Dqs.expectedTable: no goal",
            "<contract> in the <configuration> of the plugin in the POM is not a parameter of any"
                + " goal; did you mean contracts?",
            "<expected> in the <configuration> of execution \"tables\" in the POM is not a"
                + " parameter of list-tables; did you mean expectedTables?",
            "-Dqs.schemas: characters were lost in \"gr\\uFFFD\"",
            "What to do: correct each name",
            "LC_ALL=C.UTF-8");
  }

  @Test
  void aPropertyOfThePomIsOnlyWarnedOf() throws Exception {
    project.getProperties().setProperty("qs.expectedTable", "x");
    project.getProperties().setProperty("qs.skip", "false");

    check();

    verify(log)
        .warn(
            "The property qs.expectedTable of the POM or of a profile has no effect on this plugin: no goal has this property; did you mean qs.expectedTables?");
    verify(log, never()).warn(contains("qs.skip"));
  }

  @Test
  void thePluginMayHaveParametersOfGoalsThatItDoesNotRun() throws Exception {
    plugin.setConfiguration(
        configuration("<failOnMissing>false</failOnMissing><detail>true</detail>"));
    execution("contracts", "<contracts/><failOnMissing>false</failOnMissing>", "check");

    check();
  }

  @ParameterizedTest
  @ValueSource(strings = {"session", "expectedTable", "qs.expectedTables"})
  void anElementOfThePluginThatNoGoalHasOrThatCannotBeSetIsAnError(String name) {
    plugin.setConfiguration(configuration("<%1$s>x</%1$s>".formatted(name)));

    assertThat(problem())
        .contains("<" + name + "> in the <configuration> of the plugin in the POM is not a");
  }

  @Test
  void anExecutionHasParametersOfItsGoalsOnly() throws Exception {
    execution("all", "<contracts/><failOnMissing/>", "check", "list-tables");
    check();

    execution("contracts", "<failOnMissing>true</failOnMissing>", "check");
    assertThat(problem())
        .contains(
            "<failOnMissing> in the <configuration> of execution \"contracts\" in the POM is a parameter of list-tables, not of check");
  }

  @Test
  void anExecutionForTheCommandLineHasTheParametersOfAnyGoal() throws Exception {
    execution("default-cli", "<failOnMissing/><contracts/>", "check");
    execution("without-goals", "<failOnMissing/><contracts/>");
    check();

    execution("tables", "<contracts/>", "list-tables");
    assertThat(problem()).contains("\"tables\"");
    run("check", "tables");
    check();
  }

  @Test
  void thePluginManagementIsCheckedWhereMavenUsesIt() throws Exception {
    project.getBuild().setPlugins(List.of());
    project.getBuild().setPluginManagement(new PluginManagement());
    project.getBuild().getPluginManagement().addPlugin(plugin);
    check();

    plugin.setConfiguration(configuration("<expectedTable>x</expectedTable>"));
    assertThat(problem()).contains("did you mean expectedTables?");
  }

  @Test
  void theConfigurationOfReportsIsChecked() throws Exception {
    ReportPlugin report = new ReportPlugin();
    report.setGroupId(GROUP);
    report.setArtifactId(ARTIFACT);
    report.setConfiguration(configuration("<contracts>x</contracts>"));
    ReportSet set = new ReportSet();
    set.setId("schema");
    set.setReports(List.of("check"));
    set.setConfiguration(configuration("<contracts>x</contracts><skip>true</skip>"));
    report.addReportSet(set);
    ReportPlugin other = new ReportPlugin();
    other.setGroupId(GROUP);
    other.setArtifactId("other");
    other.setConfiguration(configuration("<other>x</other>"));
    project.getModel().setReporting(new Reporting());
    project.getModel().getReporting().setPlugins(List.of(report, other));
    check();

    report.setConfiguration(configuration("<contract>x</contract>"));
    set.setConfiguration(configuration("<failOnMissing>true</failOnMissing>"));
    assertThat(problem())
        .contains(
            "<contract> in the <configuration> of the plugin in <reporting> in the POM",
            "report set \"schema\" in the POM is a parameter of list-tables, not of check");
  }

  @Test
  void aCharacterThatWasLostIsAnErrorWhereverItIs() {
    user.setProperty("qs.expectedTables", "orders,gr\uFFFD\uFFFDe");
    project.getProperties().setProperty("qs.schemas", "\uFFFD");
    running.setConfiguration(
        configuration("<contracts><contract>a</contract><contract>\uFFFD</contract></contracts>"));

    assertThat(problem())
        .contains(
            "-Dqs.expectedTables: characters were lost in \"orders,gr\\uFFFD\\uFFFDe\"",
            "The property qs.schemas of the POM: characters were lost",
            "<contract> in the POM: characters were lost in \"\\uFFFD\"",
            "LC_ALL=C.UTF-8",
            "save the file as UTF-8");
  }

  @Test
  void theEscapeOfThatCharacterIsOnPurpose() throws Exception {
    user.setProperty("qs.expectedTables", "gr\\uFFFD");

    check();
  }

  @Test
  void aGoalWithoutAProjectIsChecked() {
    when(session.getCurrentProject()).thenReturn(null);
    user.setProperty("qs.expectedTable", "x");

    assertThatThrownBy(this::check).isInstanceOf(CannotCheckException.class);
  }

  @Test
  void anExecutionThatTheCommandLineNamesMustExist() {
    execution("contracts", "", "check");
    when(session.getProjects()).thenReturn(List.of(project));
    running = new MojoExecution(DESCRIPTOR.getMojo("check"), "contarcts", MojoExecution.Source.CLI);

    assertThatThrownBy(() -> new GivenParameters(session, running, log).check())
        .hasMessageContaining(
            "execution \"contarcts\" of the command line is not in the POM; did you mean"
                + " contracts?");

    running = new MojoExecution(DESCRIPTOR.getMojo("check"), "contracts", MojoExecution.Source.CLI);
    assertThatCode(() -> new GivenParameters(session, running, log).check())
        .doesNotThrowAnyException();
  }
}
