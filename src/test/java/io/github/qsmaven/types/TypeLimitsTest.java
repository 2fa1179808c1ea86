package io.github.qsmaven.types;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qsmaven.model.ColumnType;
import io.github.qsmaven.model.TypeShape;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypeLimitsTest {
  private static boolean holds(String spelling, String option, String value) {
    ColumnType type = new ColumnType(spelling, TypeShape.SCALAR);
    return new TypeLimits(type).doubt(option, value).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "character varying(20) | maxLength | 20",
        "character varying(20) | maxLength | 50",
        "character(2) | maxLength | 2",
        "uuid | maxLength | 36",
        "uuid | minLength | 36",
        "text | minLength | 0",
        "uuid | format | uuid",
        "numeric(10,2) | precision | 10",
        "numeric(10,2) | scale | 2",
        "numeric(10,2) | maximum | 99999999.99",
        "numeric(10,2) | exclusiveMaximum | 100000000",
        "numeric(10,2) | multipleOf | 0.01",
        "smallint | maximum | 32767",
        "smallint | minimum | -32768",
        "integer | exclusiveMinimum | -2147483649",
        "integer | scale | 0",
        "integer | precision | 10",
        "integer | multipleOf | 1",
        "bigint | format | i64",
        "smallint | format | i32",
        "numeric(9,0) | format | i32",
        "real | format | f64",
        "double precision | format | f64",
        "timestamp(3) without time zone | precision | 3",
        "timestamp with time zone | precision | 6",
        "timestamp with time zone | timezone | true",
        "time without time zone | timezone | false",
        "vector(3) | dimensions | 3",
        "vector(3) | elementType | float32",
        "text[] | minItems | 0",
        "text[] | uniqueItems | false",
      })
  void aTypeProvesWhatIsAsTight(String spelling, String option, String value) {
    assertThat(holds(spelling, option, value)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "character varying(20) | maxLength | 19",
        "character varying | maxLength | 20",
        "text | maxLength | 20",
        "text | maxLength | a lot",
        "text | maxLength | 1e999999999",
        "character(2) | minLength | 2",
        "text | format | uuid",
        "text | pattern | .*",
        "numeric | precision | 10",
        "numeric(10,2) | precision | 9",
        "numeric(10,2) | scale | 1",
        "numeric(10,2) | maximum | 99999999.98",
        "numeric(10,2) | exclusiveMaximum | 99999999.99",
        "numeric(10,2) | multipleOf | 0.1",
        "numeric(10,2) | multipleOf | 0",
        "numeric(10,0) | format | i32",
        "smallint | maximum | 32766",
        "integer | minimum | 0",
        "integer | format | u32",
        "bigint | format | i32",
        "double precision | format | f32",
        "timestamp without time zone | precision | 3",
        "timestamp without time zone | timezone | true",
        "timestamp with time zone | timezone | false",
        "vector(3) | dimensions | 4",
        "vector | dimensions | 3",
        "text[] | minItems | 1",
        "text[] | uniqueItems | true",
        "integer | made-up | 1",
      })
  void whatAllowsMoreProvesNothing(String spelling, String option, String value) {
    assertThat(holds(spelling, option, value)).isFalse();
  }

  @org.junit.jupiter.api.Test
  void aLengthThatTheServerDoesNotReportProvesNothing() {
    ColumnType bare = new ColumnType("character", TypeShape.SCALAR, false);

    assertThat(new TypeLimits(bare).doubt("maxLength", "1")).isPresent();
    assertThat(new TypeLimits(ColumnType.UNREPORTED).doubt("maxLength", "1")).isPresent();
  }
}
