package io.github.qsmaven.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.contains;
import static org.mockito.ArgumentMatchers.endsWith;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

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
import org.apache.maven.plugin.logging.Log;
import org.apache.maven.settings.Proxy;
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

  private TestBuild build;

  @BeforeAll
  static void createTables() throws SQLException {
    database = new TestDatabase("CREATE TABLE luma_midvalues (x int)");
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
  void printsAndWritesTheChecklist(DoctorMojo mojo) throws Exception {
    build.inFolder(mojo).execute();

    verify(log).info(contains("Maven 3.9.11, Java "));
    verify(log).info(contains(" Sign-in ("));
    verify(log).info(contains("pg_catalog lists 1 table"));
    verify(log).info(endsWith("doctor.txt"));
    verify(log, never()).error(anyString());
    assertThat(build.reports().resolve("doctor.txt")).content().contains("✓ Sign-in (");
    assertThat(build.reports().resolve("doctor.json")).content().contains("\"sign-in\"");
  }

  @Test
  @InjectMojo(goal = GOAL)
  void aMisspeltPropertyIsAnErrorBeforeAnythingElse(DoctorMojo mojo) {
    build.userProperties().setProperty("qs.sever", "x");

    assertThatThrownBy(() -> build.inFolder(mojo).execute())
        .isInstanceOf(MojoExecutionException.class)
        .hasMessageContaining("did you mean qs.server");
  }

  @Test
  @InjectMojo(goal = GOAL)
  @MojoParameter(name = "server", value = "wrong")
  void aStepThatFailsIsAnErrorAfterTheChecklistWasPrinted(DoctorMojo mojo) throws Exception {
    assertThatThrownBy(() -> build.inFolder(mojo).execute())
        .isInstanceOf(MojoExecutionException.class)
        .hasMessageContainingAll("Cannot sign in to server \"wrong\"", "28P01", "What to do: ")
        .hasMessageNotContaining(TestBuild.WRONG_PASSWORD)
        .hasNoCause();
    verify(log).info(contains(" Round trip: not reached"));
    verify(log).error(contains("28P01"));
    assertThat(build.reports().resolve("doctor.txt")).content().contains("✗ Sign-in (");
  }

  @Test
  @InjectMojo(goal = GOAL)
  @MojoParameter(name = "server", value = "nowhere")
  void anUnknownServerEntryIsTheFirstStep(DoctorMojo mojo) throws Exception {
    assertThatThrownBy(() -> build.inFolder(mojo).execute())
        .isInstanceOf(MojoExecutionException.class)
        .hasMessageContaining("Server entry \"nowhere\" does not exist");
    assertThat(build.reports().resolve("doctor.txt")).content().contains("✗ Server entry (");
  }

  @Test
  @InjectMojo(goal = GOAL)
  void aFolderThatCannotBeWrittenEndsTheGoalAfterTheChecklist(DoctorMojo mojo) throws Exception {
    Files.createDirectories(build.reports().getParent());
    Files.writeString(build.reports(), "a file");

    assertThatThrownBy(() -> build.inFolder(mojo).execute())
        .isInstanceOf(MojoExecutionException.class)
        .hasMessageContainingAll(
            "Cannot write the reports into ", "is a file", "What to do: ", "-Dqs.reportDirectory");
    verify(log).info(contains("✓ Sign-in ("));
    verify(log).info(contains("✓ Round trip ("));
    assertThat(build.reports()).hasContent("a file");
  }

  @Test
  @InjectMojo(goal = GOAL)
  @MojoParameter(name = "server", value = "wrong")
  void aReportOfSomebodyElseStaysAndTheStepThatFailedComesFirst(DoctorMojo mojo) throws Exception {
    Files.createDirectories(build.reports());
    Files.writeString(build.reports().resolve("doctor.txt"), "notes");

    assertThatThrownBy(() -> build.inFolder(mojo).execute())
        .isInstanceOf(MojoExecutionException.class)
        .hasMessageMatching(
            "(?s)Cannot sign in to server .*Cannot write the report .*What to do: .*")
        .hasMessageNotContaining(TestBuild.WRONG_PASSWORD);
    verify(log).info(contains("✗ Sign-in ("));
    assertThat(build.reports().resolve("doctor.txt")).hasContent("notes");
    assertThat(build.reports().resolve("doctor.json")).doesNotExist();
  }

  @Test
  @InjectMojo(goal = GOAL)
  @MojoParameter(name = "formats", value = "text")
  void saysThatThereIsAProxyButNotWhich(DoctorMojo mojo) throws Exception {
    Proxy proxy = new Proxy();
    proxy.setHost("proxy.example");
    build.settings().addProxy(proxy);

    build.inFolder(mojo).execute();

    assertThat(build.reports().resolve("doctor.txt"))
        .content()
        .contains("a proxy")
        .doesNotContain("proxy.example");
    assertThat(build.reports().resolve("doctor.json")).doesNotExist();
  }
}
