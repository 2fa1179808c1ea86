package io.github.qsmaven.check;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.qsmaven.check.SqlAnswer.Holds;
import io.github.qsmaven.check.SqlAnswer.Rejected;
import io.github.qsmaven.check.SqlAnswer.Verdict;
import io.github.qsmaven.drift.Difference;
import io.github.qsmaven.model.CatalogSource;
import io.github.qsmaven.model.Change.Impact;
import io.github.qsmaven.model.CheckResult;
import io.github.qsmaven.model.ExpectedType;
import io.github.qsmaven.model.FailOn;
import io.github.qsmaven.model.Finding;
import io.github.qsmaven.model.FindingCode;
import io.github.qsmaven.model.Lock;
import io.github.qsmaven.model.LockedColumn;
import io.github.qsmaven.model.LockedStatement;
import io.github.qsmaven.model.LockedStatement.LockedField;
import io.github.qsmaven.model.LockedTable;
import io.github.qsmaven.model.Severity;
import io.github.qsmaven.model.SourcePosition;
import io.github.qsmaven.model.SqlStatement;
import io.github.qsmaven.model.TableName;
import io.github.qsmaven.model.TableType;
import io.github.qsmaven.sql.Outcome;
import io.github.qsmaven.sql.ScriptStatement;
import io.github.qsmaven.sql.SqlOptions;
import io.github.qsmaven.sql.SqlReader;
import io.github.qsmaven.sql.SqlScript;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DriftCheckTest {
  private static final TableName ORDERS = new TableName("public", "orders");
  private static final SourcePosition AT = new SourcePosition("src/main/qs/qs.lock.json", 3, 1);

  private static Difference difference(FindingCode code, @Nullable String column) {
    return difference(ORDERS, code, column, null);
  }

  private static Difference difference(
      TableName table, FindingCode code, @Nullable String column, @Nullable String renamed) {
    return new Difference(
        code,
        table,
        table.name(),
        column == null ? List.of() : List.of(column),
        "before",
        "after",
        "",
        renamed,
        AT);
  }

  private static Lock lock(boolean exact, @Nullable SourcePosition at, LockedStatement... all) {
    List<LockedColumn> columns =
        List.of(
            new LockedColumn("id", new ExpectedType(null, "bigint"), true, List.of(), null, at));
    return new Lock(
        exact,
        true,
        CatalogSource.PG_CATALOG,
        List.of("public"),
        List.of(
            new LockedTable(ORDERS, TableType.TABLE, true, true, columns, null, null, null, at)),
        List.of(),
        List.of(all));
  }

  private static LockedStatement locked(@Nullable String notChecked, LockedField... result) {
    return new LockedStatement(
        "sha256:" + "0".repeat(64), List.of(ORDERS), List.of(result), List.of(), notChecked);
  }

  private static DriftAnswer holds(String sql, LockedStatement locked, LockedField... result) {
    return answer(sql, locked, null, List.of(result));
  }

  private static DriftAnswer rejected(
      String sql, @Nullable LockedStatement locked, String state, int position) {
    return answer(
        sql, locked, new SqlError(state, "the server says", null, null, position, ""), List.of());
  }

  private static DriftAnswer answer(
      String sql,
      @Nullable LockedStatement locked,
      @Nullable SqlError error,
      List<LockedField> result) {
    SqlScript script = new SqlReader(SqlOptions.ofNames(true)).read("a.sql", sql);
    ScriptStatement statement = script.statements().get(0);
    Outcome.Sendable sent = (Outcome.Sendable) statement.outcome(List.of());
    Verdict verdict =
        error == null ? new Holds() : new Rejected(sent.sql(), sent.templated(), error);
    return new DriftAnswer(new SqlAnswer(script, statement, verdict), locked, result);
  }

  private static List<Finding> findings(List<Difference> differences, DriftAnswer... answers) {
    return check(lock(true, AT, locked(null)), Map.of(), differences, answers).findings();
  }

  private static CheckResult check(
      Lock before,
      Map<FindingCode, Severity> severities,
      List<Difference> differences,
      DriftAnswer... answers) {
    List<SqlStatement> readers = new ArrayList<>();
    for (DriftAnswer answer : answers) {
      readers.add(answer.answer().statement().statement());
    }
    return new DriftCheck(
            new CheckRules(false, severities, FailOn.BREAKING), List.of(), LocalDate.of(2026, 1, 1))
        .check(before, before, differences, List.of(answers), Map.of(ORDERS, readers));
  }

  private static Impact impact(Finding finding) {
    return requireNonNull(finding.change()).impact();
  }

  @Test
  void aStatementThatFailsIsBrokenHereByTheColumnAtThePlaceOfTheError() {
    List<Finding> found =
        findings(
            List.of(
                difference(FindingCode.COLUMN_GONE, "totl"),
                difference(FindingCode.COLUMN_GONE, "id")),
            rejected("SELECT o.id, o.totl FROM orders o", locked(null), "42703", 14));

    assertThat(found).extracting(Finding::object).containsExactly("orders.id", "orders.totl");
    assertThat(found)
        .extracting(DriftCheckTest::impact)
        .containsExactly(Impact.BREAKING_ELSEWHERE, Impact.BREAKING_HERE);
    assertThat(found.get(1).why())
        .isEqualTo(
            "Breaking here: a.sql:1:14 (the server says). To accept the change, run mvn qs:lock"
                + " -Dqs.tables=orders.");
    assertThat(found.get(0).why())
        .isEqualTo("Breaking elsewhere. To accept the change, run mvn qs:lock -Dqs.tables=orders.");
  }

  @Test
  void aNewStatementIsBrokenOnlyByWhatIsAtThePlaceOfItsError() {
    List<Difference> gone = List.of(difference(FindingCode.COLUMN_GONE, "totl"));

    assertThat(findings(gone, rejected("SELECT totl, x FROM orders", null, "42703", 14)))
        .extracting(DriftCheckTest::impact)
        .containsExactly(Impact.BREAKING_ELSEWHERE);
    assertThat(findings(gone, rejected("SELECT totl, x FROM orders", null, "42703", 8)))
        .extracting(DriftCheckTest::impact)
        .containsExactly(Impact.BREAKING_HERE);
    assertThat(findings(gone, rejected("SELECT totl FROM orders", locked("x"), "42804", 8)))
        .extracting(DriftCheckTest::impact)
        .containsExactly(Impact.BREAKING_HERE);
  }

  @Test
  void whatDependsOnTheValueOfAPlaceholderIsNotChecked() {
    CheckResult result =
        check(
            lock(true, AT, locked(null)),
            Map.of(),
            List.of(difference(FindingCode.TYPE_CHANGED, "id")),
            rejected("SELECT id + ? FROM orders", locked(null), "42804", 11));

    assertThat(result.findings())
        .extracting(DriftCheckTest::impact)
        .containsExactly(Impact.BREAKING_ELSEWHERE);
    assertThat(result.coverage().unchecked()).hasSize(1);
  }

  @Test
  void anotherTypeOfAResultBreaksHere() {
    List<Finding> found =
        findings(
            List.of(
                difference(FindingCode.TYPE_WIDENED, "id"),
                difference(FindingCode.TYPE_WIDENED, "other")),
            holds(
                "SELECT id FROM orders",
                locked(null, new LockedField("id", "integer")),
                new LockedField("id", "bigint")));

    assertThat(found)
        .extracting(Finding::severity)
        .containsExactly(Severity.WARNING, Severity.NOTE);
    assertThat(found.get(0).why())
        .startsWith("Breaking here: a.sql:1:8 (the result has id as bigint, no longer as integer)");
  }

  @Test
  void anAddedColumnIsAWarningUnderAStarAndAnErrorWhereAStatementFails() {
    List<Difference> added = List.of(difference(FindingCode.COLUMN_ADDED, "note"));

    assertThat(findings(added)).extracting(Finding::severity).containsExactly(Severity.NOTE);
    assertThat(
            findings(
                added,
                holds(
                    "SELECT * FROM orders",
                    locked(null, new LockedField("id", "bigint")),
                    new LockedField("note", "text"),
                    new LockedField("id", "bigint"))))
        .extracting(Finding::severity)
        .containsExactly(Severity.WARNING);
    assertThat(
            findings(
                added, rejected("SELECT note FROM orders, customers", locked(null), "42702", 8)))
        .extracting(Finding::severity)
        .containsExactly(Severity.ERROR);
    assertThat(
            findings(
                added,
                rejected("INSERT INTO orders SELECT * FROM orders", locked(null), "42601", 0)))
        .extracting(DriftCheckTest::impact)
        .containsExactly(Impact.BREAKING_HERE);
  }

  @Test
  void theOrderOfColumnsMattersToWhoTakesThemByTheirOrder() {
    List<Difference> order = List.of(difference(FindingCode.ORDER_CHANGED, null));

    assertThat(findings(order, holds("SELECT id FROM orders", locked(null)))).isEmpty();
    assertThat(findings(order, holds("SELECT count(*) FROM orders", locked(null)))).isEmpty();
    assertThat(findings(order, holds("INSERT INTO orders (id) VALUES (1)", locked(null))))
        .isEmpty();
    for (String sql :
        List.of(
            "INSERT INTO orders VALUES (1)",
            "INSERT INTO x SELECT o.* FROM orders o",
            "SELECT * FROM orders UNION ALL SELECT 1, 2")) {
      assertThat(findings(order, holds(sql, locked(null))))
          .as(sql)
          .extracting(Finding::severity)
          .containsExactly(Severity.WARNING);
    }
  }

  @Test
  void anInsertThatLeavesOutAColumnThatBecameNotNullFails() {
    List<Difference> notNull = List.of(difference(FindingCode.BECAME_NOT_NULL, "note"));

    assertThat(findings(notNull, holds("INSERT INTO orders (id) VALUES (1)", locked(null))))
        .extracting(Finding::severity)
        .containsExactly(Severity.ERROR);
    assertThat(
            findings(notNull, holds("INSERT INTO orders (id, Note) VALUES (1, '')", locked(null))))
        .extracting(Finding::severity)
        .containsExactly(Severity.NOTE);
  }

  @Test
  void whoReadsATableThatMayNoLongerBeReadIsBroken() {
    List<Difference> denied = List.of(difference(FindingCode.NO_LONGER_READABLE, null));

    assertThat(findings(denied, holds("SELECT id FROM orders", locked(null))))
        .extracting(DriftCheckTest::impact)
        .containsExactly(Impact.BREAKING_HERE);
    assertThat(findings(denied, holds("INSERT INTO orders VALUES (1)", locked(null))))
        .extracting(DriftCheckTest::impact)
        .containsExactly(Impact.BREAKING_ELSEWHERE);
  }

  @Test
  void theSeverityThatTheUserGivesWins() {
    List<Finding> found =
        check(
                lock(true, AT, locked(null)),
                Map.of(FindingCode.COLUMN_GONE, Severity.NOTE),
                List.of(difference(FindingCode.COLUMN_GONE, "totl")),
                rejected("SELECT totl FROM orders", locked(null), "42703", 8))
            .findings();

    assertThat(found).extracting(Finding::severity).containsExactly(Severity.NOTE);
  }

  @Test
  void theCommandSuitsTheStateBeforeAndIsSafeForAShell() {
    assertThat(command(lock(true, AT), "order items"))
        .isEqualTo("mvn qs:lock \"-Dqs.tables=order items\"");
    for (String hostile : List.of("$(rm -rf ~)", "a`b", "a\"b", "a,b", "%PATH%", "a\nb", "!x")) {
      assertThat(command(lock(true, AT), hostile)).isEqualTo("mvn qs:lock");
    }
    assertThat(command(lock(false, AT), "orders")).isEqualTo("mvn qs:init -Dqs.merge");
    assertThat(command(lock(true, null), "orders")).isEmpty();
  }

  private static String command(Lock before, String table) {
    Difference gone =
        difference(new TableName("public", table), FindingCode.TABLE_GONE, null, null);
    Finding finding = check(before, Map.of(), List.of(gone)).findings().get(0);
    return requireNonNull(finding.change()).command();
  }

  @Test
  void aRenameIsAHint() {
    List<Finding> found =
        findings(List.of(difference(ORDERS, FindingCode.COLUMN_GONE, "totl", "total")));

    assertThat(found.get(0).suggestions().get(0).name()).isEqualTo("total");
  }

  @Test
  void coverageCountsWhatWasCompared() {
    CheckResult result = check(lock(true, AT), Map.of(), List.of());

    assertThat(result.coverage().tablesChecked()).isEqualTo(1);
    assertThat(result.coverage().columnsChecked()).isEqualTo(1);
    assertThat(result.coverage().tables()).isEqualTo(1);
  }
}
