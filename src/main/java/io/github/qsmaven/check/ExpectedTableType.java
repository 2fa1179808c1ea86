package io.github.qsmaven.check;

import io.github.qsmaven.model.Catalog;
import io.github.qsmaven.model.CatalogSource;
import io.github.qsmaven.model.Table;
import io.github.qsmaven.model.TableType;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The type of a table in the words of a contract. The standard does not define the words.
 *
 * @param word the word, as written
 * @param meaning what it means; null for an unknown word
 */
record ExpectedTableType(String word, @Nullable Meaning meaning) {
  ExpectedTableType(String word) {
    this(word, meaning(word));
  }

  /**
   * What a word means.
   *
   * @param type the type of the table
   * @param partitioned whether it is partitioned
   * @param temporary whether it is temporary; no catalog lists such tables
   */
  record Meaning(TableType type, boolean partitioned, boolean temporary) {}

  /** The words of the reports of this plugin, of {@code information_schema} and other catalogs. */
  private static @Nullable Meaning meaning(String word) {
    return switch (word.toLowerCase(Locale.ROOT).replaceAll("[\\s_-]+", "")) {
      case "table", "basetable" -> new Meaning(TableType.TABLE, false, false);
      case "partitionedtable" -> new Meaning(TableType.TABLE, true, false);
      case "temporarytable", "temptable", "localtemporary" ->
          new Meaning(TableType.TABLE, false, true);
      case "view" -> new Meaning(TableType.VIEW, false, false);
      case "materializedview", "materialisedview", "matview" ->
          new Meaning(TableType.MATERIALIZED_VIEW, false, false);
      case "foreigntable", "foreign", "externaltable" ->
          new Meaning(TableType.FOREIGN_TABLE, false, false);
      default -> null;
    };
  }

  /**
   * Why it is unknown whether a table has the type; empty if it is known.
   *
   * @param table the table; null if nothing is known of it
   * @param catalog the list that contains it
   * @param postgres whether the server is PostgreSQL
   */
  String whyUnknown(@Nullable Table table, Catalog catalog, boolean postgres) {
    if (meaning == null) {
      return "the plugin does not know the table type " + word;
    } else if (table == null || !catalog.reportsTypeOf(table)) {
      return "the server does not report the table type";
    }
    boolean isCertain = postgres && catalog.source() == CatalogSource.PG_CATALOG;
    return (meaning.partitioned() || meaning.temporary())
            && table.type() == meaning.type()
            && !table.partitioned()
            && !isCertain
        ? "the server does not report whether a table is partitioned or temporary"
        : "";
  }

  /** Whether a table has the type, if that is known. */
  boolean isMetBy(Table table) {
    return meaning != null
        && meaning.type() == table.type()
        && !meaning.temporary()
        && (!meaning.partitioned() || table.partitioned());
  }
}
