package io.github.qsmaven.types;

import static io.github.qsmaven.types.TypeVerdict.MATCH;
import static io.github.qsmaven.types.TypeVerdict.MISMATCH;
import static io.github.qsmaven.types.TypeVerdict.UNKNOWN;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.qsmaven.catalog.CatalogFallback;
import io.github.qsmaven.catalog.CatalogQuery;
import io.github.qsmaven.catalog.SchemaDetailsReader;
import io.github.qsmaven.model.Catalog;
import io.github.qsmaven.model.Column;
import io.github.qsmaven.model.ColumnType;
import io.github.qsmaven.model.ExpectedType;
import io.github.qsmaven.model.NameFilter;
import io.github.qsmaven.model.TableDetails;
import io.github.qsmaven.model.TableType;
import io.github.qsmaven.testing.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Compares expected types with columns of a real PostgreSQL, whose catalog shows which type is
 * which.
 */
class TypeIdentityTest {
  private static final Map<String, TypeVerdict> ANSWERS =
      Map.of("yes", MATCH, "no", MISMATCH, "?", UNKNOWN);

  /** Types whose names read like built-in ones, or like each other. */
  private static final String[] TYPES = {
    "CREATE EXTENSION citext",
    "CREATE EXTENSION hstore",
    "CREATE EXTENSION ltree",
    "CREATE SCHEMA sales",
    "CREATE DOMAIN datetime AS text",
    "CREATE DOMAIN short AS text",
    "CREATE DOMAIN string AS varchar(4)",
    "CREATE DOMAIN tinyint AS integer",
    "CREATE DOMAIN year AS integer",
    "CREATE DOMAIN public.name AS text",
    "CREATE TYPE public.point AS (x integer, y integer)",
    "CREATE TYPE list AS ENUM ('a', 'b')",
    "CREATE TYPE \"Date\" AS ENUM ('mon', 'tue')",
    "CREATE TYPE \"Interval\" AS ENUM ('day', 'week')",
    "CREATE TYPE \"UUID\" AS (hi bigint, lo bigint)",
    "CREATE DOMAIN \"Name\" AS varchar(50)",
    "CREATE DOMAIN \"Flag\" AS boolean",
    "CREATE TYPE \"mIxEd\" AS ENUM ('x')",
    "CREATE TYPE status AS ENUM ('on')",
    "CREATE TYPE \"Status\" AS ENUM ('ON')",
    "CREATE TYPE mood AS ENUM ('good', ' ', 'it''s')",
    "CREATE TYPE sales.mood AS ENUM ('s')",
    "CREATE TYPE sales.stage AS ENUM ('s')",
    "CREATE TYPE mood2 AS ENUM ('y')",
    "CREATE TYPE \"_mood2\" AS ENUM ('x')",
    "CREATE TYPE kind AS ENUM ('a', 'b')",
    "CREATE TYPE address AS (street text, zip varchar(5))",
    "CREATE DOMAIN code AS varchar(10)",
    "CREATE DOMAIN sales.code AS integer",
    "CREATE DOMAIN code2 AS code NOT NULL",
    "CREATE DOMAIN amount AS numeric(10,2)",
    "CREATE DOMAIN moment AS timestamptz(3)",
    "CREATE DOMAIN bits3 AS bit varying(3)",
    "CREATE DOMAIN document AS jsonb",
    "CREATE DOMAIN feeling AS mood",
    "CREATE DOMAIN home AS address",
    "CREATE DOMAIN nums AS int[]",
    "CREATE DOMAIN nums2 AS int[][]",
    "CREATE TYPE floatrange AS RANGE (SUBTYPE = float8)"
  };

  private static Map<String, ColumnType> columns;
  private final TypeComparison comparison = new TypeComparison();

  static Stream<String> goldenTable() throws IOException {
    try (InputStream in =
        requireNonNull(TypeIdentityTest.class.getResourceAsStream("identities.txt"))) {
      return new String(in.readAllBytes(), UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"));
    }
  }

  private static String columnIn(String line) {
    return line.split("\\|", -1)[2].strip();
  }

  /** Reads a table with a column of each type. */
  @BeforeAll
  static void readColumns() throws Exception {
    TestDatabase database = new TestDatabase(TYPES);
    List<String> types = goldenTable().map(TypeIdentityTest::columnIn).distinct().toList();
    StringBuilder table = new StringBuilder("CREATE TABLE one_of_each (");
    for (int i = 0; i < types.size(); i++) {
      table.append(i == 0 ? "c" : ", c").append(i).append(' ').append(types.get(i));
    }
    database.execute(table.append(')').toString());
    CatalogQuery query =
        new CatalogQuery(
            List.of(), EnumSet.allOf(TableType.class), new NameFilter(List.of(), List.of()));
    TableDetails read =
        database.use(
            session -> {
              Catalog catalog = new CatalogFallback(null, 1_000).read(session, query);
              return new SchemaDetailsReader(1_000)
                  .read(session, catalog, catalog.tables())
                  .relations()
                  .values()
                  .iterator()
                  .next();
            });
    columns = new LinkedHashMap<>();
    for (Column column : read.columns()) {
      columns.put(types.get(columns.size()), column.type());
    }
  }

  @ParameterizedTest
  @MethodSource("goldenTable")
  void answersAsTheGoldenTableSays(String line) {
    String[] cells = line.split("\\|");
    assertThat(cells).hasSize(4);
    ExpectedType expected = new ExpectedType(cell(cells[0]), cell(cells[1]));

    TypeResult answer = comparison.compare(expected, requireNonNull(columns.get(columnIn(line))));

    assertThat(answer.verdict()).as(answer.why()).isEqualTo(ANSWERS.get(cells[3].strip()));
    assertThat(answer.why()).matches(why -> answer.verdict() != UNKNOWN || !why.isEmpty());
    assertThat(answer.why()).matches(why -> answer.verdict() != MATCH || why.isEmpty());
  }

  private static @Nullable String cell(String text) {
    return text.isBlank() ? null : text.strip();
  }

  @Test
  void bothGoldenTablesAreLargeAndSayNothingTwice() throws IOException {
    assertThat(goldenTable().map(line -> line.substring(0, line.lastIndexOf('|')).replace(" ", "")))
        .doesNotHaveDuplicates();
    assertThat(goldenTable().count() + TypeComparisonTest.goldenTable().count())
        .isGreaterThanOrEqualTo(450);
  }

  /** What is written from a column matches it, and no built-in type of a similar name does. */
  @Test
  void theTypeThatAContractGetsMeansTheType() {
    columns.forEach(
        (name, type) -> {
          ContractType written = new ContractType(type);
          assertThat(comparison.compare(new ExpectedType(written.physicalType(), null), type))
              .as(written.physicalType())
              .isEqualTo(TypeResult.MATCH);
          LogicalType logical = written.logicalType();
          if (logical != null) {
            assertThat(comparison.compare(new ExpectedType(null, logical.word()), type))
                .as("%s, %s", name, logical)
                .isEqualTo(TypeResult.MATCH);
          }
        });
    assertThat(
            columns.entrySet().stream()
                .filter(one -> !written(one.getValue()).equals(one.getValue().spelling()))
                .collect(Collectors.toMap(Map.Entry::getKey, one -> written(one.getValue()))))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "datetime", "\"datetime\"",
                "short", "\"short\"",
                "string", "\"string\"",
                "list", "\"list\"",
                "list[]", "\"list\"[]",
                "tinyint", "\"tinyint\"",
                "year", "\"year\""));
  }

  private static String written(ColumnType type) {
    return new ContractType(type).physicalType();
  }

  @Test
  void aReasonSaysWhatTheColumnIs() {
    assertThat(why("timestamp", "datetime")).isEqualTo("a domain over text");
    assertThat(why("varchar(60)", "\"Name\""))
        .isEqualTo("a domain over character varying(50): length 50, not 60");
    assertThat(why("text", "mood")).isEqualTo("an enumeration");
    assertThat(why("mood", "sales.mood"))
        .isEqualTo("the search path finds another type of that name first");
    assertThat(why("status", "\"Status\""))
        .isEqualTo("another type has that name; the case differs");
    assertThat(why("code", "varchar(10)")).isEqualTo("a built-in type");
    assertThat(why("code2", "code")).isEqualTo("a domain over character varying(10)");
    assertThat(why("kind[]", "code[]"))
        .isEqualTo("its elements: a domain over character varying(10)");
    assertThat(why("text", "address")).isEqualTo("a composite type");
    assertThat(why("varchar[50]", "varchar(80)"))
        .isEqualTo("brackets mean an array in PostgreSQL; did you mean varchar(50)?");
    assertThat(why("int(11)", "integer"))
        .isEqualTo("int takes no length or precision in PostgreSQL");
    assertThat(why("varchar(20 char)", "varchar(20)"))
        .isEqualTo("PostgreSQL takes only numbers in the parentheses of a type, not \"20 char\"");
    assertThat(why("varchar(99999999999)", "varchar"))
        .isEqualTo("the length of character varying is 1 to 10485760 in PostgreSQL");
    assertThat(why("INT64", "bigint"))
        .isEqualTo("INT64 seems to be a type of BigQuery, which PostgreSQL does not have");
    assertThat(why("int unsigned", "integer"))
        .isEqualTo("\"unsigned\" is not part of a type in PostgreSQL");
  }

  private String why(String physicalType, String column) {
    return comparison
        .compare(new ExpectedType(physicalType, null), requireNonNull(columns.get(column)))
        .why();
  }
}
