package io.github.qsmaven.check;

import io.github.qsmaven.model.Catalog;
import io.github.qsmaven.model.Table;
import io.github.qsmaven.model.TableType;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The type of a table in the words of a contract. The standard does not define the words.
 *
 * @param word the word, as written
 */
record ExpectedTableType(String word) {
  /** The words of the reports of this plugin, of {@code information_schema} and other catalogs. */
  private @Nullable TableType type() {
    return switch (word.strip().toLowerCase(Locale.ROOT).replaceAll("[\\s_-]+", " ")) {
      case "table", "base table", "partitioned table" -> TableType.TABLE;
      case "view" -> TableType.VIEW;
      case "materialized view", "materialised view" -> TableType.MATERIALIZED_VIEW;
      case "foreign table", "foreign", "external table" -> TableType.FOREIGN_TABLE;
      default -> null;
    };
  }

  /**
   * Why it is unknown whether a table has the type; empty if it is known.
   *
   * @param table the table; null if nothing is known of it
   * @param catalog the list that contains it
   */
  String whyUnknown(@Nullable Table table, Catalog catalog) {
    if (type() == null) {
      return "the plugin does not know the table type " + word;
    }
    return table == null || !catalog.reportsTypeOf(table)
        ? "the server does not report the table type"
        : "";
  }

  boolean isMetBy(TableType actual) {
    return type() == actual;
  }
}
