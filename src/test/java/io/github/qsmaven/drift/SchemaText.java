package io.github.qsmaven.drift;

import io.github.qsmaven.model.CatalogSource;
import io.github.qsmaven.model.ColumnType;
import io.github.qsmaven.model.ExpectedType;
import io.github.qsmaven.model.ForeignKey;
import io.github.qsmaven.model.Lock;
import io.github.qsmaven.model.LockedColumn;
import io.github.qsmaven.model.LockedKeys;
import io.github.qsmaven.model.LockedTable;
import io.github.qsmaven.model.LockedType;
import io.github.qsmaven.model.SourcePosition;
import io.github.qsmaven.model.TableName;
import io.github.qsmaven.model.TableType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A schema in a few lines, as a lock. */
final class SchemaText {
  private final boolean exact;
  private final boolean postgres;
  private final CatalogSource catalog;
  private final @Nullable SourcePosition at;
  private final List<LockedTable> tables = new ArrayList<>();
  private final List<LockedType> types = new ArrayList<>();

  private SchemaText(
      boolean exact, boolean postgres, CatalogSource catalog, @Nullable SourcePosition at) {
    this.exact = exact;
    this.postgres = postgres;
    this.catalog = catalog;
    this.at = at;
  }

  /** A lock file of PostgreSQL. */
  static Lock lock(String text) {
    SourcePosition at = new SourcePosition("qs.lock.json", 1, 1);
    return new SchemaText(true, true, CatalogSource.PG_CATALOG, at).read(text);
  }

  /** A server with PostgreSQL. */
  static Lock server(String text) {
    return new SchemaText(true, true, CatalogSource.PG_CATALOG, null).read(text);
  }

  /** A server that is not PostgreSQL. */
  static Lock queryService(String text, CatalogSource catalog) {
    return new SchemaText(true, false, catalog, null).read(text);
  }

  /** A contract. */
  static Lock contract(String text) {
    SourcePosition at = new SourcePosition("contract.yaml", 1, 1);
    return new SchemaText(false, true, CatalogSource.PG_CATALOG, at).read(text);
  }

  private Lock read(String text) {
    List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
    for (int i = 0; i < lines.size(); ) {
      int end = i + 1;
      while (end < lines.size() && lines.get(end).startsWith("  ")) {
        end++;
      }
      String[] words = lines.get(i).strip().split(" ", 3);
      List<String> inside = lines.subList(i + 1, end);
      if (words[0].equals("type")) {
        types.add(type(words[1], words[2], inside));
      } else {
        tables.add(table(words, inside));
      }
      i = end;
    }
    return new Lock(exact, postgres, catalog, List.of("public"), tables, types, List.of());
  }

  private LockedType type(String name, String definition, List<String> inside) {
    String[] words = definition.split(" ", 2);
    ColumnType.Kind kind = ColumnType.Kind.valueOf(words[0].toUpperCase(Locale.ROOT));
    boolean isEnum = kind == ColumnType.Kind.ENUM;
    return new LockedType(
        name,
        kind,
        isEnum ? List.of(words[1].split(", ")) : List.of(),
        kind == ColumnType.Kind.DOMAIN ? words[1] : null,
        columns(inside, 1),
        at);
  }

  private LockedTable table(String[] words, List<String> inside) {
    int dot = words[1].indexOf('.');
    String rest = words.length > 2 ? words[2] : "";
    List<String> primary = new ArrayList<>();
    List<List<String>> unique = new ArrayList<>();
    List<ForeignKey> foreign = new ArrayList<>();
    List<String> columns = new ArrayList<>();
    boolean known = true;
    for (String line : inside) {
      String[] key = line.strip().split("[, ]+");
      List<String> names = List.of(key).subList(1, key.length);
      switch (key[0]) {
        case "PRIMARY" -> primary.addAll(names);
        case "UNIQUE" -> unique.add(names);
        case "FOREIGN" ->
            foreign.add(
                new ForeignKey(
                    null, List.of(key[1]), new TableName("public", key[2]), List.of(key[3])));
        case "NOKEYS" -> known = false;
        default -> columns.add(line);
      }
    }
    return new LockedTable(
        new TableName(words[1].substring(0, dot), words[1].substring(dot + 1)),
        words[0].equals("relation") ? null : TableType.valueOf(words[0].toUpperCase(Locale.ROOT)),
        true,
        !rest.contains("unreadable"),
        rest.contains("unknown") ? null : columns(columns, 1),
        known ? new LockedKeys(primary, unique, foreign) : null,
        comment(rest),
        null,
        at);
  }

  private static @Nullable String comment(String line) {
    int comment = line.indexOf("-- ");
    return comment < 0 ? null : line.substring(comment + 3);
  }

  private List<LockedColumn> columns(List<String> lines, int depth) {
    List<LockedColumn> columns = new ArrayList<>();
    for (int i = 0; i < lines.size(); ) {
      int end = i + 1;
      while (end < lines.size() && lines.get(end).startsWith("  ".repeat(depth + 1))) {
        end++;
      }
      String comment = comment(lines.get(i));
      String line =
          comment == null ? lines.get(i) : lines.get(i).substring(0, lines.get(i).indexOf("-- "));
      String[] words = line.strip().split(" ", 2);
      String type = words.length < 2 ? "" : words[1];
      boolean notNull = type.endsWith(" NOT NULL");
      type = notNull ? type.substring(0, type.length() - " NOT NULL".length()) : type;
      boolean isLogical = type.startsWith("logical ");
      columns.add(
          new LockedColumn(
              words[0],
              new ExpectedType(
                  isLogical || (!exact && type.isEmpty()) ? null : type,
                  isLogical ? type.substring("logical ".length()) : null),
              notNull,
              columns(lines.subList(i + 1, end), depth + 1),
              comment,
              at));
      i = end;
    }
    return columns;
  }
}
