package io.github.qsmaven.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qsmaven.model.Catalog;
import io.github.qsmaven.model.CatalogSource;
import io.github.qsmaven.model.Table;
import io.github.qsmaven.model.TableName;
import io.github.qsmaven.model.TableReference;
import io.github.qsmaven.model.TableType;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExpectedTablesCheckTest {
  private static Catalog catalog(Table... tables) {
    return new Catalog(CatalogSource.PG_CATALOG, List.of("public"), true, List.of(tables));
  }

  private static Table table(String schema, String name, boolean visible) {
    return new Table(new TableName(schema, name), TableType.TABLE, visible, null);
  }

  private static List<String> unlisted(Catalog catalog, String... expected) {
    return new ExpectedTablesCheck(catalog)
        .unlisted(List.of(expected).stream().map(TableReference::new).toList()).stream()
            .map(TableReference::text)
            .toList();
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
  void caseAndSchemaCount() {
    assertThat(unlisted(catalog(table("public", "orders", true)), "Orders", "sales.orders"))
        .containsExactly("Orders", "sales.orders");
  }

  @Test
  void aDotMayBelongToTheName() {
    assertThat(unlisted(catalog(table("public", "a.b", true)), "a.b", "public.a.b")).isEmpty();
  }

  @Test
  void anEmptyCatalogMeetsNothing() {
    assertThat(unlisted(catalog(), "a", "b")).containsExactly("a", "b");
  }
}
