package io.github.qsmaven.report;

import io.github.qsmaven.model.FailOn;
import io.github.qsmaven.model.Finding;
import io.github.qsmaven.model.FindingCode;
import io.github.qsmaven.model.NameEscaper;
import io.github.qsmaven.model.Unchecked;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of a table, of a column or of an acceptance, as the case of a test.
 *
 * @param subject what it is about
 * @param findings what was found, the accepted findings among them
 * @param unchecked what was not checked
 * @param failOn which findings fail the build
 */
record JunitCase(
    Subject subject, List<Finding> findings, List<Unchecked> unchecked, FailOn failOn) {
  /** What becomes of a test, in the words of Surefire. */
  enum Status {
    PASSED,
    /** A finding fails the build. */
    FAILURE,
    /** It could not be checked, and nobody decided to live with that. */
    ERROR,
    /** A finding is lived with, or the user left the table out. */
    SKIPPED
  }

  /**
   * What a case is about. No two subjects have the same names, since what a user or a server named
   * has a word in front.
   *
   * @param className the table, on one line; for an acceptance, its glob
   * @param name which part of it
   */
  record Subject(String className, String name) {
    static Subject of(String table, @Nullable String column) {
      return new Subject(
          NameEscaper.FILE.of(table),
          column == null ? "table" : "column " + NameEscaper.FILE.of(column));
    }

    static Subject of(Unchecked unchecked) {
      return of(unchecked.table(), unchecked.column());
    }

    static Subject of(Finding finding) {
      return finding.code().isAcceptable()
          ? of(finding.table(), finding.column())
          : new Subject(NameEscaper.FILE.of(finding.table()), "acceptance");
    }
  }

  Status status() {
    if (findings.isEmpty() && unchecked.isEmpty()) {
      return Status.PASSED;
    } else if (findings.stream().anyMatch(this::fails)) {
      return Status.FAILURE;
    } else if (findings.stream().anyMatch(JunitCase::isAccepted)) {
      return Status.SKIPPED;
    } else if (unchecked.stream().anyMatch(this::isError)) {
      return Status.ERROR;
    }
    return unchecked.stream().anyMatch(JunitCase::isWholeTable) ? Status.SKIPPED : Status.PASSED;
  }

  private boolean fails(Finding finding) {
    return !isAccepted(finding) && failOn.includes(finding.severity());
  }

  private static boolean isAccepted(Finding finding) {
    return finding.acceptedBy() != null;
  }

  /**
   * Whether it could not be told. Where the finding that says so is switched off, the user knows.
   */
  private boolean isError(Unchecked one) {
    return switch (one.what()) {
      case TABLE -> isTold(FindingCode.UNREADABLE_TABLE) || isTold(FindingCode.AMBIGUOUS_TABLE);
      case TYPE, FIELDS -> isTold(FindingCode.TYPE_UNKNOWN) || isTold(FindingCode.AMBIGUOUS_COLUMN);
      case LEFT_OUT, TABLE_TYPE, NULLABILITY -> false;
    };
  }

  private boolean isTold(FindingCode code) {
    return findings.stream().anyMatch(finding -> finding.code() == code && !isAccepted(finding));
  }

  private static boolean isWholeTable(Unchecked one) {
    return one.what() == Unchecked.What.TABLE || one.what() == Unchecked.What.LEFT_OUT;
  }

  /** Whether there is anything to say of it. */
  boolean hasRemarks() {
    return !findings.isEmpty() || !unchecked.isEmpty();
  }

  /** The code of the first finding that fails the build; {@code not-checked} if none does. */
  String type() {
    return findings.stream()
        .filter(this::fails)
        .map(finding -> finding.code().code())
        .findFirst()
        .orElse("not-checked");
  }

  /** In one line, why it did not pass. */
  String message() {
    Stream<String> reasons =
        switch (status()) {
          case FAILURE -> findings.stream().filter(this::fails).map(JunitCase::line);
          case SKIPPED ->
              Stream.concat(
                  findings.stream()
                      .filter(JunitCase::isAccepted)
                      .map(finding -> new FindingText(finding).acceptance()),
                  unchecked.stream().filter(JunitCase::isWholeTable).map(JunitCase::line));
          case ERROR -> unchecked.stream().filter(this::isError).map(JunitCase::line);
          case PASSED -> Stream.of("");
        };
    return reasons.findFirst().orElseThrow();
  }

  /** All that is to be said, line by line. */
  String text() {
    StringBuilder text = new StringBuilder();
    Set<String> helps = new LinkedHashSet<>();
    for (Finding finding : findings) {
      text.append(finding.severity().word()).append(' ').append(line(finding)).append('\n');
      if (isAccepted(finding)) {
        text.append("  ").append(new FindingText(finding).acceptance()).append('\n');
      } else {
        helps.add(finding.code().code() + ": " + finding.code().help());
      }
    }
    for (Unchecked one : unchecked) {
      text.append(line(one)).append('\n');
    }
    helps.forEach(help -> text.append("What to do: ").append(help).append("\n"));
    return text.toString();
  }

  private static String line(Finding finding) {
    return new FindingText(finding).line();
  }

  private static String line(Unchecked one) {
    return "not checked: " + one.what().counted(1) + ": " + FindingText.shown(one.why());
  }
}
