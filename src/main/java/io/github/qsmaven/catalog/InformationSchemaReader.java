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
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code information_schema.tables} (ISO/IEC 9075-11; PostgreSQL's documentation, "The
 * Information Schema"). It shows only what the credential has some right to, and knows no
 * materialized views.
 */
final class InformationSchemaReader implements CatalogReader {
  private static final String TABLES = "information_schema.tables";

  /** The first shows whether the catalog knows anything; some servers know it alone. */
  private static final Schemas SCHEMAS =
      new Schemas(
          List.of(
              "SELECT DISTINCT table_schema FROM information_schema.tables",
              "SELECT schema_name FROM information_schema.schemata"));

  private final Pages pages;

  InformationSchemaReader(Pages pages) {
    this.pages = pages;
  }

  @Override
  public CatalogSource source() {
    return CatalogSource.INFORMATION_SCHEMA;
  }

  @Override
  public Catalog read(Session session, CatalogQuery query)
      throws SQLException, NoAnswerException, CannotCheckException {
    String types = types(query.types());
    String current =
        CurrentSchema.of(session).orElseThrow(() -> new NoAnswerException("has no current schema"));
    boolean onSearchPath = query.schemas().isEmpty();
    List<String> schemas = onSearchPath ? List.of(current) : query.schemas();
    NameConditions names = NameConditions.of(query.filter(), "table_schema", "table_name");
    List<String> values = new ArrayList<>(schemas);
    values.addAll(names.values());
    List<Table> tables =
        pages.read(
            session.where(),
            source(),
            new FlatListing(
                session,
                "table_schema, table_name, table_type",
                TABLES,
                "table_schema IN ("
                    + NamedRelations.marks(schemas.size())
                    + ") AND table_type IN ("
                    + types
                    + ")"
                    + names.sql(),
                values,
                "table_schema",
                "table_name",
                row ->
                    new Table(
                        new TableName(row.getString(1), row.getString(2)),
                        type(row.getString(3)),
                        current.equals(row.getString(1)),
                        null)));
    return new Catalog(
        source(),
        SCHEMAS.searched(session, schemas, tables),
        onSearchPath,
        tables,
        List.of(),
        query.types().contains(TableType.MATERIALIZED_VIEW)
            ? List.of("information_schema knows no materialized views: none is listed.")
            : List.of());
  }

  private static String types(Set<TableType> types) throws NoAnswerException {
    List<String> words = new ArrayList<>();
    for (TableType type : types) {
      switch (type) {
        case TABLE -> words.add("'BASE TABLE'");
        case VIEW -> words.add("'VIEW'");
        case FOREIGN_TABLE -> words.add("'FOREIGN'");
        case MATERIALIZED_VIEW -> {}
      }
    }
    if (words.isEmpty()) {
      throw new NoAnswerException("knows no materialized views");
    }
    return String.join(", ", words);
  }

  private static TableType type(@Nullable String word) {
    return switch (word == null ? "" : word) {
      case "VIEW" -> TableType.VIEW;
      case "FOREIGN" -> TableType.FOREIGN_TABLE;
      default -> TableType.TABLE;
    };
  }

  @Override
  public List<TableName> findAnywhere(Session session, Set<String> names) throws SQLException {
    return new NamedRelations(
            TABLES, "table_type <> 'LOCAL TEMPORARY'", "table_schema", "table_name")
        .find(session, names);
  }
}
