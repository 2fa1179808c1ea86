package io.github.qsmaven.check;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import io.github.qsmaven.model.Acceptance;
import io.github.qsmaven.model.CaseInsensitiveNames;
import io.github.qsmaven.model.Catalog;
import io.github.qsmaven.model.CheckResult;
import io.github.qsmaven.model.ExpectedTable;
import io.github.qsmaven.model.FindingCode;
import io.github.qsmaven.model.Severity;
import io.github.qsmaven.model.Suggestion;
import io.github.qsmaven.model.Table;
import io.github.qsmaven.model.TableDetails;
import io.github.qsmaven.model.TableName;
import io.github.qsmaven.model.TableReference;
import io.github.qsmaven.model.Unchecked;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Holds contracts against what a server says is there, and finds all that differs in one go. What
 * the two do not tell is no finding that fails a build, but is listed as unchecked. Two contracts
 * may demand the same table: each is held against it, and only what neither demands is extra.
 */
public final class SchemaCheck {
  private final CheckRules rules;
  private final List<Acceptance> acceptances;
  private final LocalDate today;

  /**
   * @param rules how strictly to check
   * @param acceptances what the user lives with
   * @param today the day on which the acceptances must count
   */
  public SchemaCheck(CheckRules rules, List<Acceptance> acceptances, LocalDate today) {
    this.rules = requireNonNull(rules, "rules is null");
    this.acceptances = List.copyOf(acceptances);
    this.today = requireNonNull(today, "today is null");
  }

  /**
   * Checks.
   *
   * @param expected what the contracts demand; the order is of no matter
   * @param snapshot what was found out at the server
   * @return the findings, the accepted ones among them, and how much was checked
   */
  public CheckResult check(List<ExpectedTable> expected, ServerSnapshot snapshot) {
    Run run = new Run(new FindingCollector(rules), snapshot, new TableIndex(snapshot.structure()));
    expected.forEach(run::find);
    run.checkFound();
    run.tellMissing();
    run.tellExtraTables();
    return new CheckResult(
        new Acceptances(acceptances, today).applyTo(run.collector, run.filteredOut),
        run.collector.coverage(),
        rules.failOn());
  }

  /** One check, from the tables inwards. */
  private static final class Run {
    private final FindingCollector collector;
    private final ServerSnapshot snapshot;
    private final Catalog catalog;
    private final TableIndex index;
    private final CaseInsensitiveNames elsewhere;
    private final FilteredOut filteredOut;
    private final Map<TableIndex.Entry, List<ExpectedTable>> found = new LinkedHashMap<>();
    private final List<ExpectedTable> missing = new ArrayList<>();
    private final Set<TableName> told = new HashSet<>();
    private final Set<String> toldNames = new HashSet<>();

    Run(FindingCollector collector, ServerSnapshot snapshot, TableIndex index) {
      this.collector = collector;
      this.snapshot = snapshot;
      this.catalog = snapshot.structure().catalog();
      this.index = index;
      this.elsewhere = new CaseInsensitiveNames(snapshot.elsewhere());
      this.filteredOut = new FilteredOut(catalog, snapshot.filter());
    }

    void find(ExpectedTable relation) {
      collector.demand(relation.columns());
      TableReference name = relation.name();
      List<TableIndex.Entry> meant = index.meant(name);
      if (meant.isEmpty()) {
        notListed(relation);
      } else if (meant.size() > 1) {
        ambiguous(relation, meant);
      } else {
        TableIndex.Entry entry = meant.get(0);
        if (collector.rules().caseSensitive() && TableIndex.differsInCase(name, entry)) {
          collector.find(
              FindingCode.TABLE_CASE,
              entry.listedName(),
              null,
              relation.at(),
              name.text(),
              entry.listedName(),
              "",
              List.of(new Suggestion(entry.listedName(), Suggestion.Reason.CASE)));
        }
        told.add(entry.name());
        found.computeIfAbsent(entry, key -> new ArrayList<>(1)).add(relation);
      }
    }

    private void notListed(ExpectedTable relation) {
      if (snapshot.hidden().contains(relation.name())) {
        unreadable(relation, relation.name().text(), "it answers, but no catalog lists it");
      } else if (isLeftOut(relation.name())) {
        collector.leaveUnchecked(
            Unchecked.What.LEFT_OUT,
            relation.name().text(),
            null,
            "left out by qs.includes or qs.excludes");
      } else {
        missing.add(relation);
      }
    }

    /** A filter counts the case of names, even where the check does not. */
    private boolean isLeftOut(TableReference name) {
      return filteredOut.contains(name)
          || (!collector.rules().caseSensitive()
              && elsewhere.meant(name, catalog.schemas()).stream()
                  .anyMatch(table -> !snapshot.filter().wants(table)));
    }

    private void ambiguous(ExpectedTable relation, List<TableIndex.Entry> meant) {
      String names = meant.stream().map(TableIndex.Entry::listedName).collect(joining(", "));
      meant.forEach(entry -> told.add(entry.name()));
      String name = relation.name().text();
      collector.find(
          FindingCode.AMBIGUOUS_TABLE,
          name,
          null,
          relation.at(),
          "one table of that name",
          names,
          "",
          List.of());
      collector.leaveUnchecked(
          Unchecked.What.TABLE, name, null, "it cannot be told which is meant: " + names);
    }

    private void unreadable(ExpectedTable relation, String table, String why) {
      if (relation.physicalType() != null) {
        collector.leaveUnchecked(Unchecked.What.TABLE_TYPE, table, null, why);
      }
      if (relation.columns().isEmpty()) {
        collector.checked(table, null, relation.at());
        return;
      }
      collector.find(
          FindingCode.UNREADABLE_TABLE,
          table,
          null,
          relation.at(),
          relation.columns().size() == 1 ? "1 column" : relation.columns().size() + " columns",
          "a table whose columns cannot be read",
          why,
          List.of());
      collector.leaveUnchecked(Unchecked.What.TABLE, table, null, why);
    }

    void checkFound() {
      TypeComparison types = new TypeComparison();
      found.forEach(
          (entry, relations) -> {
            TableDetails there = snapshot.structure().relations().get(entry.name());
            if (there == null) {
              String reason = snapshot.structure().notRead().get(entry.name());
              String why = reason == null ? "its columns were not read" : "it " + reason;
              relations.forEach(
                  relation -> {
                    checkType(relation, entry);
                    unreadableButTyped(relation, entry, why);
                  });
              return;
            }
            ColumnCheck check =
                new ColumnCheck(
                    collector,
                    types,
                    there,
                    snapshot.tellsNullability() && !snapshot.untyped().contains(entry.name()));
            for (ExpectedTable relation : relations) {
              collector.checked(entry.listedName(), null, relation.at());
              checkType(relation, entry);
              check.check(relation.columns());
            }
            check.finish();
          });
    }

    /** The type is known from the listing. */
    private void unreadableButTyped(ExpectedTable relation, TableIndex.Entry entry, String why) {
      unreadable(
          new ExpectedTable(relation.name(), relation.columns(), null, relation.at()),
          entry.listedName(),
          why);
    }

    private void checkType(ExpectedTable relation, TableIndex.Entry entry) {
      if (relation.physicalType() == null) {
        return;
      }
      ExpectedTableType demanded = new ExpectedTableType(relation.physicalType());
      Table table = snapshot.untyped().contains(entry.name()) ? null : entry.table();
      String doubt = demanded.doubt(table, catalog.source());
      if (table == null || !doubt.isEmpty()) {
        collector.leaveUnchecked(Unchecked.What.TABLE_TYPE, entry.listedName(), null, doubt);
      } else if (!demanded.isMetBy(table.type())) {
        collector.find(
            FindingCode.TABLE_TYPE,
            entry.listedName(),
            null,
            relation.at(),
            relation.physicalType(),
            table.type().word(),
            "",
            List.of());
      }
    }

    void tellMissing() {
      if (missing.isEmpty()) {
        return;
      }
      Suggestions suggestions = new Suggestions(catalog, snapshot.elsewhere());
      for (ExpectedTable relation : missing) {
        collector.checked(relation.name().text(), null, relation.at());
        List<Suggestion> meant = suggestions.of(relation.name());
        // A table that was renamed is told once.
        meant.stream().limit(1).forEach(likeliest -> toldNames.add(likeliest.name()));
        collector.find(
            FindingCode.MISSING_TABLE,
            relation.name().text(),
            null,
            relation.at(),
            relation.physicalType() == null ? "a table" : relation.physicalType(),
            "nothing of that name in " + schemas(),
            "",
            meant);
      }
    }

    private String schemas() {
      List<String> schemas = catalog.schemas();
      return schemas.isEmpty()
          ? "an empty search path"
          : (schemas.size() == 1 ? "schema " : "schemas ") + String.join(", ", schemas);
    }

    void tellExtraTables() {
      if (collector.rules().severity(FindingCode.EXTRA_TABLE) == Severity.OFF) {
        return;
      }
      for (Table table : catalog.tables()) {
        if (!told.contains(table.name()) && !toldNames.contains(table.listedName())) {
          collector.find(
              FindingCode.EXTRA_TABLE,
              table.listedName(),
              null,
              null,
              "no extra table",
              table.type().word(),
              "",
              List.of());
        }
      }
    }
  }
}
