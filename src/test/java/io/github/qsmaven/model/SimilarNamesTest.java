package io.github.qsmaven.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
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
