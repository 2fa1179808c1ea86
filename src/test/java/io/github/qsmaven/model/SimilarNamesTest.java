package io.github.qsmaven.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.LowerChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimilarNamesTest {
  @ParameterizedTest
  @CsvSource({
    "orders, order",
    "order, orders",
    "ordres, orders",
    "customer_profile, customer_profiles",
    "hots, host",
    "CUSTOMERS, customer"
  })
  void findsWhatWasMeant(String misspelled, String meant) {
    SimilarNames spelling = new SimilarNames(List.of(meant, "something_else", "x"));

    assertThat(spelling.nearest(misspelled, 3)).containsExactly(meant);
  }

  @Test
  void theNearestComesFirstAndTheOthersByCodePoint() {
    SimilarNames spelling = new SimilarNames(List.of("tables", "tablexyz", "tablet", "table1"));

    assertThat(spelling.nearest("table", 3)).containsExactly("table1", "tables", "tablet");
  }

  @Test
  void whatIsFarOffIsNoSuggestion() {
    assertThat(new SimilarNames(List.of("orders", "abc")).nearest("xyz", 3)).isEmpty();
  }

  @Property
  void twoEditsInALongNameAreForgiven(
      @ForAll @AlphaChars @StringLength(min = 9, max = 40) String name) {
    String misspelled = "Q" + name.substring(0, 4) + name.substring(5);

    assertThat(new SimilarNames(List.of(name)).nearest(misspelled, 1))
        .isEqualTo(misspelled.equals(name) ? List.of() : List.of(name));
  }

  @ParameterizedTest
  @CsvSource({
    "placed, placed_at",
    "placed_at, placed",
    "placed, orderPlaced",
    "customer, dim_customer",
    "order, sales_orders",
    "sales.order, sales.fact_orders",
    "cust_id, customer_id",
    "customer_id, id_customer",
    "address, addr",
    "orders2024, orders",
    "type, logicalType",
    "zip, zip_code"
  })
  void findsNamesThatShareWords(String misspelled, String meant) {
    SimilarNames names =
        new SimilarNames(List.of(meant, "something_else", "x", "note", "at", "id"));

    assertThat(names.likely(misspelled, 3)).containsExactly(meant);
  }

  @ParameterizedTest
  @CsvSource({
    "id, customer_id",
    "at, placed_at",
    "luma_refunds, luma_web_data",
    "luma, luma_profiles_of_all_customers",
    "customer_id, id",
    "is_new, is_active",
    "___, a_b_c"
  })
  void oneShortWordIsTooLittle(String misspelled, String other) {
    assertThat(new SimilarNames(List.of(other)).likely(misspelled, 3)).isEmpty();
  }

  @Test
  void editsComeFirstThenTheFewestLettersMore() {
    SimilarNames names =
        new SimilarNames(List.of("placed_at_utc", "placed_by", "place_id", "placed_at", "plaid_x"));

    assertThat(names.likely("placed", 3)).containsExactly("place_id", "placed_at", "placed_by");
    assertThat(names.likely("placed_a", 3)).containsExactly("placed_at", "placed_by");
  }

  @Property
  void sharedWordsAreFoundWithinTheirLimit(
      @ForAll @LowerChars @StringLength(min = 3, max = 12) String word,
      @ForAll @LowerChars @StringLength(min = 1, max = 5) String more) {
    assertThat(new SharedWords(List.of(word + "_" + more)).of(word))
        .containsExactly(word + "_" + more);
    assertThat(new SharedWords(List.of(word)).of(word + "_" + more)).containsExactly(word);
  }

  @Test
  void theWorkOnSharedWordsIsLimited() {
    SharedWords words =
        new SharedWords(IntStream.range(0, 30_000).mapToObj(i -> "luma_" + i + "_x").toList());
    List<Boolean> found =
        IntStream.range(0, 100).mapToObj(i -> !words.of("luma_" + i).isEmpty()).toList();

    assertThat(found.get(0)).isTrue();
    assertThat(found.get(99)).isFalse();
  }

  @Test
  void neverSuggestsTheNameItself() {
    assertThat(new SimilarNames(List.of("orders")).nearest("orders", 3)).isEmpty();
  }

  @Test
  void theWorkIsLimitedForAll() {
    List<String> names = IntStream.range(0, 100).mapToObj(i -> "table_" + i).toList();
    SimilarNames spelling = new SimilarNames(names, 150);

    assertThat(spelling.nearest("tabel_1", 3)).isNotEmpty();
    assertThat(spelling.nearest("tabel_2", 3)).isEmpty();
  }

  @Test
  void theLocaleDoesNotMatter() {
    assertThat(new SimilarNames(List.of("INFO_TABLE")).nearest("info_tabl", 1))
        .containsExactly("INFO_TABLE");
  }
}
