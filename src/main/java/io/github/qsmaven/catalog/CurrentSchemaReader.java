package io.github.qsmaven.catalog;

import io.github.qsmaven.connection.Session;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.Catalog;
import io.github.qsmaven.model.CatalogSource;
import io.github.qsmaven.model.Table;
import io.github.qsmaven.model.TableName;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a catalog that reports the schema, name and type of tables, and no search path: the current
 * schema is searched instead.
 *
 * @param pages reads the list
 * @param source the catalog
 * @param relations where its relations are
 * @param type the column of the type
 * @param codes what that column contains
 * @param schemas the schemas that the catalog shows
 * @param permanent the condition that a relation is not temporary
 * @param countable a relation whose rows can be counted
 */
record CurrentSchemaReader(
    PageReader pages,
    CatalogSource source,
    Relations relations,
    String type,
    TypeCodes codes,
    SchemaLookup schemas,
    String permanent,
    Countable countable)
    implements CatalogReader {

  /**
   * Reads {@code pg_class} and {@code pg_namespace} with the query of SQLAlchemy 1.4's {@code
   * get_table_names()} (its {@code dialects/postgresql/base.py}): without {@code relpersistence}
   * and {@code pg_table_is_visible}.
   */
  static CurrentSchemaReader ofPgClass(PageReader pages) {
    return new CurrentSchemaReader(
        pages,
        CatalogSource.PG_CLASS,
        new Relations(
            "pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace", "n.nspname", "c.relname"),
        "c.relkind",
        TypeCodes.RELKIND,
        new SchemaLookup(CatalogSource.PG_CLASS, "SELECT n.nspname FROM pg_namespace n"),
        TypeCodes.HAS_RELKIND,
        new Countable("pg_class", "relname"));
  }

  /**
   * Reads {@code information_schema.tables} (ISO/IEC 9075-11; PostgreSQL's documentation, "The
   * Information Schema"). It shows only relations on which the credential has a privilege, and no
   * materialized views.
   */
  static CurrentSchemaReader ofInformationSchema(PageReader pages) {
    return new CurrentSchemaReader(
        pages,
        CatalogSource.INFORMATION_SCHEMA,
        new Relations("information_schema.tables", "table_schema", "table_name"),
        "table_type",
        TypeCodes.TABLE_TYPE,
        // The first shows whether the catalog has any rows; some servers have only the first.
        new SchemaLookup(
            CatalogSource.INFORMATION_SCHEMA,
            "SELECT DISTINCT table_schema FROM information_schema.tables",
            "SELECT schema_name FROM information_schema.schemata"),
        "table_type <> 'LOCAL TEMPORARY'",
        new Countable("information_schema.tables", "table_name"));
  }

  @Override
  public Catalog read(Session session, CatalogQuery query)
      throws SQLException, UnusableCatalogException, CannotCheckException {
    String types = codes.literals(query.types());
    if (types.isEmpty()) {
      throw new UnusableCatalogException("reports no materialized views");
    }
    String current = currentSchema(session);
    boolean onSearchPath = query.schemas().isEmpty();
    List<String> searched = onSearchPath ? List.of(current) : query.schemas();
    String schema = relations.schema();
    List<Table> tables =
        pages.read(
            session.where(),
            source,
            new TableQuery(
                session,
                relations,
                type,
                Condition.in(schema, searched)
                    .and(type + " IN (" + types + ")")
                    .and(Condition.matching(query.filter(), schema, relations.name())),
                row ->
                    new Table(
                        new TableName(row.getString(1), row.getString(2)),
                        codes.type(row.getString(3)),
                        current.equals(row.getString(1)),
                        null)));
    return new Catalog(
        source,
        schemas.searched(session, searched, tables),
        onSearchPath,
        tables,
        List.of(),
        codes.codes().keySet().containsAll(query.types())
            ? List.of()
            : List.of(source.word() + " reports no materialized views; the list contains none."));
  }

  /** Sends the statement that SQLAlchemy sends when it connects. */
  private static String currentSchema(Session session)
      throws SQLException, UnusableCatalogException {
    return session
        .query("SELECT current_schema()", List.of(), row -> Optional.ofNullable(row.getString(1)))
        .stream()
        .flatMap(Optional::stream)
        .findFirst()
        .orElseThrow(
            () ->
                new UnusableCatalogException(
                    "cannot be searched: the session has no current schema"));
  }

  @Override
  public List<TableName> findAnywhere(Session session, Set<String> names) throws SQLException {
    return relations.find(session, permanent, names);
  }

  @Override
  public Set<String> schemas(Session session) throws SQLException {
    return schemas.all(session);
  }

  @Override
  public List<TableName> tablesOf(Session session, Set<String> schemas) throws SQLException {
    return relations.of(session, permanent, schemas);
  }
}
