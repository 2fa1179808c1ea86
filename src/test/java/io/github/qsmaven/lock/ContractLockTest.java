package io.github.qsmaven.lock;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qsmaven.model.CaseRule;
import io.github.qsmaven.model.Catalog;
import io.github.qsmaven.model.CatalogSource;
import io.github.qsmaven.model.ColumnRules;
import io.github.qsmaven.model.ExpectedColumn;
import io.github.qsmaven.model.ExpectedKey;
import io.github.qsmaven.model.ExpectedTable;
import io.github.qsmaven.model.ExpectedType;
import io.github.qsmaven.model.Lock;
import io.github.qsmaven.model.LockedColumn;
import io.github.qsmaven.model.LockedTable;
import io.github.qsmaven.model.SourcePosition;
import io.github.qsmaven.model.TableName;
import io.github.qsmaven.model.TableReference;
import io.github.qsmaven.model.TableRules;
import io.github.qsmaven.model.TableType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ContractLockTest {
  private static final SourcePosition AT = new SourcePosition("c.odcs.yaml", 3, 5);
  private static final TableName ORDERS = new TableName("stage", "orders");
  private static final Catalog CATALOG =
      new Catalog(CatalogSource.PG_CATALOG, List.of("public"), true, List.of());

  private static ExpectedColumn column(
      String name,
      @Nullable String type,
      @Nullable Boolean required,
      @Nullable ExpectedColumn items) {
    return new ExpectedColumn(
        name, new ExpectedType(type, null), required, List.of(), items, ColumnRules.NONE, AT);
  }

  private static ExpectedTable orders() {
    ExpectedColumn items = column("", "text", null, null);
    return new ExpectedTable(
        new TableReference("Orders"),
        List.of(column("ID", "int8", true, null), column("tags", null, null, items)),
        "materialized view",
        new TableRules(false, new ExpectedKey(List.of("ID"), true, AT), List.of(), List.of()),
        AT);
  }

  private static LockedColumn locked(String name, String type) {
    return new LockedColumn(name, new ExpectedType(type, null), false, List.of(), null, null);
  }

  private static Lock server(LockedColumn... columns) {
    LockedTable table =
        new LockedTable(
            ORDERS, TableType.TABLE, false, true, List.of(columns), null, null, null, null);
    return new Lock(
        true,
        true,
        CatalogSource.PG_CATALOG,
        List.of("public"),
        List.of(table),
        List.of(),
        List.of());
  }

  @Test
  void saysWhatTheContractSays() {
    ExpectedTable bare = new ExpectedTable(new TableReference("x"), List.of(), null, AT);
    Lock lock =
        new ContractLock()
            .of(
                List.of(orders(), bare),
                Map.of(new TableReference("Orders"), ORDERS),
                CATALOG,
                true);

    assertThat(lock.exact()).isFalse();
    LockedTable unresolved = lock.tables().get(0);
    assertThat(unresolved.name()).isEqualTo(new TableName("public", "x"));
    assertThat(unresolved.columns()).isNull();
    assertThat(unresolved.keys()).isNull();
    assertThat(unresolved.type()).isNull();
    LockedTable table = lock.tables().get(1);
    assertThat(table.name()).isEqualTo(ORDERS);
    assertThat(table.type()).isEqualTo(TableType.MATERIALIZED_VIEW);
    assertThat(table.columns())
        .containsExactly(
            new LockedColumn("ID", new ExpectedType("int8", null), true, List.of(), null, AT),
            new LockedColumn("tags", new ExpectedType("text[]", null), false, List.of(), null, AT));
  }

  @Test
  void spellsColumnsAsTheServerDoes() {
    ContractLock contracts = new ContractLock();
    Lock lock =
        contracts.of(
            List.of(orders()), Map.of(new TableReference("Orders"), ORDERS), CATALOG, true);
    Lock there = server(locked("id", "bigint"), locked("Tags", "text[]"));

    assertThat(names(contracts.spelledAs(lock, there, CaseRule.SQL))).containsExactly("id", "tags");
    assertThat(names(contracts.spelledAs(lock, there, CaseRule.ANY))).containsExactly("id", "Tags");
    assertThat(names(contracts.spelledAs(lock, there, CaseRule.AS_WRITTEN)))
        .containsExactly("ID", "tags");
    Lock both = server(locked("id", "bigint"), locked("ID", "bigint"));
    assertThat(names(contracts.spelledAs(lock, both, CaseRule.SQL))).containsExactly("ID", "tags");
    assertThat(contracts.spelledAs(lock, there, CaseRule.SQL).tables().get(0).keys())
        .extracting("primary")
        .isEqualTo(List.of("id"));
  }

  private static List<String> names(Lock lock) {
    List<LockedColumn> columns = lock.tables().get(0).columns();
    return columns == null ? List.of() : columns.stream().map(LockedColumn::name).toList();
  }
}
