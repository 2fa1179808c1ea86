package io.github.qsmaven.sql;

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
      return lowerCase(written);
    }
    String quote = written.substring(written.length() - 1);
    int open = written.indexOf(quote);
    return written
        .substring(open + 1, Math.max(open + 1, written.length() - 1))
        .replace(quote + quote, quote);
  }

  /** In UTF-8, PostgreSQL changes the case of ASCII letters only. */
  static String lowerCase(String name) {
    StringBuilder lower = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      lower.append(c >= 'A' && c <= 'Z' ? (char) (c + 'a' - 'A') : c);
    }
    return lower.toString();
  }
}
