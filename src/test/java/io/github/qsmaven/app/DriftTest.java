package io.github.qsmaven.app;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.qsmaven.catalog.ReadProgress;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.Change.Impact;
import io.github.qsmaven.model.ExpectedColumn;
import io.github.qsmaven.model.ExpectedTable;
import io.github.qsmaven.model.ExpectedType;
import io.github.qsmaven.model.Finding;
import io.github.qsmaven.model.Severity;
import io.github.qsmaven.model.Sides;
import io.github.qsmaven.model.SourcePosition;
import io.github.qsmaven.model.TableReference;
import io.github.qsmaven.report.CheckReport;
import io.github.qsmaven.settings.Target;
import io.github.qsmaven.testing.TestDatabase;
import io.github.qsmaven.testing.queryservice.QueryServiceSimulator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a server is compared with, and how. */
class DriftTest {
  private static final String[] TABLES = {
    "CREATE TABLE orders (id bigint PRIMARY KEY, total numeric(10,2) NOT NULL)",
    "CREATE TABLE customers (id bigint, name varchar(20))",
    "GRANT SELECT ON ALL TABLES IN SCHEMA public TO public"
  };

  private static final String[] CHANGES = {
    "ALTER TABLE orders RENAME total TO amount", "ALTER TABLE customers ADD COLUMN mail text"
  };

  @TempDir Path folder;

  private LockProject project(Target target) {
    return LockProject.ofAll(folder, target).with("SELECT total\nFROM orders");
  }

  @Test
  void withoutALockTheCandidateIsWrittenAndTheBuildIsWarned() throws Exception {
    LockProject project = project(new TestDatabase(TABLES).target());

    CheckReport report = project.drift();

    assertThat(report.sides())
        .isEqualTo(new Sides("the lock src/main/qs/qs.lock.json", "server \"qs\"", false));
    Finding finding = report.result().findings().get(0);
    assertThat(report.result().findings()).hasSize(1);
    assertThat(LockProject.inShort(report)).containsExactly("QS520 src/main/qs/qs.lock.json");
    assertThat(finding.severity()).isEqualTo(Severity.WARNING);
    assertThat(finding.why()).contains("mvn qs:lock", " target/qs/qs.lock.json");
    assertThat(report.result().failing()).isEmpty();
    assertThat(project.file().path()).doesNotExist();
    project.lock();
    assertThat(project.candidate()).hasSameBinaryContentAs(project.file().path());
  }

  @Test
  void aChangeThatBreaksAStatementSaysWhichAndWhere() throws Exception {
    TestDatabase database = new TestDatabase(TABLES);
    LockProject project = project(database.target());
    project.lock();
    assertThat(project.drift().result().findings()).isEmpty();
    database.execute(CHANGES);

    CheckReport report = project.drift();

    Finding gone = report.result().failing().get(0);
    assertThat(LockProject.inShort(report))
        .containsExactlyInAnyOrder(
            "QS507 customers.mail", "QS502 orders.total", "QS512 orders.total");
    assertThat(requireNonNull(gone.change()).impact()).isEqualTo(Impact.BREAKING_HERE);
    assertThat(gone.change().broken())
        .singleElement()
        .satisfies(broken -> assertThat(broken.at()).isEqualTo(new SourcePosition("s1.sql", 1, 8)));
    assertThat(requireNonNull(gone.at()).file()).isEqualTo("src/main/qs/qs.lock.json");
    assertThat(report.sides())
        .isEqualTo(new Sides("the lock src/main/qs/qs.lock.json", "server \"qs\"", true));
    assertThat(requireNonNull(report.sql()).readers()).containsKey("orders");
  }

  /** A new table that the search path finds first is meant by the same statement. */
  @Test
  void aTableThatHidesAnotherOneIsNoSilentChange() throws Exception {
    TestDatabase database = new TestDatabase(TABLES);
    database.execute("CREATE SCHEMA first", "GRANT USAGE ON SCHEMA first TO public");
    database.searchPath("first, public");
    LockProject project =
        new LockProject(folder, database.target(), false, List.of(), List.of())
            .with("SELECT total FROM orders");
    project.lock();
    database.execute("CREATE TABLE first.orders (id int)");

    CheckReport report = project.drift();

    assertThat(LockProject.inShort(report)).contains("QS508 orders");
    assertThat(report.result().findings())
        .anySatisfy(
            finding ->
                assertThat(requireNonNull(finding.change()).impact())
                    .isEqualTo(Impact.BREAKING_HERE));
  }

  @Test
  void twoServersAreCompared() throws Exception {
    TestDatabase stage = new TestDatabase(TABLES);
    TestDatabase production = new TestDatabase(TABLES);
    production.execute(CHANGES);
    LockProject project = project(production.target());

    CheckReport report = project.drift(new Before.OfServer(stage.target()));

    assertThat(LockProject.inShort(report))
        .containsExactlyInAnyOrder(
            "QS507 customers.mail", "QS502 orders.total", "QS512 orders.total");
    assertThat(requireNonNull(report.result().failing().get(0).change()).impact())
        .isEqualTo(Impact.BREAKING_HERE);
    assertThat(project.drift(new Before.OfServer(production.target())).result().findings())
        .isEmpty();
  }

  private static ExpectedTable expected(String name, String... columns) {
    SourcePosition at = new SourcePosition("a.odcs.yaml", 1, 1);
    return new ExpectedTable(
        TableReference.parse(name),
        Stream.of(columns)
            .map(column -> column.split(" ", 2))
            .map(
                column ->
                    new ExpectedColumn(
                        column[0], new ExpectedType(column[1], null), null, List.of(), null, at))
            .toList(),
        null,
        at);
  }

  @Test
  void contractsAreComparedAsFarAsTheySay() throws Exception {
    TestDatabase database = new TestDatabase(TABLES);
    database.execute(CHANGES);
    LockProject project = project(database.target());
    List<ExpectedTable> contract =
        List.of(
            expected("Orders", "ID bigint", "total numeric"),
            expected("customers", "name varchar(30)"),
            expected("public.not_there", "id int"));

    CheckReport report = project.drift(new Before.OfContracts(contract, "the contract a"));

    assertThat(LockProject.inShort(report))
        .filteredOn(one -> !one.startsWith("QS512"))
        .containsExactlyInAnyOrder("QS502 orders.total", "QS503 customers.name", "QS501 not_there");
    assertThat(requireNonNull(report.sides()).before()).isEqualTo("the contract a");
  }

  @Test
  void aDamagedLockIsAnErrorBeforeAServerIsAsked() throws Exception {
    LockProject project = project(new TestDatabase(TABLES).target());
    project.lock();
    Files.writeString(project.file().path(), project.text().replace("\"tables\"", "\"tabels\""));

    assertThatThrownBy(project::drift)
        .isInstanceOf(CannotCheckException.class)
        .hasMessageContaining("tabels");
  }

  /** The simulator counts what PostgreSQL is sent. */
  private List<String> statements(int tables, boolean changed) throws Exception {
    TestDatabase database = new TestDatabase();
    for (int i = 0; i < tables; i++) {
      database.execute(
          "CREATE TYPE e" + i + " AS ENUM ('a')",
          "CREATE TABLE t%d (a e%d, b int)".formatted(i, i));
    }
    try (QueryServiceSimulator server =
        Sandbox.over(database).serverVersion("16.4").lenient().start()) {
      LockProject project =
          LockProject.ofAll(folder.resolve("p" + tables + changed), Sandbox.target(server));
      project.lock();
      if (changed) {
        for (int i = 0; i < tables; i++) {
          database.execute("DROP TABLE t" + i);
        }
      }
      List<String> before = server.statements();
      assertThat(project.drift().result().findings()).hasSize(changed ? tables : 0);
      List<String> all = server.statements();
      return all.subList(before.size(), all.size());
    }
  }

  @Test
  void theNumberOfStatementsDoesNotDependOnTheNumberOfTables() throws Exception {
    assertThat(statements(40, false)).hasSameSizeAs(statements(2, false));
    assertThat(statements(40, true)).hasSameSizeAs(statements(2, true));
  }

  @Test
  void onlyStatementsThatNameAChangedTableAreAnalyzed() throws Exception {
    TestDatabase database = new TestDatabase(TABLES);
    LockProject project =
        LockProject.ofAll(folder, database.target())
            .with(
                "SELECT total FROM orders; SELECT name FROM customers",
                "SELECT name FROM customers; SELECT id FROM customers",
                "CREATE TEMP VIEW v AS SELECT total FROM orders; SELECT 1 AS one; SELECT * FROM v");
    project.lock();
    assertThat(analyzed(project)).isEmpty();

    database.execute(CHANGES[0]);

    assertThat(analyzed(project)).last().isEqualTo("3 of 3");
  }

  private static List<String> analyzed(LockProject project) throws CannotCheckException {
    List<String> analyzed = new ArrayList<>();
    project.drift(
        new Before.OfLock(project.file()),
        new ReadProgress() {
          @Override
          public void statements(int done, int all) {
            analyzed.add(done + " of " + all);
          }
        });
    return analyzed;
  }

  @Test
  void twoSandboxesOfQueryServiceAreComparedWithASessionEach() throws Exception {
    String[] tables = {
      "CREATE TYPE web AS (page text, views int)",
      "CREATE TABLE luma_events (id text, at timestamp, web web)",
      "CREATE TABLE luma_profiles (id text, name text)"
    };
    TestDatabase stage = new TestDatabase(tables);
    TestDatabase production = new TestDatabase(tables);
    production.execute(
        "ALTER TABLE luma_events RENAME at TO time",
        "ALTER TYPE web ADD ATTRIBUTE site text",
        "DROP TABLE luma_profiles");
    try (QueryServiceSimulator before =
            Sandbox.over(stage)
                .dataset("luma_events", "5bac030c29bb8d12fa992e58", "Luma events", "", "")
                .sessionLimit(1)
                .start();
        QueryServiceSimulator after =
            Sandbox.over(production)
                .dataset("luma_events", "5bac030c29bb8d12fa992e59", "Luma Events", "", "")
                .sessionLimit(1)
                .start()) {
      LockProject project =
          LockProject.ofAll(folder, Sandbox.target(after)).with("SELECT at FROM luma_events");

      CheckReport report = project.drift(new Before.OfServer(Sandbox.target(before)));

      assertThat(LockProject.inShort(report))
          .contains("QS501 luma_profiles", "QS502 luma_events.at", "QS513 luma_events")
          .doesNotContain("QS514 luma_profiles");
      assertThat(report.result().failing())
          .filteredOn(finding -> finding.object().equals("luma_events.at"))
          .singleElement()
          .satisfies(
              finding ->
                  assertThat(requireNonNull(finding.change()).impact())
                      .isEqualTo(Impact.BREAKING_HERE));
      assertThat(before.sessions()).isEqualTo(1);
      assertThat(after.sessions()).isEqualTo(1);
      project.lock();
      assertThat(project.lock().changed()).isFalse();
      assertThat(project.drift().result().findings()).isEmpty();
    }
  }
}
