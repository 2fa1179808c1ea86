package io.github.qsmaven.connection;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import io.github.qsmaven.app.Check;
import io.github.qsmaven.app.CheckRequest;
import io.github.qsmaven.app.CheckRequest.Scope;
import io.github.qsmaven.app.ExpectationSources;
import io.github.qsmaven.app.Expectations;
import io.github.qsmaven.app.PendingExpectations;
import io.github.qsmaven.catalog.CatalogFallback;
import io.github.qsmaven.catalog.CatalogQuery;
import io.github.qsmaven.catalog.SchemaDetailsReader;
import io.github.qsmaven.catalog.TableProbe;
import io.github.qsmaven.check.CheckRules;
import io.github.qsmaven.files.BaseFolder;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.Goal;
import io.github.qsmaven.model.NameFilter;
import io.github.qsmaven.model.SourceTree;
import io.github.qsmaven.model.TableType;
import io.github.qsmaven.report.files.ExecutionFolder;
import io.github.qsmaven.report.files.Formats;
import io.github.qsmaven.report.files.ReportFiles;
import io.github.qsmaven.settings.Credential;
import io.github.qsmaven.settings.Endpoint;
import io.github.qsmaven.settings.Secret;
import io.github.qsmaven.settings.SslMode;
import io.github.qsmaven.settings.Target;
import io.github.qsmaven.settings.Timeouts;
import io.github.qsmaven.testing.HeardLog;
import io.github.qsmaven.testing.ScriptedServer;
import io.github.qsmaven.testing.TestDatabase;
import io.github.qsmaven.testing.TlsPostgres;
import io.github.qsmaven.testing.queryservice.Breakage;
import io.github.qsmaven.testing.queryservice.FaultKind;
import io.github.qsmaven.testing.queryservice.FaultPoint;
import io.github.qsmaven.testing.queryservice.InjectedFault;
import io.github.qsmaven.testing.queryservice.QueryServiceSimulator;
import io.github.qsmaven.testing.queryservice.ServerError;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Hundreds of runs in one JVM against a server that misbehaves at random: each has the right report
 * or none, and says why; and nothing stays. {@code -Dsoak.runs} and {@code -Dsoak.seed} set another
 * number of runs and other faults.
 */
class SoakTest {
  private static final int RUNS = Integer.getInteger("soak.runs", 500);
  private static final long SEED = Long.getLong("soak.seed", 12);

  /** After these, every class is loaded, and every cache is filled. */
  private static final int WARM_UP_RUNS = 50;

  /** Each with a server of its own, since an injected fault hits whoever comes first. */
  private static final int WORKERS = 4;

  private static final long MOST_GROWTH = 4L << 20;

  /** In seconds; of each attempt to connect, and of each statement. */
  private static final int TIMEOUT = 1;

  private static final Duration LONGEST_RUN = Duration.ofSeconds(30);

  private static final String USER = "ABC@AdobeOrg";
  private static final String PASSWORD = "s3cret-s3cret";
  private static final String NAME = "prod:all";

  /** The faults that no other catalog could answer for. */
  private static final List<FaultKind> ERRORS =
      List.of(
          ServerError.fatal("57P01", "terminating connection"),
          ServerError.fatal("57P03", "starting up"),
          ServerError.fatal("53300", "Session Limit Reached"),
          ServerError.error("53400", "Statement timeout"),
          ServerError.fatal("28P01", "Invalid password"),
          ServerError.error("57014", "canceled"));

  private static final List<FaultPoint> POINTS = List.of(FaultPoint.values());

  private static final List<FaultKind> BREAKS =
      List.of(Breakage.CLOSE, Breakage.CUT, Breakage.RESET, Breakage.GARBAGE, Breakage.HTTP);

  @TempDir Path folder;

  /** How many runs had the right report, how many had none, and why. */
  private record Outcomes(int right, int failed, Set<String> reasons) {
    Outcomes plus(Outcomes other) {
      Set<String> all = new HashSet<>(reasons);
      all.addAll(other.reasons);
      return new Outcomes(right + other.right, failed + other.failed, all);
    }
  }

  /** What a JVM has, after a collection of its garbage. */
  private record Possessions(long heap, long fileDescriptors, Set<String> threads) {
    static Possessions measure() {
      long heap = Long.MAX_VALUE;
      for (int i = 0; i < 3; i++) {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        heap = Math.min(heap, runtime.totalMemory() - runtime.freeMemory());
      }
      Set<String> threads = new HashSet<>();
      Thread.getAllStackTraces().keySet().forEach(thread -> threads.add(thread.getName()));
      return new Possessions(
          heap,
          ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
              ? unix.getOpenFileDescriptorCount()
              : 0,
          threads);
    }
  }

  @Test
  @Timeout(600)
  void leavesNothingAndReportsNothingWrong() throws Exception {
    Queue<String> published = new ConcurrentLinkedQueue<>();
    Handler console =
        new Handler() {
          @Override
          public void publish(LogRecord entry) {
            published.add(entry.getLoggerName() + ": " + entry.getMessage());
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Logger.getLogger("").addHandler(console);
    try {
      soak();
      // The driver's cleaner logs a connection that was not closed.
      assertThat(published).filteredOn(line -> line.startsWith("org.postgresql")).isEmpty();
    } catch (AssertionError | ExecutionException e) {
      throw new AssertionError("With -Dsoak.seed=" + SEED + ": " + e.getMessage(), e);
    } finally {
      Logger.getLogger("").removeHandler(console);
    }
  }

  private void soak() throws Exception {
    TestDatabase database =
        new TestDatabase(
            "CREATE TABLE orders (id bigint PRIMARY KEY, total numeric(10, 2), note text)",
            "CREATE TABLE customers (id int NOT NULL, name varchar(40))",
            "CREATE VIEW recent AS SELECT id FROM orders");

    Outcomes first = soak(database, WARM_UP_RUNS, SEED);
    Possessions before = Possessions.measure();
    Outcomes second = soak(database, RUNS - WARM_UP_RUNS, SEED + 1);
    Possessions after = Possessions.measure();

    Outcomes all = first.plus(second);
    assertThat(all.right() + all.failed()).isGreaterThanOrEqualTo(RUNS);
    assertThat(all.right()).as("right: " + all).isGreaterThan(RUNS / 5);
    assertThat(all.failed()).as("failed: " + all).isGreaterThan(RUNS / 5);
    assertThat(all.reasons()).hasSizeGreaterThan(5);
    assertThat(after.heap() - before.heap()).as("growth of the heap").isLessThan(MOST_GROWTH);
    assertThat(after.fileDescriptors())
        .as("file descriptors")
        .isLessThanOrEqualTo(before.fileDescriptors());
    assertThat(after.threads()).as("threads").isSubsetOf(before.threads());
    assertThat(after.threads()).noneMatch(name -> name.startsWith("qs-"));
  }

  private Outcomes soak(TestDatabase database, int runs, long seed) throws Exception {
    ExecutorService executor = Executors.newFixedThreadPool(WORKERS);
    try {
      List<Callable<Outcomes>> workers = new ArrayList<>();
      for (int i = 0; i < WORKERS; i++) {
        Path own = Files.createDirectories(folder.resolve(seed + "-" + i));
        Random random = new Random(seed * WORKERS + i);
        workers.add(
            () ->
                new Worker(own, random, database.name())
                    .builds((runs + 2 * WORKERS - 1) / (2 * WORKERS)));
      }
      Outcomes all = new Outcomes(0, 0, Set.of());
      for (Future<Outcomes> worker : executor.invokeAll(workers)) {
        all = all.plus(worker.get());
      }
      return all;
    } finally {
      executor.shutdownNow();
      // Its threads are counted otherwise.
      assertThat(executor.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
    }
  }

  /** Builds of one project, one after the other, each with both goals. */
  private static final class Worker {
    private static final Expectations LISTED =
        read(
            new ExpectationSources(
                new BaseFolder(Path.of(".")),
                List.of(),
                List.of("orders", "Customers", "recent", "gone"),
                null,
                null),
            true);
    private static final Expectations CHECKED =
        read(
            new ExpectationSources(
                new BaseFolder(Path.of(".")),
                List.of(),
                List.of(
                    "orders(id bigint not null, total numeric(9,2), gone int)",
                    "customers(name varchar(40))",
                    "recent(id bigint)"),
                null,
                null),
            false);

    private final Path project;
    private final Random random;
    private final String database;
    private final Map<Goal, String> right = new TreeMap<>();
    private final Set<String> reasons = new HashSet<>();
    private int passed;
    private int failed;

    Worker(Path project, Random random, String database) {
      this.project = project;
      this.random = random;
      this.database = database;
    }

    private static Expectations read(ExpectationSources sources, boolean namesOnly) {
      try {
        return namesOnly ? sources.readNames() : sources.readIfAny();
      } catch (CannotCheckException e) {
        throw new IllegalStateException(e);
      }
    }

    Outcomes builds(int count) throws Exception {
      try (QueryServiceSimulator server =
          QueryServiceSimulator.over(TlsPostgres.shared())
              .user(USER, PASSWORD)
              .database(NAME, database)
              .lenient()
              .start()) {
        try (Sessions sessions = new Sessions()) {
          for (Goal goal : List.of(Goal.LIST_TABLES, Goal.CHECK)) {
            right.put(goal, run(sessions, goal, server.port()));
          }
        }
        for (int i = 0; i < count; i++) {
          if (random.nextInt(16) == 0) {
            buildOn(garbling());
          } else {
            build(server);
          }
          assertThat(server.awaitNoSessions(Duration.ofSeconds(10))).as("no session").isTrue();
          assertThat(server.awaitNoConnections(Duration.ofSeconds(10))).as("no socket").isTrue();
        }
      }
      return new Outcomes(passed, failed, reasons);
    }

    private void buildOn(ScriptedServer server) throws IOException {
      try (server) {
        build(server.port(), () -> {});
        assertThat(server.awaitNoConnections(Duration.ofSeconds(10))).isTrue();
      }
    }

    private void build(QueryServiceSimulator server) throws IOException {
      build(
          server.port(),
          () -> {
            server.clearFaults();
            for (int faults = random.nextInt(3); faults > 0; faults--) {
              server.inject(fault());
            }
          });
    }

    private void build(int port, Runnable beforeEachGoal) throws IOException {
      try (Sessions sessions =
          new Sessions(
              new ConnectionFactory(),
              new Backoff(milliseconds -> {}, random),
              System::nanoTime,
              () -> {})) {
        for (Goal goal : List.of(Goal.LIST_TABLES, Goal.CHECK)) {
          beforeEachGoal.run();
          long start = System.nanoTime();
          try {
            assertThat(run(sessions, goal, port)).isEqualTo(right.get(goal));
            passed++;
          } catch (CannotCheckException e) {
            failed++;
            reasons.add(e.problem().replaceAll("(?s).*\"prod:all\": ", "").replaceAll("\\d+", "0"));
            assertThat(e.getMessage()).startsWith("Cannot ").contains("server \"aep\"");
          }
          assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LONGEST_RUN);
          assertThat(temporaryFiles(goal)).isEmpty();
        }
      }
    }

    /** A fault that occurs once, twice or always; only a few of those that take a second. */
    private InjectedFault fault() {
      FaultPoint point = POINTS.get(random.nextInt(POINTS.size()));
      int times = random.nextInt(4) == 0 ? Integer.MAX_VALUE : 1 + random.nextInt(2);
      List<FaultKind> kinds =
          random.nextInt(3) == 0 && point.compareTo(FaultPoint.TLS_HANDSHAKE) > 0 ? ERRORS : BREAKS;
      FaultKind kind =
          random.nextInt(25) == 0 ? Breakage.SILENCE : kinds.get(random.nextInt(kinds.size()));
      InjectedFault fault =
          InjectedFault.at(point, kind)
              .times(kind == Breakage.SILENCE ? 1 : times)
              .after(random.nextInt(40));
      return random.nextBoolean() ? fault : fault.onStatement(1 + random.nextInt(12));
    }

    /** A server that signs in, and answers with messages of random types and contents. */
    private ScriptedServer garbling() throws IOException {
      byte[] answer =
          ScriptedServer.script(
              out -> {
                for (int i = 0; i < 20; i++) {
                  byte[] content = new byte[random.nextInt(30)];
                  random.nextBytes(content);
                  out.write(
                      ScriptedServer.wire(
                          "123ACDEGHINRSTVWZnstv".charAt(random.nextInt(21)), content));
                }
              });
      return new ScriptedServer(ScriptedServer.welcome("18.0"), answer);
    }

    private Path reports(Goal goal) {
      return project.resolve(goal.word());
    }

    private List<Path> temporaryFiles(Goal goal) throws IOException {
      try (Stream<Path> files = Files.list(reports(goal))) {
        return files.filter(file -> file.toString().endsWith(".tmp")).toList();
      }
    }

    /** Runs a goal, and returns its reports. */
    private String run(Sessions sessions, Goal goal, int port)
        throws CannotCheckException, IOException {
      boolean names = goal == Goal.LIST_TABLES;
      Target target =
          new Target(
              new Endpoint(
                  "aep",
                  "localhost",
                  port,
                  NAME,
                  SslMode.VERIFY_FULL,
                  TlsPostgres.shared().caFile()),
              new Credential(USER, new Secret(PASSWORD)),
              new Timeouts(TIMEOUT, TIMEOUT, 2));
      CheckRequest request =
          new CheckRequest(
              goal,
              target,
              new CatalogQuery(List.of(), EnumSet.allOf(TableType.class), NameFilter.ALL),
              PendingExpectations.of(names ? LISTED : CHECKED),
              names ? Scope.NAMES : Scope.EXPECTED_COLUMNS,
              CheckRules.ofNames(false, false, true),
              ReportFiles.of(
                  ExecutionFolder.of(reports(goal)),
                  new Formats(goal, Set.of("text", "json", "junit"), SourceTree.NONE)));
      List<Path> files =
          new Check(
                  sessions,
                  new CatalogFallback(null, 40_000),
                  new SchemaDetailsReader(40_000),
                  new TableProbe(),
                  Clock.systemUTC())
              .run(request, new HeardLog())
              .files();
      StringBuilder all = new StringBuilder();
      for (Path file : files) {
        all.append(Files.readString(file)).append('\n');
      }
      return all.toString();
    }
  }
}
