package io.github.qsmaven.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Looks up tables by name, in any case. */
public final class CaseInsensitiveNames {
  private final Map<TableName, List<TableName>> byFoldedName = new HashMap<>();

  /**
   * @param names the tables
   */
  public CaseInsensitiveNames(Collection<TableName> names) {
    for (TableName name : names) {
      byFoldedName.computeIfAbsent(fold(name), key -> new ArrayList<>(1)).add(name);
    }
  }

  /**
   * The tables that an expected name matches in any case.
   *
   * @param expected the expected name
   * @param schemas the schemas in which a bare name is looked up
   */
  public List<TableName> matching(TableReference expected, List<String> schemas) {
    return expected.readingsIn(schemas).stream()
        .flatMap(reading -> byFoldedName.getOrDefault(fold(reading), List.of()).stream())
        .distinct()
        .toList();
  }

  private static TableName fold(TableName name) {
    return new TableName(CaseRule.fold(name.schema()), CaseRule.fold(name.name()));
  }
}
