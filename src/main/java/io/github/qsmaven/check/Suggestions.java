package io.github.qsmaven.check;

import io.github.qsmaven.model.CaseRule;
import io.github.qsmaven.model.Catalog;
import io.github.qsmaven.model.CodePointOrder;
import io.github.qsmaven.model.SimilarNames;
import io.github.qsmaven.model.Suggestion;
import io.github.qsmaven.model.Suggestion.Reason;
import io.github.qsmaven.model.Table;
import io.github.qsmaven.model.TableName;
import io.github.qsmaven.model.TableReference;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Looks up names that may have been meant by a missing one: first names that differ only in case,
 * then the same name in another schema, then names of similar spelling.
 */
public final class Suggestions {
  private static final int MOST = 3;

  private final Map<TableName, String> listedNames = new HashMap<>();
  private final Map<String, List<TableName>> byFoldedName = new HashMap<>();
  private final SimilarNames spelling;

  /**
   * @param catalog what is listed
   * @param elsewhere tables that are not listed but bear one of the missing names, case not counted
   */
  public Suggestions(Catalog catalog, Collection<TableName> elsewhere) {
    List<String> names = new ArrayList<>(catalog.tables().size());
    for (Table table : catalog.tables()) {
      listedNames.put(table.name(), table.listedName());
      names.add(table.listedName());
    }
    Set<TableName> all = new HashSet<>(listedNames.keySet());
    all.addAll(elsewhere);
    for (TableName name : all) {
      byFoldedName.computeIfAbsent(CaseRule.fold(name.name()), key -> new ArrayList<>()).add(name);
    }
    byFoldedName
        .values()
        .forEach(
            alike ->
                alike.sort(
                    (a, b) -> CodePointOrder.INSTANCE.compare(a.qualified(), b.qualified())));
    spelling = new SimilarNames(names);
  }

  /**
   * Finds likely names.
   *
   * @param missing a table that is not there
   * @return up to three, the likeliest first
   */
  public List<Suggestion> of(TableReference missing) {
    Map<String, Reason> found = new LinkedHashMap<>();
    addAlike(missing, Reason.CASE, found);
    addAlike(missing, Reason.SCHEMA, found);
    if (found.size() < MOST) {
      spelling
          .nearest(missing.text(), MOST)
          .forEach(name -> found.putIfAbsent(name, Reason.SPELLING));
    }
    return found.entrySet().stream()
        .limit(MOST)
        .map(entry -> new Suggestion(entry.getKey(), entry.getValue()))
        .toList();
  }

  private void addAlike(TableReference missing, Reason reason, Map<String, Reason> found) {
    String text = missing.text();
    addAlike(text, name -> reasonFor(name, text), reason, found);
    for (TableName reading : missing.qualifiedReadings()) {
      addAlike(
          reading.name(),
          name ->
              CaseRule.fold(name.schema()).equals(CaseRule.fold(reading.schema()))
                  ? Reason.CASE
                  : reasonFor(name, reading.name()),
          reason,
          found);
    }
  }

  private interface Judge {
    Reason reason(TableName name);
  }

  private void addAlike(String bareName, Judge judge, Reason reason, Map<String, Reason> found) {
    for (TableName name : byFoldedName.getOrDefault(CaseRule.fold(bareName), List.of())) {
      if (judge.reason(name) == reason) {
        found.putIfAbsent(listedNames.getOrDefault(name, name.qualified()), reason);
      }
    }
  }

  /** A name in another case somewhere else is less likely than one where it was looked for. */
  private Reason reasonFor(TableName name, String wanted) {
    return !name.name().equals(wanted) && listedNames.containsKey(name)
        ? Reason.CASE
        : Reason.SCHEMA;
  }
}
