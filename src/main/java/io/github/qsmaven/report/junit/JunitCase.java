package io.github.qsmaven.report.junit;

import io.github.qsmaven.model.Checked;
import io.github.qsmaven.model.FailOn;
import io.github.qsmaven.model.Finding;
import io.github.qsmaven.model.FindingCode;
import io.github.qsmaven.model.NameEscaper;
import io.github.qsmaven.model.SqlStatement;
import io.github.qsmaven.model.Unchecked;
import io.github.qsmaven.report.ResultView;
import io.github.qsmaven.report.SqlLines;
import io.github.qsmaven.report.Wording;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is known of a table, of a column, of a statement or of an acceptance, as a test
 * case.
 *
 * @param subject what the case is about
 * @param findings what was found, the accepted findings among them
 * @param unchecked what was not checked
 * @param failOn which findings fail the build
 */
record JunitCase(
    Subject subject, List<Finding> findings, List<Unchecked> unchecked, FailOn failOn) {
  /** The result of a test, in the words of Surefire. */
  enum Status {
    PASSED,
    /** A finding fails the build. */
    FAILURE,
    /** It could not be checked, and this is not accepted. */
    ERROR,
    /** A finding is accepted, or the user left the table out. */
    SKIPPED
  }

  /**
   * What a case is about. No two subjects have the same names, since a word stands before the name
   * of a column.
   *
   * @param className the table, or the file of a statement, on one line; for an acceptance, its
   *     glob
   * @param name which part of it, or which statement
   */
  record Subject(String className, String name) {
    static Subject of(String table, @Nullable String column) {
      return new Subject(
          NameEscaper.FILE.of(table),
          column == null ? "table" : "column " + NameEscaper.FILE.of(column));
    }

    static Subject of(SqlStatement statement) {
      return new Subject(
          NameEscaper.FILE.of(statement.file()), NameEscaper.FILE.of(statement.title()));
    }

    static Subject of(Checked checked) {
      return checked.statement() == null
          ? of(checked.table(), checked.column())
          : of(checked.statement());
    }

    static Subject of(Unchecked unchecked) {
      return unchecked.statement() != null
          ? of(unchecked.statement())
          : of(unchecked.table(), unchecked.column());
    }

    static Subject of(Finding finding) {
      if (finding.sql() != null) {
        return of(finding.sql().statement());
      }
      String kind = finding.kind();
      return kind.equals("table") || kind.equals("column")
          ? of(finding.table(), finding.column())
          : new Subject(NameEscaper.FILE.of(finding.table()), kind);
    }
  }

  Status status() {
    if (findings.isEmpty() && unchecked.isEmpty()) {
      return Status.PASSED;
    } else if (findings.stream().anyMatch(failOn::includes)) {
      return Status.FAILURE;
    } else if (findings.stream().anyMatch(JunitCase::isAccepted)) {
      return Status.SKIPPED;
    } else if (unchecked.stream().anyMatch(this::isError)) {
      return Status.ERROR;
    }
    return unchecked.stream().anyMatch(JunitCase::isWholeTable) ? Status.SKIPPED : Status.PASSED;
  }

  private static boolean isAccepted(Finding finding) {
    return finding.acceptedBy() != null;
  }

  /**
   * Whether something could not be determined. Where the finding about it is turned off, the user
   * has decided to ignore it.
   */
  private boolean isError(Unchecked one) {
    return switch (one.what()) {
      case TABLE ->
          isReported(FindingCode.UNREADABLE_TABLE) || isReported(FindingCode.AMBIGUOUS_TABLE);
      case TYPE, FIELDS ->
          isReported(FindingCode.TYPE_UNKNOWN) || isReported(FindingCode.AMBIGUOUS_COLUMN);
      case LEFT_OUT, TABLE_TYPE, NULLABILITY, STATEMENT, KEY -> false;
    };
  }

  private boolean isReported(FindingCode code) {
    return findings.stream().anyMatch(finding -> finding.code() == code && !isAccepted(finding));
  }

  private static boolean isWholeTable(Unchecked one) {
    return one.what() == Unchecked.What.TABLE
        || one.what() == Unchecked.What.LEFT_OUT
        || one.what() == Unchecked.What.STATEMENT;
  }

  /** Whether there is any text about the subject. */
  boolean hasRemarks() {
    return !findings.isEmpty() || !unchecked.isEmpty();
  }

  /** The code of the first finding that fails the build; {@code not-checked} if none does. */
  String type() {
    return findings.stream()
        .filter(failOn::includes)
        .map(finding -> finding.code().code())
        .findFirst()
        .orElse("not-checked");
  }

  /** Why the case did not pass, in one line. */
  String message() {
    Stream<String> reasons =
        switch (status()) {
          case FAILURE -> findings.stream().filter(failOn::includes).map(JunitCase::line);
          case SKIPPED ->
              Stream.concat(
                  findings.stream()
                      .map(Finding::acceptedBy)
                      .filter(Objects::nonNull)
                      .map(Wording.CONSOLE::acceptance),
                  unchecked.stream().filter(JunitCase::isWholeTable).map(JunitCase::line));
          case ERROR -> unchecked.stream().filter(this::isError).map(JunitCase::line);
          case PASSED -> Stream.of("");
        };
    return reasons.findFirst().orElseThrow();
  }

  /** The whole text about the subject, line by line. */
  String text() {
    StringBuilder text = new StringBuilder();
    for (Finding finding : findings) {
      text.append(finding.severity().word()).append(' ').append(line(finding)).append('\n');
      SqlLines.excerpt(finding).forEach(line -> text.append("  ").append(line).append('\n'));
      if (finding.acceptedBy() != null) {
        text.append("  ").append(Wording.CONSOLE.acceptance(finding.acceptedBy())).append('\n');
      }
    }
    for (Unchecked one : unchecked) {
      text.append(line(one)).append('\n');
    }
    List<Finding> open = findings.stream().filter(finding -> !isAccepted(finding)).toList();
    for (FindingCode code : ResultView.byCode(open).keySet()) {
      text.append("What to do: ").append(Wording.advice(code)).append('\n');
    }
    return text.toString();
  }

  private static String line(Finding finding) {
    return Wording.CONSOLE.line(finding);
  }

  private static String line(Unchecked one) {
    if (one.statement() != null) {
      return "not checked: " + Wording.CONSOLE.line(one);
    }
    return "not checked: " + Wording.cut(one.counted(1)) + ": " + Wording.cut(one.why());
  }
}
