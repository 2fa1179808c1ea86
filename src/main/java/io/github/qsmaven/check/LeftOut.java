package io.github.qsmaven.check;

import io.github.qsmaven.model.Catalog;
import io.github.qsmaven.model.ExpectedTable;
import io.github.qsmaven.model.NameFilter;
import io.github.qsmaven.model.TableName;
import java.util.ArrayList;
import java.util.List;

/**
 * The demanded tables that a filter leaves out of a list; a name with a dot is read as {@code
 * schema.name}.
 *
 * @param catalog the list
 * @param filter the filter
 */
record LeftOut(Catalog catalog, NameFilter filter) {
  boolean contains(ExpectedTable name) {
    List<TableName> readings = new ArrayList<>(name.qualifiedReadings());
    if (readings.isEmpty()) {
      catalog.schemas().forEach(schema -> readings.add(new TableName(schema, name.text())));
    }
    return !readings.isEmpty() && readings.stream().noneMatch(filter::wants);
  }
}
