package io.github.qsmaven.model;

/** A goal that writes reports, as its users and its reports name it. */
public enum Goal {
  /** Lists tables and compares their names with the expected ones. */
  LIST_TABLES("list-tables", "tables", true),
  /** Compares tables, columns and types with contracts. */
  CHECK("check", "check", true),
  /** Shows the schema as a page of the Maven site. */
  REPORT("report", "schema", false),
  /** Checks the connection step by step; it has no findings. */
  DOCTOR("doctor", "doctor", false);

  private final String word;
  private final String baseName;
  private final boolean failsBuild;

  Goal(String word, String baseName, boolean failsBuild) {
    this.word = word;
    this.baseName = baseName;
    this.failsBuild = failsBuild;
  }

  /** The name of the goal without the plugin's prefix: {@code list-tables}. */
  public String word() {
    return word;
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
