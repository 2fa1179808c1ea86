package io.github.qsmaven.check;

import static java.util.Comparator.comparingInt;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;

import io.github.qsmaven.check.CaseIndex.Match;
import io.github.qsmaven.check.TableIndex.Entry;
import io.github.qsmaven.model.Acceptance;
import io.github.qsmaven.model.CaseInsensitiveNames;
import io.github.qsmaven.model.CaseRule;
import io.github.qsmaven.model.Catalog;
import io.github.qsmaven.model.CheckResult;
import io.github.qsmaven.model.Checked;
import io.github.qsmaven.model.CodePointOrder;
import io.github.qsmaven.model.DeclaredServer;
import io.github.qsmaven.model.ExpectedColumn;
import io.github.qsmaven.model.ExpectedReference;
import io.github.qsmaven.model.ExpectedTable;
import io.github.qsmaven.model.Finding;
import io.github.qsmaven.model.FindingCode;
import io.github.qsmaven.model.Quantity;
import io.github.qsmaven.model.Server;
import io.github.qsmaven.model.Severity;
import io.github.qsmaven.model.SqlStatement;
import io.github.qsmaven.model.Suggestion;
import io.github.qsmaven.model.Suggestion.Reason;
import io.github.qsmaven.model.Table;
import io.github.qsmaven.model.TableDetails;
import io.github.qsmaven.model.TableName;
import io.github.qsmaven.model.TableReference;
import io.github.qsmaven.model.TableStatus;
import io.github.qsmaven.model.TableStatus.Presence;
import io.github.qsmaven.model.Unchecked;
import io.github.qsmaven.types.TypeComparison;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Compares expectations with a server and reports every difference. An expectation that cannot be
 * compared never fails a build, but is listed as unchecked. Several contracts may expect the same
 * table: each is compared with it, and only what none of them expects is extra.
 */
public final class SchemaCheck {

  private final CheckRules rules;
  private final List<Acceptance> acceptances;
  private final LocalDate today;

  /**
   * @param rules how strictly to check
   * @param acceptances the findings that the user accepts
   * @param today the day on which the acceptances must be valid
   */
  public SchemaCheck(CheckRules rules, List<Acceptance> acceptances, LocalDate today) {
    this.rules = rules;
    this.acceptances = List.copyOf(acceptances);
    this.today = today;
  }

  /**
   * Checks tables and their columns.
   *
   * @param expected what the contracts expect; the order does not change the findings
   * @param snapshot the state of the server
   * @return the findings, the accepted ones among them, and how much was checked
   */
  public CheckResult check(List<ExpectedTable> expected, ServerSnapshot snapshot) {
    return check(expected, snapshot, collector -> {}, SqlReaders.NONE);
  }

  /**
   * Checks tables and their columns, and whether the contracts are about this server.
   *
   * @param expected what the contracts expect; the order does not change the findings
   * @param snapshot the state of the server
   * @param declared the servers that the contracts name
   * @param server the server
   * @param sql which tables the project's SQL names, if it was read
   * @return the findings, the accepted ones among them, and how much was checked
   */
  public CheckResult check(
      List<ExpectedTable> expected,
      ServerSnapshot snapshot,
      List<DeclaredServer> declared,
      Server server,
      SqlReaders sql) {
    return check(
        expected, snapshot, collector -> new DatabaseCheck(server).check(declared, collector), sql);
  }

  private CheckResult check(
      List<ExpectedTable> expected,
      ServerSnapshot snapshot,
      Consumer<FindingCollector> checkServers,
      SqlReaders sql) {
    FindingCollector collector = new FindingCollector(rules, CodePointOrder.INSTANCE);
    checkServers.accept(collector);
    Run run = new Run(collector, expected, snapshot, false);
    if (sql.files() > 0) {
      run.compare(sql);
    }
    return run.result(new Acceptances(acceptances, today).applyTo(collector, run.filteredOut));
  }

  /**
   * Checks the names of tables alone. Each is reported as the user wrote it, in the order in which
   * the user wrote them. A bare name may match tables in several schemas.
   *
   * @param expected the tables, each once
   * @param snapshot the state of the server
   * @return the findings, and how much was checked
   */
  public CheckResult checkNames(List<ExpectedTable> expected, ServerSnapshot snapshot) {
    Map<String, Integer> order = new HashMap<>();
    expected.forEach(table -> order.put(table.name().text(), order.size()));
    FindingCollector collector = new FindingCollector(rules, comparingInt(order::get));
    return new Run(collector, expected, snapshot, true).result(collector.findings());
  }

  /** One check, first of the tables, then of their columns. */
  private static final class Run {
    private final FindingCollector collector;
    private final ServerSnapshot snapshot;
    private final boolean namesOnly;
    private final CaseRule rule;
    private final TableIndex index;
    private final Catalog catalog;
    private final CaseInsensitiveNames elsewhere;
    private final FilteredOut filteredOut;
    private final RuleCheck tableRules;
    private final Map<TableReference, TableStatus> statuses = new LinkedHashMap<>();
    private final Map<Entry, List<ExpectedTable>> found = new LinkedHashMap<>();
    private final Map<String, ExpectedTableType> tableTypes = new HashMap<>();
    private final List<ExpectedTable> missing = new ArrayList<>();
    private final Set<TableName> reported = new HashSet<>();
    private final Set<String> reportedNames = new HashSet<>();
    private @Nullable TableIndex targets;

    Run(
        FindingCollector collector,
        List<ExpectedTable> expected,
        ServerSnapshot snapshot,
        boolean namesOnly) {
      this.collector = collector;
      this.snapshot = snapshot;
      this.namesOnly = namesOnly;
      this.rule = collector.rules().caseRule(snapshot.postgres());
      this.catalog = snapshot.details().catalog();
      this.elsewhere = new CaseInsensitiveNames(snapshot.elsewhere());
      this.filteredOut = new FilteredOut(catalog, snapshot.filter());
      this.tableRules = new RuleCheck(collector);
      this.index =
          new TableIndex(
              snapshot.details(), rule, expected.stream().map(ExpectedTable::name).toList(), true);
      for (ExpectedTable table : expected) {
        collector.expect(table.columns());
        lookUp(table, index.lookUp(table.name()));
      }
      checkFound();
      reportMissing();
      reportExtraTables();
    }

    CheckResult result(List<Finding> findings) {
      List<TableStatus> expectedTables = List.copyOf(statuses.values());
      return new CheckResult(
          findings, collector.coverage(expectedTables), collector.rules().failOn());
    }

    private void lookUp(ExpectedTable table, Match<Entry> match) {
      TableReference name = table.name();
      boolean there = !match.found().isEmpty() && !match.differsInCase();
      if (there && (match.found().size() == 1 || (namesOnly && match.spellings().size() == 1))) {
        found(table, match.found().get(0));
      } else if (!there && snapshot.answered().contains(name)) {
        answered(table);
      } else if (match.found().isEmpty() && isFilteredOut(name)) {
        collector.leaveUnchecked(
            Unchecked.What.LEFT_OUT,
            subject(table, name.text()),
            "excluded by qs.includes or qs.excludes");
      } else {
        Match<Entry> others = match.found().isEmpty() ? elsewhere(name) : match;
        String denied = others.found().isEmpty() ? snapshot.denied().get(name) : null;
        if (denied == null) {
          unclear(table, others);
        } else {
          denied(table, denied);
        }
      }
    }

    /** Handles a table that may not exist: that it may not be read is all that is known. */
    private void denied(ExpectedTable table, String why) {
      status(table, Presence.UNKNOWN, false);
      Checked subject = subject(table, table.name().text());
      collector.report(
          FindingCode.UNREADABLE_TABLE,
          subject,
          "a table that can be read",
          "a name that may not be read",
          why,
          List.of());
      collector.leaveUnchecked(Unchecked.What.TABLE, subject, "it may not be read: " + why);
    }

    private void found(ExpectedTable table, Entry entry) {
      status(
          table,
          entry.listed() ? Presence.LISTED : Presence.ANSWERED,
          namesOnly || !snapshot.details().notRead().containsKey(entry.name()));
      reportUnreadableName(table);
      check(table, entry);
    }

    private void check(ExpectedTable table, Entry entry) {
      reported.add(entry.name());
      found.computeIfAbsent(entry, key -> new ArrayList<>(1)).add(table);
    }

    private void answered(ExpectedTable table) {
      status(table, Presence.ANSWERED, table.columns().isEmpty());
      reportUnreadableName(table);
      String why = "it exists, but no catalog lists it";
      Checked subject = subject(table, table.name().text());
      tableRules.check(table, subject);
      if (table.physicalType() != null) {
        collector.leaveUnchecked(Unchecked.What.TABLE_TYPE, subject, why);
      }
      checkUnread(table, subject, why);
    }

    private void status(ExpectedTable table, Presence presence, boolean readable) {
      TableReference name = table.name();
      statuses.put(
          name, new TableStatus(name, presence, readable && !snapshot.unreadable().contains(name)));
    }

    private void reportUnreadableName(ExpectedTable table) {
      if (snapshot.unreadable().contains(table.name())) {
        collector.report(
            FindingCode.UNREADABLE_TABLE,
            subject(table, table.name().text()),
            "a table that can be read",
            "a table that this credential may not read");
      }
    }

    /** In a check of names, a position in a parameter adds nothing to the name. */
    private Checked subject(ExpectedTable table, String shown) {
      return new Checked(shown, null, namesOnly && table.at().isInParameter() ? null : table.at());
    }

    private String shown(ExpectedTable table, Entry entry) {
      return namesOnly ? table.name().text() : shown(List.of(table), entry);
    }

    /** Where an expectation needs quotes to tell a table apart, the findings need them too. */
    private static String shown(List<ExpectedTable> tables, Entry entry) {
      for (ExpectedTable table : tables) {
        if (table.name().exact() != null) {
          return entry.name().quoted();
        }
      }
      return entry.listedName();
    }

    /** Whether the filter excludes a table. The filter always distinguishes case. */
    private boolean isFilteredOut(TableReference name) {
      return filteredOut.contains(name)
          || alike(name).stream()
              .anyMatch(
                  table ->
                      (index.rule(name) == CaseRule.ANY || isSpelled(name, table))
                          && !snapshot.filter().selects(table));
    }

    /** Whether the name has one of the spellings that are looked for before any other case. */
    private boolean isSpelled(TableReference name, TableName table) {
      return index.rule(name).spellings(name.text()).contains(name.spelling(table));
    }

    private List<TableName> alike(TableReference name) {
      return elsewhere.matching(name, catalog.schemas());
    }

    /** Unlisted tables in a case that was not probed. {@code answered} has what was found. */
    private Match<Entry> elsewhere(TableReference name) {
      Set<String> rivals = index.rivals(name);
      List<Entry> entries =
          alike(name).stream()
              .filter(table -> snapshot.filter().selects(table) && !isSpelled(name, table))
              .filter(table -> !rivals.contains(name.spelling(table)))
              .map(table -> new Entry(table, null, false))
              .toList();
      return new Match<>(entries, List.of(), index.rule(name) != CaseRule.ANY);
    }

    /** Handles a name that no table has in that case, or that several tables have. */
    private void unclear(ExpectedTable table, Match<Entry> match) {
      if (match.found().isEmpty()) {
        status(table, Presence.MISSING, false);
        missing.add(table);
      } else if (match.found().size() > 1) {
        boolean sameCase = !match.differsInCase() && match.spellings().size() == 1;
        status(table, sameCase ? Presence.LISTED : Presence.MISSING, false);
        ambiguous(table, match.found());
      } else {
        Entry entry = match.found().get(0);
        status(table, match.differsInCase() ? Presence.MISSING : Presence.ANSWERED, false);
        if (match.differsInCase()) {
          collector.report(
              FindingCode.TABLE_CASE,
              subject(table, shown(table, entry)),
              table.name().text(),
              entry.listedName(),
              Rivals.why(index.rivals(table.name()), "table"),
              sameInAnotherCase(List.of(entry)));
        }
        check(table, entry);
      }
    }

    private static List<Suggestion> sameInAnotherCase(List<Entry> entries) {
      return entries.stream()
          .limit(Suggestions.MOST)
          .map(entry -> new Suggestion(entry.listedName(), Reason.CASE))
          .toList();
    }

    private void ambiguous(ExpectedTable table, List<Entry> entries) {
      String names = entries.stream().map(Entry::listedName).collect(joining(", "));
      entries.forEach(entry -> reported.add(entry.name()));
      Checked subject = subject(table, table.name().text());
      collector.report(
          FindingCode.AMBIGUOUS_TABLE,
          subject,
          "one table of that name",
          names,
          "",
          namesOnly ? sameInAnotherCase(entries) : List.of());
      collector.leaveUnchecked(Unchecked.What.TABLE, subject, "the name is ambiguous: " + names);
    }

    /** Checks a table whose columns were not read. */
    private void checkUnread(ExpectedTable table, Checked subject, String why) {
      int columns = ExpectedColumn.count(table.columns());
      if (columns == 0) {
        collector.checked(subject);
        return;
      }
      collector.report(
          FindingCode.UNREADABLE_TABLE,
          subject,
          new Quantity(columns, "column").toString(),
          "a table whose columns cannot be read",
          why,
          List.of());
      collector.leaveUnchecked(Unchecked.What.TABLE, subject, why);
    }

    private void checkFound() {
      TypeComparison types = new TypeComparison();
      found.forEach(
          (entry, tables) -> {
            TableDetails details = snapshot.details().relations().get(entry.name());
            if (details == null) {
              String reason = snapshot.details().notRead().get(entry.name());
              String why = reason == null ? "its columns were not read" : "it " + reason;
              for (ExpectedTable table : tables) {
                Checked subject = subject(table, shown(table, entry));
                tableRules.check(table, subject);
                checkType(table, entry, subject);
                checkUnread(table, subject, why);
              }
              return;
            }
            boolean nullabilityKnown =
                snapshot.postgres() && !snapshot.untyped().contains(entry.name());
            ColumnCheck check =
                new ColumnCheck(
                    collector,
                    types,
                    details,
                    shown(tables, entry),
                    rule,
                    nullabilityKnown,
                    Rivals.amongColumns(tables));
            ColumnScope columns = new ColumnScope(details.columns(), rule);
            for (ExpectedTable table : tables) {
              Checked subject = subject(table, shown(table, entry));
              collector.checked(subject);
              tableRules.check(table, subject);
              checkType(table, entry, subject);
              check.check(table.columns(), columns);
              checkKeys(table, details, columns);
            }
            check.finish();
          });
    }

    private void checkKeys(ExpectedTable expected, TableDetails details, ColumnScope columns) {
      if (KeyCheck.isNeeded(expected)) {
        boolean keysKnown =
            snapshot.postgres() && !snapshot.untyped().contains(details.table().name());
        new KeyCheck(
                collector,
                details,
                columns,
                rule,
                targets(),
                snapshot.details().relations(),
                keysKnown)
            .check(expected);
      }
    }

    /** The tables that expected tables refer to; most contracts refer to none. */
    private TableIndex targets() {
      TableIndex result = targets;
      if (result == null) {
        Set<TableReference> referenced =
            found.values().stream()
                .flatMap(List::stream)
                .flatMap(table -> table.rules().references().stream())
                .map(ExpectedReference::table)
                .collect(toSet());
        result = new TableIndex(snapshot.details(), rule, referenced, false);
        targets = result;
      }
      return result;
    }

    private void checkType(ExpectedTable expected, Entry entry, Checked subject) {
      if (expected.physicalType() == null) {
        return;
      }
      ExpectedTableType type =
          tableTypes.computeIfAbsent(expected.physicalType(), ExpectedTableType::new);
      Table table = snapshot.untyped().contains(entry.name()) ? null : entry.table();
      String reason = type.whyUnknown(table, catalog, snapshot.postgres());
      if (table == null || !reason.isEmpty()) {
        collector.leaveUnchecked(Unchecked.What.TABLE_TYPE, subject, reason);
      } else if (!type.isMetBy(table)) {
        collector.report(
            FindingCode.TABLE_TYPE, subject, expected.physicalType(), table.type().word());
      }
    }

    private void reportMissing() {
      if (missing.isEmpty()) {
        return;
      }
      Suggestions suggestions =
          new Suggestions(catalog, snapshot.elsewhere(), snapshot.schemas().tables());
      for (ExpectedTable table : missing) {
        String name = table.name().text();
        Checked subject = subject(table, name);
        collector.checked(subject);
        Set<String> rivals = index.rivals(table.name());
        List<Suggestion> similar =
            suggestions.of(table.name()).stream()
                .filter(suggestion -> rivals.stream().noneMatch(suggestion::names))
                .toList();
        // A renamed table is reported once, as missing and not as extra.
        similar.stream().limit(1).forEach(likeliest -> reportedNames.add(likeliest.name()));
        collector.report(
            snapshot.locked() ? FindingCode.NOT_IN_LOCK : FindingCode.MISSING_TABLE,
            subject,
            table.physicalType() == null ? "a table" : table.physicalType(),
            "nothing of that name in "
                + (snapshot.locked() ? "the lock" : catalog.searched(UnaryOperator.identity())),
            whyMissing(table.name(), rivals),
            similar);
      }
    }

    private String whyMissing(TableReference name, Set<String> rivals) {
      if (namesOnly && name.text().indexOf('(') >= 0) {
        return "the whole text is read as a name; qs:check compares columns";
      }
      List<String> there = rivals.stream().filter(this::isThere).toList();
      if (!there.isEmpty()) {
        return Rivals.why(there, "table");
      }
      String severalNames = new SeveralNames(name.text()).why();
      return severalNames.isEmpty() ? whyNotInSchema(name) : severalNames;
    }

    /** What is wrong with a name that contains a schema; empty if the schemas are unknown. */
    private String whyNotInSchema(TableReference name) {
      Set<String> written = new TreeSet<>(CodePointOrder.INSTANCE);
      name.qualifiedReadings().forEach(reading -> written.add(reading.schema()));
      Set<String> known = new HashSet<>(catalog.schemas());
      known.addAll(snapshot.schemas().schemas());
      Set<String> existing = new TreeSet<>(CodePointOrder.INSTANCE);
      for (String schema : known) {
        if (written.stream().map(CaseRule::fold).anyMatch(CaseRule.fold(schema)::equals)) {
          existing.add(schema);
        }
      }
      if (!existing.isEmpty()) {
        return "it is not in schema " + String.join(", ", existing);
      }
      return written.isEmpty() || snapshot.schemas().schemas().isEmpty()
          ? ""
          : "the server lists no schema " + String.join(", ", written);
    }

    /** Reports the tables that only a contract or only the SQL of the project names. */
    void compare(SqlReaders sql) {
      for (Table table : catalog.tables()) {
        List<SqlStatement> readers = sql.byTable().getOrDefault(table.listedName(), List.of());
        if (!readers.isEmpty() && !isExpected(table)) {
          collector.report(
              FindingCode.SQL_TABLE_IN_NO_CONTRACT,
              new Checked(table.listedName(), null, readers.get(0).at()),
              "a contract that expects it",
              "none, and " + new Quantity(readers.size(), "statement") + " of SQL");
        }
      }
      found.forEach(
          (entry, tables) -> {
            String name = entry.listedName();
            if (!sql.byTable().containsKey(name)) {
              collector.report(
                  FindingCode.CONTRACT_TABLE_IN_NO_SQL,
                  new Checked(name, null, tables.get(0).at()),
                  "a statement of SQL that names it",
                  "none in " + new Quantity(sql.files(), "file"));
            }
          });
    }

    private boolean isExpected(Table table) {
      return reported.contains(table.name()) || reportedNames.contains(table.listedName());
    }

    private boolean isThere(String name) {
      TableStatus status = statuses.get(new TableReference(name));
      return status != null && status.presence() != Presence.MISSING;
    }

    private void reportExtraTables() {
      if (collector.rules().severity(FindingCode.EXTRA_TABLE) == Severity.OFF) {
        return;
      }
      for (Table table : catalog.tables()) {
        if (!isExpected(table)) {
          collector.report(
              FindingCode.EXTRA_TABLE,
              new Checked(table.listedName(), null, null),
              "no extra table",
              table.type().word());
        }
      }
    }
  }
}
