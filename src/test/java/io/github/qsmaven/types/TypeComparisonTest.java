package io.github.qsmaven.types;

import static io.github.qsmaven.types.TypeVerdict.MATCH;
import static io.github.qsmaven.types.TypeVerdict.MISMATCH;
import static io.github.qsmaven.types.TypeVerdict.UNKNOWN;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.qsmaven.model.ColumnType;
import io.github.qsmaven.model.ExpectedType;
import io.github.qsmaven.model.TypeShape;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TypeComparisonTest {
  private static final Map<String, TypeVerdict> ANSWERS =
      Map.of("yes", MATCH, "no", MISMATCH, "?", UNKNOWN);

  private final TypeComparison comparison = new TypeComparison();

  static Stream<String> goldenTable() throws IOException {
    try (InputStream in =
        requireNonNull(TypeComparisonTest.class.getResourceAsStream("types.txt"))) {
      return new String(in.readAllBytes(), UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"));
    }
  }

  @ParameterizedTest
  @MethodSource("goldenTable")
  void answersAsTheGoldenTableSays(String line) {
    String[] cells = line.split("\\|");
    assertThat(cells).hasSize(5);
    ExpectedType expected = new ExpectedType(cell(cells[0]), cell(cells[1]));
    ColumnType actual = new ColumnType(cells[2].strip(), TypeShape.valueOf(cells[3].strip()));

    TypeResult answer = comparison.compare(expected, actual);

    assertThat(answer.verdict()).as(answer.why()).isEqualTo(ANSWERS.get(cells[4].strip()));
    assertReasonOnlyWhereNeeded(answer);
  }

  private static void assertReasonOnlyWhereNeeded(TypeResult result) {
    switch (result.verdict()) {
      case MATCH -> assertThat(result.why()).isEmpty();
      case UNKNOWN -> assertThat(result.why()).isNotEmpty();
      case MISMATCH -> assertThat(result.why()).isNotNull();
    }
  }

  private static @Nullable String cell(String text) {
    return text.isBlank() ? null : text.strip();
  }

  @Test
  void theGoldenTableIsLargeAndSaysNothingTwice() throws IOException {
    assertThat(goldenTable().map(line -> line.substring(0, line.lastIndexOf('|'))))
        .hasSizeGreaterThan(150)
        .doesNotHaveDuplicates();
  }

  @Test
  void aMismatchSaysWhatDiffers() {
    assertThat(reason("varchar(20)", "character varying(10)")).isEqualTo("length 10, not 20");
    assertThat(reason("varchar(20)", "text")).isEqualTo("any length, not 20");
    assertThat(reason("numeric(12,4)", "numeric(10,2)"))
        .isEqualTo("precision 10, not 12; scale 2, not 4");
    assertThat(reason("int8", "integer")).isEmpty();
    assertThat(reason("timestamp(3)", "timestamp without time zone"))
        .isEqualTo("precision 6, not 3");
    assertThat(reason("interval year to month", "interval"))
        .isEqualTo("all fields, not year to month");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "varchar(20)   | character varying        | length",
        "text          | character varying        | length",
        "char(1)       | character                | length",
        "char(20)      | character                | length",
        "bit(3)        | bit                      | length",
        "numeric(10,2) | numeric                  | precision and scale",
        "timestamp(3)  | timestamp without time zone | precision",
        "timestamp(6)  | timestamp without time zone | precision",
        "interval(3)   | interval                 | precision",
        "interval day  | interval                 | fields",
        "varchar(20)[] | character varying[]      | length",
        "geometry(Point,4326) | geometry          | modifier"
      })
  void aModifierThatTheServerDoesNotTellIsNoDifference(
      String physicalType, String actual, String what) {
    TypeResult answer =
        comparison.compare(
            new ExpectedType(physicalType, null), new ColumnType(actual, TypeShape.SCALAR, false));

    assertThat(answer.why()).isEqualTo("the server does not report its " + what);
    assertThat(answer.verdict()).isEqualTo(UNKNOWN);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "varchar       | character varying           | MATCH",
        "char          | character                   | MATCH",
        "numeric       | numeric                     | MATCH",
        "timestamp     | timestamp without time zone | MATCH",
        "interval      | interval                    | MATCH",
        "text[]        | text[]                      | MATCH",
        "geometry      | geometry                    | MATCH",
        "varchar(20)   | character varying(20)       | MATCH",
        "varchar(20)   | character varying(10)       | MISMATCH",
        "varchar(20)   | text                        | MISMATCH",
        "varchar(20)   | numeric                     | MISMATCH",
        "timestamp(3)  | timestamp with time zone    | MISMATCH",
        "interval day  | interval hour               | MISMATCH",
        "geometry(Point,4326) | geometry(Point,25832) | MISMATCH"
      })
  void whatItDoesTellCountsAllTheSame(String physicalType, String actual, TypeVerdict verdict) {
    assertThat(
            comparison
                .compare(
                    new ExpectedType(physicalType, null),
                    new ColumnType(actual, TypeShape.SCALAR, false))
                .verdict())
        .isEqualTo(verdict);
  }

  private String reason(String physicalType, String actual) {
    return comparison
        .compare(new ExpectedType(physicalType, null), new ColumnType(actual, TypeShape.SCALAR))
        .why();
  }

  @Test
  void theReasonSaysWhatTheSpellingsDoNotShow() {
    ExpectedType integer = new ExpectedType(null, "integer");

    assertThat(comparison.compare(integer, new ColumnType("numeric(10,2)", TypeShape.SCALAR)))
        .isEqualTo(new TypeResult(MISMATCH, "scale 2"));
    assertThat(comparison.compare(integer, new ColumnType("numeric", TypeShape.SCALAR)))
        .isEqualTo(new TypeResult(UNKNOWN, "a numeric without a precision holds fractions too"));
  }

  @Test
  void aReasonIsShortWhateverTheSpellings() {
    assertThat(reason("::error::x\n" + "y".repeat(10_000), "\u001B[31mred"))
        .hasSizeLessThan(400)
        .doesNotContain("\u001B");
    assertThat(reason("struct<a:".repeat(5_000) + "int" + ">".repeat(5_000), "text"))
        .isEqualTo("a type of more than 1000 characters is not read");
    assertThat(reason("array<".repeat(5_000) + "int" + ">".repeat(5_000), "text[]"))
        .isEqualTo("a type of more than 1000 characters is not read");
    assertThat(reason("y".repeat(10_000), "text"))
        .startsWith("the plugin does not know the type yyy")
        .hasSizeLessThan(400);
  }
}
