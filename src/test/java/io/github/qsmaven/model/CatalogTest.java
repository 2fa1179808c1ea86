package io.github.qsmaven.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CatalogTest {
  private static Table table(String schema, String name, boolean visible) {
    return new Table(new TableName(schema, name), TableType.TABLE, visible, null);
  }

  @Test
  void isSortedAsTheLinesOfItsReport() {
    Catalog catalog =
        new Catalog(
            CatalogSource.PG_CATALOG,
            List.of("public"),
            true,
            List.of(
                table("public", "b", true),
                table("a", "z", false),
                table("public", "a\nb", true),
                table("public", "aZ", true),
                table("public", "\uD83D\uDE00", true),
                table("public", "\uFB01", true),
                table("public", "B", true)));

    assertThat(catalog.tables())
        .extracting(Table::listedName)
        .containsExactly("B", "a.z", "aZ", "a\nb", "b", "\uFB01", "\uD83D\uDE00");
  }

  @Test
  void aTableThatTheSearchPathDoesNotFindIsListedWithItsSchema() {
    assertThat(table("sales", "orders", false).listedName()).isEqualTo("sales.orders");
    assertThat(table("sales", "orders", true).listedName()).isEqualTo("orders");
  }
}
