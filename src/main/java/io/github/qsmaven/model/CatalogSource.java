package io.github.qsmaven.model;

/** Which of the server's catalogs answered. */
public enum CatalogSource {
  /** PostgreSQL's system catalogs {@code pg_class} and {@code pg_namespace}. */
  PG_CATALOG("pg_catalog");

  private final String word;

  CatalogSource(String word) {
    this.word = word;
  }

  /** The word of the reports. */
  public String word() {
    return word;
  }
}
