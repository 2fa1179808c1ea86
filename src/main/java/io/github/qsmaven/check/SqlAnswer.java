package io.github.qsmaven.check;

import io.github.qsmaven.model.FindingCode;
import io.github.qsmaven.model.SourcePosition;
import io.github.qsmaven.sql.ScriptStatement;
import io.github.qsmaven.sql.SentSql;
import io.github.qsmaven.sql.SqlScript;

/**
 * A statement and what is known of it.
 *
 * @param script the file
 * @param statement the statement
 * @param verdict what is known
 */
public record SqlAnswer(SqlScript script, ScriptStatement statement, Verdict verdict) {
  /** What is known of a statement. */
  public sealed interface Verdict {}

  /** The server analyzed it without an error. */
  public record Holds() implements Verdict {}

  /**
   * The server rejects it.
   *
   * @param sent what was sent
   * @param templated whether its text depends on a template or on the values of a list, so that its
   *     shape may be another one
   * @param error why
   */
  public record Rejected(SentSql sent, boolean templated, SqlError error) implements Verdict {}

  /**
   * It does not fit the table that it writes, by the plugin's own comparison.
   *
   * @param code the kind of finding
   * @param at the place of the table in the statement
   * @param table the table by its listed name
   * @param expected how many columns, or which
   * @param actual how many values, or which
   */
  public record Mismatch(
      FindingCode code, SourcePosition at, String table, String expected, String actual)
      implements Verdict {}

  /**
   * Nothing is known of it.
   *
   * @param why the reason, a clause
   * @param at the place of the reason
   */
  public record NotChecked(String why, SourcePosition at) implements Verdict {}
}
