package io.github.qsmaven.catalog;

import io.github.qsmaven.connection.RowReader;
import io.github.qsmaven.connection.Session;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.Catalog;
import io.github.qsmaven.model.CatalogSource;
import io.github.qsmaven.model.Table;
import io.github.qsmaven.model.TableName;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Reads {@code pg_class} and {@code pg_namespace} of a server that is not plainly PostgreSQL, such
 * as Query Service: in the words of SQLAlchemy 2.0's {@code get_table_names()} (its {@code
 * dialects/postgresql/base.py}), which Adobe's documentation runs against the service, and no
 * others, but for the key and the limit of a page.
 */
final class PortableCatalogReader implements CatalogReader {
  private static final String RELATIONS =
      "pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace";
  private static final String VISIBLE = "pg_catalog.pg_table_is_visible(c.oid)";
  private static final String NOT_TEMPORARY = "c.relpersistence <> 't'";
  private static final SchemaLookup SCHEMAS =
      new SchemaLookup("SELECT n.nspname FROM pg_catalog.pg_namespace n");

  private final PageReader pages;

  PortableCatalogReader(PageReader pages) {
    this.pages = pages;
  }

  @Override
  public CatalogSource source() {
    return CatalogSource.PG_CATALOG;
  }

  @Override
  public Catalog read(Session session, CatalogQuery query)
      throws SQLException, UnusableCatalogException, CannotCheckException {
    boolean onSearchPath = query.schemas().isEmpty();
    List<String> values = new ArrayList<>(query.schemas());
    NameConditions names = NameConditions.of(query.filter(), "n.nspname", "c.relname");
    values.addAll(names.values());
    List<Table> tables =
        pages.read(
            session.where(),
            source(),
            new TableQuery(
                session,
                "n.nspname, c.relname, c.relkind" + (onSearchPath ? "" : ", " + VISIBLE),
                RELATIONS,
                "c.relkind IN ("
                    + new RelationKinds(query.types()).literals()
                    + ") AND "
                    + NOT_TEMPORARY
                    + " AND "
                    + (onSearchPath
                        ? VISIBLE + " AND n.nspname <> 'pg_catalog'"
                        : "n.nspname IN (" + RelationFinder.marks(query.schemas().size()) + ")")
                    + names.sql(),
                values,
                "n.nspname",
                "c.relname",
                reader(onSearchPath)));
    return new Catalog(
        source(), SCHEMAS.searched(session, query.schemas(), tables), onSearchPath, tables);
  }

  private static RowReader<Table> reader(boolean onSearchPath) {
    return row ->
        new Table(
            new TableName(row.getString(1), row.getString(2)),
            RelationKinds.type(row.getString(3)),
            onSearchPath || row.getBoolean(4),
            null);
  }

  @Override
  public List<TableName> findAnywhere(Session session, Set<String> names) throws SQLException {
    return new RelationFinder(
            RELATIONS,
            "c.relkind IN ('r', 'p', 'v', 'm', 'f') AND " + NOT_TEMPORARY,
            "n.nspname",
            "c.relname")
        .find(session, names);
  }
}
