package io.github.qsmaven.catalog;

import io.github.qsmaven.connection.Session;
import io.github.qsmaven.model.Catalog;
import io.github.qsmaven.model.CatalogSource;
import java.util.List;
import java.util.function.Function;

/**
 * The statements that a kind of server supports, and what their results mean.
 *
 * @param pgCatalog makes the reader of tables from {@code pg_catalog}; the other catalogs are read
 *     with the same statements on every server
 * @param columns makes the readers of columns, in their fallback order
 * @param isComplete whether what {@code pg_catalog} does not return does not exist: an empty list
 *     is then accepted, and a table that one reader of columns does not return is not looked up
 *     with the next
 * @param hasDatasets whether tables may have datasets, which {@code SHOW TABLES} reports, and views
 *     ids and dependencies, which {@code SHOW VIEWS} reports
 */
record Dialect(
    Function<PageReader, CatalogReader> pgCatalog,
    List<Function<PageReader, ColumnsReader>> columns,
    boolean isComplete,
    boolean hasDatasets) {

  private static final Dialect POSTGRESQL =
      new Dialect(
          PgCatalogReader::new,
          List.of(
              PgColumnsReader::new,
              PortableColumnsReader::new,
              InformationSchemaColumnsReader::new),
          true,
          false);

  private static final Dialect OTHER =
      new Dialect(
          PortableCatalogReader::new,
          List.of(PortableColumnsReader::new, InformationSchemaColumnsReader::new),
          false,
          true);

  /**
   * Returns the dialect of the server that a session is signed in to: PostgreSQL's for servers that
   * report version 9 or later, as PGlite and QuestDB do; another one for Query Service.
   */
  static Dialect of(Session session) {
    return session.isPostgres() ? POSTGRESQL : OTHER;
  }

  /** Returns the reader of tables for a catalog. */
  CatalogReader tablesReader(CatalogSource source, PageReader pages) {
    return switch (source) {
      case PG_CATALOG -> pgCatalog.apply(pages);
      case PG_CLASS -> CurrentSchemaReader.ofPgClass(pages);
      case INFORMATION_SCHEMA -> CurrentSchemaReader.ofInformationSchema(pages);
      case SHOW_TABLES -> new ShowTablesReader();
    };
  }

  /** Returns the readers of columns in their fallback order. */
  List<ColumnsReader> columnsReaders(PageReader pages) {
    return columns.stream().map(reader -> reader.apply(pages)).toList();
  }

  /** Whether a list is accepted, so that the next catalog is not queried. */
  boolean accepts(Catalog list) {
    return !list.tables().isEmpty() || (isComplete && list.source() == CatalogSource.PG_CATALOG);
  }
}
