package io.github.qsmaven.model;

import static java.util.stream.Collectors.groupingBy;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Looks up tables by name, in any case. */
public final class CaseInsensitiveNames {
  private final Map<TableName, List<TableName>> byFoldedName;

  /**
   * @param names the tables
   */
  public CaseInsensitiveNames(Collection<TableName> names) {
    byFoldedName = names.stream().collect(groupingBy(CaseInsensitiveNames::fold));
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
