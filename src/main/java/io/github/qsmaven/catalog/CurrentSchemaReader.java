package io.github.qsmaven.catalog;

import io.github.qsmaven.connection.Session;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.Catalog;
import io.github.qsmaven.model.CatalogSource;
import io.github.qsmaven.model.TableName;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/**
 * Reads {@code pg_class} and {@code pg_namespace} in the words of SQLAlchemy 1.4's {@code
 * get_table_names()} (its {@code dialects/postgresql/base.py}): without {@code relpersistence} and
 * {@code pg_table_is_visible}, in the current schema alone, which SQLAlchemy asks for when it
 * connects.
 */
final class CurrentSchemaReader implements CatalogReader {
  private static final SchemaListing LISTING =
      new SchemaListing(
          CatalogSource.PG_CLASS,
          "pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace",
          "n.nspname",
          "c.relname",
          "c.relkind",
          RelationKinds::type,
          new SchemaLookup("SELECT n.nspname FROM pg_namespace n"));

  private final PageReader pages;

  CurrentSchemaReader(PageReader pages) {
    this.pages = pages;
  }

  @Override
  public CatalogSource source() {
    return LISTING.source();
  }

  @Override
  public Catalog read(Session session, CatalogQuery query)
      throws SQLException, UnusableCatalogException, CannotCheckException {
    return LISTING.read(
        pages, session, query, new RelationKinds(query.types()).literals(), List.of());
  }

  @Override
  public List<TableName> findAnywhere(Session session, Set<String> names) throws SQLException {
    return LISTING.relations("c.relkind IN ('r', 'p', 'v', 'm', 'f')").find(session, names);
  }
}
