package io.github.qsmaven.sql;

import io.github.qsmaven.model.SourcePosition;

/** What becomes of a statement. */
public sealed interface Outcome {
  /**
   * It can be sent.
   *
   * @param sql what is sent
   * @param templated whether templates were left out, or a placeholder stands for a whole item of a
   *     list and may be several: a refusal of its shape (42601, 42803, 42P10) is no finding then
   */
  record Sendable(SentSql sql, boolean templated) implements Outcome {}

  /**
   * It cannot be checked.
   *
   * @param why the reason, a clause; it holds text of the user, so it is to be escaped
   * @param at the place of what prevents it
   */
  record NotChecked(String why, SourcePosition at) implements Outcome {}
}
