package io.github.qsmaven.report.mermaid;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qsmaven.model.Catalog;
import io.github.qsmaven.model.CatalogSource;
import io.github.qsmaven.model.Column;
import io.github.qsmaven.model.ColumnType;
import io.github.qsmaven.model.ForeignKey;
import io.github.qsmaven.model.SchemaDetails;
import io.github.qsmaven.model.Table;
import io.github.qsmaven.model.TableDetails;
import io.github.qsmaven.model.TableName;
import io.github.qsmaven.model.TableType;
import io.github.qsmaven.model.TypeShape;
import io.github.qsmaven.report.CheckReport;
import io.github.qsmaven.report.PageReports;
import io.github.qsmaven.report.TablesReports;
import io.github.qsmaven.testing.AllFormats;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MermaidFormatTest {
  /** The lines of a diagram, as far as the plugin writes them, in Mermaid's grammar. */
  private static final String NAME = "\"[^\"%\\\\\\s]+\"";

  private static final String WORD = "(?!(?i:[pfu]k)\\b)[A-Za-z_][A-Za-z0-9_()\\[\\]-]*";
  private static final Pattern LINE =
      Pattern.compile(
          "erDiagram|  %% qs-maven-plugin: [a-z0-9 ]+|  NAME \\{|  \\}|    WORD WORD( PK)?(,? FK)?( NAME)?|  NAME (\\|o|\\}o)--(\\|\\||o\\|) NAME : NAME"
              .replace("NAME", NAME)
              .replace("WORD", WORD));

  private static String diagram(CheckReport report) throws IOException {
    String text = AllFormats.text(new MermaidFormat(), report);
    assertThat(text).endsWith("\n").hasSizeLessThan(50_000);
    assertThat(text.lines()).allMatch(line -> LINE.matcher(line).matches());
    return text;
  }

  private static Column column(String name, String type, boolean nullable) {
    return new Column(
        name, 1, new ColumnType(type, TypeShape.SCALAR), nullable, null, null, List.of());
  }

  private static TableName name(String name) {
    return new TableName("public", name);
  }

  private static TableDetails table(
      String name,
      List<Column> columns,
      List<String> primaryKey,
      List<List<String>> unique,
      ForeignKey... keys) {
    Table table = new Table(name(name), TableType.TABLE, true, null);
    return new TableDetails(table, columns, primaryKey, unique, List.of(keys), true);
  }

  private static CheckReport report(TableDetails... tables) {
    Map<TableName, TableDetails> read = new LinkedHashMap<>();
    List.of(tables).forEach(table -> read.put(table.table().name(), table));
    return TablesReports.nothingExpected()
        .report(
            TablesReports.server(),
            new SchemaDetails(
                new Catalog(
                    CatalogSource.PG_CATALOG,
                    List.of("public"),
                    true,
                    read.values().stream().map(TableDetails::table).toList()),
                read,
                Map.of()));
  }

  private static ForeignKey key(String to, String... columns) {
    return new ForeignKey(null, List.of(columns), name(to), List.of("id"));
  }

  @Test
  void tablesHaveTheirColumnsAndKeysAndReferToOthers() throws IOException {
    String diagram =
        diagram(
            report(
                table(
                    "orders",
                    List.of(
                        column("id", "bigint", false),
                        column("customer_id", "bigint", false),
                        column("coupon id", "integer", true),
                        column("total", "numeric(10,2)", true),
                        column("placed", "timestamp(3) with time zone", true)),
                    List.of("id"),
                    List.of(List.of("coupon id")),
                    key("customers", "customer_id"),
                    key("coupons", "coupon id"),
                    key("elsewhere", "id")),
                table(
                    "customers", List.of(column("id", "bigint", false)), List.of("id"), List.of()),
                table("coupons", List.of(), List.of(), List.of())));

    assertThat(diagram)
        .isEqualTo(
            """
            erDiagram
              "coupons" {
              }
              "customers" {
                bigint id PK
              }
              "orders" {
                bigint id PK, FK
                bigint customer_id FK
                integer coupon_id FK "coupon#32;id"
                numeric total
                timestamp(3)_with_time_zone placed
              }
              "orders" }o--|| "customers" : "customer_id"
              "orders" |o--o| "coupons" : "coupon#32;id"
            """);
  }

  @Test
  void aTableMayReferToItselfByAKeyOfSeveralColumns() throws IOException {
    CheckReport report =
        report(
            table(
                "parts",
                List.of(column("a", "text", false), column("b", "text", true)),
                List.of("a", "b"),
                List.of(),
                key("parts", "a", "b"),
                key("parts", "b")));

    assertThat(diagram(report))
        .contains(
            "  \"parts\" |o--o| \"parts\" : \"a#44;#32;b\"\n",
            "  \"parts\" }o--o| \"parts\" : \"b\"\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"pk", "FK", "uk-a", "fk(1)", "1st", "größe", "-", "a~b~c", "%%{init}"})
  void anyNameIsAWordAndNoKey(String name) throws IOException {
    String diagram =
        diagram(report(table("t", List.of(column(name, name, true)), List.of(), List.of())));

    assertThat(diagram.lines()).hasSize(4);
  }

  @Test
  void noNameEndsItsQuotesOrItsLine() throws IOException {
    List<String> names = new ArrayList<>(TablesReports.HOSTILE);
    names.removeIf(name -> name.length() > 1000);
    names.addAll(List.of("x direction LR", "a\"b\" {", "#35;", "%%{init: {}}%%", "---", "\uFFFE"));

    String diagram = diagram(PageReports.hostile(names));

    assertThat(diagram.lines().filter(line -> line.endsWith("{"))).hasSize(names.size());
    assertThat(diagram.lines().filter(line -> line.contains("--|| "))).hasSize(names.size());
    assertThat(diagram).doesNotContain("direction LR");
  }

  @Test
  void whatExceedsTheLimitsOfMermaidIsLeftOutAndCounted() throws IOException {
    assertThat(diagram(PageReports.large(51, 2)))
        .contains("  %% qs-maven-plugin: 1 table left out\n", " text attribute_1_1")
        .doesNotContain("no part of a key");
    assertThat(diagram(PageReports.large(60, 40)))
        .contains(
            "  %% qs-maven-plugin: 10 tables left out\n",
            "  %% qs-maven-plugin: columns that are no part of a key left out\n", "bigint id PK")
        .doesNotContain("attribute_");
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      names.add("\"".repeat(200) + i);
    }
    assertThat(diagram(PageReports.hostile(names))).contains(" tables left out\n");
  }

  @Test
  void atMost500ReferencesAreDrawn() throws IOException {
    ForeignKey[] keys = new ForeignKey[501];
    Arrays.fill(keys, key("t", "a"));
    CheckReport report =
        report(table("t", List.of(column("a", "text", true)), List.of(), List.of(), keys));

    assertThat(diagram(report)).contains("  %% qs-maven-plugin: 1 reference left out\n");
  }

  @Test
  void withoutTablesTheDiagramIsEmpty() throws IOException {
    assertThat(diagram(TablesReports.listing())).isEqualTo("erDiagram\n");
  }
}
