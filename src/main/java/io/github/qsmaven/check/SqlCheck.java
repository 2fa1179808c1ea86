package io.github.qsmaven.check;

import io.github.qsmaven.check.SqlAnswer.Mismatch;
import io.github.qsmaven.check.SqlAnswer.NotChecked;
import io.github.qsmaven.check.SqlAnswer.Rejected;
import io.github.qsmaven.check.SqlAnswer.Verdict;
import io.github.qsmaven.model.Acceptance;
import io.github.qsmaven.model.Catalog;
import io.github.qsmaven.model.CheckResult;
import io.github.qsmaven.model.CodePointOrder;
import io.github.qsmaven.model.Finding;
import io.github.qsmaven.model.FindingCode;
import io.github.qsmaven.model.NameFilter;
import io.github.qsmaven.model.SourcePosition;
import io.github.qsmaven.model.SqlExcerpt;
import io.github.qsmaven.model.SqlStatement;
import io.github.qsmaven.model.Suggestion;
import io.github.qsmaven.model.Unchecked;
import io.github.qsmaven.sql.SqlScript;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns what a server says of statements into findings. */
public final class SqlCheck {
  private final CheckRules rules;
  private final List<Acceptance> acceptances;
  private final LocalDate today;
  private final SqlRejection rejection;
  private final SqlSuggestions suggestions;
  private final Catalog catalog;

  /**
   * @param rules the severities of findings, and which of them fail the build
   * @param acceptances the accepted findings, of any goal
   * @param today the day, for acceptances
   * @param rejection interprets errors
   * @param suggestions finds names that may have been meant
   * @param catalog the list of tables
   */
  public SqlCheck(
      CheckRules rules,
      List<Acceptance> acceptances,
      LocalDate today,
      SqlRejection rejection,
      SqlSuggestions suggestions,
      Catalog catalog) {
    this.rules = rules;
    this.acceptances =
        acceptances.stream()
            .filter(one -> one.code().isOfStatements() || one.code() == FindingCode.NOT_IN_LOCK)
            .toList();
    this.today = today;
    this.rejection = rejection;
    this.suggestions = suggestions;
    this.catalog = catalog;
  }

  /**
   * Makes the result.
   *
   * @param answers the statements of the project, file by file
   */
  public CheckResult check(List<SqlAnswer> answers) {
    FindingCollector collector = new FindingCollector(rules, CodePointOrder.INSTANCE);
    Map<String, SqlScript> scripts = new LinkedHashMap<>();
    Map<String, SqlLines> lines = new LinkedHashMap<>();
    for (SqlAnswer answer : answers) {
      SqlScript script = answer.script();
      scripts.put(script.file(), script);
      add(answer, lines.computeIfAbsent(script.file(), file -> new SqlLines(script)), collector);
    }
    List<Finding> findings =
        new Acceptances(usable(answers), today)
            .applyTo(collector, new FilteredOut(catalog, NameFilter.ALL));
    return new CheckResult(
        new IgnoreComments(scripts.values(), rules).applyTo(findings),
        collector.coverage(List.of()),
        rules.failOn());
  }

  /** Those about the lock only if it took the place of the server. */
  private List<Acceptance> usable(List<SqlAnswer> answers) {
    boolean offline =
        answers.stream()
            .anyMatch(
                one ->
                    one.verdict() instanceof Mismatch mismatch
                        && mismatch.code() == FindingCode.NOT_IN_LOCK);
    return acceptances.stream()
        .filter(one -> offline || one.code() != FindingCode.NOT_IN_LOCK)
        .toList();
  }

  private void add(SqlAnswer answer, SqlLines lines, FindingCollector collector) {
    SqlStatement statement = answer.statement().statement();
    Verdict verdict = answer.verdict();
    if (verdict instanceof Rejected rejected) {
      verdict = rejection.judged(answer, rejected);
    }
    if (verdict instanceof NotChecked unknown) {
      collector.expect(statement, Unchecked.of(statement, unknown.why(), unknown.at()));
      collector.report(
          finding(
              FindingCode.SQL_NOT_CHECKED,
              "",
              null,
              unknown.at(),
              "an analysis by the server",
              unknown.why(),
              "",
              List.of(),
              lines.excerpt(
                  statement, unknown.at(), length(lines.dottedName(unknown.at())), false)));
      return;
    }
    collector.expect(statement, null);
    if (verdict instanceof Mismatch mismatch) {
      collector.report(
          finding(
              mismatch.code(),
              mismatch.table(),
              null,
              mismatch.at(),
              mismatch.expected(),
              mismatch.actual(),
              "",
              List.of(),
              lines.excerpt(
                  statement, mismatch.at(), length(lines.dottedName(mismatch.at())), false)));
    } else if (verdict instanceof Rejected rejected) {
      collector.report(finding(answer, rejected, lines));
    }
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  private Finding finding(SqlAnswer answer, Rejected rejected, SqlLines lines) {
    SqlError error = rejected.error();
    SqlStatement statement = answer.statement().statement();
    FindingCode code = SqlRejection.code(error);
    FaultPlace place = FaultPlace.of(answer, rejected);
    SourcePosition at = place.at();
    String name = isAboutName(code) ? lines.dottedName(at) : "";
    List<String> parts = SqlLines.parts(name);
    boolean ofTable = code == FindingCode.SQL_MISSING_TABLE;
    boolean ofColumn =
        !parts.isEmpty()
            && (code == FindingCode.SQL_MISSING_COLUMN
                || (code == FindingCode.SQL_INSERT_DOES_NOT_FIT && error.is("42703")));
    String column = ofColumn ? parts.get(parts.size() - 1) : null;
    int length = Math.max(place.length(), length(name));
    return finding(
        code,
        ofTable ? String.join(".", parts) : "",
        column,
        at,
        SqlRejection.expected(code),
        error.message(),
        why(error),
        ofTable
            ? suggestions.ofTable(parts)
            : column == null ? List.of() : suggestions.ofColumn(answer.statement(), column),
        lines.excerpt(statement, at, length, place.guessed()));
  }

  private static boolean isAboutName(FindingCode code) {
    return switch (code) {
      case SQL_MISSING_TABLE,
          SQL_MISSING_COLUMN,
          SQL_AMBIGUOUS_NAME,
          SQL_UNKNOWN_FUNCTION,
          SQL_INSERT_DOES_NOT_FIT ->
          true;
      default -> false;
    };
  }

  private static String why(SqlError error) {
    StringBuilder why = new StringBuilder();
    if (error.detail() != null) {
      why.append(error.detail());
    }
    if (error.hint() != null) {
      why.append(why.length() == 0 ? "" : " ").append("HINT: ").append(error.hint());
    }
    return why.toString();
  }

  private Finding finding(
      FindingCode code,
      String table,
      @Nullable String column,
      SourcePosition at,
      String expected,
      String actual,
      String why,
      List<Suggestion> meant,
      SqlExcerpt excerpt) {
    return new Finding(
        code, rules.severity(code), table, column, at, expected, actual, why, meant, null, excerpt);
  }
}
