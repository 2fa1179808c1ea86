package io.github.qsmaven.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.github.qsmaven.testing.TestDatabase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArrayTextTest {
  /** Elements of each kind that the syntax of arrays quotes or not. */
  private static final List<String> TEXTS =
      List.of(
          "orders",
          "a",
          "Größe",
          "",
          " ",
          "a,b",
          "{",
          "}",
          "a b",
          "\"",
          "\\",
          "NULL",
          "null",
          "anNULLa",
          "\n",
          "\uD83D\uDE42",
          "\u00A0",
          "none");

  @Test
  void readsWhatTheServerWrites() throws Exception {
    Random random = new Random(7);
    new TestDatabase()
        .use(
            session -> {
              for (int i = 0; i < 500; i++) {
                List<@Nullable String> texts = new ArrayList<>();
                List<Long> numbers = new ArrayList<>();
                for (int j = random.nextInt(4); j >= 0; j--) {
                  texts.add(TEXTS.get(random.nextInt(i % 2 == 0 ? TEXTS.size() : 3)));
                  numbers.add(random.nextBoolean() ? random.nextLong() : random.nextInt(3));
                }
                List<String> digits = numbers.stream().map(String::valueOf).toList();
                String sql = "SELECT array_replace(?::text[], 'none', NULL), ?::int8[]";
                session.query(
                    sql,
                    List.of(texts, digits),
                    row -> {
                      ArrayText arrays = new ArrayText(row);
                      texts.replaceAll(text -> "none".equals(text) ? null : text);
                      assertThat(arrays.texts(1)).isEqualTo(texts);
                      assertThat(arrays.numbers(2)).containsExactly(numbers.toArray(Long[]::new));
                      return texts;
                    });
              }
              return session;
            });
  }

  @Test
  void nullIsAnArrayWithoutElements() throws SQLException {
    ArrayText arrays = new ArrayText(mock(ResultSet.class));

    assertThat(arrays.texts(1)).isEmpty();
    assertThat(arrays.numbers(1)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "{}", "{1", "{1,}", "{a}", "{1,NULL}", "{1}}", "[0:0]={1}"})
  void whatIsNoArrayOfIntegersIsRejected(String text) throws SQLException {
    ResultSet row = mock(ResultSet.class);
    when(row.getString(1)).thenReturn(text);

    assertThatThrownBy(() -> new ArrayText(row).numbers(1))
        .isInstanceOf(NumberFormatException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "{a", "{\"a}", "{\"a\"b}", "{\"a\\\"}", "[0:0]={a}"})
  void whatIsNoArrayOfTextsIsRejected(String text) throws SQLException {
    ResultSet row = mock(ResultSet.class);
    when(row.getString(1)).thenReturn(text);

    assertThatThrownBy(() -> new ArrayText(row).texts(1)).isInstanceOf(RuntimeException.class);
  }
}
