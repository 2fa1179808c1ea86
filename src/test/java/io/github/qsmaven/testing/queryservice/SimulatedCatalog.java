package io.github.qsmaven.testing.queryservice;

import java.util.regex.Pattern;

/** The ways to list tables, as a statement shows which one it goes. */
public enum SimulatedCatalog {
  /** {@code pg_class}; Guide, use-cases/sqlalchemy.md runs it by {@code get_table_names()}. */
  PG_CATALOG("\\bpg_class\\b", "42P01", "Table not found: pg_class"),
  /** {@code information_schema}; no document of the service speaks of it. */
  INFORMATION_SCHEMA(
      "\\binformation_schema\\b", "42P01", "Table not found: information_schema.tables"),
  /** {@code SHOW TABLES}; Guide, best-practices/writing-queries.md. */
  SHOW_TABLES("^\\s*SHOW\\s+TABLES\\b", "0A000", "SHOW TABLES is not supported");

  private final Pattern pattern;
  private final String sqlState;
  private final String message;

  SimulatedCatalog(String pattern, String sqlState, String message) {
    this.pattern = Pattern.compile(pattern, Pattern.CASE_INSENSITIVE);
    this.sqlState = sqlState;
    this.message = message;
  }

  /** What is found in a statement that goes this way. */
  public Pattern pattern() {
    return pattern;
  }

  /** What a server says that does not know it; Guide, troubleshooting-guide.md has the codes. */
  ServerError refusal() {
    return ServerError.error(sqlState, message);
  }
}
