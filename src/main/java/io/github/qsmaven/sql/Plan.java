package io.github.qsmaven.sql;

/** What to do with a statement. */
sealed interface Plan {
  /**
   * Let the server analyze a range of its tokens.
   *
   * @param from the first token, as an index into {@link StatementTokens#all}
   * @param to the token behind the last one
   */
  record Send(int from, int to) implements Plan {}

  /**
   * Do not check it.
   *
   * @param why a short clause
   * @param at the token that is the cause
   */
  record Skip(String why, Token at) implements Plan {}
}
