package io.github.qsmaven.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class TableReferenceTest {
  @Property
  void everyReadingIsTheTextAgain(@ForAll("dotted") String text) {
    assertThat(new TableReference(text).qualifiedReadings())
        .allSatisfy(reading -> assertThat(reading.qualified()).isEqualTo(text))
        .allSatisfy(reading -> assertThat(reading.schema()).isNotEmpty())
        .allSatisfy(reading -> assertThat(reading.name()).isNotEmpty());
  }

  @Provide
  Arbitrary<String> dotted() {
    return Arbitraries.strings().withChars("ab.").ofMinLength(1).ofMaxLength(8);
  }

  @Test
  void aNameWithTwoDotsHasTwoReadings() {
    assertThat(new TableReference("a.b.c").qualifiedReadings())
        .containsExactly(new TableName("a", "b.c"), new TableName("a.b", "c"));
  }

  @Test
  void dotsAtTheEndsSeparateNothing() {
    assertThat(new TableReference(".a.").qualifiedReadings()).isEmpty();
    assertThat(new TableReference("a").qualifiedReadings()).isEmpty();
  }

  @Property
  void aNameInQuotesIsThatTableAndNoOther(
      @ForAll("identifiers") String schema, @ForAll("identifiers") String name) {
    TableName table = new TableName(schema, name);
    TableReference quoted = new TableReference(table.quoted());

    assertThat(quoted.exact()).isEqualTo(table);
    assertThat(quoted.qualifiedReadings()).containsExactly(table);
    assertThat(quoted.readingsIn(List.of("public"))).containsExactly(table);
    assertThat(quoted.bareNames()).containsExactly(name);
    assertThat(quoted.spelling(table)).isEqualTo(quoted.text());
  }

  @Provide
  Arbitrary<String> identifiers() {
    return Arbitraries.strings().withChars("aB.\"").ofMinLength(1).ofMaxLength(8);
  }

  /** Otherwise a report of the one would be read as the other. */
  @Property
  void noTableIsListedUnderTheNameOfAnotherInQuotes(
      @ForAll("identifiers") String schema,
      @ForAll("identifiers") String name,
      @ForAll boolean visible) {
    TableName table = new TableName(schema, name);
    String listed = new Table(table, TableType.TABLE, visible, null).listedName();

    assertThat(new TableReference(listed).exact()).isIn(null, table);
  }

  @Test
  void whatIsNotTwoNamesInQuotesIsAPlainName() {
    for (String text :
        new String[] {
          "\"a\"",
          "a.\"b\"",
          "\"a\".b",
          "\"a\".\"b",
          "\"\".\"b\"",
          "\"a\".\"\"",
          "\".\".\"",
          "\"a\".\"b\".\"c\"",
          "\"a\"b\".\"c\"",
          "\"a\" . \"b\"",
          "\".\""
        }) {
      assertThat(new TableReference(text).exact()).as(text).isNull();
    }
  }

  @Test
  void readsTheEscapesOfTheReport() {
    assertThat(TableReference.parse("  a\\nb\\\\c ")).isEqualTo(new TableReference("a\nb\\c"));
  }

  @Test
  void refusesWhatNoIdentifierCanBe() {
    assertThatThrownBy(() -> TableReference.parse("a\\u0000")).hasMessageContaining("NUL");
    assertThatThrownBy(() -> TableReference.parse("a\\uD800")).hasMessageContaining("surrogate");
    assertThatThrownBy(() -> TableReference.parse(" ")).hasMessageContaining("empty");
  }
}
