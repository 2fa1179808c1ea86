package io.github.qsmaven.model;

import static java.util.stream.Collectors.joining;

import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The requested tables of a server, in the code-point order of their listed names as a file shows
 * them.
 *
 * @param source the catalog that returned the tables
 * @param schemas the schemas that were searched, in the order of the search
 * @param onSearchPath whether these schemas are the search path, not requested ones
 * @param tables the tables, in any order; sorted by the constructor
 * @param skipped the catalogs that were tried before, and why they were skipped
 * @param remarks what the catalog does not report, in sentences
 */
public record Catalog(
    CatalogSource source,
    List<String> schemas,
    boolean onSearchPath,
    List<Table> tables,
    List<SkippedCatalog> skipped,
    List<String> remarks) {
  public Catalog {
    schemas = List.copyOf(schemas);
    skipped = List.copyOf(skipped);
    remarks = List.copyOf(remarks);
    tables = sorted(tables);
  }

  /** Creates a catalog that was tried first, without remarks. */
  public Catalog(
      CatalogSource source, List<String> schemas, boolean onSearchPath, List<Table> tables) {
    this(source, schemas, onSearchPath, tables, List.of(), List.of());
  }

  /**
   * The schemas that were searched, such as {@code schemas a, b}.
   *
   * @param shown shows the name of a schema
   */
  public String searched(UnaryOperator<String> shown) {
    return schemas.isEmpty()
        ? "an empty search path"
        : (schemas.size() == 1 ? "schema " : "schemas ")
            + schemas.stream().map(shown).collect(joining(", "));
  }

  /**
   * Whether it is known of a table whether it is a table or a view.
   *
   * @param table a table of this list
   */
  public boolean reportsTypeOf(Table table) {
    return source.reportsTypes() || table.view() != null;
  }

  private record Line(String text, Table table) {}

  private static List<Table> sorted(List<Table> tables) {
    return tables.stream()
        .map(table -> new Line(NameEscaper.FILE.of(table.listedName()), table))
        .sorted(
            Comparator.comparing(Line::text, CodePointOrder.INSTANCE)
                .thenComparing(line -> line.table().name().schema(), CodePointOrder.INSTANCE))
        .map(Line::table)
        .toList();
  }
}
