package io.github.qsmaven.drift;

import static io.github.qsmaven.drift.SchemaText.lock;
import static io.github.qsmaven.drift.SchemaText.server;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.qsmaven.model.Lock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
        sku text
        mood public.mood
      type public.period RANGE
      type public.geometry OTHER
      table public.customers
        id bigint NOT NULL
        mail public.email NOT NULL
        nick public.short
        home public.address
        mood public.mood
        "Odd Name" text
        PRIMARY id
        UNIQUE mail
      table public.orders
        id bigint NOT NULL
        customer bigint NOT NULL
        line smallint NOT NULL
        total numeric(10,2)
        rate real
        code character varying(20)
        flags bit varying(8)
        at timestamp(3) without time zone
        span interval day to second
        day date
        tags text[]
        moods public.mood[]
        items public.item[]
        place public.geometry(Point,4326)
        body json
        during public.period
        PRIMARY id, line
        UNIQUE customer, code
        FOREIGN customer customers id
      view public.recent
        id bigint
        total numeric(10,2)
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "day date|day timestamp without time zone|QS503 orders.day: date -> timestamp without time zone",
        "rate real|rate double precision|QS504 orders.rate: real -> double precision",
        "total numeric(10,2) / rate|total numeric(12,2) / rate|QS504 orders.total: numeric(10,2) -> numeric(12,2)",
        "home public.address|home public.address NOT NULL|QS506 customers.home: nullable -> NOT NULL",
        "mail public.email NOT NULL|mail public.email|QS505 customers.mail: NOT NULL -> nullable",
        "zip character(5)|zip text|QS504 customers.home.zip: character(5) -> text",
      })
  void findsOneDifferenceForASingleChange(String old, String changed, String expected) {
    String from = old.replace(" / ", "\n  ");
    assertThat(SCHEMA).containsOnlyOnce(from);
    String after = SCHEMA.replace(from, changed.replace(" / ", "\n  "));

    assertThat(shown(lock(SCHEMA), server(after))).containsExactly(expected);
  }

  @Test
  void findsNoDifferenceInTheSameSchema() {
    assertThat(shown(lock(SCHEMA), server(SCHEMA))).isEmpty();
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
