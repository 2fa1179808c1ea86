package io.github.qsmaven.catalog;

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
 * Reads {@code pg_class} and {@code pg_namespace} in the words of SQLAlchemy 1.4's {@code
 * get_table_names()} (its {@code dialects/postgresql/base.py}): without {@code relpersistence} and
 * {@code pg_table_is_visible}, in the current schema alone, which SQLAlchemy asks for when it
 * connects.
 */
final class CurrentSchemaReader implements CatalogReader {
  private static final String RELATIONS =
      "pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace";
  private static final Schemas SCHEMAS = new Schemas("SELECT n.nspname FROM pg_namespace n");

  private final Pages pages;

  CurrentSchemaReader(Pages pages) {
    this.pages = pages;
  }

  @Override
  public CatalogSource source() {
    return CatalogSource.PG_CLASS;
  }

  @Override
  public Catalog read(Session session, CatalogQuery query)
      throws SQLException, NoAnswerException, CannotCheckException {
    String current =
        CurrentSchema.of(session).orElseThrow(() -> new NoAnswerException("has no current schema"));
    boolean onSearchPath = query.schemas().isEmpty();
    List<String> schemas = onSearchPath ? List.of(current) : query.schemas();
    NameConditions names = NameConditions.of(query.filter(), "n.nspname", "c.relname");
    List<String> values = new ArrayList<>(schemas);
    values.addAll(names.values());
    List<Table> tables =
        pages.read(
            session.where(),
            source(),
            new FlatListing(
                session,
                "n.nspname, c.relname, c.relkind",
                RELATIONS,
                "n.nspname IN ("
                    + NamedRelations.marks(schemas.size())
                    + ") AND c.relkind IN ("
                    + new RelationKinds(query.types()).literals()
                    + ")"
                    + names.sql(),
                values,
                "n.nspname",
                "c.relname",
                row ->
                    new Table(
                        new TableName(row.getString(1), row.getString(2)),
                        RelationKinds.type(row.getString(3)),
                        current.equals(row.getString(1)),
                        null)));
    return new Catalog(source(), SCHEMAS.searched(session, schemas, tables), onSearchPath, tables);
  }

  @Override
  public List<TableName> findAnywhere(Session session, Set<String> names) throws SQLException {
    return new NamedRelations(
            RELATIONS, "c.relkind IN ('r', 'p', 'v', 'm', 'f')", "n.nspname", "c.relname")
        .find(session, names);
  }
}
