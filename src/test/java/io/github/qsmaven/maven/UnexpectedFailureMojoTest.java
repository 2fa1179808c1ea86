package io.github.qsmaven.maven;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.contains;
import static org.mockito.ArgumentMatchers.startsWith;
import static org.mockito.Mockito.atLeastOnce;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.lenient;
import static org.mockito.Mockito.verify;

import io.github.qsmaven.testing.SecretCanary;
import io.github.qsmaven.testing.TestDatabase;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Random;
import java.util.ServiceConfigurationError;
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
import org.mockito.stubbing.Answer;

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

  /** Where something may be thrown: by the settings, a session, or what writes the result. */
  private enum Place {
    SETTINGS,
    SESSION,
    LOG,
    CI_SERVER
  }

  private void throwAt(Place place, Throwable thrown, AbstractQsMojo mojo) throws Exception {
    Answer<Object> throwing =
        call -> {
          throw thrown;
        };
    lenient().doNothing().when(log).debug(anyString());
    lenient().doNothing().when(log).info(anyString());
    build.inFolder(mojo);
    switch (place) {
      case SETTINGS -> lenient().doAnswer(throwing).when(session).getSettings();
      case SESSION -> throwWhileConnecting(thrown);
      case LOG -> lenient().doAnswer(throwing).when(log).info(anyString());
      case CI_SERVER -> build.printTo(mojo, new Failing(thrown));
    }
  }

  /** On a CI server. The server knows the password; the passphrase is a secret as well. */
  private void startNextBuild() throws Exception {
    build.end();
    lenient().doReturn(build.settings()).when(session).getSettings();
    build = new TestBuild(session, folder, database);
    build.settings().getServer("qs").setPassphrase(SECRET);
    Properties properties = new Properties();
    properties.setProperty("env.GITHUB_ACTIONS", "true");
    properties.setProperty("env.GITHUB_STEP_SUMMARY", "summary.md");
    lenient().when(session.getSystemProperties()).thenReturn(properties);
  }

  /** An output that fails in any way. */
  private static final class Failing extends OutputStream {
    private final Throwable thrown;

    Failing(Throwable thrown) {
      this.thrown = thrown;
    }

    @Override
    public void write(int b) {
      throwAny(thrown);
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <E extends Throwable> void throwAny(Throwable thrown) throws E {
      throw (E) thrown;
    }
  }

  /** A throwable with a message around the secret, in any of its forms, and maybe with a cause. */
  private static Throwable any(Random random, List<String> forms) {
    String message =
        random.nextInt(8) == 0
            ? null
            : "x".repeat(random.nextInt(320))
                + "\u001B[31m\r\n::error::"
                + forms.get(random.nextInt(forms.size()))
                + " eyJhbGciOiJub25lIn0.x";
    Throwable cause = random.nextInt(3) == 0 ? null : any(random, forms);
    return switch (random.nextInt(8)) {
      case 0 -> new IllegalArgumentException(message, cause);
      case 1 -> new UncheckedIOException(message, new IOException(message, cause));
      case 2 -> new OutOfMemoryError(message);
      case 3 -> new StackOverflowError(message);
      case 4 -> new ExceptionInInitializerError(cause);
      case 5 -> new Exception(message, cause);
      case 6 -> new ServiceConfigurationError(message, cause);
      default -> new IllegalMonitorStateException(message);
    };
  }

  @Test
  @InjectMojo(goal = "check")
  @MojoParameter(name = "formats", value = "text,json,junit,sarif,markdown,html,gitlab")
  @MojoParameter(name = "expectedTables", value = "orders,missing")
  void whateverIsThrownWhereverEndsInWordsWithoutTheSecret(CheckMojo mojo) throws Exception {
    SecretCanary canary = new SecretCanary(SECRET);
    List<String> forms = List.copyOf(canary.encodings().values());
    Random random = new Random(20261126);
    for (int i = 0; i < 120; i++) {
      Place place = Place.values()[random.nextInt(Place.values().length)];
      Throwable thrown = any(random, forms);
      startNextBuild();
      throwAt(place, thrown, mojo);

      Throwable failure = catchThrowable(mojo::execute);

      assertThat(failure)
          .as("%s of %s", thrown.getClass(), place)
          .isInstanceOf(MojoExecutionException.class)
          .hasMessageStartingWith("Cannot check server \"qs\": internal error while ")
          .hasMessageContainingAll("What to do: ", thrown.getClass().getName());
      assertThat(canary.formsIn(printed(failure))).isEmpty();
      assertThat(printed(failure)).doesNotContain("eyJhbG", "\u001B");
      for (String file : List.of("TEST-qs-check.xml", "check.sarif", "check.md")) {
        assertThat(build.reports().resolve(file)).content(UTF_8).contains("internal error while ");
      }
      assertThat(canary.leaksBelow(folder, file -> false)).isEmpty();
      assertThat(canary.formsIn(build.printed())).isEmpty();
    }
  }

  /** The memory that the first error used up is still missing when it is reported. */
  @Test
  @InjectMojo(goal = "check")
  @MojoParameter(name = "formats", value = "junit")
  @MojoParameter(name = "expectedTables", value = "orders")
  void aSecondErrorDoesNotHideTheFirst(CheckMojo mojo) throws Exception {
    Properties properties = new Properties();
    properties.setProperty("env.GITHUB_ACTIONS", "true");
    lenient().when(session.getSystemProperties()).thenReturn(properties);
    OutOfMemoryError second = new OutOfMemoryError("the second");
    throwAt(Place.SESSION, new IllegalStateException("the first"), mojo);
    build.printTo(mojo, new Failing(second));
    for (boolean inLogToo : new boolean[] {false, true}) {
      if (inLogToo) {
        lenient().doThrow(second).when(log).warn(anyString());
      }

      assertThat(catchThrowable(mojo::execute))
          .isInstanceOf(MojoExecutionException.class)
          .hasMessageContaining("IllegalStateException: the first")
          .hasMessageNotContaining("the second");
    }
    assertThat(build.reports().resolve("TEST-qs-check.xml")).content().contains("the first");
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
