package io.github.qsmaven.catalog;

import io.github.qsmaven.connection.Session;
import io.github.qsmaven.model.Catalog;
import io.github.qsmaven.model.CatalogSource;
import java.util.List;

/** The statements that a kind of server supports, and what their results mean. */
enum Dialect {
  /** Of servers that report version 9 or later, as PGlite and QuestDB do. */
  POSTGRESQL,
  /** Of other servers, such as Query Service. */
  OTHER;

  /** Returns the dialect of the server that a session is signed in to. */
  static Dialect of(Session session) {
    return session.isPostgres() ? POSTGRESQL : OTHER;
  }

  /**
   * Whether what {@code pg_catalog} does not return does not exist: an empty list is then accepted,
   * and a table that one reader of columns does not return is not looked up with the next.
   */
  boolean isComplete() {
    return this == POSTGRESQL;
  }

  /**
   * Whether tables may have datasets, which {@code SHOW TABLES} reports, and views ids and
   * dependencies, which {@code SHOW VIEWS} reports.
   */
  boolean hasDatasets() {
    return this == OTHER;
  }

  /** Returns the reader of tables for a catalog; only {@code pg_catalog} differs by dialect. */
  CatalogReader tablesReader(CatalogSource source, PageReader pages) {
    return switch (source) {
      case PG_CATALOG ->
          this == POSTGRESQL ? new PgCatalogReader(pages) : new PortableCatalogReader(pages);
      case PG_CLASS -> CurrentSchemaReader.ofPgClass(pages);
      case INFORMATION_SCHEMA -> CurrentSchemaReader.ofInformationSchema(pages);
      case SHOW_TABLES -> new ShowTablesReader();
    };
  }

  /** Returns the readers of columns in their fallback order. */
  List<ColumnsReader> columnsReaders(PageReader pages) {
    ColumnsReader portable = new PortableColumnsReader(pages);
    ColumnsReader standard = new InformationSchemaColumnsReader(pages);
    return this == POSTGRESQL
        ? List.of(new PgColumnsReader(pages), portable, standard)
        : List.of(portable, standard);
  }

  /** Whether a list is accepted, so that the next catalog is not queried. */
  boolean accepts(Catalog list) {
    return !list.tables().isEmpty() || (isComplete() && list.source() == CatalogSource.PG_CATALOG);
  }
}
