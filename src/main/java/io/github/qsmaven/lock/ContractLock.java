package io.github.qsmaven.lock;

import io.github.qsmaven.model.CaseRule;
import io.github.qsmaven.model.Catalog;
import io.github.qsmaven.model.ExpectedColumn;
import io.github.qsmaven.model.ExpectedKey;
import io.github.qsmaven.model.ExpectedTable;
import io.github.qsmaven.model.ExpectedType;
import io.github.qsmaven.model.ForeignKey;
import io.github.qsmaven.model.HasWord;
import io.github.qsmaven.model.Lock;
import io.github.qsmaven.model.LockedColumn;
import io.github.qsmaven.model.LockedKeys;
import io.github.qsmaven.model.LockedTable;
import io.github.qsmaven.model.TableName;
import io.github.qsmaven.model.TableReference;
import io.github.qsmaven.model.TableType;
import io.github.qsmaven.types.CanonicalType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns what contracts expect into a lock, which leaves out what they leave out. */
public final class ContractLock {
  /**
   * The tables of contracts as a lock that is not exact.
   *
   * @param tables the tables
   * @param resolved the tables of the server that the contracts mean; others are looked for in the
   *     schemas that were searched
   * @param catalog the list of tables of the server
   * @param postgres whether the server is PostgreSQL
   * @return the tables with the positions of the contracts; of a table in several contracts, the
   *     first one
   */
  public Lock of(
      List<ExpectedTable> tables,
      Map<TableReference, TableName> resolved,
      Catalog catalog,
      boolean postgres) {
    Names names = new Names(resolved, catalog.schemas());
    Map<TableName, LockedTable> locked = new LinkedHashMap<>();
    for (ExpectedTable table : tables) {
      TableName name = names.of(table.name());
      locked.putIfAbsent(
          name,
          new LockedTable(
              name,
              type(table.physicalType()),
              catalog.schemas().contains(name.schema()),
              true,
              table.columns().isEmpty() ? null : columns(table.columns()),
              keys(table, names),
              null,
              null,
              table.at()));
    }
    return new Lock(
        false,
        postgres,
        catalog.source(),
        catalog.schemas(),
        Sorted.tables(locked.values()),
        List.of(),
        List.of());
  }

  /**
   * The same lock with the names of columns as the server spells them: a contract may spell them in
   * another case.
   *
   * @param contracts what contracts expect
   * @param server the state of the server
   * @param rule how names may differ in case
   */
  public Lock spelledAs(Lock contracts, Lock server, CaseRule rule) {
    Map<TableName, LockedTable> there = new LinkedHashMap<>();
    server.tables().forEach(table -> there.put(table.name(), table));
    Map<String, List<LockedColumn>> types = new LinkedHashMap<>();
    server.types().forEach(type -> types.put(type.name(), type.fields()));
    List<LockedTable> tables = new ArrayList<>();
    for (LockedTable table : contracts.tables()) {
      LockedTable same = there.get(table.name());
      tables.add(same == null ? table : spelled(table, same, types, rule));
    }
    return new Lock(
        contracts.exact(),
        contracts.postgres(),
        contracts.catalog(),
        contracts.schemas(),
        tables,
        contracts.types(),
        contracts.statements());
  }

  private static LockedTable spelled(
      LockedTable table, LockedTable server, Map<String, List<LockedColumn>> types, CaseRule rule) {
    List<LockedColumn> columns = table.columns();
    if (columns == null || server.columns() == null) {
      return table;
    }
    Spelling spelling = Spelling.of(server.columns(), columns, rule);
    LockedKeys keys = table.keys();
    return new LockedTable(
        table.name(),
        table.type(),
        server.visible(),
        table.readable(),
        spelled(columns, server.columns(), types, rule),
        keys == null
            ? null
            : new LockedKeys(
                spelling.all(keys.primary()),
                keys.unique().stream().map(spelling::all).toList(),
                keys.foreign()),
        table.comment(),
        table.dataset(),
        table.at());
  }

  /** As deep as a contract is nested, which its reader bounds. */
  private static List<LockedColumn> spelled(
      List<LockedColumn> columns,
      List<LockedColumn> server,
      Map<String, List<LockedColumn>> types,
      CaseRule rule) {
    Spelling spelling = Spelling.of(server, columns, rule);
    List<LockedColumn> spelled = new ArrayList<>(columns.size());
    for (LockedColumn column : columns) {
      String name = spelling.of(column.name());
      LockedColumn there = spelling.server().get(name);
      List<LockedColumn> fields = column.fields();
      if (there != null && !fields.isEmpty()) {
        String type = String.valueOf(there.type().physicalType());
        List<LockedColumn> inside = types.getOrDefault(CanonicalType.plain(type), there.fields());
        fields = spelled(fields, inside, types, rule);
      }
      spelled.add(
          new LockedColumn(
              name, column.type(), column.notNull(), fields, column.comment(), column.at()));
    }
    return spelled;
  }

  /**
   * The names of columns at the server.
   *
   * @param server the columns by their names
   * @param folded the names that only one column has in any case
   * @param contract the columns of the contract by their names
   * @param rule how names may differ in case
   */
  private record Spelling(
      Map<String, LockedColumn> server,
      Map<String, String> folded,
      Map<String, LockedColumn> contract,
      CaseRule rule) {
    static Spelling of(List<LockedColumn> server, List<LockedColumn> contract, CaseRule rule) {
      Map<String, String> folded = new LinkedHashMap<>();
      for (LockedColumn column : server) {
        folded.merge(CaseRule.fold(column.name()), column.name(), (one, other) -> "");
      }
      return new Spelling(byName(server), folded, byName(contract), rule);
    }

    private static Map<String, LockedColumn> byName(List<LockedColumn> columns) {
      Map<String, LockedColumn> byName = new LinkedHashMap<>();
      columns.forEach(column -> byName.put(column.name(), column));
      return byName;
    }

    /** The name of the column that is meant; the name itself if there is none. */
    String of(String name) {
      for (String spelling : rule.spellings(name)) {
        if (server.containsKey(spelling) && isFree(name, spelling)) {
          return spelling;
        }
      }
      String any = rule == CaseRule.ANY ? folded.getOrDefault(CaseRule.fold(name), "") : "";
      return any.isEmpty() || !isFree(name, any) ? name : any;
    }

    /** Whether the contract has no column of that very name. */
    private boolean isFree(String name, String spelling) {
      return name.equals(spelling) || !contract.containsKey(spelling);
    }

    List<String> all(List<String> names) {
      return names.stream().map(this::of).toList();
    }
  }

  /**
   * Which tables contracts mean.
   *
   * @param resolved the tables of the server
   * @param schemas the schemas that were searched
   */
  private record Names(Map<TableReference, TableName> resolved, List<String> schemas) {
    TableName of(TableReference reference) {
      TableName known = resolved.get(reference);
      if (known != null) {
        return known;
      }
      List<TableName> readings = reference.readingsIn(schemas);
      return readings.isEmpty() ? new TableName("", reference.text()) : readings.get(0);
    }
  }

  private static @Nullable TableType type(@Nullable String physicalType) {
    return physicalType == null
        ? null
        : HasWord.parse(TableType.class, physicalType.strip().replaceAll("[\\s_]+", "-"))
            .orElse(null);
  }

  private static List<LockedColumn> columns(List<ExpectedColumn> expected) {
    List<LockedColumn> columns = new ArrayList<>(expected.size());
    for (ExpectedColumn column : expected) {
      ExpectedType type = column.type();
      List<ExpectedColumn> fields = column.fields();
      StringBuilder brackets = new StringBuilder();
      for (ExpectedColumn items = column.items(); items != null; items = items.items()) {
        brackets.append(CanonicalType.ARRAY);
        fields = fields.isEmpty() ? items.fields() : fields;
        String element = items.type().physicalType();
        if (type.physicalType() == null && element != null) {
          type = new ExpectedType(element + brackets, type.logicalType());
        }
      }
      columns.add(
          new LockedColumn(
              column.name(),
              type,
              Boolean.TRUE.equals(column.required()),
              columns(fields),
              null,
              column.at()));
    }
    return columns;
  }

  private static @Nullable LockedKeys keys(ExpectedTable table, Names names) {
    ExpectedKey primary = table.rules().primaryKey();
    List<List<String>> unique =
        table.columns().stream()
            .filter(column -> column.rules().unique())
            .map(column -> List.of(column.name()))
            .toList();
    List<ForeignKey> foreign =
        table.rules().references().stream()
            .map(
                reference ->
                    new ForeignKey(
                        null,
                        reference.columns(),
                        names.of(reference.table()),
                        reference.referencedColumns()))
            .toList();
    return primary == null && unique.isEmpty() && foreign.isEmpty()
        ? null
        : new LockedKeys(
            primary == null ? List.of() : primary.columns(),
            Sorted.unique(unique),
            Sorted.foreign(foreign));
  }
}
