package io.github.qsmaven.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qsmaven.model.FailOn;
import io.github.qsmaven.model.Finding;
import io.github.qsmaven.model.FindingCode;
import io.github.qsmaven.model.Severity;
import io.github.qsmaven.model.Unchecked;
import io.github.qsmaven.report.CheckReport;
import io.github.qsmaven.report.ResultView;
import io.github.qsmaven.report.SqlReports;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SqlConsoleTest {
  private static final List<Path> FILES =
      List.of(
          Path.of("target/qs/check-sql.txt"),
          Path.of("target/qs/accept-suggestions-check-sql.yaml"));

  private static final List<String> NOT_CHECKED =
      List.of(
          "Not checked: 1 statement (src/main/sql/mart.sql:7:15): the placeholder ${schema} stands"
              + " for a name: set its value in qs.sqlValues.",
          "Not checked: 1 statement (src/main/sql/mart.sql:9:1): a DO block is not analyzed by the"
              + " server.");

  private static ConsoleSummary summary(CheckReport report) {
    return new ConsoleFormat(Colors.NONE).summarize(new ResultView(report), FILES);
  }

  private static String firstLine(CheckReport report) {
    return summary(report).lines(Duration.ofMillis(3100)).get(0);
  }

  @Test
  void aFailureShowsTheLineAndTheExactCharacters() {
    assertThat(summary(SqlReports.mixed()).failureMessage())
        .isEqualTo(
            """
            2 of 5 statements fail in database "prod:all?FLATTEN" at db.example.org:5432 (server "qs"):

              src/main/sql/funnel.sql
                QS402 missing column in SQL: o.totl (src/main/sql/funnel.sql:14:3)
                14 |   o.totl,
                   |   ^^^^^^ column o.totl does not exist; did you mean total?
                   | Perhaps you meant to reference the column "o.total".

              src/main/sql/mart.sql
                QS403 ambiguous name in SQL: name (~src/main/sql/mart.sql:3:8)
                3 | SELECT name
                  |        ^^^^ what the server says

            The server reports only the first fault of a statement; run the check again after a correction.

            The server sent no position where ~ stands before one; it was found by the name in the server's message.

            To accept a finding, add an entry like this to ci/accept.yaml (all entries: %s):

              - code: QS402
                object: "src/main/sql/funnel.sql#2"
                reason: "TODO: why, and who decided it"

            What to do: QS402: %s
              QS403: %s
            The whole report: %s"""
                .formatted(
                    FILES.get(1),
                    FindingCode.SQL_MISSING_COLUMN.help(),
                    FindingCode.SQL_AMBIGUOUS_NAME.help(),
                    FILES.get(0)));
  }

  @Test
  void saysHowMuchWasChecked() {
    assertThat(summary(SqlReports.mixed()).lines(Duration.ofMillis(3100)))
        .containsExactly(
            "Checked 5 statements in 2 files against database \"prod:all?FLATTEN\" at"
                + " db.example.org:5432 (server \"qs\"), in 3.1 s: 2 errors, 1 warning; 1 finding"
                + " accepted; 2 were not checked.",
            "Reports: " + FILES.get(0) + ", " + FILES.get(1));
    assertThat(firstLine(SqlReports.good())).endsWith(", in 3.1 s: no findings.");
    assertThat(firstLine(SqlReports.nothing())).startsWith("Checked 0 statements in 0 files");
  }

  /** Not as a finding each, unless these fail the build. */
  @Test
  void whatWasNotCheckedIsSaidOnceByReason() {
    assertThat(summary(SqlReports.mixed()).warnings())
        .hasSize(3)
        .first()
        .asString()
        .startsWith("QS302 unused acceptance");
    assertThat(summary(SqlReports.mixed()).warnings()).containsAll(NOT_CHECKED);

    ConsoleSummary failed = summary(SqlReports.mixed(FailOn.WARNING));
    assertThat(failed.warnings()).isEmpty();
    assertThat(failed.lines(Duration.ZERO)).containsAll(NOT_CHECKED);
    assertThat(failed.failureMessage())
        .startsWith(
            "2 of 5 statements fail, 2 were not checked, 1 other finding fails the build in ")
        .contains(
            "    QS419 statement not checked: ${schema} (src/main/sql/mart.sql:7:15)\n",
            "    7 | SELECT * FROM ${schema}.o\n",
            "      |               ^^^^^^^^^ the placeholder ${schema} stands for a name: set its");
  }

  @Test
  void aReasonTheUserTurnedOffIsNoWarning() {
    CheckReport report = SqlReports.of(FailOn.ERROR, List.of(), SqlReports.unchecked());

    assertThat(summary(report).warnings()).isEmpty();
    assertThat(summary(report).lines(Duration.ZERO)).containsAll(NOT_CHECKED);
    assertThat(firstLine(report)).endsWith(": no findings; 2 were not checked.");
  }

  @Test
  void theFirstPlacesOfAReasonAreShown() {
    Unchecked one = SqlReports.unchecked().get(0);
    CheckReport report = SqlReports.of(FailOn.ERROR, List.of(), List.of(one, one, one, one));

    assertThat(summary(report).lines(Duration.ZERO).get(1))
        .startsWith(
            "Not checked: 4 statements (src/main/sql/mart.sql:7:15, src/main/sql/mart.sql:7:15,"
                + " src/main/sql/mart.sql:7:15, ...): the placeholder");
  }

  @Test
  void onlyNotCheckedStatementsFail() {
    Unchecked one = SqlReports.unchecked().get(0);
    CheckReport report =
        SqlReports.of(
            FailOn.ERROR, List.of(SqlReports.notChecked(one, Severity.ERROR)), List.of(one));

    assertThat(new ResultView(report).failure()).isEqualTo("1 of 4 statements was not checked");
  }

  @Test
  void whatDoesNotFailIsAWarningWithItsLine() {
    CheckReport report =
        SqlReports.of(FailOn.NEVER, List.of(SqlReports.missingColumn()), List.of());

    assertThat(summary(report).warnings())
        .containsExactly(
            "QS402 missing column in SQL: o.totl (src/main/sql/funnel.sql:14:3)",
            "14 |   o.totl,",
            "   |   ^^^^^^ column o.totl does not exist; did you mean total?",
            "   | Perhaps you meant to reference the column \"o.total\".",
            "The server reports only the first fault of a statement; run the check again after a"
                + " correction.");
  }

  @Test
  void withoutALineTheSentenceSaysAll() {
    Finding finding = SqlReports.finding(FindingCode.SQL_REJECTED, SqlReports.FIRST, 3, 1, 1, "");

    assertThat(summary(SqlReports.of(FailOn.ERROR, List.of(finding), List.of())).failureMessage())
        .contains(
            "    QS410 SQL that the server rejects: #1: expected something else, found what the"
                + " server says (src/main/sql/funnel.sql:3:1)\n");
  }

  @Test
  void tenFindingsAreShownTheOthersCounted() {
    List<Finding> findings =
        IntStream.range(0, 33).mapToObj(i -> SqlReports.missingColumn()).toList();
    String message = summary(SqlReports.of(FailOn.ERROR, findings, List.of())).failureMessage();

    assertThat(message).contains("1 of 3 statements fails in", "\n  ... and 23 more\n");
    assertThat(message.split("\\^\\^", -1)).hasSizeBetween(11, 40);
  }

  @Test
  void noLineOfHostileTextsIsACommandOrMoreThanALine() {
    ConsoleSummary summary = summary(SqlReports.hostile());
    String all =
        summary.failureMessage()
            + summary.headline()
            + summary.lines(Duration.ZERO)
            + summary.warnings();

    assertThat(all).doesNotContain("##vso[", "##[", "\u001B", "\r", "\u202E", "\u2028");
    assertThat(summary.failureMessage().lines())
        .noneMatch(line -> line.strip().startsWith("::"))
        .allMatch(line -> line.length() < 8_000);
    assertThat(summary.lines(Duration.ZERO))
        .allSatisfy(line -> assertThat(line.chars()).noneMatch(c -> c < ' '));
    assertThat(all.toLowerCase(Locale.ROOT)).doesNotContain("contract", "column");
  }
}
