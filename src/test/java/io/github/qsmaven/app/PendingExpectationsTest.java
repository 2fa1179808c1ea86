package io.github.qsmaven.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.qsmaven.catalog.CatalogFallback;
import io.github.qsmaven.catalog.CatalogQuery;
import io.github.qsmaven.catalog.SchemaDetailsReader;
import io.github.qsmaven.catalog.TableProbe;
import io.github.qsmaven.check.CheckRules;
import io.github.qsmaven.connection.Sessions;
import io.github.qsmaven.files.BaseFolder;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.FailOn;
import io.github.qsmaven.model.Goal;
import io.github.qsmaven.model.NameFilter;
import io.github.qsmaven.model.TableType;
import io.github.qsmaven.report.CheckReport;
import io.github.qsmaven.report.files.ExecutionFolder;
import io.github.qsmaven.report.files.ReportFiles;
import io.github.qsmaven.settings.ConnectionLog;
import io.github.qsmaven.settings.TimeLimit;
import io.github.qsmaven.testing.AllFormats;
import io.github.qsmaven.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PendingExpectationsTest {
  private static final Expectations NOTHING = new Expectations(List.of(), List.of(), "");

  private static final String CONTRACT =
      """
      apiVersion: v3.1.0
      kind: DataContract
      id: shop
      version: 1.0.0
      status: active
      schema:
        - name: orders
          properties:
            - name: id
              physicalType: bigint
            - name: CUSTOMER
              relationships:
                - to: customers.ID
            - name: gone
        - name: ordrs
        - name: other.hidden
          properties:
            - name: note
              physicalType: int
      """;

  @TempDir Path folder;

  private final CannotCheckException ofServer =
      new CannotCheckException("The server is gone.", "start it.");

  private ExpectationSources sources(String text) throws Exception {
    Files.writeString(folder.resolve("a.yaml"), text);
    return new ExpectationSources(new BaseFolder(folder), List.of("a.yaml"), List.of(), null, null);
  }

  /** With comments that make it larger than what is read before the server is asked. */
  private static String large(String text) {
    return text + ("# " + "x".repeat(1_000) + "\n").repeat(4_200);
  }

  private static PendingExpectations start(Callable<Expectations> reader) {
    return PendingExpectations.start(reader, Long.MAX_VALUE, TimeLimit.NONE);
  }

  @Test
  void smallContractsAreReadBeforeAnythingElse() throws Exception {
    PendingExpectations read = sources(CONTRACT).begin(true, TimeLimit.NONE);

    assertThat(read.mayName(0)).isFalse();
    assertThat(read.get().tables()).hasSize(3);
    assertThatThrownBy(() -> sources(CONTRACT + "x: [").begin(true, TimeLimit.NONE))
        .isInstanceOf(CannotCheckException.class)
        .hasMessageContaining("a.yaml:20:5");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatIsWrongInLargeContractsIsToldAsInSmallOnes(boolean required) throws Exception {
    ExpectationSources broken = sources(large(CONTRACT) + "x: [");
    PendingExpectations pending = broken.begin(required, TimeLimit.NONE);

    assertThatThrownBy(pending::get)
        .isInstanceOf(CannotCheckException.class)
        .hasMessageContaining("a.yaml:4220:5: not valid YAML")
        .satisfies(
            fault -> assertThatThrownBy(broken::read).hasMessage(fault.getMessage()),
            fault -> assertThat(pending.faultBefore(ofServer)).isSameAs(fault));
  }

  @Test
  void nothingExpectedIsAnErrorOnlyWhereSomethingIsRequired() throws Exception {
    ExpectationSources none = sources(large(CONTRACT.substring(0, CONTRACT.indexOf("schema"))));

    assertThat(none.begin(false, TimeLimit.NONE).get().tables()).isEmpty();
    assertThatThrownBy(none.begin(true, TimeLimit.NONE)::get)
        .hasMessageContaining("Nothing is expected");
  }

  @Test
  void theThreadDoesNotHoldTheJvm() throws Exception {
    AtomicReference<Thread> thread = new AtomicReference<>();

    start(
            () -> {
              thread.set(Thread.currentThread());
              return NOTHING;
            })
        .get();

    assertThat(thread.get())
        .isNotSameAs(Thread.currentThread())
        .matches(Thread::isDaemon, "is a daemon");
  }

  @Test
  void whateverTheThreadThrowsIsThrownToTheGoal() {
    for (Throwable thrown :
        List.of(new OutOfMemoryError("x"), new StackOverflowError(), new RuntimeException("x"))) {
      PendingExpectations pending =
          start(
              () -> {
                if (thrown instanceof Error e) {
                  throw e;
                }
                throw (RuntimeException) thrown;
              });

      assertThatThrownBy(pending::get).isSameAs(thrown);
      assertThatThrownBy(() -> pending.faultBefore(ofServer)).isSameAs(thrown);
    }
  }

  @Test
  void theTimeOfTheGoalEndsTheWait() {
    AtomicLong now = new AtomicLong();
    TimeLimit limit = new TimeLimit(5, now::get);
    CountDownLatch end = new CountDownLatch(1);
    PendingExpectations pending =
        PendingExpectations.start(
            () -> {
              end.await();
              return NOTHING;
            },
            Long.MAX_VALUE,
            limit);

    now.set(6_000_000_000L);

    assertThatThrownBy(pending::get)
        .isInstanceOf(CannotCheckException.class)
        .hasMessageContaining("Cannot read the contracts: the goal did not end within 5 s");
    assertThat(pending.faultBefore(ofServer)).isSameAs(ofServer);
    end.countDown();
  }

  @Test
  void anInterruptEndsTheWait() {
    CountDownLatch end = new CountDownLatch(1);
    PendingExpectations pending =
        start(
            () -> {
              end.await();
              return NOTHING;
            });

    Thread.currentThread().interrupt();
    assertThat(pending.faultBefore(ofServer)).isSameAs(ofServer);
    assertThatThrownBy(pending::get)
        .satisfies(
            thrown ->
                assertThat(
                        new UnexpectedFailure("x", "reading the contracts", text -> text)
                            .toException(thrown))
                    .hasMessageContaining("the build was interrupted while reading the contracts"));
    assertThat(Thread.interrupted()).isTrue();
    end.countDown();
  }

  /** What is done, in its order; lets the reader end as soon as it is waited for. */
  private record Steps(List<String> names, CountDownLatch end) implements ConnectionLog {
    @Override
    public void warn(String sentence) {}

    @Override
    public void debug(String sentence) {}

    @Override
    public void doing(String what) {
      names.add(what);
      if (what.equals("reading the contracts")) {
        end.countDown();
      }
    }
  }

  private CheckReport check(
      TestDatabase database, PendingExpectations expectations, ConnectionLog log)
      throws CannotCheckException {
    try (Sessions sessions = new Sessions()) {
      return new Check(
              sessions,
              new CatalogFallback(null, 1_000),
              new SchemaDetailsReader(1_000),
              new TableProbe(),
              Clock.systemUTC())
          .run(
              new CheckRequest(
                  Goal.CHECK,
                  database.target(),
                  new CatalogQuery(List.of(), EnumSet.allOf(TableType.class), NameFilter.ALL),
                  expectations,
                  CheckRequest.Scope.EXPECTED_COLUMNS,
                  new CheckRules(false, Map.of(), FailOn.WARNING),
                  ReportFiles.of(
                      ExecutionFolder.of(folder.resolve("target")), AllFormats.of(Goal.CHECK))),
              log)
          .report();
    }
  }

  @Test
  void theServerIsAskedWhileAContractIsReadAndTheFindingsAreTheSame() throws Exception {
    TestDatabase database =
        new TestDatabase(
            "CREATE SCHEMA other",
            "CREATE TABLE other.hidden (note text)",
            "CREATE TABLE customers (id bigint PRIMARY KEY, \"ID\" int)",
            "CREATE TABLE orders (id bigint, customer bigint REFERENCES customers)",
            "CREATE VIEW unexpected AS SELECT id FROM orders");
    database.execute("GRANT USAGE ON SCHEMA other TO PUBLIC");
    Expectations expectations = sources(CONTRACT).read();
    Steps steps = new Steps(new ArrayList<>(), new CountDownLatch(1));
    Steps ofLess = new Steps(new ArrayList<>(), new CountDownLatch(1));

    CheckReport before =
        check(
            database,
            PendingExpectations.of(expectations),
            new Steps(new ArrayList<>(), new CountDownLatch(1)));
    CheckReport meanwhile =
        check(
            database,
            start(
                () -> {
                  steps.end().await();
                  return expectations;
                }),
            steps);
    CheckReport ofFew =
        check(
            database,
            PendingExpectations.start(
                () -> {
                  ofLess.end().await();
                  return expectations;
                },
                2_000,
                TimeLimit.NONE),
            ofLess);

    assertThat(before.result().findings()).hasSizeGreaterThanOrEqualTo(3);
    assertThat(meanwhile.result()).isEqualTo(before.result());
    assertThat(meanwhile.structure()).isEqualTo(before.structure());
    assertThat(ofFew.result()).isEqualTo(before.result());
    assertThat(steps.names()).containsSubsequence("reading the columns", "reading the contracts");
    assertThat(ofLess.names())
        .containsSubsequence("reading the contracts", "reading the columns")
        .containsOnlyOnce("reading the columns");
  }
}
