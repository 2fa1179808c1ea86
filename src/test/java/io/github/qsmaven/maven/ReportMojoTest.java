package io.github.qsmaven.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.startsWith;
import static org.mockito.Mockito.lenient;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

import io.github.qsmaven.testing.TestDatabase;
import io.github.qsmaven.testing.TlsPostgres;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Properties;
import javax.inject.Inject;
import org.apache.maven.api.plugin.testing.InjectMojo;
import org.apache.maven.api.plugin.testing.MojoParameter;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.apache.maven.doxia.sink.impl.Xhtml5BaseSink;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.ExecutionEvent;
import org.apache.maven.execution.MavenExecutionRequest;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.logging.Log;
import org.apache.maven.project.MavenProject;
import org.apache.maven.reporting.MavenReportException;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.Settings;
import org.codehaus.plexus.util.xml.Xpp3DomBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@MojoTest
class ReportMojoTest {
  private static final String GOAL = "report";

  private static TestDatabase database;

  @TempDir Path folder;

  @Inject private MavenSession session;
  @Inject private Log log;

  private final MavenExecutionRequest request = new DefaultMavenExecutionRequest();

  @BeforeAll
  static void createTables() throws SQLException {
    database =
        new TestDatabase(
            "CREATE TABLE orders (id bigint NOT NULL, note text)",
            "CREATE VIEW open_orders AS SELECT 1 AS id");
  }

  @BeforeEach
  void startBuild() throws Exception {
    TlsPostgres postgres = TlsPostgres.shared();
    Server server = new Server();
    server.setId("qs");
    server.setUsername(database.role());
    server.setPassword(TestDatabase.PASSWORD);
    server.setConfiguration(
        Xpp3DomBuilder.build(
            new StringReader(
                "<configuration><host>%s</host><port>%d</port><database>%s</database><sslRootCert>%s</sslRootCert></configuration>"
                    .formatted(
                        postgres.host(), postgres.port(), database.name(), postgres.caFile()))));
    Settings settings = new Settings();
    settings.addServer(server);
    lenient().when(session.getSettings()).thenReturn(settings);
    lenient().when(session.getRequest()).thenReturn(request);
    lenient().when(session.getUserProperties()).thenReturn(new Properties());
    lenient().when(session.getExecutionRootDirectory()).thenReturn(folder.toString());
  }

  @AfterEach
  void endBuild() {
    if (request.getExecutionListener() != null) {
      request.getExecutionListener().sessionEnded(mock(ExecutionEvent.class));
    }
  }

  /** In a folder of its own, without a POM; the defaults are folders of this project. */
  private ReportMojo here(ReportMojo mojo) throws ReflectiveOperationException {
    set(AbstractReportMojo.class, mojo, "reportDirectory", reports().toFile());
    set(AbstractListingMojo.class, mojo, "project", new MavenProject());
    return mojo;
  }

  private static void set(Class<?> type, ReportMojo mojo, String name, Object value)
      throws ReflectiveOperationException {
    var field = type.getDeclaredField(name);
    field.setAccessible(true);
    field.set(mojo, value);
  }

  private Path reports() {
    return folder.resolve("target").resolve("qs");
  }

  private static String text(StringWriter page) {
    return page.toString().replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ");
  }

  private StringWriter generate(ReportMojo mojo) throws Exception {
    StringWriter page = new StringWriter();
    Xhtml5BaseSink sink = new Xhtml5BaseSink(page);
    mojo.setReportOutputDirectory(folder.resolve("site").toFile());
    here(mojo).generate(sink, Locale.ROOT);
    sink.flush();
    return page;
  }

  @Test
  @InjectMojo(goal = GOAL)
  @MojoParameter(name = "ci", value = "none")
  void aSiteThatReportsToNoCiServerDoesNotReadThatParameter(ReportMojo mojo) throws Exception {
    assertThat(text(generate(mojo))).contains("open_orders");
  }

  @Test
  @InjectMojo(goal = GOAL)
  void withoutAContractItShowsAllTables(ReportMojo mojo) throws Exception {
    String text = text(generate(mojo));

    assertThat(text)
        .contains(
            "No table is expected, so nothing was checked.", "open_orders", "id bigint not null");
    assertThat(folder.resolve("site/qs/schema.html")).exists();
    verify(log).info(startsWith("Read 2 tables in database"));
    verify(log, never()).warn(anyString());
  }

  @Test
  @InjectMojo(goal = GOAL)
  @MojoParameter(name = "expectedTables", value = "orders(id text)")
  void findingsAreShownAndFailNothing(ReportMojo mojo) throws Exception {
    String text = text(generate(mojo));

    assertThat(text)
        .containsSubsequence(
            "1 finding breaks the contract.", "QS202 type mismatch id", "open_orders");
    verify(log).warn("1 finding breaks the contract: 1 QS202 type mismatch");
  }

  @Test
  @InjectMojo(goal = GOAL)
  @MojoParameter(name = "schemas", value = "no_such_schema")
  void whatCannotBeReadFailsTheSiteInOurWords(ReportMojo mojo) {
    assertThatThrownBy(() -> generate(mojo))
        .isInstanceOf(MavenReportException.class)
        .hasNoCause()
        .hasMessageContainingAll("no_such_schema", "What to do: ");
  }

  @Test
  @InjectMojo(goal = GOAL)
  void byItselfItWritesThePageToTheReports(ReportMojo mojo) throws Exception {
    here(mojo).execute();

    assertThat(reports().resolve("schema.html")).exists();
    assertThat(mojo.canGenerateReport()).isTrue();
    assertThat(mojo.getOutputPath()).isEqualTo("qs-schema");
  }

  @Test
  @InjectMojo(goal = GOAL)
  void aFileThatTheSystemCannotNameFailsTheSiteInOurWords(ReportMojo mojo) throws Exception {
    set(CheckMojo.class, mojo, "acceptFile", "accept\0.yaml");

    assertThatThrownBy(() -> generate(mojo))
        .isInstanceOf(MavenReportException.class)
        .hasMessageContaining("Cannot use the path \"accept\\u0000.yaml\"");
  }

  @Test
  @InjectMojo(goal = GOAL)
  @MojoParameter(name = "skip", value = "true")
  void leftOutItIsNoReport(ReportMojo mojo) throws Exception {
    assertThat(mojo.canGenerateReport()).isFalse();
  }

  @Test
  @InjectMojo(goal = GOAL)
  @MojoParameter(name = "skip", value = "ja")
  void aWordThatIsNeitherTrueNorFalseDoesNotLeaveItOut(ReportMojo mojo) {
    assertThatThrownBy(mojo::canGenerateReport)
        .isInstanceOf(MavenReportException.class)
        .hasMessageContainingAll("\"ja\"", "-Dqs.skip");
  }
}
