package io.github.qsmaven.connection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import io.github.qsmaven.connection.FaultCases.Case;
import io.github.qsmaven.connection.FaultCases.Server;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.Goal;
import io.github.qsmaven.model.SourceTree;
import io.github.qsmaven.report.ReportFormat;
import io.github.qsmaven.report.ci.CiServers;
import io.github.qsmaven.report.files.Formats;
import io.github.qsmaven.settings.Credential;
import io.github.qsmaven.settings.Endpoint;
import io.github.qsmaven.settings.Secret;
import io.github.qsmaven.settings.SslMode;
import io.github.qsmaven.settings.Target;
import io.github.qsmaven.testing.AllFormats;
import io.github.qsmaven.testing.HeardLog;
import io.github.qsmaven.testing.TlsPostgres;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A fault at every point of a session, in every way: each is told in its own words and in time, is
 * tried again or not, and leaves nothing behind. Nothing that is written holds the password.
 */
class FaultInjectionTest {
  /** How much longer it may take on a machine that is busy with other tests. */
  private static final Duration SLACK = Duration.ofSeconds(15);

  /** The log, which shows the exceptions of the driver, not the reports. */
  private static final int MOST_LINES = 20;

  private static final PublishedLog published = new PublishedLog();

  private static ExecutorService executor;
  private static List<Running> running;

  /** A case, and its outcome to be. */
  private record Running(Case some, Future<Outcome> outcome) {
    @Override
    public String toString() {
      return some.toString();
    }
  }

  /**
   * What came of it.
   *
   * @param written all that the plugin writes
   */
  private record Outcome(
      String message,
      String written,
      int port,
      int warnings,
      int pauses,
      int connections,
      Duration duration,
      boolean connectionsClosed,
      List<String> threads) {}

  /** What the driver and the JDK log, which goes to the console. */
  private static final class PublishedLog extends Handler {
    private final Queue<String> records = new ConcurrentLinkedQueue<>();

    @Override
    public void publish(LogRecord record) {
      records.add(new SimpleFormatter().format(record));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  @BeforeAll
  static void startAll(@TempDir Path folder) throws SQLException, IOException {
    Logger.getLogger("").addHandler(published);
    String name = "faults " + UUID.randomUUID();
    TlsPostgres.shared().createDatabase(name);
    executor = Executors.newFixedThreadPool(8);
    running =
        FaultCases.all(name, folder).stream()
            .map(some -> new Running(some, executor.submit(() -> run(some))))
            .toList();
  }

  @AfterAll
  static void stop() {
    executor.shutdownNow();
    Logger.getLogger("").removeHandler(published);
  }

  private static Target target(Case some, int port) {
    return new Target(
        new Endpoint(
            "aep",
            "localhost",
            port,
            FaultCases.DATABASE,
            SslMode.VERIFY_FULL,
            TlsPostgres.shared().caFile()),
        new Credential(FaultCases.USER, new Secret(FaultCases.PASSWORD)),
        some.timeouts());
  }

  private static Outcome run(Case some) throws IOException {
    HeardLog log = new HeardLog();
    List<Long> pauses = new ArrayList<>();
    CannotCheckException problem = null;
    try (Server server = some.server().start()) {
      long start = System.nanoTime();
      try (Sessions sessions =
          new Sessions(
              new ConnectionFactory(),
              new Backoff(pauses::add, new Random(1)),
              System::nanoTime,
              () -> {})) {
        sessions.use(
            target(some, server.port()),
            log,
            session ->
                session.query(
                    "SELECT relname FROM pg_catalog.pg_class WHERE relname = ? LIMIT ?",
                    List.of("pg_class", 50),
                    row -> row.getString(1)));
      } catch (CannotCheckException e) {
        problem = e;
      }
      Duration duration = Duration.ofNanos(System.nanoTime() - start);
      return new Outcome(
          problem == null ? "" : String.valueOf(problem.getMessage()),
          written(problem, log),
          server.port(),
          log.warnings().size(),
          pauses.size(),
          server.connections().getAsInt(),
          duration,
          server.gone().test(Duration.ofSeconds(20)),
          threadsThatStay("-localhost:" + server.port()));
    }
  }

  /** The log with {@code -X}, the exception with {@code -e}, every report, every annotation. */
  private static String written(@Nullable CannotCheckException problem, HeardLog log)
      throws IOException {
    StringWriter written = new StringWriter();
    written.append(log.warnings() + "\n" + log.details() + "\n");
    if (problem != null) {
      problem.printStackTrace(new PrintWriter(written, true));
      for (Goal goal : List.of(Goal.LIST_TABLES, Goal.CHECK)) {
        Formats formats = AllFormats.of(goal);
        for (String word : AllFormats.WORDS) {
          ReportFormat.Content content = formats.create(word).failure(problem);
          if (content != null) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            content.write(bytes);
            written.append(bytes.toString(UTF_8));
          }
        }
      }
      new CiServers(true, null, true, SourceTree.NONE).commands(problem).forEach(written::append);
    }
    return written.toString();
  }

  private static List<String> threadsThatStay(String address) {
    Thread[] threads = new Thread[Thread.activeCount() * 2 + 100];
    int count = Thread.enumerate(threads);
    List<String> stay = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String name = threads[i].getName();
      if (name.startsWith("qs-") && name.endsWith(address)) {
        try {
          threads[i].join(20_000);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
        if (threads[i].isAlive()) {
          stay.add(name);
        }
      }
    }
    return stay;
  }

  @Test
  void thereAreManyOfThemAndEachHasItsName() {
    assertThat(running).extracting(Running::toString).doesNotHaveDuplicates();
    assertThat(running).hasSizeGreaterThan(200);
  }

  private static List<Running> running() {
    return running;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("running")
  void isToldInTimeAndLeavesNothing(Running one) throws Exception {
    Case some = one.some();
    Outcome outcome = one.outcome().get();

    assertSoftly(
        softly -> {
          softly
              .assertThat(outcome.message())
              .as(outcome.written().lines().limit(MOST_LINES).collect(joining("\n")))
              .startsWith("Cannot ")
              .contains("server \"aep\" at localhost:" + outcome.port() + ", database \"prod:all\"")
              .contains(some.told())
              .contains("\nWhat to do: ");
          softly.assertThat(outcome.written()).contains("\tat ").doesNotContain("Caused by");
          softly.assertThat(outcome.connections()).as("connections").isEqualTo(some.attempts());
          softly.assertThat(outcome.pauses()).as("pauses").isEqualTo(some.pauses());
          softly.assertThat(outcome.warnings()).as("warnings").isEqualTo(some.pauses());
          softly
              .assertThat(outcome.duration())
              .isLessThan(
                  Duration.ofSeconds((FaultCases.SHORT + 1L) * some.attempts()).plus(SLACK));
          softly.assertThat(outcome.connectionsClosed()).as("connections closed").isTrue();
          softly.assertThat(outcome.threads()).as("threads").isEmpty();
          softly.assertThat(FaultCases.CANARY.formsIn(outcome.written())).as("secrets").isEmpty();
        });
  }

  @Test
  void theDriverAndTheJvmLogNoPassword() throws Exception {
    for (Running one : running) {
      one.outcome().get();
    }

    assertThat(FaultCases.CANARY.formsIn(String.join("\n", published.records))).isEmpty();
  }
}
