package io.github.qsmaven.catalog;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.github.qsmaven.model.Catalog;
import io.github.qsmaven.model.ColumnType.Identity;
import io.github.qsmaven.model.NameFilter;
import io.github.qsmaven.model.SchemaDetails;
import io.github.qsmaven.model.TableType;
import io.github.qsmaven.testing.TestDatabase;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class EnumValuesTest {
  private static Map<String, List<String>> values(TestDatabase database) throws Exception {
    return database.use(
        session -> {
          Catalog catalog =
              new CatalogFallback(null, 1_000)
                  .read(
                      session,
                      new CatalogQuery(List.of(), EnumSet.allOf(TableType.class), NameFilter.ALL));
          SchemaDetails details =
              new SchemaDetailsReader(1_000).read(session, catalog, catalog.tables());
          Map<String, List<String>> values = new TreeMap<>();
          new EnumValues()
              .of(session, details)
              .forEach(
                  (type, ofType) -> {
                    Identity identity = requireNonNull(type.identity());
                    values.put(identity.schema() + "." + identity.name(), ofType);
                  });
          return values;
        });
  }

  @Test
  void enumerationsAreFoundWhereverAColumnHasThem() throws Exception {
    TestDatabase database =
        new TestDatabase(
            "CREATE SCHEMA \"Other one\"",
            "CREATE TYPE mood AS ENUM ('sad', 'ok')",
            "ALTER TYPE mood ADD VALUE 'it''s \"fine\"' BEFORE 'ok'",
            "CREATE TYPE \"Other one\".mood AS ENUM ('b', 'a')",
            "CREATE TYPE in_domain AS ENUM ('d')",
            "CREATE TYPE in_field AS ENUM ('f')",
            "CREATE TYPE nobody AS ENUM ('n')",
            "CREATE TYPE empty AS ENUM ()",
            "CREATE DOMAIN dom AS in_domain",
            "CREATE TYPE inner_row AS (x in_field)",
            "CREATE TYPE outer_row AS (y inner_row[])",
            "CREATE TABLE t (a mood, b \"Other one\".mood[], c dom[], d outer_row, e empty, f mood)");

    assertThat(values(database))
        .containsExactly(
            entry("Other one.mood", List.of("b", "a")),
            entry("public.in_domain", List.of("d")),
            entry("public.in_field", List.of("f")),
            entry("public.mood", List.of("sad", "it's \"fine\"", "ok")));
  }

  @Test
  void withoutAnEnumerationThereIsNothing() throws Exception {
    assertThat(values(new TestDatabase("CREATE TABLE t (a int, b text[])"))).isEmpty();
  }
}
