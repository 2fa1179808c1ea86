package io.github.qsmaven.lock;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qsmaven.files.BaseFolder;
import io.github.qsmaven.model.Catalog;
import io.github.qsmaven.model.CatalogSource;
import io.github.qsmaven.model.Column;
import io.github.qsmaven.model.ColumnType;
import io.github.qsmaven.model.ColumnType.Identity;
import io.github.qsmaven.model.ColumnType.Kind;
import io.github.qsmaven.model.ForeignKey;
import io.github.qsmaven.model.Lock;
import io.github.qsmaven.model.SchemaDetails;
import io.github.qsmaven.model.Table;
import io.github.qsmaven.model.TableDetails;
import io.github.qsmaven.model.TableName;
import io.github.qsmaven.model.TableType;
import io.github.qsmaven.model.TypeShape;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A schema, as a server reported it, is the same after it was locked, written and read. */
class LockedSchemaTest {
  private static final List<String> HOSTILE =
      List.of(
          "id",
          "a.b",
          "say \"hi\"",
          "tab\tline\nfeed\r\n",
          "<<<<<<< HEAD",
          "\u202Egnp",
          "\uFFFD",
          "ＡＢ",
          "\uD83D\uDE00",
          "back\\slash",
          "x(1)[]",
          "\u0000",
          " ",
          "NULL",
          "\uD800");

  private final LockFile file = new LockFile(new BaseFolder(Path.of("")), null);

  private static ColumnType builtIn(String spelling) {
    return new ColumnType(
        spelling,
        TypeShape.SCALAR,
        true,
        new Identity(Kind.BUILT_IN, "pg_catalog", "", false, List.of(), null));
  }

  private static ColumnType user(
      String spelling, TypeShape shape, Kind kind, String name, @Nullable ColumnType inner) {
    return new ColumnType(
        spelling, shape, true, new Identity(kind, "public", name, false, List.of(), inner));
  }

  private static ColumnType array(ColumnType element) {
    Identity of = element.identity();
    String name = of == null || of.name().isEmpty() ? "" : "_" + of.name();
    return new ColumnType(
        element.spelling() + "[]",
        TypeShape.ARRAY,
        true,
        new Identity(
            Kind.ARRAY, name.isEmpty() ? "pg_catalog" : "public", name, false, List.of(), element));
  }

  private static final ColumnType MOOD = user("mood", TypeShape.SCALAR, Kind.ENUM, "mood", null);
  private static final ColumnType ADDRESS =
      user("\"Address.x\"", TypeShape.STRUCT, Kind.COMPOSITE, "Address.x", null);
  private static final List<ColumnType> TYPES =
      List.of(
          builtIn("bigint"),
          builtIn("numeric(10,2)"),
          builtIn("timestamp(3) without time zone"),
          array(builtIn("character varying(20)")),
          MOOD,
          array(MOOD),
          user("geometry(Point,4326)", TypeShape.SCALAR, Kind.OTHER, "geometry", null),
          user("hstore", TypeShape.MAP, Kind.OTHER, "hstore", null),
          user("email", TypeShape.SCALAR, Kind.DOMAIN, "email", builtIn("text")),
          user("tags", TypeShape.ARRAY, Kind.DOMAIN, "tags", array(MOOD)),
          ADDRESS,
          array(ADDRESS),
          user("period", TypeShape.SCALAR, Kind.RANGE, "period", null),
          ColumnType.UNREPORTED);

  private static Column column(String name, int position, ColumnType type, boolean nullable) {
    List<Column> fields =
        type.equals(ADDRESS) || type.equals(array(ADDRESS))
            ? List.of(
                new Column("street", 1, builtIn("text"), true, null, null, List.of()),
                new Column("moods", 2, array(MOOD), true, null, null, List.of()))
            : List.of();
    return new Column(name, position, type, nullable, null, null, fields);
  }

  private static SchemaDetails schema(Random random) {
    List<Table> tables = new ArrayList<>();
    Map<TableName, TableDetails> relations = new LinkedHashMap<>();
    Map<TableName, String> notRead = new LinkedHashMap<>();
    for (String name : HOSTILE) {
      boolean visible = random.nextBoolean();
      TableType type = List.copyOf(EnumSet.allOf(TableType.class)).get(random.nextInt(4));
      TableName qualified = new TableName(visible ? "public" : "other " + name, name);
      Table table = new Table(qualified, type, visible, null);
      tables.add(table);
      if (random.nextInt(8) == 0) {
        notRead.put(qualified, "could not be read when the lock was written");
        continue;
      }
      List<Column> columns = new ArrayList<>();
      for (String column : HOSTILE) {
        if (random.nextBoolean()) {
          ColumnType of = TYPES.get(random.nextInt(TYPES.size()));
          columns.add(column(column, columns.size() + 1, of, random.nextBoolean()));
        }
      }
      boolean hasKeys = random.nextBoolean();
      relations.put(
          qualified,
          new TableDetails(
              table,
              columns,
              hasKeys ? List.of(name, "id") : List.of(),
              hasKeys ? List.of(List.of("a"), List.of("a", name)) : List.of(),
              hasKeys
                  ? List.of(new ForeignKey(null, List.of("a"), qualified, List.of(name)))
                  : List.of(),
              hasKeys || random.nextBoolean()));
    }
    Catalog catalog = new Catalog(CatalogSource.PG_CATALOG, List.of("public"), true, tables);
    return new SchemaDetails(catalog, relations, notRead);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void isTheSameAfterItWasWrittenAndRead(long seed) throws Exception {
    SchemaDetails details = schema(new Random(seed));
    Lock lock =
        new LockBuilder()
            .build(details, true, Map.of("public.mood", List.of("b", "a")), Set.of(), List.of());
    byte[] bytes = file.bytes(lock);

    Lock read = file.read(bytes, "lock");
    SchemaDetails again = new LockedSchema(read).details();

    assertThat(file.bytes(read)).isEqualTo(bytes);
    assertThat(again.catalog()).isEqualTo(details.catalog());
    assertThat(again.notRead()).isEqualTo(details.notRead());
    assertThat(again.relations()).isEqualTo(details.relations());
  }

  @Test
  void structsWithoutNamesHaveALineForEachField() throws Exception {
    Column name =
        new Column(
            "name", 1, new ColumnType("text", TypeShape.UNKNOWN), true, null, null, List.of());
    Column page =
        new Column(
            "page", 1, new ColumnType("struct", TypeShape.STRUCT), true, null, null, List.of(name));
    Column web =
        new Column(
            "web",
            1,
            new ColumnType("luma_web", TypeShape.STRUCT),
            true,
            null,
            null,
            List.of(page));
    Column items =
        new Column(
            "items",
            2,
            new ColumnType("luma_items[]", TypeShape.ARRAY),
            true,
            null,
            null,
            List.of(name));
    Table table = new Table(new TableName("public", "luma"), TableType.TABLE, true, null);
    SchemaDetails details =
        new SchemaDetails(
            new Catalog(CatalogSource.PG_CATALOG, List.of("public"), true, List.of(table)),
            Map.of(
                table.name(), new TableDetails(table, List.of(web, items), List.of(), List.of())),
            Map.of());

    Lock lock = new LockBuilder().build(details, false, Map.of(), Set.of(), List.of());

    assertThat(new String(file.bytes(lock), java.nio.charset.StandardCharsets.UTF_8))
        .contains(
            """
              {"name":"web","type":"struct"},
              {"in":["web"],"name":"page","type":"struct"},
              {"in":["web","page"],"name":"name","type":"text"},
              {"name":"items","type":"struct[]"},
              {"in":["items"],"name":"name","type":"text"}
            """
                .indent(2)
                .replaceAll("(?m)^  ", ""));
    Lock read = file.read(file.bytes(lock), "lock");
    assertThat(new LockedSchema(read).details().relations().values())
        .flatExtracting(TableDetails::columns)
        .extracting(Column::fields)
        .containsExactly(List.of(page), List.of(name));
  }
}
