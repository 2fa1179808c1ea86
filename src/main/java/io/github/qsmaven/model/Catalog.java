package io.github.qsmaven.model;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;

/**
 * What a server says is there: the tables that were asked for, in the code-point order of their
 * listed names as a file shows them.
 *
 * @param source which catalog answered
 * @param schemas the schemas that were searched, in the order of the search
 * @param onSearchPath whether these schemas are the search path, rather than ones that were named
 * @param tables the tables; sorted here, whatever the order given
 * @param skipped the catalogs that were asked before it, and why they were left
 * @param remarks what the catalog could not tell, in sentences
 */
public record Catalog(
    CatalogSource source,
    List<String> schemas,
    boolean onSearchPath,
    List<Table> tables,
    List<SkippedCatalog> skipped,
    List<String> remarks) {
  /** Copies and sorts. */
  public Catalog {
    requireNonNull(source, "source is null");
    schemas = List.copyOf(schemas);
    skipped = List.copyOf(skipped);
    remarks = List.copyOf(remarks);
    tables = sorted(tables);
  }

  /** A catalog that was the first one asked, and that told all. */
  public Catalog(
      CatalogSource source, List<String> schemas, boolean onSearchPath, List<Table> tables) {
    this(source, schemas, onSearchPath, tables, List.of(), List.of());
  }

  private record Line(String text, Table table) {}

  private static List<Table> sorted(List<Table> tables) {
    List<Line> lines = new ArrayList<>(tables.size());
    for (Table table : tables) {
      lines.add(new Line(NameEscaper.FILE.of(table.listedName()), table));
    }
    lines.sort(
        (a, b) -> {
          int order = CodePointOrder.INSTANCE.compare(a.text(), b.text());
          return order != 0
              ? order
              : CodePointOrder.INSTANCE.compare(
                  a.table().name().schema(), b.table().name().schema());
        });
    return lines.stream().map(Line::table).toList();
  }
}
