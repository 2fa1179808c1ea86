package io.github.qsmaven.catalog;

import io.github.qsmaven.connection.Session;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.Catalog;
import io.github.qsmaven.model.CatalogSource;
import io.github.qsmaven.model.Table;
import io.github.qsmaven.model.TableName;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/**
 * Reads {@code pg_class} and {@code pg_namespace} of a server that does not report that it is
 * PostgreSQL, such as Query Service. It sends the query of SQLAlchemy 2.0's {@code
 * get_table_names()} (its {@code dialects/postgresql/base.py}), which Adobe's documentation runs
 * against the service, with only the key and the limit of a page added.
 *
 * @param pages reads the list
 */
record PortableCatalogReader(PageReader pages) implements CatalogReader {

  @Override
  public Countable countable() {
    return new Countable("pg_catalog.pg_class", "relname");
  }

  @Override
  public Catalog read(Session session, CatalogQuery query)
      throws SQLException, UnusableCatalogException, CannotCheckException {
    boolean onSearchPath = query.schemas().isEmpty();
    Condition permanent =
        new Condition(
            "c.relkind IN ("
                + TypeCodes.RELKIND.literals(query.types())
                + ") AND "
                + PgCatalogReader.NOT_TEMPORARY,
            List.of());
    List<Table> tables =
        pages.read(
            session.where(),
            CatalogSource.PG_CATALOG,
            new TableQuery(
                session,
                PgCatalogReader.RELATIONS,
                "c.relkind" + (onSearchPath ? "" : ", " + PgCatalogReader.VISIBLE),
                (onSearchPath
                        ? permanent.and(PgCatalogReader.VISIBLE + " AND n.nspname <> 'pg_catalog'")
                        : permanent.and(Condition.in("n.nspname", query.schemas())))
                    .and(Condition.matching(query.filter(), "n.nspname", "c.relname")),
                row ->
                    new Table(
                        new TableName(row.getString(1), row.getString(2)),
                        TypeCodes.RELKIND.type(row.getString(3)),
                        onSearchPath || row.getBoolean(4),
                        null)));
    return new Catalog(
        CatalogSource.PG_CATALOG,
        PgCatalogReader.SCHEMAS.searched(session, query.schemas(), tables),
        onSearchPath,
        tables);
  }

  @Override
  public List<TableName> findAnywhere(Session session, Set<String> names) throws SQLException {
    return PgCatalogReader.RELATIONS.find(
        session, TypeCodes.HAS_RELKIND + " AND " + PgCatalogReader.NOT_TEMPORARY, names);
  }

  @Override
  public Set<String> schemas(Session session) throws SQLException {
    return PgCatalogReader.SCHEMAS.all(session);
  }

  @Override
  public List<TableName> tablesOf(Session session, Set<String> schemas) throws SQLException {
    return PgCatalogReader.RELATIONS.of(
        session, TypeCodes.HAS_RELKIND + " AND " + PgCatalogReader.NOT_TEMPORARY, schemas);
  }
}
