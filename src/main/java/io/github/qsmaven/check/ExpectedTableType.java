package io.github.qsmaven.check;

import io.github.qsmaven.model.CatalogSource;
import io.github.qsmaven.model.Table;
import io.github.qsmaven.model.TableType;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a contract calls the type of a table. The standard leaves the words free.
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
   * Why it cannot be told whether a table is of the type; empty if it can.
   *
   * @param table the table; null if nothing is known of it
   * @param source what told of it
   */
  String doubt(@Nullable Table table, CatalogSource source) {
    if (type() == null) {
      return "this plugin does not know the table type " + word;
    }
    return table == null || !source.reportsTypes() ? "the server does not tell what it is" : "";
  }

  boolean isMetBy(TableType actual) {
    return type() == actual;
  }
}
