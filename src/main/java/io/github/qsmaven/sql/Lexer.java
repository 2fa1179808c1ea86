package io.github.qsmaven.sql;

import java.util.List;

/**
 * Cuts a text of SQL into tokens, by the rules of PostgreSQL's own lexer and those of the programs
 * in front of it: psql's commands, placeholders, templates. Never fails: what is not closed ends at
 * the end of the text, and what is unknown is a token of one character.
 */
final class Lexer {
  private final SqlDialect dialect;

  /**
   * Creates a lexer.
   *
   * @param dialect decides about back quotes, comments after {@code #} and blocks
   */
  Lexer(SqlDialect dialect) {
    this.dialect = dialect;
  }

  /**
   * Cuts a text into tokens, in linear time.
   *
   * @return tokens that together are the whole text, without gaps
   */
  List<Token> tokens(String text) {
    return new Scan(text, dialect).tokens();
  }
}
