package io.github.qsmaven.maven;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.mockito.ArgumentMatchers.contains;
import static org.mockito.ArgumentMatchers.startsWith;
import static org.mockito.Mockito.atLeastOnce;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.lenient;
import static org.mockito.Mockito.verify;

import io.github.qsmaven.testing.SecretCanary;
import io.github.qsmaven.testing.TestDatabase;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import javax.inject.Inject;
import org.apache.maven.api.plugin.testing.InjectMojo;
import org.apache.maven.api.plugin.testing.MojoParameter;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.apache.maven.doxia.sink.Sink;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.logging.Log;
import org.apache.maven.reporting.MavenReportException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is thrown, a goal ends with words of its own, and says so wherever it reports. */
@MojoTest
class UnexpectedFailureMojoTest {
  private static final String SECRET = "Gehe1mGehe1m &=%\u00E9";
  private static final String MESSAGE = "of " + SECRET + " and eyJhbGciOiJub25lIn0.x";
  private static final List<Throwable> THROWN =
      List.of(
          new IllegalStateException(MESSAGE, new IOException(MESSAGE)),
          new NullPointerException(),
          new StackOverflowError(),
          new OutOfMemoryError("Java heap space"),
          new NoClassDefFoundError("org/x/Y"),
          new AssertionError(MESSAGE),
          new Exception(MESSAGE));

  private static TestDatabase database;

  @TempDir Path folder;

  @Inject private MavenSession session;
  @Inject private Log log;

  private TestBuild build;

  @BeforeAll
  static void createTable() throws SQLException {
    database = new TestDatabase("CREATE TABLE orders (id bigint)");
  }

  @BeforeEach
  void startBuild() throws Exception {
    build = new TestBuild(session, folder, database);
    // Nothing is sent to the server.
    build.settings().getServer("qs").setPassword(SECRET);
  }

  @AfterEach
  void endBuild() {
    build.end();
  }

  /** The log is called when the settings are read and a session is opened. */
  private void throwWhileConnecting(Throwable thrown) {
    doAnswer(
            call -> {
              throw thrown;
            })
        .when(log)
        .debug(startsWith("Connecting with"));
  }

  private static String printed(Throwable thrown) {
    StringWriter out = new StringWriter();
    thrown.printStackTrace(new PrintWriter(out));
    return out.toString();
  }

  private static void isExplained(Throwable failure, Throwable thrown, String doing) {
    String name = thrown.getClass().getName();
    assertThat(failure)
        .isInstanceOfAny(MojoExecutionException.class, MavenReportException.class)
        .hasMessageContainingAll(
            "Cannot check server \"qs\": internal error while " + doing, name, "What to do: ");
    assertThat(printed(failure)).contains("Caused by: " + name).doesNotContain("eyJhbG");
    assertThat(new SecretCanary(SECRET).formsIn(printed(failure))).isEmpty();
  }

  private void eachIsExplained(AbstractQsMojo mojo) throws Exception {
    build.inFolder(mojo);
    for (Throwable thrown : THROWN) {
      throwWhileConnecting(thrown);

      isExplained(catchThrowable(mojo::execute), thrown, "connecting to server \"qs\" at ");

      verify(log, atLeastOnce()).error(contains("internal error while connecting"));
    }
    assertThat(new SecretCanary(SECRET).leaksBelow(folder, file -> false)).isEmpty();
  }

  private void eachIsReported(AbstractQsMojo mojo, String... files) throws Exception {
    Properties properties = new Properties();
    properties.setProperty("env.GITHUB_ACTIONS", "true");
    properties.setProperty("env.GITHUB_STEP_SUMMARY", "summary.md");
    lenient().when(session.getSystemProperties()).thenReturn(properties);
    eachIsExplained(mojo);
    for (String file : files) {
      String text = Files.readString(build.reports().resolve(file), UTF_8);
      assertThat(text).as(file).contains("internal error while connecting to server");
    }
    assertThat(build.printed()).contains("::error", "internal error while connecting to server");
    assertThat(folder.resolve("summary.md")).content().contains("internal error while");
  }

  @Test
  @InjectMojo(goal = "list-tables")
  @MojoParameter(name = "formats", value = "text,json,junit,sarif,markdown,html,gitlab")
  void listTables(ListTablesMojo mojo) throws Exception {
    eachIsReported(mojo, "TEST-qs-tables.xml", "tables.sarif", "tables.md");
  }

  @Test
  @InjectMojo(goal = "check")
  @MojoParameter(name = "formats", value = "text,json,junit,sarif,markdown,html,gitlab")
  @MojoParameter(name = "expectedTables", value = "orders")
  void check(CheckMojo mojo) throws Exception {
    eachIsReported(mojo, "TEST-qs-check.xml", "check.sarif", "check.md");
  }

  @Test
  @InjectMojo(goal = "init")
  void init(InitMojo mojo) throws Exception {
    eachIsExplained(mojo);
  }

  @Test
  @InjectMojo(goal = "report")
  void report(ReportMojo mojo) throws Exception {
    eachIsExplained(mojo);
  }

  @Test
  @InjectMojo(goal = "report")
  void aPageOfTheSite(ReportMojo mojo) throws Exception {
    mojo.setReportOutputDirectory(folder.resolve("site").toFile());
    build.inFolder(mojo);
    Sink sink =
        (Sink)
            Proxy.newProxyInstance(
                Sink.class.getClassLoader(), new Class<?>[] {Sink.class}, (p, m, a) -> null);
    for (Throwable thrown : THROWN) {
      throwWhileConnecting(thrown);

      isExplained(
          catchThrowable(() -> mojo.generate(sink, Locale.ROOT)),
          thrown,
          "connecting to server \"qs\" at ");
    }
  }

  @Test
  @InjectMojo(goal = "doctor")
  void inDoctorTheStepFailsAndTheOthersFollow(DoctorMojo mojo) throws Exception {
    build.inFolder(mojo);
    for (Throwable thrown : THROWN) {
      throwWhileConnecting(thrown);

      Throwable failure = catchThrowable(mojo::execute);

      assertThat(failure)
          .isInstanceOf(MojoExecutionException.class)
          .hasMessageContainingAll(
              "internal error while taking the step \"Sign-in\"", thrown.getClass().getName());
      assertThat(new SecretCanary(SECRET).formsIn(printed(failure))).isEmpty();
    }
    verify(log, atLeastOnce()).info(contains("✗ Sign-in ("));
    assertThat(build.reports().resolve("doctor.txt")).content().contains("✗ Sign-in (");
    assertThat(new SecretCanary(SECRET).leaksBelow(folder, file -> false)).isEmpty();
  }

  @Test
  @InjectMojo(goal = "check")
  @MojoParameter(name = "expectedTables", value = "orders")
  void theSettingsAreNamedWhereTheyAreRead(CheckMojo mojo) throws Exception {
    build.inFolder(mojo);
    for (Throwable thrown : THROWN) {
      lenient()
          .doAnswer(
              call -> {
                throw thrown;
              })
          .when(session)
          .getSettings();

      assertThat(catchThrowable(mojo::execute))
          .hasMessageContaining(
              "internal error while reading the settings: " + thrown.getClass().getName());
    }
  }

  @Test
  @InjectMojo(goal = "check")
  @MojoParameter(name = "expectedTables", value = "orders")
  void anInterruptEndsTheBuild(CheckMojo mojo) throws Exception {
    build.inFolder(mojo);
    throwWhileConnecting(new InterruptedException());

    Throwable failure = catchThrowable(mojo::execute);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(failure)
        .isInstanceOf(MojoExecutionException.class)
        .hasMessageContaining("the build was interrupted while connecting to server \"qs\"");
  }
}
