package io.github.qsmaven.contract;

import io.github.qsmaven.model.Catalog;
import io.github.qsmaven.model.CatalogSource;
import io.github.qsmaven.model.Column;
import io.github.qsmaven.model.ColumnType;
import io.github.qsmaven.model.SchemaDetails;
import io.github.qsmaven.model.Table;
import io.github.qsmaven.model.TableDetails;
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

  static TableDetails relation(String name, Column... columns) {
    return relation(new TableName("public", name), true, null, columns);
  }

  static TableDetails relation(
      TableName name, boolean visible, @Nullable String comment, Column... columns) {
    return new TableDetails(
        new Table(name, TableType.TABLE, visible, comment), List.of(columns), List.of(), List.of());
  }

  static SchemaDetails of(TableDetails... relations) {
    Map<TableName, TableDetails> byName = new LinkedHashMap<>();
    Stream.of(relations).forEach(relation -> byName.put(relation.table().name(), relation));
    return new SchemaDetails(
        new Catalog(
            CatalogSource.PG_CATALOG,
            List.of("public"),
            true,
            byName.values().stream().map(TableDetails::table).toList()),
        byName,
        Map.of());
  }
}
