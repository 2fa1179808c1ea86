package io.github.qsmaven.catalog;

import io.github.qsmaven.connection.Session;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.Catalog;
import io.github.qsmaven.model.CatalogSource;
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
  private static final SchemaListing LISTING =
      new SchemaListing(
          CatalogSource.INFORMATION_SCHEMA,
          "information_schema.tables",
          "table_schema",
          "table_name",
          "table_type",
          InformationSchemaReader::type,
          // The first shows whether the catalog knows anything; some servers know it alone.
          new SchemaLookup(
              List.of(
                  "SELECT DISTINCT table_schema FROM information_schema.tables",
                  "SELECT schema_name FROM information_schema.schemata")));

  private final PageReader pages;

  InformationSchemaReader(PageReader pages) {
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
        pages,
        session,
        query,
        types(query.types()),
        query.types().contains(TableType.MATERIALIZED_VIEW)
            ? List.of("information_schema knows no materialized views: none is listed.")
            : List.of());
  }

  private static String types(Set<TableType> types) throws UnusableCatalogException {
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
      throw new UnusableCatalogException("knows no materialized views");
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
    return LISTING.relations("table_type <> 'LOCAL TEMPORARY'").find(session, names);
  }
}
