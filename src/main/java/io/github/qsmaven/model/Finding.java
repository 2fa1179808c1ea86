package io.github.qsmaven.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A difference from what is expected, or a problem with an acceptance. All texts are as servers and
 * users wrote them, so to be escaped.
 *
 * @param code the kind of difference
 * @param severity its severity; never {@link Severity#OFF}
 * @param table the table by its listed name; as the contract writes it if it does not exist, or if
 *     only names are checked; for a finding about an acceptance, the glob of that; for one about
 *     the servers of a contract, its file
 * @param column the path of the column: fields after a dot, an array's elements as {@code []}; null
 *     if the finding is about the table
 * @param at where it is expected; null if nothing expects it, or that is not known
 * @param expected what is expected, in a few words
 * @param actual what the server has, in a few words
 * @param why how the two differ, or why that is unknown; empty if there is nothing to say
 * @param suggestions up to three names that may have been meant, the likeliest first
 * @param acceptedBy what accepts it; null if nothing does
 * @param sql the statement that it is about, and the lines around its place; null if it is about
 *     something else. The table is then the one that is meant, or empty
 * @param change what the change of the schema means for the project; null if it is not about one
 * @param cause why the statement fails; null if no lock shows it
 */
public record Finding(
    FindingCode code,
    Severity severity,
    String table,
    @Nullable String column,
    @Nullable SourcePosition at,
    String expected,
    String actual,
    String why,
    List<Suggestion> suggestions,
    @Nullable Acceptance acceptedBy,
    @Nullable SqlExcerpt sql,
    @Nullable Change change,
    @Nullable Cause cause) {
  public Finding {
    suggestions = List.copyOf(suggestions);
  }

  /** A finding that is not about a statement. */
  public Finding(
      FindingCode code,
      Severity severity,
      String table,
      @Nullable String column,
      @Nullable SourcePosition at,
      String expected,
      String actual,
      String why,
      List<Suggestion> suggestions,
      @Nullable Acceptance acceptedBy) {
    this(
        code,
        severity,
        table,
        column,
        at,
        expected,
        actual,
        why,
        suggestions,
        acceptedBy,
        null,
        null,
        null);
  }

  /** A finding about a statement, without a lock. */
  public Finding(
      FindingCode code,
      Severity severity,
      String table,
      @Nullable String column,
      @Nullable SourcePosition at,
      String expected,
      String actual,
      String why,
      List<Suggestion> suggestions,
      @Nullable Acceptance acceptedBy,
      @Nullable SqlExcerpt sql) {
    this(
        code,
        severity,
        table,
        column,
        at,
        expected,
        actual,
        why,
        suggestions,
        acceptedBy,
        sql,
        null,
        null);
  }

  /**
   * The same finding about a statement, with what a lock shows.
   *
   * @param known why the statement fails
   * @param reason the sentence that says it, which follows what is known already
   */
  public Finding because(Cause known, String reason) {
    return new Finding(
        code,
        severity,
        table,
        column,
        at,
        expected,
        actual,
        why.isEmpty() ? reason : why.replaceFirst("\\.$", "") + "; " + reason,
        suggestions,
        acceptedBy,
        sql,
        change,
        known);
  }

  /** What findings are grouped by: the table, or the file of the statement. */
  public String group() {
    return sql == null ? table : sql.statement().file();
  }

  /**
   * What acceptances name: {@code table} or {@code table.column}, or {@code file#ordinal} of a
   * statement.
   */
  public String object() {
    if (sql != null) {
      return sql.statement().id();
    }
    return column == null ? table : table + "." + column;
  }

  /**
   * What it is about: {@code statement}, {@code table}, {@code column}, {@code acceptance} or
   * {@code servers}.
   */
  public String kind() {
    if (sql != null) {
      return "statement";
    }
    if (!code.isAcceptable()) {
      return "acceptance";
    }
    return code == FindingCode.OTHER_DATABASE ? "servers" : column == null ? "table" : "column";
  }

  /**
   * The same finding, accepted.
   *
   * @param acceptance what accepts it
   */
  public Finding accepted(Acceptance acceptance) {
    return new Finding(
        code,
        severity,
        table,
        column,
        at,
        expected,
        actual,
        why,
        suggestions,
        acceptance,
        sql,
        change,
        cause);
  }
}
