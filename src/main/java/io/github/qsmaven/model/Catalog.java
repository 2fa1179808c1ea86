package io.github.qsmaven.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
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

  /** A table, and the UTF-8 bytes of its line in a file: their order is that of code points. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared as a whole.
  private record Line(byte[] text, Table table) {}

  private static List<Table> sorted(List<Table> tables) {
    Line[] lines = new Line[tables.size()];
    for (int i = 0; i < lines.length; i++) {
      Table table = tables.get(i);
      lines[i] = new Line(NameEscaper.FILE.of(table.listedName()).getBytes(UTF_8), table);
    }
    Arrays.sort(
        lines,
        (a, b) -> {
          int order = Arrays.compareUnsigned(a.text, b.text);
          return order == 0
              ? CodePointOrder.INSTANCE.compare(a.table.name().schema(), b.table.name().schema())
              : order;
        });
    List<Table> sorted = new ArrayList<>(lines.length);
    for (Line line : lines) {
      sorted.add(line.table);
    }
    return Collections.unmodifiableList(sorted);
  }
}
