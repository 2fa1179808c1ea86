package io.github.qsmaven.check;

import static io.github.qsmaven.model.Suggestion.Reason.CASE;
import static io.github.qsmaven.model.Suggestion.Reason.SCHEMA;
import static io.github.qsmaven.model.Suggestion.Reason.SPELLING;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.qsmaven.model.Catalog;
import io.github.qsmaven.model.CatalogSource;
import io.github.qsmaven.model.Suggestion;
import io.github.qsmaven.model.Table;
import io.github.qsmaven.model.TableName;
import io.github.qsmaven.model.TableReference;
import io.github.qsmaven.model.TableType;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SuggestionsTest {
  private final List<Table> listed = new ArrayList<>();
  private final List<TableName> elsewhere = new ArrayList<>();

  private void listed(String... names) {
    for (String name : names) {
      listed.add(new Table(new TableName("public", name), TableType.TABLE, true, null));
    }
  }

  private List<Suggestion> suggestions(String missing) {
    Catalog catalog = new Catalog(CatalogSource.PG_CATALOG, List.of("public"), true, listed);
    return new Suggestions(catalog, elsewhere, List.of()).of(new TableReference(missing));
  }

  @Test
  void firstCaseThenSchemaThenSpelling() {
    listed("orderz", "Orders");
    elsewhere.add(new TableName("sales", "orders"));

    assertThat(suggestions("orders"))
        .containsExactly(
            new Suggestion("Orders", CASE),
            new Suggestion("sales.orders", SCHEMA),
            new Suggestion("orderz", SPELLING));
  }

  @Test
  void threeAtTheMost() {
    listed("order1", "order2", "order3", "order4");

    assertThat(suggestions("orders")).hasSize(3);
  }

  @Test
  void aQualifiedNameFindsTheBareOneElsewhere() {
    listed("orders");

    assertThat(suggestions("sales.orders")).contains(new Suggestion("orders", SCHEMA));
  }

  @Test
  void aQualifiedNameInAnotherCaseDiffersOnlyInCase() {
    elsewhere.add(new TableName("sales", "Orders"));

    assertThat(suggestions("sales.orders")).containsExactly(new Suggestion("sales.Orders", CASE));
  }

  @Test
  void anotherCaseInAnotherSchemaIsAnotherSchema() {
    elsewhere.add(new TableName("sales", "Orders"));

    assertThat(suggestions("orders")).containsExactly(new Suggestion("sales.Orders", SCHEMA));
  }

  @Test
  void aShadowedNameIsGivenWithItsSchema() {
    listed.add(new Table(new TableName("b", "Orders"), TableType.TABLE, false, null));

    assertThat(suggestions("orders")).first().isEqualTo(new Suggestion("b.Orders", CASE));
  }

  @Test
  void nothingAlikeIsNothingMeant() {
    listed("profiles");

    assertThat(suggestions("xyz")).isEmpty();
  }
}
