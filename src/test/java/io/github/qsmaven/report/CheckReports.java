package io.github.qsmaven.report;

import io.github.qsmaven.model.Acceptance;
import io.github.qsmaven.model.CheckResult;
import io.github.qsmaven.model.Checked;
import io.github.qsmaven.model.Coverage;
import io.github.qsmaven.model.FailOn;
import io.github.qsmaven.model.Finding;
import io.github.qsmaven.model.FindingCode;
import io.github.qsmaven.model.Glob;
import io.github.qsmaven.model.Goal;
import io.github.qsmaven.model.SchemaDetails;
import io.github.qsmaven.model.SourcePosition;
import io.github.qsmaven.model.Suggestion;
import io.github.qsmaven.model.Unchecked;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Makes reports of checks for the tests of the writers. */
public final class CheckReports {
  private static final SourcePosition AT = new SourcePosition("src/main/qs/a.odcs.yaml", 8, 5);

  private static final List<Checked> CHECKED =
      List.of(
          new Checked("orders", null, AT),
          new Checked("orders", "id", AT),
          new Checked("orders", "total", AT),
          new Checked("orders", "placed_at", AT),
          new Checked("orders", "note", AT),
          new Checked("orders", "address", AT),
          new Checked("orders", "address.street", AT),
          new Checked("people", null, AT),
          new Checked("people", "name", AT));

  private CheckReports() {}

  public static CheckReport of(List<Finding> findings, Unchecked... unchecked) {
    return new CheckReport(
        Goal.CHECK,
        TablesReports.server(),
        SchemaDetails.of(TablesReports.listing().catalog()),
        new CheckResult(
            findings, new Coverage(3, 9, CHECKED, List.of(unchecked), List.of()), FailOn.ERROR),
        "ci/accept.yaml");
  }

  public static CheckReport nothing() {
    return new CheckReport(
        Goal.CHECK,
        TablesReports.server(),
        SchemaDetails.of(TablesReports.listing().catalog()),
        new CheckResult(List.of(), Coverage.NONE, FailOn.ERROR),
        "");
  }

  public static Finding missing(String table, String column) {
    return new Finding(
        FindingCode.MISSING_COLUMN,
        FindingCode.MISSING_COLUMN.severity(),
        table,
        column,
        new SourcePosition("src/main/qs/a.odcs.yaml", 17, 23),
        "timestamp",
        "no column of that name",
        "",
        List.of(new Suggestion(column + "s", Suggestion.Reason.SPELLING)),
        null);
  }

  public static Finding mismatch(String table, String column) {
    return new Finding(
        FindingCode.TYPE_MISMATCH,
        FindingCode.TYPE_MISMATCH.severity(),
        table,
        column,
        new SourcePosition("src/main/qs/a.odcs.yaml", 12, 15),
        "integer",
        "numeric(10,2)",
        "scale 2",
        List.of(),
        null);
  }

  public static Finding unused() {
    return new Finding(
        FindingCode.UNUSED_ACCEPTANCE,
        FindingCode.UNUSED_ACCEPTANCE.severity(),
        "x*",
        null,
        new SourcePosition("src/main/qs/accept.yaml", 2, 3),
        "a finding to accept",
        "no QS201 (missing column)",
        "",
        List.of(),
        null);
  }

  public static Acceptance acceptance(String text) {
    return new Acceptance(
        FindingCode.MISSING_COLUMN,
        new Glob(text),
        text,
        LocalDate.of(2026, 12, 31),
        text,
        new SourcePosition("src/main/qs/accept.yaml", 2, 3));
  }

  public static Finding deprecated(String table, String column) {
    return new Finding(
        FindingCode.DEPRECATED,
        FindingCode.DEPRECATED.severity(),
        table,
        column,
        new SourcePosition("src/main/qs/a.odcs.yaml", 14, 9),
        "a deprecated column",
        "that it is still there",
        "",
        List.of(),
        null);
  }

  /** Everything is met; a column is deprecated, and some keys need data. */
  public static CheckReport noted() {
    return of(
        List.of(deprecated("orders", "note")),
        new Unchecked(Unchecked.What.KEY, "orders", "id", "it needs data", "quality"),
        new Unchecked(Unchecked.What.KEY, "orders", "total", "it needs data", "quality"),
        new Unchecked(Unchecked.What.KEY, "orders", "note", "it needs data", "enum"));
  }

  public static CheckReport mixed() {
    return of(
        List.of(
            mismatch("orders", "total"),
            missing("orders", "placed_at"),
            missing("people", "name").accepted(acceptance("people.*")),
            unused()),
        new Unchecked(Unchecked.What.TYPE, "orders", "note", "the server does not tell"),
        new Unchecked(Unchecked.What.TABLE, "payroll", null, "it may not be read"));
  }

  public static CheckReport hostile() {
    List<Finding> findings = new ArrayList<>();
    List<Unchecked> unchecked = new ArrayList<>();
    List<String> texts = new ArrayList<>(TablesReports.HOSTILE);
    texts.add(TablesReports.LONE_SURROGATE);
    for (String name : texts) {
      findings.add(missing(name, name));
      findings.add(missing(name, name).accepted(acceptance(name)));
      findings.add(
          new Finding(
              FindingCode.TYPE_MISMATCH,
              FindingCode.TYPE_MISMATCH.severity(),
              name,
              null,
              new SourcePosition(name, 1, 1),
              name,
              name,
              name,
              List.of(),
              null));
      unchecked.add(new Unchecked(Unchecked.What.FIELDS, name, name, name));
      unchecked.add(new Unchecked(Unchecked.What.KEY, name, name, name, name));
    }
    return of(findings, unchecked.toArray(Unchecked[]::new));
  }
}
