package io.github.qsmaven.model;

import java.util.Locale;

/** The catalogs that a server may have, in their fallback order: the most detailed one first. */
public enum CatalogSource implements HasWord {
  /** PostgreSQL's system catalogs, as SQLAlchemy 2.0 reads them: lists the search path. */
  PG_CATALOG(true, true, true, false),
  /**
   * {@code pg_class} and {@code pg_namespace} alone, as SQLAlchemy 1.4 reads them: lists the
   * current schema.
   */
  PG_CLASS(true, true, true, false),
  /** The SQL standard's {@code information_schema.tables}. */
  INFORMATION_SCHEMA(true, false, true, false),
  /** Query Service's statement {@code SHOW TABLES}. */
  SHOW_TABLES(false, false, false, true);

  private final boolean hasSchemas;
  private final boolean showsEverySchema;
  private final boolean reportsTypes;
  private final boolean reportsDatasets;

  CatalogSource(
      boolean hasSchemas, boolean showsEverySchema, boolean reportsTypes, boolean reportsDatasets) {
    this.hasSchemas = hasSchemas;
    this.showsEverySchema = showsEverySchema;
    this.reportsTypes = reportsTypes;
    this.reportsDatasets = reportsDatasets;
  }

  /** Whether the catalog reports schemas, so that a query can select some of them. */
  public boolean hasSchemas() {
    return hasSchemas;
  }

  /**
   * Whether the catalog of PostgreSQL also shows the schemas, and their tables, that the credential
   * may not use.
   */
  public boolean showsEverySchema() {
    return showsEverySchema;
  }

  /** Whether the catalog distinguishes tables from views on every server that has it. */
  public boolean reportsTypes() {
    return reportsTypes;
  }

  /** Whether the catalog reports the datasets of tables. */
  public boolean reportsDatasets() {
    return reportsDatasets;
  }

  /** The word of the parameter {@code catalog} and of the reports: {@code pg_catalog}. */
  @Override
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
