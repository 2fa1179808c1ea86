package io.github.qsmaven.check;

import io.github.qsmaven.model.CatalogSource;
import io.github.qsmaven.model.Table;
import io.github.qsmaven.model.TableType;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The type of a table in the words of a contract. The standard does not define the words.
 *
 * @param word the word, as written
 */
record ExpectedTableType(String word) {
  /** Of this plugin's reports, of {@code information_schema.tables}, and of other catalogs. */
  private static final Map<String, TableType> KNOWN =
      Map.of(
          "table", TableType.TABLE,
          "base table", TableType.TABLE,
          "partitioned table", TableType.TABLE,
          "view", TableType.VIEW,
          "materialized view", TableType.MATERIALIZED_VIEW,
          "materialised view", TableType.MATERIALIZED_VIEW,
          "foreign table", TableType.FOREIGN_TABLE,
          "foreign", TableType.FOREIGN_TABLE,
          "external table", TableType.FOREIGN_TABLE);

  private @Nullable TableType type() {
    return KNOWN.get(word.strip().toLowerCase(Locale.ROOT).replaceAll("[\\s_-]+", " "));
  }

  /**
   * Why it is unknown whether a table has the type; empty if it is known.
   *
   * @param table the table; null if nothing is known of it
   * @param source the catalog that lists it
   */
  String whyUnknown(@Nullable Table table, CatalogSource source) {
    if (type() == null) {
      return "the plugin does not know the table type " + word;
    }
    return table == null || !source.reportsTypes()
        ? "the server does not report the table type"
        : "";
  }

  boolean isMetBy(TableType actual) {
    return type() == actual;
  }
}
