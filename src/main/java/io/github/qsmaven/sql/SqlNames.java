package io.github.qsmaven.sql;

import java.util.Locale;

/** Names as they are written in SQL. */
final class SqlNames {
  private SqlNames() {}

  /** A name in double quotes. */
  static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** A name as the server reads it: without quotes in lower case. */
  static String read(TokenKind kind, String written) {
    if (kind != TokenKind.QUOTED_NAME || written.length() < 2) {
      return written.toLowerCase(Locale.ROOT);
    }
    String quote = written.substring(0, 1);
    return written.substring(1, written.length() - 1).replace(quote + quote, quote);
  }
}
