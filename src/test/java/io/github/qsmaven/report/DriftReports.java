package io.github.qsmaven.report;

import io.github.qsmaven.model.Change;
import io.github.qsmaven.model.Change.Broken;
import io.github.qsmaven.model.Change.Impact;
import io.github.qsmaven.model.CheckResult;
import io.github.qsmaven.model.Checked;
import io.github.qsmaven.model.Coverage;
import io.github.qsmaven.model.FailOn;
import io.github.qsmaven.model.Finding;
import io.github.qsmaven.model.FindingCode;
import io.github.qsmaven.model.Goal;
import io.github.qsmaven.model.SchemaDetails;
import io.github.qsmaven.model.Severity;
import io.github.qsmaven.model.Sides;
import io.github.qsmaven.model.SourcePosition;
import io.github.qsmaven.model.SqlStatement;
import io.github.qsmaven.model.Suggestion;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes reports of changes of the schema for the tests of the writers. */
public final class DriftReports {
  private static final String LOCK = "src/main/qs/qs.lock.json";

  private DriftReports() {}

  public static Finding finding(
      FindingCode code,
      Severity severity,
      String table,
      @Nullable String column,
      String before,
      String after,
      Change change,
      Suggestion... suggestions) {
    return new Finding(
        code,
        severity,
        table,
        column,
        new SourcePosition(LOCK, 14, 5),
        before,
        after,
        change.sentences(text -> text, SourcePosition::toString),
        List.of(suggestions),
        null,
        null,
        change,
        null);
  }

  public static CheckReport of(FailOn failOn, Sides sides, List<Finding> findings) {
    List<Checked> checked =
        List.of(
            new Checked("orders", null, null),
            new Checked("orders", "id", null),
            new Checked("orders", "totl", null));
    return new CheckReport(
        Goal.DRIFT,
        TablesReports.server(),
        SchemaDetails.of(TablesReports.listing("orders").catalog()),
        new CheckResult(
            findings,
            sides.locked()
                ? new Coverage(
                    1,
                    2,
                    checked,
                    findings.isEmpty() ? List.of() : SqlReports.unchecked(),
                    List.of())
                : Coverage.NONE,
            failOn),
        "ci/accept.yaml",
        null,
        sides);
  }

  public static Sides sides() {
    return new Sides("the lock " + LOCK, "server \"qs\"", true);
  }

  /** Nothing has changed. */
  public static CheckReport good() {
    return of(FailOn.BREAKING, sides(), List.of());
  }

  /** There is no lock. */
  public static CheckReport unlocked() {
    return of(
        FailOn.BREAKING,
        new Sides("", "server \"qs\"", false),
        List.of(
            new Finding(
                FindingCode.NOT_IN_LOCK,
                Severity.WARNING,
                LOCK,
                null,
                null,
                "a lock",
                "no file",
                "run mvn qs:lock",
                List.of(),
                null)));
  }

  /** A change that breaks four statements, one that is accepted, a harmless one. */
  public static CheckReport mixed() {
    List<SqlStatement> readers =
        List.of(SqlReports.FIRST, SqlReports.SECOND, SqlReports.THIRD, SqlReports.FOURTH);
    List<Broken> broken =
        readers.stream()
            .map(one -> new Broken(one, one.at(), "column o.totl does not exist"))
            .toList();
    String command = "mvn qs:lock -Dqs.tables=orders";
    return of(
        FailOn.BREAKING,
        sides(),
        List.of(
            finding(
                FindingCode.COLUMN_GONE,
                Severity.ERROR,
                "orders",
                "totl",
                "numeric(10,2)",
                "nothing",
                new Change(Impact.BREAKING_HERE, "", broken, readers, command),
                new Suggestion("total", Suggestion.Reason.RENAME)),
            finding(
                    FindingCode.TYPE_CHANGED,
                    Severity.ERROR,
                    "orders",
                    "id",
                    "bigint",
                    "text",
                    new Change(
                        Impact.BREAKING_ELSEWHERE, "another family", List.of(), readers, command))
                .accepted(CheckReports.acceptance("orders.id")),
            finding(
                FindingCode.COLUMN_ADDED,
                Severity.NOTE,
                "orders",
                "note",
                "nothing",
                "text",
                new Change(Impact.SAFE, "", List.of(), List.of(), command)),
            CheckReports.unused()));
  }

  /** Every text is hostile. */
  public static CheckReport hostile() {
    List<String> texts = new ArrayList<>(TablesReports.HOSTILE);
    texts.add(TablesReports.LONE_SURROGATE);
    List<Finding> findings = new ArrayList<>();
    for (String text : texts) {
      SqlStatement statement = SqlReports.statement(text, 1, text, 1);
      Finding finding =
          finding(
              FindingCode.COLUMN_GONE,
              Severity.ERROR,
              text,
              text,
              text,
              text,
              new Change(
                  Impact.BREAKING_HERE,
                  text,
                  List.of(new Broken(statement, new SourcePosition(text, 1, 1), text)),
                  List.of(statement, SqlReports.FIRST),
                  "mvn qs:lock"),
              new Suggestion(text, Suggestion.Reason.RENAME));
      findings.add(finding);
      findings.add(finding.accepted(CheckReports.acceptance(text)));
    }
    return of(FailOn.BREAKING, new Sides(texts.get(0), texts.get(1), true), findings);
  }
}
