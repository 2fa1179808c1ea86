package io.github.qsmaven.catalog;

import io.github.qsmaven.connection.Session;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.Catalog;
import io.github.qsmaven.model.CatalogSource;
import io.github.qsmaven.model.Table;
import io.github.qsmaven.model.TableName;
import io.github.qsmaven.model.TableType;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A catalog that tells tables as rows of schema, name and type, and knows of the search path no
 * more than the current schema.
 *
 * @param source which it is
 * @param from where its rows are
 * @param schema the column of the schema
 * @param name the column of the name
 * @param type the column of the type
 * @param meaning what is in that column as a type
 * @param schemas the schemas it shows
 */
record SchemaListing(
    CatalogSource source,
    String from,
    String schema,
    String name,
    String type,
    Function<@Nullable String, TableType> meaning,
    SchemaLookup schemas) {

  /**
   * Lists the tables of the schemas that are asked for, else of the current one.
   *
   * @param pages how to read
   * @param session where to ask
   * @param query which tables
   * @param types the types that are wanted, as SQL literals of the column
   * @param remarks what the catalog cannot tell
   * @throws UnusableCatalogException if there is no current schema, or the catalog shows none
   */
  Catalog read(
      PageReader pages, Session session, CatalogQuery query, String types, List<String> remarks)
      throws SQLException, UnusableCatalogException, CannotCheckException {
    String current =
        CurrentSchema.of(session)
            .orElseThrow(() -> new UnusableCatalogException("has no current schema"));
    boolean onSearchPath = query.schemas().isEmpty();
    List<String> searched = onSearchPath ? List.of(current) : query.schemas();
    NameConditions names = NameConditions.of(query.filter(), schema, name);
    List<String> values = new ArrayList<>(searched);
    values.addAll(names.values());
    List<Table> tables =
        pages.read(
            session.where(),
            source,
            new TableQuery(
                session,
                schema + ", " + name + ", " + type,
                from,
                schema
                    + " IN ("
                    + RelationFinder.marks(searched.size())
                    + ") AND "
                    + type
                    + " IN ("
                    + types
                    + ")"
                    + names.sql(),
                values,
                schema,
                name,
                row ->
                    new Table(
                        new TableName(row.getString(1), row.getString(2)),
                        meaning.apply(row.getString(3)),
                        current.equals(row.getString(1)),
                        null)));
    return new Catalog(
        source,
        schemas.searched(session, searched, tables),
        onSearchPath,
        tables,
        List.of(),
        remarks);
  }

  /** Finds its relations by name. */
  RelationFinder relations(String where) {
    return new RelationFinder(from, where, schema, name);
  }
}
