package io.github.qsmaven.model;

import java.util.Locale;

/** The catalogs a server may have, the one that tells most first. */
public enum CatalogSource implements HasWord {
  /** PostgreSQL's system catalogs, as SQLAlchemy 2.0 reads them: what the search path shows. */
  PG_CATALOG,
  /**
   * {@code pg_class} and {@code pg_namespace} alone, as SQLAlchemy 1.4 reads them: the current
   * schema.
   */
  PG_CLASS,
  /** The SQL standard's {@code information_schema.tables}. */
  INFORMATION_SCHEMA,
  /** Query Service's statement {@code SHOW TABLES}. */
  SHOW_TABLES;

  /** The word of the parameter {@code catalog} and of the reports: {@code pg_catalog}. */
  @Override
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
