package io.github.qsmaven.model;

/** A goal that writes reports. Its word is its name without the plugin's prefix. */
public enum Goal implements HasWord {
  /** Lists tables and compares their names with the expected ones. */
  LIST_TABLES("tables", true),
  /** Compares tables, columns and types with contracts. */
  CHECK("check", true),
  /** Has the server analyze the statements of the project. */
  CHECK_SQL("check-sql", true),
  /** Compares the schema with a lock. */
  DRIFT("drift", true),
  /** Writes a lock; it has no report, only a failure for a CI server. */
  LOCK("lock", false),
  /** Shows the schema as a page of the Maven site. */
  REPORT("schema", false),
  /** Checks the connection step by step; it has no findings. */
  DOCTOR("doctor", false);

  private final String baseName;
  private final boolean failsBuild;

  Goal(String baseName, boolean failsBuild) {
    this.baseName = baseName;
    this.failsBuild = failsBuild;
  }

  /** The name of its report files without prefix and extension: {@code tables}. */
  public String baseName() {
    return baseName;
  }

  /** Whether findings fail the build; if not, they are only shown. */
  public boolean failsBuild() {
    return failsBuild;
  }
}
