package io.github.qsmaven.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.contains;
import static org.mockito.ArgumentMatchers.endsWith;
import static org.mockito.Mockito.lenient;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

import io.github.qsmaven.testing.TestDatabase;
import io.github.qsmaven.testing.TlsPostgres;
import java.io.StringReader;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Properties;
import javax.inject.Inject;
import org.apache.maven.api.plugin.testing.InjectMojo;
import org.apache.maven.api.plugin.testing.MojoParameter;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.ExecutionEvent;
import org.apache.maven.execution.MavenExecutionRequest;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.logging.Log;
import org.apache.maven.settings.Proxy;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.Settings;
import org.codehaus.plexus.util.xml.Xpp3DomBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@MojoTest
class DoctorMojoTest {
  private static final String GOAL = "doctor";

  private static TestDatabase database;

  @TempDir Path folder;

  @Inject private MavenSession session;
  @Inject private Log log;

  private final MavenExecutionRequest request = new DefaultMavenExecutionRequest();
  private final Settings settings = new Settings();

  @BeforeAll
  static void createTables() throws SQLException {
    database = new TestDatabase("CREATE TABLE luma_midvalues (x int)");
  }

  @BeforeEach
  void startBuild() throws Exception {
    Properties properties = new Properties();
    properties.setProperty("maven.version", "3.9.11");
    settings.addServer(server("qs", TestDatabase.PASSWORD));
    settings.addServer(server("wrong", "wr0ng-wr0ng"));
    lenient().when(session.getSettings()).thenReturn(settings);
    lenient().when(session.getRequest()).thenReturn(request);
    lenient().when(session.getSystemProperties()).thenReturn(properties);
    lenient().when(session.getExecutionRootDirectory()).thenReturn(folder.toString());
  }

  @AfterEach
  void endBuild() {
    if (request.getExecutionListener() != null) {
      request.getExecutionListener().sessionEnded(mock(ExecutionEvent.class));
    }
  }

  private static Server server(String id, String password) throws Exception {
    TlsPostgres postgres = TlsPostgres.shared();
    Server server = new Server();
    server.setId(id);
    server.setUsername(database.role());
    server.setPassword(password);
    server.setConfiguration(
        Xpp3DomBuilder.build(
            new StringReader(
                "<configuration><host>%s</host><port>%d</port><database>%s</database><sslRootCert>%s</sslRootCert></configuration>"
                    .formatted(
                        postgres.host(), postgres.port(), database.name(), postgres.caFile()))));
    return server;
  }

  /** The parameter's default is a folder of this project; a test has its own. */
  private DoctorMojo below(DoctorMojo mojo) throws ReflectiveOperationException {
    var field = DoctorMojo.class.getDeclaredField("reportDirectory");
    field.setAccessible(true);
    field.set(mojo, reports().toFile());
    return mojo;
  }

  private Path reports() {
    return folder.resolve("target").resolve("qs");
  }

  @Test
  @InjectMojo(goal = GOAL)
  void printsAndWritesTheChecklist(DoctorMojo mojo) throws Exception {
    below(mojo).execute();

    verify(log).info(contains("Maven 3.9.11, Java "));
    verify(log).info(contains(" Sign-in ("));
    verify(log).info(contains("pg_catalog lists 1 table"));
    verify(log).info(endsWith("doctor.txt"));
    verify(log, never()).error(anyString());
    assertThat(reports().resolve("doctor.txt")).content().contains("✓ Sign-in (");
    assertThat(reports().resolve("doctor.json")).content().contains("\"sign-in\"");
  }

  @Test
  @InjectMojo(goal = GOAL)
  @MojoParameter(name = "server", value = "wrong")
  void aStepThatFailsIsAnErrorAfterTheChecklistWasPrinted(DoctorMojo mojo) throws Exception {
    below(mojo);

    assertThatThrownBy(mojo::execute)
        .isInstanceOf(MojoExecutionException.class)
        .hasMessageContainingAll("Cannot sign in to server \"wrong\"", "28P01", "What to do: ")
        .hasMessageNotContaining("wr0ng-wr0ng")
        .hasNoCause();
    verify(log).info(contains(" Round trip: not reached"));
    verify(log).error(contains("28P01"));
    assertThat(reports().resolve("doctor.txt")).content().contains("✗ Sign-in (");
  }

  @Test
  @InjectMojo(goal = GOAL)
  @MojoParameter(name = "server", value = "nowhere")
  void anUnknownServerEntryIsTheFirstStep(DoctorMojo mojo) throws Exception {
    below(mojo);

    assertThatThrownBy(mojo::execute)
        .isInstanceOf(MojoExecutionException.class)
        .hasMessageContaining("no server entry \"nowhere\"");
    assertThat(reports().resolve("doctor.txt")).content().contains("✗ Server entry (");
  }

  @Test
  @InjectMojo(goal = GOAL)
  @MojoParameter(name = "formats", value = "text")
  void saysThatThereIsAProxyButNotWhich(DoctorMojo mojo) throws Exception {
    Proxy proxy = new Proxy();
    proxy.setHost("proxy.example");
    settings.addProxy(proxy);

    below(mojo).execute();

    assertThat(reports().resolve("doctor.txt"))
        .content()
        .contains("a proxy")
        .doesNotContain("proxy.example");
    assertThat(reports().resolve("doctor.json")).doesNotExist();
  }
}
