package io.github.qsmaven.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.qsmaven.check.CheckRules;
import io.github.qsmaven.files.BaseFolder;
import io.github.qsmaven.files.SqlFile;
import io.github.qsmaven.lock.LockFile;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.ExtraPolicy;
import io.github.qsmaven.model.FailOn;
import io.github.qsmaven.model.Finding;
import io.github.qsmaven.model.FindingCode;
import io.github.qsmaven.model.Goal;
import io.github.qsmaven.model.Lock;
import io.github.qsmaven.model.LockedStatement;
import io.github.qsmaven.model.NameFilter;
import io.github.qsmaven.model.Severity;
import io.github.qsmaven.model.SourceTree;
import io.github.qsmaven.report.CheckReport;
import io.github.qsmaven.report.files.ExecutionFolder;
import io.github.qsmaven.report.files.Formats;
import io.github.qsmaven.report.files.ReportFiles;
import io.github.qsmaven.settings.TimeLimit;
import io.github.qsmaven.sql.Fingerprints;
import io.github.qsmaven.sql.PlaceholderKind;
import io.github.qsmaven.sql.SqlOptions;
import io.github.qsmaven.sql.SqlReader;
import io.github.qsmaven.sql.SqlScript;
import io.github.qsmaven.testing.HeardLog;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OfflineCheckTest {
  private static final String TABLES =
      """
      {"qsLock":1,"rules":1,"server":"postgresql","catalog":"pg_catalog","schemas":["public"],
      "tables":[
      {"schema":"public","name":"orders","type":"table","columns":[
      {"name":"id","type":"bigint","notNull":true},
      {"name":"mood","type":"public.mood"},
      {"name":"total","type":"numeric(10,2)"}]}],
      "types":[{"name":"public.mood","kind":"enum","values":["sad","ok"]}],
      "statements":[]}
      """;

  @TempDir Path folder;

  private Lock lock() throws Exception {
    return new LockFile(new BaseFolder(folder), null).read(TABLES.getBytes(UTF_8), "qs.lock.json");
  }

  private static Lock with(Lock lock, List<LockedStatement> statements) {
    return new Lock(
        true,
        lock.postgres(),
        lock.catalog(),
        lock.schemas(),
        lock.tables(),
        lock.types(),
        statements);
  }

  /** A lock of the statements of a file. */
  private Lock lockOf(String sql) throws Exception {
    SqlScript script = new SqlReader(SqlOptions.ofNames(true)).read("some.sql", sql);
    Fingerprints fingerprints = new Fingerprints(script);
    List<LockedStatement> statements = new ArrayList<>();
    script
        .statements()
        .forEach(
            one ->
                statements.add(
                    new LockedStatement(
                        fingerprints.of(one), List.of(), List.of(), List.of(), null)));
    return with(lock(), statements);
  }

  private ReportFiles<CheckReport> reports(Goal goal) {
    return ReportFiles.of(
        ExecutionFolder.of(folder.resolve("target")),
        new Formats(goal, List.of("json"), SourceTree.NONE));
  }

  private static CheckRules rules() throws Exception {
    return CheckRules.of(false, ExtraPolicy.IGNORE, ExtraPolicy.IGNORE, List.of(), FailOn.ERROR);
  }

  private CheckReport checkSql(Lock lock, String sql) throws Exception {
    return new OfflineCheck(lock, "qs.lock.json", Clock.systemUTC())
        .checkSql(
            new SqlRequest(
                new ProjectSql(
                    List.of(new SqlFile("moved.sql", sql)),
                    null,
                    EnumSet.allOf(PlaceholderKind.class),
                    Map.of()),
                List.of(),
                "accept.yaml",
                rules(),
                reports(Goal.CHECK_SQL)),
            new HeardLog())
        .report();
  }

  private CheckReport check(String... tables) throws Exception {
    ExpectationSources sources =
        new ExpectationSources(new BaseFolder(folder), List.of(), List.of(tables), null, null);
    return new OfflineCheck(lock(), "qs.lock.json", Clock.systemUTC())
        .check(
            new OfflineRequest(
                Goal.CHECK,
                NameFilter.ALL,
                sources.begin(true, new TimeLimit(60, System::nanoTime)),
                true,
                rules(),
                reports(Goal.CHECK),
                List.of()),
            new HeardLog())
        .report();
  }

  private static List<FindingCode> codes(CheckReport report) {
    return report.result().findings().stream().map(Finding::code).toList();
  }

  @Test
  void aStatementOfTheLockHeld() throws Exception {
    CheckReport report =
        checkSql(
            lockOf("SELECT id FROM orders"), "-- moved\nselect\n\tID from Orders /* as before */;");

    assertThat(report.result().findings()).isEmpty();
    assertThat(report.result().coverage().tablesChecked()).isEqualTo(1);
  }

  @Test
  void anEditedStatementIsNotInTheLock() throws Exception {
    CheckReport report =
        checkSql(lockOf("SELECT id FROM orders"), "\nSELECT id, total FROM orders");

    Finding finding = report.result().findings().get(0);
    assertThat(report.result().findings()).hasSize(1);
    assertThat(finding.code()).isEqualTo(FindingCode.NOT_IN_LOCK);
    assertThat(finding.severity()).isEqualTo(Severity.ERROR);
    assertThat(finding.object()).isEqualTo("moved.sql#1");
    assertThat(String.valueOf(finding.at())).isEqualTo("moved.sql:2:1");
    assertThat(report.result().failing()).containsExactly(finding);
  }

  @Test
  void whatTheServerCouldNotCheckIsNotChecked() throws Exception {
    Lock locked = lockOf("SELECT id FROM gone");
    LockedStatement held = locked.statements().get(0);
    LockedStatement unknown =
        new LockedStatement(held.fingerprint(), List.of(), List.of(), List.of(), "needs line 1");

    CheckReport report = checkSql(with(locked, List.of(unknown)), "SELECT id FROM gone");

    assertThat(codes(report)).containsExactly(FindingCode.SQL_NOT_CHECKED);
    assertThat(report.result().coverage().tablesChecked()).isZero();
    assertThat(report.result().failing()).as("nothing was checked").isNotEmpty();
  }

  @Test
  void everyReportSaysThatNoServerWasQueried() throws Exception {
    CheckReport report = checkSql(lockOf("SELECT 1"), "SELECT 1");

    assertThat(report.server().isOffline()).isTrue();
    assertThat(report.catalog().remarks())
        .containsExactly("Checked offline against the lock qs.lock.json: no server was queried.");
  }

  @Test
  void columnsAreComparedWithThoseOfTheLock() throws Exception {
    CheckReport report =
        check("orders(id bigint not null, mood mood, total numeric(10,3), note text)");

    assertThat(codes(report))
        .containsExactlyInAnyOrder(FindingCode.TYPE_MISMATCH, FindingCode.MISSING_COLUMN);
    assertThat(report.result().coverage().columnsChecked()).isEqualTo(4);
  }

  @Test
  void aTableThatIsNotInTheLockMayBeThere() throws Exception {
    CheckReport report = check("orders", "customers");

    assertThat(codes(report)).containsExactly(FindingCode.NOT_IN_LOCK);
    assertThat(report.result().findings().get(0).table()).isEqualTo("customers");
  }

  @Test
  void checkingNothingIsAnError() {
    assertThatThrownBy(() -> checkSql(lock(), "-- nothing"))
        .isInstanceOf(CannotCheckException.class)
        .hasMessageContaining("There is no statement");
  }
}
