package io.github.qsmaven.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TableTypeTest {
  @ParameterizedTest
  @EnumSource
  void everyWordIsReadBack(TableType type) {
    assertThat(TableType.parse(type.word())).containsExactly(type);
    assertThat(TableType.parse(" " + type.word().toUpperCase(Locale.ROOT) + " "))
        .containsExactly(type);
  }

  @Test
  void allMeansAll() {
    assertThat(TableType.parse("all")).isEqualTo(EnumSet.allOf(TableType.class));
  }

  @Test
  void anUnknownWordMeansNothing() {
    assertThat(TableType.parse("tables")).isEmpty();
  }

  @Test
  void theWordsAreThoseOfTheDocuments() {
    assertThat(TableType.words()).isEqualTo("table, view, materialized-view, foreign-table, all");
  }
}
