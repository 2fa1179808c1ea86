package io.github.qsmaven.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.lenient;

import io.github.qsmaven.testing.ScriptedServer;
import io.github.qsmaven.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import javax.inject.Inject;
import org.apache.maven.api.plugin.testing.InjectMojo;
import org.apache.maven.api.plugin.testing.MojoParameter;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecutionException;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The time of a goal, {@code qs.timeout}, with a server that signs in and answers no statement. */
@MojoTest
class GoalTimeMojoTest {
  private static final String FORMATS = "text,json,junit,sarif,markdown,html,gitlab";
  private static final String TOLD = "the goal did not end within 3 s (qs.timeout)";

  private static TestDatabase database;

  @TempDir Path folder;

  @Inject private MavenSession session;

  private ScriptedServer server;
  private TestBuild build;

  @BeforeAll
  static void createDatabase() throws SQLException {
    database = new TestDatabase();
  }

  @BeforeEach
  void startBuild() throws Exception {
    server = new ScriptedServer(ScriptedServer.welcome("0.1.0"));
    build = new TestBuild(session, folder, database);
    Xpp3Dom configuration = (Xpp3Dom) build.settings().getServer("qs").getConfiguration();
    configuration.getChild("port").setValue(String.valueOf(server.port()));
    Properties properties = new Properties();
    properties.setProperty("env.GITHUB_ACTIONS", "true");
    lenient().when(session.getSystemProperties()).thenReturn(properties);
  }

  @AfterEach
  void endBuild() throws IOException {
    build.end();
    server.close();
  }

  private void isToldEverywhere(AbstractQsMojo mojo, String... files) throws Exception {
    build.inFolder(mojo);
    long start = System.nanoTime();

    assertThatThrownBy(mojo::execute)
        .isInstanceOf(MojoExecutionException.class)
        .hasMessageContainingAll(
            "Cannot get an answer from server \"qs\"", TOLD, "What to do: ", "-Dqs.timeout");

    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isBetween(Duration.ofMillis(2_900), Duration.ofSeconds(6));
    for (String file : files) {
      assertThat(build.reports().resolve(file)).content().as(file).contains(TOLD);
    }
    assertThat(build.printed()).contains("::error", TOLD);
    assertThat(server.awaitNoConnections(Duration.ofSeconds(20))).isTrue();
    // No retry: it would take as long again.
    assertThat(server.connections()).isEqualTo(1);
  }

  @Test
  @InjectMojo(goal = "check")
  @MojoParameter(name = "timeout", value = "3")
  @MojoParameter(name = "formats", value = FORMATS)
  @MojoParameter(name = "expectedTables", value = "orders")
  void check(CheckMojo mojo) throws Exception {
    isToldEverywhere(mojo, "TEST-qs-check.xml", "check.sarif", "check.md");
  }

  @Test
  @InjectMojo(goal = "list-tables")
  @MojoParameter(name = "timeout", value = "3")
  @MojoParameter(name = "formats", value = FORMATS)
  void listTables(ListTablesMojo mojo) throws Exception {
    isToldEverywhere(mojo, "TEST-qs-tables.xml", "tables.sarif", "tables.md");
  }

  @Test
  @InjectMojo(goal = "doctor")
  @MojoParameter(name = "timeout", value = "3")
  void doctorWritesItsChecklist(DoctorMojo mojo) throws Exception {
    assertThatThrownBy(() -> build.inFolder(mojo).execute()).isInstanceOf(Exception.class);

    assertThat(Files.readString(build.reports().resolve("doctor.txt"))).contains(TOLD);
  }

  private void isOutOfRange(AbstractQsMojo mojo, String number) throws Exception {
    build.inFolder(mojo);
    assertThatThrownBy(mojo::execute)
        .isInstanceOf(MojoExecutionException.class)
        .hasMessageContaining("timeout is " + number + ", not a number of seconds from 0 to 86400");
    assertThat(server.connections()).isZero();
  }

  @Test
  @InjectMojo(goal = "check")
  @MojoParameter(name = "timeout", value = "-1")
  @MojoParameter(name = "expectedTables", value = "orders")
  void aNegativeTimeIsAnError(CheckMojo mojo) throws Exception {
    isOutOfRange(mojo, "-1");
  }

  @Test
  @InjectMojo(goal = "list-tables")
  @MojoParameter(name = "timeout", value = "86401")
  void moreThanADayIsAnError(ListTablesMojo mojo) throws Exception {
    isOutOfRange(mojo, "86401");
  }
}
