package io.github.qsmaven.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qsmaven.model.CaseRule;
import io.github.qsmaven.model.Catalog;
import io.github.qsmaven.model.CatalogSource;
import io.github.qsmaven.model.Glob;
import io.github.qsmaven.model.NameFilter;
import io.github.qsmaven.model.Table;
import io.github.qsmaven.model.TableName;
import io.github.qsmaven.model.TableReference;
import io.github.qsmaven.model.TableType;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ListedExpectationsTest {
  private static Catalog catalog(Table... tables) {
    return new Catalog(CatalogSource.PG_CATALOG, List.of("public"), true, List.of(tables));
  }

  private static Table table(String schema, String name, boolean visible) {
    return new Table(new TableName(schema, name), TableType.TABLE, visible, null);
  }

  private static List<String> unlisted(Catalog catalog, String... expected) {
    return unlisted(CaseRule.SQL, catalog, expected);
  }

  private static List<String> unlisted(CaseRule rule, Catalog catalog, String... expected) {
    return listed(rule, catalog, expected).unlisted().stream()
        .map(table -> table.name().text())
        .toList();
  }

  private static ListedExpectations listed(CaseRule rule, Catalog catalog, String... expected) {
    return new ListedExpectations(
        catalog, NameFilter.ALL, rule, Stream.of(expected).map(Contract::table).toList());
  }

  @Test
  void aBareOrAQualifiedNameMeetsTheTable() {
    assertThat(unlisted(catalog(table("public", "orders", true)), "orders", "public.orders"))
        .isEmpty();
  }

  @Test
  void aBareNameMeetsATableOfANamedSchema() {
    assertThat(unlisted(catalog(table("sales", "orders", false)), "orders", "sales.orders"))
        .isEmpty();
  }

  @Test
  void theSchemaCounts() {
    assertThat(unlisted(catalog(table("public", "orders", true)), "Orders", "sales.orders"))
        .containsExactly("sales.orders");
  }

  @Test
  void caseCountsByTheRule() {
    Catalog catalog = catalog(table("public", "orders", true), table("Sales", "Lines", false));
    String[] expected = {"Orders", "PUBLIC.orders", "lines", "sales.lines"};

    assertThat(unlisted(CaseRule.AS_WRITTEN, catalog, expected))
        .containsExactly("Orders", "PUBLIC.orders", "lines", "sales.lines");
    assertThat(unlisted(CaseRule.SQL, catalog, expected)).containsExactly("lines", "sales.lines");
    assertThat(unlisted(CaseRule.ANY, catalog, expected)).isEmpty();
    assertThat(listed(CaseRule.ANY, catalog, expected).listed())
        .containsEntry(new TableReference("PUBLIC.orders"), new TableReference("public.orders"))
        .containsEntry(new TableReference("sales.lines"), new TableReference("Sales.Lines"))
        .containsEntry(new TableReference("lines"), new TableReference("Lines"));
  }

  @Test
  void ofNamesThatDifferOnlyInCaseEachIsListedAsItIsWritten() {
    Catalog catalog = catalog(table("public", "orders", true));
    TableReference orders = new TableReference("Orders");

    for (CaseRule rule : CaseRule.values()) {
      assertThat(unlisted(rule, catalog, "orders", "Orders")).containsExactly("Orders");
      assertThat(unlisted(rule, catalog, "ORDERS", "Orders")).containsExactly("ORDERS", "Orders");
    }
    // Another server may ignore case, and answer for the table that is listed.
    assertThat(listed(CaseRule.SQL, catalog, "orders", "Orders").spellings(orders))
        .containsExactly(orders);
    assertThat(listed(CaseRule.ANY, catalog, "orders", "Orders").spellings(orders)).isEmpty();
  }

  @Test
  void anUnlistedTableIsAskedForInLowerCaseTooWhereThatDiffersAndTheFilterDoesNotExcludeIt() {
    TableReference orders = new TableReference("Orders");
    TableReference lower = new TableReference("orders");
    NameFilter noOrders = new NameFilter(List.of(), List.of(new Glob("orders")));

    assertThat(listed(CaseRule.SQL, catalog()).spellings(orders)).containsExactly(orders, lower);
    assertThat(listed(CaseRule.SQL, catalog()).spellings(lower)).containsExactly(lower);
    assertThat(listed(CaseRule.AS_WRITTEN, catalog()).spellings(orders)).containsExactly(orders);
    assertThat(
            new ListedExpectations(catalog(), noOrders, CaseRule.SQL, List.of()).spellings(orders))
        .containsExactly(orders);
  }

  @Test
  void aDotMayBelongToTheName() {
    Catalog catalog = catalog(table("public", "a.b", true));

    assertThat(unlisted(catalog, "public.a.b", "\"public\".\"a.b\"")).isEmpty();
    assertThat(listed(CaseRule.SQL, catalog, "a.b").listed())
        .containsKey(new TableReference("a.b"));
    // A table b in a schema a comes first, so it is asked for.
    assertThat(unlisted(catalog, "a.b")).containsExactly("a.b");
  }

  @Test
  void anEmptyCatalogMeetsNothing() {
    assertThat(unlisted(catalog(), "a", "b")).containsExactly("a", "b");
  }
}
