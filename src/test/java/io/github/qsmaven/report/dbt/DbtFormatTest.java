package io.github.qsmaven.report.dbt;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.qsmaven.contract.Contracts;
import io.github.qsmaven.files.BaseFolder;
import io.github.qsmaven.model.Catalog;
import io.github.qsmaven.model.CatalogSource;
import io.github.qsmaven.model.Column;
import io.github.qsmaven.model.ColumnType;
import io.github.qsmaven.model.ExpectedTable;
import io.github.qsmaven.model.ExpectedType;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class DbtFormatTest {
  private static final Set<String> COLUMN_KEYS =
      Set.of("name", "description", "data_type", "quote", "constraints");

  private static String yaml(CheckReport report) throws IOException {
    return AllFormats.text(new DbtFormat(), report);
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> list(Map<String, Object> parent, String key) {
    return (List<Map<String, Object>>) parent.getOrDefault(key, List.of());
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> sources(CheckReport report) throws IOException {
    Object root = new Load(LoadSettings.builder().build()).loadFromString(yaml(report));
    assertThat((Map<String, Object>) root).containsEntry("version", 2).hasSize(2);
    return list((Map<String, Object>) root, "sources");
  }

  private static CheckReport list(
      List<Table> tables, Map<TableName, TableDetails> read, Map<TableName, String> notRead) {
    return TablesReports.nothingExpected()
        .report(
            TablesReports.server(),
            new SchemaDetails(
                new Catalog(CatalogSource.PG_CATALOG, List.of("public"), true, tables),
                read,
                notRead));
  }

  private static CheckReport list(Table table, List<List<String>> unique, Column... columns) {
    TableDetails details =
        new TableDetails(table, List.of(columns), List.of("id"), unique, List.of(), true);
    return list(List.of(table), Map.of(table.name(), details), Map.of());
  }

  private static Column column(String name, String type, boolean nullable, String comment) {
    return new Column(
        name, 1, new ColumnType(type, TypeShape.SCALAR), nullable, null, comment, List.of());
  }

  private static Table table(String name, String comment) {
    return new Table(new TableName("public", name), TableType.TABLE, true, comment);
  }

  @Test
  void aSchemaIsASourceAndAColumnHasWhatTheDatabaseGuarantees() throws IOException {
    String yaml =
        yaml(
            list(
                table("Orders", "One row: for each order"),
                List.of(List.of("E mail")),
                column("id", "bigint", false, ""),
                column("E mail", "character varying(20)", true, "As typed"),
                column("unknown", "unknown", true, " ")));

    assertThat(yaml)
        .isEqualTo(
            """
            # The tables of a database as sources of dbt, written by qs-maven-plugin.
            version: 2
            sources:
              - name: public
                tables:
                  - name: Orders
                    description: "One row: for each order"
                    columns:
                      - name: id
                        data_type: bigint
                        constraints:
                          - type: not_null
                          - type: primary_key
                      - name: E mail
                        quote: true
                        data_type: character varying(20)
                        description: As typed
                        constraints:
                          - type: unique
                      - name: unknown
                        data_type: unknown
            """);
  }

  @Test
  void aTypeThatIsNotReportedIsLeftOut() throws IOException {
    Column column = new Column("id", 1, ColumnType.UNREPORTED, true, null, null, List.of());

    assertThat(yaml(list(table("orders", ""), List.of(), column))).doesNotContain("data_type");
  }

  @Test
  void aCheckHasTheTablesThatItReadByTheirSchemas() throws IOException {
    List<Map<String, Object>> sources = sources(PageReports.luma());

    assertThat(sources).extracting(source -> source.get("name")).containsExactly("public");
    assertThat(list(sources.get(0), "tables"))
        .extracting(table -> table.get("name"))
        .containsExactly("customers", "luma_web_data", "orders");
  }

  @Test
  void aListHasTablesWhoseColumnsAreUnknownToo() throws IOException {
    Table unread = table("payroll", "");
    CheckReport report = list(List.of(unread), Map.of(), Map.of(unread.name(), "may not\nbe read"));

    assertThat(yaml(report)).contains("# Its columns are unknown: \"may not\\nbe read\"\n");
    assertThat(list(sources(report).get(0), "tables")).containsExactly(Map.of("name", "payroll"));
  }

  @Test
  void withoutTablesTheListOfSourcesIsEmpty() throws IOException {
    assertThat(sources(TablesReports.listing())).isEmpty();
  }

  @Test
  void everyNameIsItselfWhenItIsReadBack() throws IOException {
    List<String> names = new ArrayList<>(TablesReports.HOSTILE);
    names.addAll(
        List.of("yes", "~", "1e3", "2026-11-27", "- a", "a: b", "a #b", "&a", "!b", "\uFFFD"));

    List<Map<String, Object>> sources = sources(PageReports.hostile(names));

    assertThat(sources)
        .extracting(source -> source.get("name"))
        .containsExactlyInAnyOrderElementsOf(names);
    for (Map<String, Object> source : sources) {
      Map<String, Object> table = list(source, "tables").get(0);
      Map<String, Object> column = list(table, "columns").get(0);
      assertThat(table.keySet()).isSubsetOf("name", "description", "columns");
      assertThat(column.keySet()).isSubsetOf(COLUMN_KEYS);
      for (String key : List.of("name", "description")) {
        assertThat(table).containsEntry(key, source.get("name"));
        assertThat(column).containsEntry(key, source.get("name"));
      }
      assertThat(column).containsEntry("data_type", source.get("name"));
    }
  }

  @Test
  void thePluginExpectsWhatItWrote(@TempDir Path folder) throws Exception {
    List<String> names = new ArrayList<>(TablesReports.HOSTILE);
    Files.writeString(folder.resolve("a.yml"), yaml(PageReports.hostile(names)));

    List<ExpectedTable> tables =
        new Contracts(new BaseFolder(folder)).read(List.of("a.yml")).tables();

    assertThat(tables).hasSize(names.size());
    for (ExpectedTable table : tables) {
      String name = table.columns().get(0).name();
      assertThat(names.remove(name)).isTrue();
      assertThat(table.name().qualifiedReadings()).contains(new TableName(name, name));
      assertThat(table.columns().get(0).type()).isEqualTo(new ExpectedType(name, null));
      assertThat(table.columns().get(0).required()).isTrue();
      assertThat(requireNonNull(table.rules().primaryKey()).columns()).containsExactly(name);
      assertThat(table.rules().unchecked()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{{ env_var('SECRET') }}", "{% do run_query('x') %}", "{#", "a#}", "{{{%", "}}}"})
  void dbtEvaluatesNothingThatTheServerSends(String jinja) throws IOException {
    Column bad = column(jinja, "text", true, "");
    CheckReport report =
        list(table("orders", jinja), List.of(), column("id", jinja, true, jinja), bad);

    String values = sources(report).toString();

    assertThat(values).contains("name=id").doesNotContainPattern("\\{[{%#]|[}%#]\\}");
    assertThat(yaml(report)).contains("the type \"", "the column \"").contains("# Left out");
    CheckReport allBad = PageReports.hostile(List.of(jinja, "b", "c", "d", "e", "f", "g"));
    assertThat(sources(allBad)).hasSize(6);
    assertThat(sources(list(table(jinja, ""), List.of(), bad)))
        .containsExactly(Map.of("name", "public", "tables", List.of()));
    Table hidden = new Table(new TableName(jinja, "t"), TableType.TABLE, true, "");
    assertThat(sources(list(hidden, List.of(), bad))).isEmpty();
  }
}
