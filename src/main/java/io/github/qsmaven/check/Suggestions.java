package io.github.qsmaven.check;

import static java.util.Comparator.comparing;

import io.github.qsmaven.model.CaseRule;
import io.github.qsmaven.model.Catalog;
import io.github.qsmaven.model.CodePointOrder;
import io.github.qsmaven.model.SimilarNames;
import io.github.qsmaven.model.Suggestion;
import io.github.qsmaven.model.Suggestion.Reason;
import io.github.qsmaven.model.TableName;
import io.github.qsmaven.model.TableReference;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds names that the user may have meant by a missing name: first names that differ only in case,
 * then the same name in another schema, then similar names.
 */
public final class Suggestions {
  /** The most suggestions for a name. */
  static final int MOST = 3;

  private final Map<TableName, String> listedNames = new HashMap<>();
  private final Map<String, List<TableName>> byFoldedName = new HashMap<>();
  private final SimilarNames similar;

  /**
   * @param catalog the list of tables
   * @param elsewhere unlisted tables with one of the missing names, in any case
   * @param nearby unlisted tables in the schemas that the missing names contain
   */
  public Suggestions(
      Catalog catalog, Collection<TableName> elsewhere, Collection<TableName> nearby) {
    catalog.tables().forEach(table -> listedNames.put(table.name(), table.listedName()));
    Set<TableName> all = new HashSet<>(listedNames.keySet());
    all.addAll(elsewhere);
    for (TableName name : all) {
      byFoldedName.computeIfAbsent(CaseRule.fold(name.name()), key -> new ArrayList<>()).add(name);
    }
    byFoldedName
        .values()
        .forEach(alike -> alike.sort(comparing(TableName::qualified, CodePointOrder.INSTANCE)));
    Set<String> names = new LinkedHashSet<>(listedNames.values());
    nearby.stream()
        .filter(name -> !listedNames.containsKey(name))
        .forEach(name -> names.add(name.qualified()));
    similar = new SimilarNames(names);
  }

  /**
   * Finds likely names.
   *
   * @param missing a table that does not exist
   * @return up to three, the likeliest first
   */
  public List<Suggestion> of(TableReference missing) {
    Map<String, Reason> found = new LinkedHashMap<>();
    addAlike(missing, Reason.CASE, found);
    addAlike(missing, Reason.SCHEMA, found);
    if (found.size() < MOST) {
      TableName exact = missing.exact();
      String text = exact == null ? missing.text() : exact.qualified();
      for (String name : similar.likely(text, MOST)) {
        found.putIfAbsent(name, Reason.SPELLING);
      }
    }
    return found.entrySet().stream()
        .limit(MOST)
        .map(entry -> new Suggestion(entry.getKey(), entry.getValue()))
        .toList();
  }

  private void addAlike(TableReference missing, Reason reason, Map<String, Reason> found) {
    addAlike(null, missing.text(), reason, found);
    for (TableName reading : missing.qualifiedReadings()) {
      addAlike(reading.schema(), reading.name(), reason, found);
    }
  }

  private void addAlike(
      @Nullable String schema, String table, Reason reason, Map<String, Reason> found) {
    for (TableName name : byFoldedName.getOrDefault(CaseRule.fold(table), List.of())) {
      // A listed table in another case is likelier than one in another schema.
      boolean differsInCase =
          (schema != null && CaseRule.fold(schema).equals(CaseRule.fold(name.schema())))
              || (listedNames.containsKey(name) && !name.name().equals(table));
      if (reason == (differsInCase ? Reason.CASE : Reason.SCHEMA)) {
        found.putIfAbsent(listedNames.getOrDefault(name, name.qualified()), reason);
      }
    }
  }
}
