package io.github.qsmaven.drift;

import static io.github.qsmaven.drift.SchemaText.contract;
import static io.github.qsmaven.drift.SchemaText.lock;
import static io.github.qsmaven.drift.SchemaText.queryService;
import static io.github.qsmaven.drift.SchemaText.server;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.qsmaven.model.CatalogSource;
import io.github.qsmaven.model.Lock;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SchemaComparisonTest {
  private static final String SCHEMA =
      """
      type public.mood ENUM sad, ok, happy
      type public.email DOMAIN character varying(100)
      type public.short DOMAIN public.email
      type public.address COMPOSITE
        street text
        zip character(5)
        spot public.spot
      type public.spot COMPOSITE
        lat double precision
        lon double precision
      type public.item COMPOSITE
        sku character varying(10)
        feeling public.mood
      type public.period RANGE
      type "Own".kind ENUM a, b
      type public.geometry OTHER
      table public.customers -- who buys
        id bigint NOT NULL
        mail public.email NOT NULL
        nick public.short
        home public.address
        mood public.mood
        Odd.Name text
        kind "Own".kind
        PRIMARY id
        UNIQUE mail
      table public.orders
        id bigint NOT NULL
        customer bigint NOT NULL
        line smallint NOT NULL
        total numeric(10,2)
        rate real
        code character varying(20)
        fixed character(8)
        flags bit varying(8)
        at timestamp(3) without time zone
        span interval day to second(3)
        day date
        tags text[]
        sizes smallint[]
        moods public.mood[]
        items public.item[]
        place public.geometry(Point,4326)
        body json
        during public.period
        net cidr
        PRIMARY id, line
        UNIQUE customer, code
        FOREIGN customer customers id
      view public.recent
        id bigint
        total numeric(10,2)
      table public.pair
        b text
        a integer NOT NULL
        PRIMARY a
      table public.secret unreadable
        id integer
      table public.single
        only text
      """;

  static Stream<String> singleChanges() throws IOException {
    try (InputStream in =
        requireNonNull(SchemaComparisonTest.class.getResourceAsStream("changes.txt"))) {
      return new String(in.readAllBytes(), UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"));
    }
  }

  /** Each line: what to replace in the schema, by what, and the differences. */
  @ParameterizedTest
  @MethodSource("singleChanges")
  void findsNothingButTheSingleChange(String line) {
    String[] cells = line.split(" \\| ", -1);
    assertThat(cells).hasSizeGreaterThanOrEqualTo(3);
    String old = lines(cells[0]);
    assertThat(SCHEMA).containsOnlyOnce(old);
    String after = SCHEMA.replace(old, lines(cells[1]));

    assertThat(shown(lock(SCHEMA), server(after)))
        .containsExactlyElementsOf(Arrays.asList(cells).subList(2, cells.length));
  }

  private static String lines(String cell) {
    return cell.replace("~", "\n");
  }

  @Test
  void findsNoDifferenceInTheSameSchema() {
    assertThat(shown(lock(SCHEMA), server(SCHEMA))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "line smallint | line int2",
        "customer bigint | customer INT8",
        "numeric(10,2) | decimal( 10, 2 )",
        "code character varying(20) | code varchar(20)",
        "fixed character(8) | fixed bpchar(8)",
        "at timestamp(3) without time zone | at timestamp(3)",
        "span interval day to second(3) | span interval(3)",
        "rate real | rate pg_catalog.float4",
        "tags text[] | tags _text",
        "sizes smallint[] | sizes int2[]",
        "feeling public.mood | feeling \"public\".\"mood\"",
        "who buys | another comment",
        "table public.secret unreadable | table public.secret",
        "table public.single | table public.single unknown",
        "table public.pair | relation public.pair",
        "PRIMARY a | NOKEYS",
        "day date | day",
      })
  void findsNothingInOtherWordsAndInWhatIsNotKnown(String one, String other) {
    String changed = SCHEMA.replace(one, other);
    assertThat(changed).isNotEqualTo(SCHEMA);

    assertThat(shown(lock(SCHEMA), server(changed))).isEmpty();
    assertThat(shown(lock(changed), server(SCHEMA)))
        .isEqualTo(
            other.equals("table public.secret")
                ? List.of(
                    "QS514 secret: a table that can be read -> a table that this credential may"
                        + " not read")
                : List.of());
  }

  @Test
  void guessesSeveralRenamesOnlyWhereTheyAreClear() {
    String before = "table public.t\n  a integer\n  b text\n  c date\n  d integer\n";

    assertThat(
            shown(
                lock(before),
                server("table public.t\n  x integer\n  y text\n  c date\n  z integer\n")))
        .filteredOn(shown -> shown.startsWith("QS512"))
        .containsExactly(
            "QS512 t.a: a -> x => x", "QS512 t.b: b -> y => y", "QS512 t.d: d -> z => z");
    assertThat(
            shown(
                lock(before),
                server(
                    "table public.t\n  a integer\n  b text\n  c date\n  x integer\n  y integer\n")))
        .as("either can be the old one")
        .containsExactly(
            "QS502 t.d: integer -> nothing",
            "QS507 t.x: nothing -> integer",
            "QS507 t.y: nothing -> integer");
    assertThat(
            shown(
                lock(before),
                server("table public.t\n  b text\n  c date\n  d integer\n  x integer\n")))
        .as("the neighbors are others")
        .containsExactly("QS502 t.a: integer -> nothing", "QS507 t.x: nothing -> integer");
    assertThat(
            shown(
                lock(before),
                server("table public.t\n  x integer NOT NULL\n  b text\n  c date\n  d integer\n")))
        .containsExactly("QS502 t.a: integer -> nothing", "QS507 t.x: nothing -> integer");
  }

  @Test
  void aRenamedColumnHasItsKeysAndThoseThatReferToIt() {
    String before =
        """
        table public.a
          id bigint NOT NULL
          PRIMARY id
        table public.b
          a bigint
          FOREIGN a a id
        """;

    assertThat(
            shown(
                lock(before),
                server(
                    before
                        .replace("  id big", "  key big")
                        .replace("Y id", "Y key")
                        .replace("a a id", "a a key"))))
        .containsExactly("QS502 a.id: bigint -> nothing => key", "QS512 a.id: id -> key => key");
    assertThat(shown(lock(before), server("table public.b\n  a bigint\n")))
        .as("the key goes with the table that it refers to")
        .containsExactly("QS501 a: a table -> nothing");
  }

  @Test
  void aViewHasNoNotNullAndNoKeys() {
    String before = "table public.t\n  id bigint NOT NULL\n  PRIMARY id\n  UNIQUE id\n";

    assertThat(shown(lock(before), server("view public.t\n  id bigint\n")))
        .containsExactly("QS510 t: table -> view");
  }

  @Test
  void whatAContractLeavesOutIsNoDifference() {
    String contract =
        """
        relation public.orders
          total
          ID logical integer
          line integer NOT NULL
          code varchar
          day text
          missing text
          NOKEYS
        """;

    assertThat(shown(contract(contract), server(SCHEMA)))
        .containsExactly(
            "QS503 orders.line: integer -> smallint",
            "QS503 orders.day: text -> date",
            "QS502 orders.missing: text -> nothing");
    assertThat(
            shown(
                contract("relation public.orders\n  line smallint NOT NULL\n  PRIMARY line, id\n"),
                server(SCHEMA.replace("line smallint NOT NULL", "line bigint"))))
        .containsExactly(
            "QS504 orders.line: smallint -> bigint", "QS505 orders.line: NOT NULL -> nullable");
  }

  @Test
  void comparesTheFieldsOfQueryServiceAndNoNotNull() {
    String before =
        """
        table public.web
          page struct
            name text
            views bigint
          items struct[]
            sku text NOT NULL
          more anymap
        """;

    assertThat(
            shown(
                queryService(before, CatalogSource.PG_CATALOG),
                queryService(
                    before
                        .replace("views bigint", "views text")
                        .replace(" NOT NULL", "")
                        .replace("sku", "code"),
                    CatalogSource.PG_CATALOG)))
        .containsExactly(
            "QS503 web.page.views: bigint -> text",
            "QS502 web.items[].sku: text -> nothing => items[].code",
            "QS512 web.items[].sku: sku -> code => items[].code");
    assertThat(
            shown(
                queryService(before, CatalogSource.SHOW_TABLES),
                queryService(before.replace("table", "view"), CatalogSource.SHOW_TABLES)))
        .as("SHOW TABLES does not report the type")
        .isEmpty();
  }

  @Test
  void anotherCatalogMayOmitLengthsAndDomains() {
    String before = SCHEMA.replace("view public.recent", "table public.recent");
    String after =
        before
            .replace("varying(20)", "varying")
            .replace("numeric(10,2)", "numeric")
            .replace("nick public.short", "nick character varying(100)");

    assertThat(
            shown(
                queryService(before, CatalogSource.PG_CATALOG),
                queryService(after, CatalogSource.INFORMATION_SCHEMA)))
        .isEmpty();
  }

  @Test
  void descriptionsAreComparedOnlyBetweenServers() {
    String after = SCHEMA.replace("who buys", "who pays");

    assertThat(shown(server(SCHEMA), server(after)))
        .containsExactly("QS513 customers: comment 'who buys' -> comment 'who pays'");
    assertThat(shown(lock(SCHEMA), server(after))).isEmpty();
  }

  @Test
  void typesThatContainEachOtherComeToAnEnd() {
    StringBuilder types =
        new StringBuilder("type public.t0 COMPOSITE\n  self public.t0\n  x text\n");
    for (int i = 1; i <= 60; i++) {
      types.append(
          "type public.t%d COMPOSITE\n  a public.t%d\n  b public.t%d\n".formatted(i, i - 1, i - 1));
    }
    types.append("table public.t\n  c public.t60\n  d public.t3\n");
    String before = types.toString();

    assertThat(shown(lock(before), server(before.replace("x text", "x date"))))
        .hasSizeBetween(8, 2000)
        .contains("QS503 t.d.a.a.a.x: text -> date");
  }

  private static List<String> shown(Lock before, Lock after) {
    return new SchemaComparison(before, after)
        .differences().stream().map(SchemaComparisonTest::shown).toList();
  }

  private static String shown(Difference difference) {
    return "%s %s%s: %s -> %s%s%s"
        .formatted(
            difference.code().code(),
            difference.table().name(),
            difference.column() == null ? "" : "." + difference.column(),
            difference.before(),
            difference.after(),
            difference.why().isEmpty() ? "" : " (" + difference.why() + ")",
            difference.renamedTo() == null ? "" : " => " + difference.renamedTo());
  }
}
