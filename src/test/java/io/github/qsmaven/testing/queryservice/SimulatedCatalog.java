package io.github.qsmaven.testing.queryservice;

import java.util.regex.Pattern;

/** The catalogs that list tables, recognized by the text of a statement. */
public enum SimulatedCatalog {
  /** {@code pg_class}; Guide, use-cases/sqlalchemy.md runs {@code get_table_names()} on it. */
  PG_CATALOG("\\bpg_class\\b", "42P01", "Table not found: pg_class"),
  /** {@code information_schema}; not mentioned in Adobe's documents. */
  INFORMATION_SCHEMA(
      "\\binformation_schema\\b", "42P01", "Table not found: information_schema.tables"),
  /** {@code SHOW TABLES}; Guide, best-practices/writing-queries.md. */
  SHOW_TABLES("^\\s*SHOW\\s+TABLES\\b", "0A000", "SHOW TABLES is not supported"),
  /** {@code SHOW VIEWS}; Guide, sql/syntax.md. Servers without it: the code of a syntax error. */
  SHOW_VIEWS("^\\s*SHOW\\s+VIEWS\\b", "42601", "Invalid command: SHOW VIEWS");

  private final Pattern pattern;
  private final String sqlState;
  private final String message;

  SimulatedCatalog(String pattern, String sqlState, String message) {
    this.pattern = Pattern.compile(pattern, Pattern.CASE_INSENSITIVE);
    this.sqlState = sqlState;
    this.message = message;
  }

  /** Matches a part of each statement that uses this catalog. */
  public Pattern pattern() {
    return pattern;
  }

  /** The error of a server without this catalog; codes: Guide, troubleshooting-guide.md. */
  ServerError refusal() {
    return ServerError.error(sqlState, message);
  }
}
