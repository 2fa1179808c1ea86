package io.github.qsmaven.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class HasWordTest {
  @ParameterizedTest
  @EnumSource(CatalogSource.class)
  void aWordIsReadInAnyCase(CatalogSource source) {
    String word = source.word();

    assertThat(HasWord.parse(CatalogSource.class, word)).contains(source);
    assertThat(HasWord.parse(CatalogSource.class, " " + word.toUpperCase(Locale.ROOT) + "\n"))
        .contains(source);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "errors", "err or", "er-ror"})
  void noOtherWordIsRead(String word) {
    assertThat(HasWord.parse(FailOn.class, word)).isEmpty();
  }

  @Test
  void aWordHasHyphensUnlessTheEnumSaysOtherwise() {
    assertThat(DoctorStep.HOST_NAME.word()).isEqualTo("host-name");
    assertThat(StepResult.Outcome.NOT_REACHED.word()).isEqualTo("not-reached");
    assertThat(CatalogSource.PG_CATALOG.word()).isEqualTo("pg_catalog");
  }

  @Test
  void allWordsAreInTheOrderOfTheConstants() {
    assertThat(HasWord.words(FailOn.class))
        .isEqualTo("error, warning, breaking, breaking-here, any, never");
    assertThat(HasWord.words(Severity.class)).isEqualTo("error, warning, note, off");
    assertThat(HasWord.words(ExtraPolicy.class)).isEqualTo("ignore, warn, fail");
    assertThat(HasWord.words(CatalogSource.class))
        .isEqualTo("pg_catalog, pg_class, information_schema, show_tables");
  }
}
