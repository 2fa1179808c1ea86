package io.github.qsmaven.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qsmaven.model.CheckResult;
import io.github.qsmaven.model.Coverage;
import io.github.qsmaven.model.FailOn;
import io.github.qsmaven.model.Finding;
import io.github.qsmaven.model.Goal;
import io.github.qsmaven.model.Unchecked;
import io.github.qsmaven.report.CheckReport;
import io.github.qsmaven.report.CheckReports;
import io.github.qsmaven.report.ResultView;
import io.github.qsmaven.report.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CheckConsoleTest {
  private static final List<Path> FILES =
      List.of(
          Path.of("target/qs/check.txt"),
          Path.of("target/qs/check.json"),
          Path.of("target/qs/accept-suggestions.yaml"));

  private static ConsoleSummary summary(CheckReport report) {
    return summary(report, Colors.NONE);
  }

  private static ConsoleSummary summary(CheckReport report, Colors colors) {
    return new ConsoleFormat(colors).summarize(new ResultView(report), FILES);
  }

  @Test
  void aFailureTellsAllThatIsNeededToMendIt() {
    assertThat(summary(CheckReports.mixed()).failureMessage())
        .isEqualTo(
            """
            2 findings break the contract in database "prod:all?FLATTEN" at db.example.org:5432 (server "qs"):

              orders
                QS202 type mismatch: total: expected integer, found numeric(10,2): scale 2 (src/main/qs/a.odcs.yaml:12:15)
                QS201 missing column: placed_at: expected timestamp, found no column of that name; did you mean placed_ats? (src/main/qs/a.odcs.yaml:17:23)

            To accept a finding, add an entry like this to ci/accept.yaml (all entries: %s):

              - code: QS202
                object: "orders.total"
                reason: "TODO: why, and who decided it"

            What to do: QS201: Correct the name in the contract, or ask the owner of the table what happened to the column.
              QS202: Correct the type in the contract if everything that reads the column can handle the new type, or ask the owner of the table why the type changed.
            The whole report: %s"""
                .formatted(FILES.get(2), FILES.get(0)));
  }

  @Test
  void theHeadlineCountsByCode() {
    assertThat(summary(CheckReports.mixed()).headline())
        .isEqualTo("1 QS201 missing column, 1 QS202 type mismatch");
  }

  @Test
  void tenFindingsAreShownTheOthersCounted() {
    List<Finding> findings =
        IntStream.range(0, 33).mapToObj(i -> CheckReports.missing("t", "c" + i)).toList();
    String message = summary(CheckReports.of(findings)).failureMessage();

    assertThat(message).contains("33 findings", "c9: expected", "\n  ... and 23 more\n");
    assertThat(message).doesNotContain("c10: expected");
    assertThat(message).endsWith(FILES.get(0).toString());
  }

  @Test
  void saysWhatWasCheckedAndWhatWasNot() {
    assertThat(summary(CheckReports.mixed()).lines(Duration.ofMillis(1234)))
        .containsExactly(
            "Checked 2 of 3 expected tables and 7 of 9 columns in database \"prod:all?FLATTEN\" at"
                + " db.example.org:5432 (server \"qs\"), read from pg_catalog in 1.2 s: 2 errors, 1"
                + " warning; 1 finding accepted; not everything was checked.",
            "Not checked: 1 table (payroll): it may not be read.",
            "Not checked: 1 type (orders.note): the server does not tell.",
            "Reports: " + FILES.get(0) + ", " + FILES.get(1) + ", " + FILES.get(2));
  }

  @Test
  void whatNeedsDataIsCountedInOneLineAndANoteIsNoWarning() {
    ConsoleSummary summary = summary(CheckReports.noted());

    assertThat(summary.lines(Duration.ofMillis(1234)))
        .containsExactly(
            "Checked 2 of 3 expected tables and 7 of 9 columns in database \"prod:all?FLATTEN\" at"
                + " db.example.org:5432 (server \"qs\"), read from pg_catalog in 1.2 s: 0 errors, 0"
                + " warnings, 1 note; not everything was checked.",
            "Not checked, since they need data or are not in the catalog: 2 quality, 1 enum.",
            "QS211 deprecated: orders.note: expected a deprecated column, found that it is still"
                + " there (src/main/qs/a.odcs.yaml:14:9)",
            "Reports: " + FILES.get(0) + ", " + FILES.get(1) + ", " + FILES.get(2));
    assertThat(summary.warnings()).isEmpty();
  }

  @Test
  void aRunWithNotesAlonePassed() {
    ResultView view =
        new ResultView(CheckReports.of(List.of(CheckReports.deprecated("orders", "note"))));

    assertThat(view.verdict()).isEqualTo(Verdict.PASSED);
    assertThat(view.sentence()).contains("0 errors, 0 warnings, 1 note; none fails the build.");
  }

  @Test
  void manyKeysAndNotesAreCut() {
    List<Finding> notes =
        IntStream.range(0, 13).mapToObj(i -> CheckReports.deprecated("t", "c" + i)).toList();
    Unchecked[] keys =
        IntStream.range(0, 33)
            .mapToObj(i -> new Unchecked(Unchecked.What.KEY, "t", null, "why", "\u001Bkey" + i))
            .toArray(Unchecked[]::new);

    assertThat(summary(CheckReports.of(notes, keys)).lines(Duration.ofMillis(1)))
        .anyMatch(
            line ->
                line.contains("\\u001Bkey0, ")
                    && line.endsWith("and 13 more, in " + FILES.get(0) + "."))
        .contains("... and 3 more notes, in " + FILES.get(0));
  }

  @Test
  void acceptedFindingsAreCountedNotDenied() {
    CheckReport accepted =
        CheckReports.of(
            List.of(
                CheckReports.missing("a", "b").accepted(CheckReports.acceptance("a.*")),
                CheckReports.missing("a", "c").accepted(CheckReports.acceptance("a.*"))));

    assertThat(summary(accepted).lines(Duration.ZERO).get(0))
        .endsWith(": passed; 2 findings accepted.");
    assertThat(new ResultView(accepted).sentence())
        .isEqualTo(
            "Checked 2 of 3 expected tables and 7 of 9 columns: passed; 2 findings accepted.");
    assertThat(new ResultView(CheckReports.of(List.of())).found()).isEqualTo("no findings");
  }

  @Test
  void tenReasonsForWhatWasNotCheckedAreShownTheOthersCounted() {
    List<Unchecked> unchecked =
        IntStream.range(0, 33)
            .mapToObj(
                i ->
                    new Unchecked(Unchecked.What.TABLE, "t" + i, null, "its view v" + i + " fails"))
            .toList();
    CheckReport mixed = CheckReports.mixed();
    CheckResult result =
        new CheckResult(
            List.of(),
            new Coverage(34, 34, mixed.result().coverage().checked(), unchecked, List.of()),
            FailOn.ERROR);
    List<String> lines =
        summary(
                new CheckReport(
                    Goal.CHECK, mixed.server(), mixed.structure(), result, mixed.acceptFile()))
            .lines(Duration.ZERO);

    assertThat(lines).hasSize(13).contains("Not checked: 1 table (t9): its view v9 fails.");
    assertThat(lines.get(11)).isEqualTo("... and 23 more reasons, in " + FILES.get(0));
  }

  @Test
  void whatDoesNotFailTheBuildIsAWarning() {
    assertThat(summary(CheckReports.mixed()).warnings())
        .containsExactly(
            "QS302 unused acceptance: x*: expected a finding to accept, found no QS201 (missing"
                + " column) (src/main/qs/accept.yaml:2:3)");
  }

  @Test
  void coloursAreForTheVerdictAndTheCodesAndSayNothingOfTheirOwn() {
    CheckReport good = CheckReports.of(List.of());
    CheckReport bad = CheckReports.mixed();

    assertThat(summary(good, Colors.ANSI).lines(Duration.ZERO).get(0))
        .endsWith(": \u001B[1;32mno findings\u001B[m.");
    ConsoleSummary coloured = summary(bad, Colors.ANSI);
    assertThat(coloured.lines(Duration.ZERO).get(0))
        .contains(": \u001B[1;31m2 errors\u001B[m, 1 warning");
    assertThat(coloured.warnings().get(0)).startsWith("\u001B[1mQS302\u001B[m unused");
    assertThat(
            (coloured.lines(Duration.ZERO).toString() + coloured.warnings())
                .replaceAll("\u001B\\[[0-9;]*m", ""))
        .isEqualTo(summary(bad).lines(Duration.ZERO).toString() + summary(bad).warnings());
    assertThat(coloured.failureMessage() + coloured.headline()).doesNotContain("\u001B");
  }

  @Test
  void whereNothingIsDemandedItTellsWhatWasRead() {
    assertThat(summary(CheckReports.nothing()).lines(Duration.ZERO).get(0))
        .startsWith("Read 0 tables in database");
  }

  @Test
  void noLineOfHostileNamesIsACommandOrMoreThanALine() {
    ConsoleSummary summary = summary(CheckReports.hostile());

    assertThat(summary.lines(Duration.ZERO))
        .allSatisfy(line -> assertThat(line.chars()).noneMatch(Character::isISOControl));
    assertThat(
            summary.failureMessage()
                + summary.headline()
                + summary.lines(Duration.ZERO)
                + summary.warnings())
        .doesNotContain("::", "##vso[", "##[", "\u001B", "\r", "\u202E");
  }
}
