package io.github.qsmaven.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
