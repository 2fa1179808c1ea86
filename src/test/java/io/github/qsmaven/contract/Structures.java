package io.github.qsmaven.contract;

import io.github.qsmaven.model.Catalog;
import io.github.qsmaven.model.CatalogSource;
import io.github.qsmaven.model.Column;
import io.github.qsmaven.model.ColumnType;
import io.github.qsmaven.model.Relation;
import io.github.qsmaven.model.Structure;
import io.github.qsmaven.model.Table;
import io.github.qsmaven.model.TableName;
import io.github.qsmaven.model.TableType;
import io.github.qsmaven.model.TypeShape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a server may have, made up. */
final class Structures {
  private Structures() {}

  static Column column(String name, String type) {
    return column(name, type, TypeShape.SCALAR, true, null);
  }

  static Column column(
      String name,
      String type,
      TypeShape shape,
      boolean nullable,
      @Nullable String comment,
      Column... fields) {
    return new Column(
        name, 1, new ColumnType(type, shape), nullable, null, comment, List.of(fields));
  }

  static Relation relation(String name, Column... columns) {
    return relation(new TableName("public", name), true, null, columns);
  }

  static Relation relation(
      TableName name, boolean visible, @Nullable String comment, Column... columns) {
    return new Relation(
        new Table(name, TableType.TABLE, visible, comment), List.of(columns), List.of(), List.of());
  }

  static Structure of(Relation... relations) {
    Map<TableName, Relation> byName = new LinkedHashMap<>();
    Stream.of(relations).forEach(relation -> byName.put(relation.table().name(), relation));
    return new Structure(
        new Catalog(
            CatalogSource.PG_CATALOG,
            List.of("public"),
            true,
            byName.values().stream().map(Relation::table).toList()),
        byName,
        Map.of());
  }
}
