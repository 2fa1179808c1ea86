package io.github.qsmaven.contract;

import static io.github.qsmaven.contract.Structures.column;
import static io.github.qsmaven.contract.Structures.relation;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.qsmaven.model.Catalog;
import io.github.qsmaven.model.CatalogSource;
import io.github.qsmaven.model.Column;
import io.github.qsmaven.model.ColumnType;
import io.github.qsmaven.model.ExpectedColumn;
import io.github.qsmaven.model.ExpectedTable;
import io.github.qsmaven.model.SchemaDetails;
import io.github.qsmaven.model.Table;
import io.github.qsmaven.model.TableDetails;
import io.github.qsmaven.model.TableName;
import io.github.qsmaven.model.TableType;
import io.github.qsmaven.model.TypeShape;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

class ContractWriterTest {
  private static final List<String> SPELLINGS =
      List.of(
          "integer",
          "character varying(20)",
          "timestamp(3) without time zone",
          "anymap",
          "\"odd: # type\"",
          "numeric(10,2)",
          "a.mood");

  private static String write(SchemaDetails details) {
    return new ContractWriter("\n").contract("prod:all", details);
  }

  @Example
  void aContractIsWrittenForPeopleToo() {
    SchemaDetails details =
        Structures.of(
            relation(
                new TableName("public", "orders"),
                true,
                "All orders: # of them\nby day",
                column("id", "bigint", TypeShape.SCALAR, false, "the key"),
                column("placed_at", "timestamp(3) without time zone"),
                column("mood", "sales.mood"),
                column("tags", "text[]", TypeShape.ARRAY, true, null),
                column(
                    "web",
                    "luma_web",
                    TypeShape.STRUCT,
                    true,
                    null,
                    column("name", "text"),
                    column(
                        "visits",
                        "visit[]",
                        TypeShape.ARRAY,
                        true,
                        null,
                        column("at", "date"),
                        column("extra", "anymap", TypeShape.MAP, true, null)))),
            relation(new TableName("sales", "nothing"), false, null));

    assertThat(write(details))
        .isEqualTo(
            """
            # Written by qs:init from what the server has; edit it as you like.
            apiVersion: v3.1.0
            kind: DataContract
            id: "prod:all"
            version: 1.0.0
            status: draft
            schema:
              - name: orders
                physicalName: orders
                physicalType: table
                description: "All orders: # of them\\nby day"
                properties:
                  - name: id
                    logicalType: integer
                    physicalType: bigint
                    required: true
                    description: the key
                  - name: placed_at
                    logicalType: timestamp
                    physicalType: timestamp(3) without time zone
                  - name: mood
                    physicalType: sales.mood
                  - name: tags
                    logicalType: array
                    physicalType: text[]
                  - name: web
                    logicalType: object
                    physicalType: luma_web
                    properties:
                      - name: name
                        logicalType: string
                        physicalType: text
                      - name: visits
                        logicalType: array
                        physicalType: visit[]
                        items:
                          logicalType: object
                          properties:
                            - name: at
                              logicalType: date
                              physicalType: date
                            - name: extra
                              physicalType: anymap
              - name: nothing
                physicalName: sales.nothing
                physicalType: table
            """);
  }

  @Example
  void ofATableThatCouldNotBeReadTheNameIsWritten() throws Exception {
    Table table = new Table(new TableName("public", "closed"), TableType.VIEW, true, null);
    SchemaDetails details =
        new SchemaDetails(
            new Catalog(CatalogSource.SHOW_TABLES, List.of("public"), true, List.of(table)),
            Map.of(),
            Map.of(table.name(), "may not be read"));

    List<ExpectedTable> read = ContractText.read(write(details));

    assertThat(read).singleElement().satisfies(r -> assertThat(r.columns()).isEmpty());
    // SHOW TABLES does not tell views from tables.
    assertThat(read.get(0).physicalType()).isNull();
  }

  @Example
  void structsThatAreNestedDeeperThanAContractCanBeAreCutThere() throws Exception {
    Column inner = column("end", "text");
    for (int i = 0; i < 200; i++) {
      inner =
          i % 2 == 0
              ? column("s", "t", TypeShape.STRUCT, true, null, inner)
              : column("a", "t[]", TypeShape.ARRAY, true, null, inner);
    }

    assertThat(ContractText.read(write(Structures.of(relation("deep", inner))))).hasSize(1);
  }

  @Property(tries = 300)
  void whatIsWrittenIsReadBack(@ForAll("structures") SchemaDetails details) throws Exception {
    List<ExpectedTable> read = ContractText.read(write(details));

    List<Table> tables = details.catalog().tables();
    assertThat(read).hasSameSizeAs(tables);
    for (int i = 0; i < read.size(); i++) {
      assertThat(read.get(i).name().text()).isEqualTo(tables.get(i).listedName());
      assertThat(read.get(i).physicalType()).isEqualTo("table");
      TableDetails relation = details.relations().get(tables.get(i).name());
      assertThat(relation).isNotNull();
      if (relation != null) {
        isDemanded(read.get(i).columns(), relation.columns());
      }
    }
  }

  private static void isDemanded(List<ExpectedColumn> read, List<Column> columns) {
    assertThat(read).hasSameSizeAs(columns);
    for (int i = 0; i < read.size(); i++) {
      ExpectedColumn expected = read.get(i);
      Column column = columns.get(i);
      assertThat(expected.name()).isEqualTo(column.name());
      assertThat(expected.type().physicalType()).isEqualTo(column.type().spelling());
      assertThat(expected.required()).isEqualTo(column.nullable() ? null : Boolean.TRUE);
      ExpectedColumn items = expected.items();
      isDemanded(items == null ? expected.fields() : items.fields(), column.fields());
    }
  }

  @Property(tries = 100)
  void theStandardAllowsIt(@ForAll("structures") SchemaDetails details) {
    if (OdcsSchemas.folder() == null) {
      return;
    }
    JsonNode contract = new YAMLMapper().readTree(write(details));
    assertThat(OdcsSchemas.schema("3.1.0").validate(contract)).isEmpty();
    for (JsonNode table : contract.get("schema")) {
      TableName name =
          details.catalog().tables().stream()
              .filter(t -> t.listedName().equals(table.get("physicalName").asString()))
              .findFirst()
              .orElseThrow()
              .name();
      assertThat(table.get("name").asString()).isEqualTo(name.name());
    }
  }

  @Provide
  Arbitrary<SchemaDetails> structures() {
    Arbitrary<TableDetails> relations =
        Combinators.combine(
                names(),
                names(),
                Arbitraries.of(true, false),
                names().injectNull(0.5),
                columns(2).list().ofMaxSize(4))
            .as(
                (schema, name, visible, comment, columns) ->
                    relation(
                        new TableName(schema, name),
                        visible,
                        comment,
                        columns.toArray(new Column[0])));
    return relations
        .list()
        .ofMinSize(1)
        .ofMaxSize(4)
        .uniqueElements(r -> r.table().listedName())
        .map(list -> Structures.of(list.toArray(new TableDetails[0])));
  }

  private Arbitrary<Column> columns(int depth) {
    Arbitrary<Column> plain =
        Combinators.combine(
                names(),
                Arbitraries.of(SPELLINGS),
                Arbitraries.of(TypeShape.SCALAR, TypeShape.MAP, TypeShape.UNKNOWN),
                Arbitraries.of(true, false),
                names().injectNull(0.5))
            .as(
                (name, type, shape, nullable, comment) ->
                    column(name, type, shape, nullable, comment));
    if (depth == 0) {
      return plain;
    }
    Arbitrary<Column> nested =
        Combinators.combine(
                names(), Arbitraries.of(true, false), columns(depth - 1).list().ofMaxSize(3))
            .as(
                (name, array, fields) ->
                    new Column(
                        name,
                        1,
                        new ColumnType(
                            array ? "s.t[]" : "s.t", array ? TypeShape.ARRAY : TypeShape.STRUCT),
                        true,
                        null,
                        null,
                        fields));
    return Arbitraries.frequencyOf(
        net.jqwik.api.Tuple.of(3, plain), net.jqwik.api.Tuple.of(1, nested));
  }

  private static Arbitrary<String> names() {
    return Arbitraries.oneOf(
        Arbitraries.of(
            "id",
            "Two Words",
            "a: b",
            "a #b",
            "- x",
            "null",
            "yes",
            "12",
            "it's",
            "\"q\"",
            "\\",
            "a\nb",
            "a\r\nb",
            "\t",
            "\u0085",
            "\u2028",
            "\uD83D\uDE00",
            "a.b",
            "{x}",
            "[x]",
            "*",
            "&a",
            "!t",
            "%",
            "@",
            "`",
            "\u001B[31m",
            "\uFEFF",
            "<<"),
        Arbitraries.strings()
            .ofMinLength(1)
            .ofMaxLength(12)
            .filter(
                s ->
                    s.indexOf('\0') < 0
                        && s.codePoints()
                            .noneMatch(c -> Character.getType(c) == Character.SURROGATE)));
  }
}
