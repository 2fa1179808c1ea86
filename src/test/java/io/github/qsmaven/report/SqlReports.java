package io.github.qsmaven.report;

import static java.util.Objects.requireNonNull;

import io.github.qsmaven.model.CheckResult;
import io.github.qsmaven.model.Checked;
import io.github.qsmaven.model.CodePointOrder;
import io.github.qsmaven.model.Coverage;
import io.github.qsmaven.model.FailOn;
import io.github.qsmaven.model.Finding;
import io.github.qsmaven.model.FindingCode;
import io.github.qsmaven.model.Goal;
import io.github.qsmaven.model.SchemaDetails;
import io.github.qsmaven.model.Severity;
import io.github.qsmaven.model.SourcePosition;
import io.github.qsmaven.model.SqlExcerpt;
import io.github.qsmaven.model.SqlStatement;
import io.github.qsmaven.model.SqlUsage;
import io.github.qsmaven.model.Suggestion;
import io.github.qsmaven.model.Unchecked;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Makes reports of checks of SQL for the tests of the writers. */
public final class SqlReports {
  public static final String FUNNEL = "src/main/sql/funnel.sql";
  public static final String MART = "src/main/sql/mart.sql";
  public static final SqlStatement FIRST = statement(FUNNEL, 1, "CREATE TEMP TABLE t AS", 1);
  public static final SqlStatement SECOND = statement(FUNNEL, 2, "SELECT o.id, o.totl", 12);
  public static final SqlStatement THIRD = statement(MART, 1, "SELECT name FROM orders", 2);
  public static final SqlStatement FOURTH = statement(MART, 2, "SELECT * FROM ${schema}.o", 7);
  public static final SqlStatement FIFTH = statement(MART, 3, "DO $$ BEGIN END $$", 9);

  private SqlReports() {}

  public static SqlStatement statement(String file, int ordinal, String words, int line) {
    return new SqlStatement(file, ordinal, words, new SourcePosition(file, line, 1));
  }

  /** A finding about a line of a statement, whose mark starts at a column. */
  public static Finding finding(
      FindingCode code, SqlStatement statement, int line, int column, int length, String... lines) {
    return finding(code, statement, line, column, length, false, List.of(lines));
  }

  private static Finding finding(
      FindingCode code,
      SqlStatement statement,
      int line,
      int column,
      int length,
      boolean guessed,
      List<String> lines) {
    return new Finding(
        code,
        code.severity() == Severity.OFF ? Severity.WARNING : code.severity(),
        "",
        null,
        new SourcePosition(statement.file(), line, column),
        "something else",
        "what the server says",
        "",
        List.of(),
        null,
        new SqlExcerpt(statement, Math.max(1, line - lines.size() / 2), lines, length, guessed));
  }

  public static Finding missingColumn() {
    return new Finding(
        FindingCode.SQL_MISSING_COLUMN,
        Severity.ERROR,
        "public.orders",
        "totl",
        new SourcePosition(FUNNEL, 14, 3),
        "a column",
        "column o.totl does not exist",
        "Perhaps you meant to reference the column \"o.total\".",
        List.of(new Suggestion("total", Suggestion.Reason.SPELLING)),
        null,
        new SqlExcerpt(
            SECOND,
            12,
            List.of("SELECT", "  o.id,", "  o.totl,", "  'é<b>' AS x", "FROM orders o;"),
            6,
            false));
  }

  public static Finding ambiguous() {
    return finding(FindingCode.SQL_AMBIGUOUS_NAME, THIRD, 3, 8, 4, true, List.of("SELECT name"));
  }

  public static Finding notChecked(Unchecked unchecked, Severity severity) {
    return new Finding(
        FindingCode.SQL_NOT_CHECKED,
        severity,
        "",
        null,
        unchecked.at(),
        "an analysis",
        unchecked.why(),
        "",
        List.of(),
        null,
        new SqlExcerpt(
            requireNonNull(unchecked.statement()),
            7,
            List.of("SELECT * FROM ${schema}.o"),
            9,
            false));
  }

  public static List<Unchecked> unchecked() {
    return List.of(
        Unchecked.of(
            FOURTH,
            "the placeholder ${schema} stands for a name: set its value in qs.sqlValues",
            new SourcePosition(MART, 7, 15)),
        Unchecked.of(
            FIFTH, "a DO block is not analyzed by the server", new SourcePosition(MART, 9, 1)));
  }

  public static CheckReport of(FailOn failOn, List<Finding> findings, List<Unchecked> unchecked) {
    return of(failOn, List.of(FIRST, SECOND, THIRD), findings, unchecked, readers());
  }

  private static CheckReport of(
      FailOn failOn,
      List<SqlStatement> checked,
      List<Finding> findings,
      List<Unchecked> unchecked,
      SortedMap<String, List<SqlStatement>> readers) {
    List<SqlStatement> all = new ArrayList<>(checked);
    unchecked.forEach(one -> all.add(requireNonNull(one.statement())));
    return new CheckReport(
        Goal.CHECK_SQL,
        TablesReports.server(),
        SchemaDetails.of(TablesReports.listing("orders").catalog()),
        new CheckResult(
            findings,
            new Coverage(
                all.size(), 0, checked.stream().map(Checked::of).toList(), unchecked, List.of()),
            failOn),
        "ci/accept.yaml",
        new SqlUsage((int) all.stream().map(SqlStatement::file).distinct().count(), all, readers));
  }

  private static SortedMap<String, List<SqlStatement>> readers() {
    SortedMap<String, List<SqlStatement>> readers = new TreeMap<>(CodePointOrder.INSTANCE);
    readers.put("orders", List.of(SECOND, THIRD));
    return readers;
  }

  /** All statements hold. */
  public static CheckReport good() {
    return of(FailOn.ERROR, List.of(), List.of());
  }

  /** No file has a statement. */
  public static CheckReport nothing() {
    return of(FailOn.ERROR, List.of(), List.of(), List.of(), new TreeMap<>());
  }

  /** Two faults, an accepted one, an unused acceptance, and two statements that nobody checked. */
  public static CheckReport mixed() {
    return mixed(FailOn.ERROR);
  }

  public static CheckReport mixed(FailOn failOn) {
    List<Finding> findings =
        new ArrayList<>(
            List.of(
                finding(FindingCode.SQL_REJECTED, FIRST, 2, 1, 2, "SELECT 1/0;")
                    .accepted(CheckReports.acceptance("src/main/sql/funnel.sql#1")),
                missingColumn(),
                ambiguous()));
    unchecked().forEach(one -> findings.add(notChecked(one, Severity.WARNING)));
    findings.add(CheckReports.unused());
    return of(failOn, findings, unchecked());
  }

  /** Every text is hostile, and one line has a million characters. */
  public static CheckReport hostile() {
    List<String> texts = new ArrayList<>(TablesReports.HOSTILE);
    texts.add(TablesReports.LONE_SURROGATE);
    List<SqlStatement> checked = new ArrayList<>();
    List<Finding> findings = new ArrayList<>();
    List<Unchecked> unchecked = new ArrayList<>();
    SortedMap<String, List<SqlStatement>> readers = new TreeMap<>(CodePointOrder.INSTANCE);
    for (String text : texts) {
      SqlStatement statement = statement(text, 1, text, 1);
      checked.add(statement);
      readers.put(text, List.of(statement));
      String line = text.replaceAll("\\R", " ");
      int column = Math.max(1, line.codePointCount(0, line.length()) / 2);
      Finding finding =
          new Finding(
              FindingCode.SQL_REJECTED,
              Severity.ERROR,
              text,
              text,
              new SourcePosition(text, 2, column),
              text,
              text,
              text,
              List.of(new Suggestion(text, Suggestion.Reason.SPELLING)),
              null,
              new SqlExcerpt(statement, 1, List.of(line, line, line), 3, true));
      findings.add(finding);
      findings.add(finding.accepted(CheckReports.acceptance(text)));
      unchecked.add(
          Unchecked.of(statement(text, 2, text, 4), text, new SourcePosition(text, 4, 1)));
    }
    String longLine = "<b>😀\u202E`".repeat(200_000);
    findings.add(
        finding(FindingCode.SQL_REJECTED, FIRST, 2, 500_002, 4, longLine, longLine, longLine));
    return of(FailOn.ERROR, checked, findings, unchecked, readers);
  }
}
