package io.github.qsmaven.report.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import io.github.qsmaven.model.Catalog;
import io.github.qsmaven.model.CatalogSource;
import io.github.qsmaven.model.Column;
import io.github.qsmaven.model.ColumnType;
import io.github.qsmaven.model.Dataset;
import io.github.qsmaven.model.SchemaDetails;
import io.github.qsmaven.model.SkippedCatalog;
import io.github.qsmaven.model.Suggestion;
import io.github.qsmaven.model.Table;
import io.github.qsmaven.model.TableDetails;
import io.github.qsmaven.model.TableName;
import io.github.qsmaven.model.TableReference;
import io.github.qsmaven.model.TableType;
import io.github.qsmaven.model.ViewInfo;
import io.github.qsmaven.report.CheckReport;
import io.github.qsmaven.report.JsonSchemas;
import io.github.qsmaven.report.PageReports;
import io.github.qsmaven.report.TablesReports;
import io.github.qsmaven.testing.AllFormats;
import io.github.qsmaven.testing.MissingTable;
import io.github.qsmaven.testing.TableFindings;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

class TablesJsonTest {
  private static String json(CheckReport report) throws IOException {
    return AllFormats.text(new JsonFormat(), report);
  }

  private static JsonNode read(CheckReport report) throws IOException {
    return new ObjectMapper().readTree(json(report));
  }

  private static Schema schema() throws IOException {
    return JsonSchemas.of("tables.schema.json");
  }

  private static CheckReport mixed() {
    TableReference there = new TableReference("orders");
    TableReference hidden = new TableReference("hidden");
    TableReference unreadable = new TableReference("payroll");
    TableReference gone = new TableReference("gone");
    return TablesReports.of(
        TablesReports.tables(List.of("orders")),
        new TableFindings(
            List.of(there, hidden, unreadable, gone),
            Set.of(hidden, unreadable),
            Set.of(unreadable),
            List.of(
                new MissingTable(gone, List.of(new Suggestion("Gone", Suggestion.Reason.CASE))))));
  }

  private static CheckReport ofQueryService() {
    Table luma =
        new Table(
            new TableName("public", "luma"),
            TableType.TABLE,
            true,
            null,
            new Dataset("5bac030c29bb8d12fa992e58", "Luma midValues", null, "'PROFILE'"));
    Table view =
        new Table(new TableName("profile_agg", "view1"), TableType.VIEW, false, null)
            .withView(
                new ViewInfo("qsaccel", "profile_agg", "view_id1", "DWH", "dwh_dataset1", null));
    TableReference payroll = new TableReference("payroll");
    return new TableFindings(
            List.of(payroll),
            Set.of(payroll),
            Set.of(payroll),
            List.of(new MissingTable(payroll, true, List.of())))
        .report(
            TablesReports.server(),
            SchemaDetails.of(
                new Catalog(
                    CatalogSource.PG_CLASS,
                    List.of("public"),
                    true,
                    List.of(luma, view),
                    List.of(new SkippedCatalog(CatalogSource.PG_CATALOG, "is refused")),
                    List.of("Not all is known."))));
  }

  @Test
  void holdsTheDatasetsAndTheCatalogsThatWereAskedBefore() throws IOException {
    JsonNode json = read(ofQueryService());

    assertThat(json.get("catalog").asString()).isEqualTo("pg_class");
    assertThat(json.get("passedOver").toString())
        .isEqualTo("[{\"catalog\":\"pg_catalog\",\"reason\":\"is refused\"}]");
    assertThat(json.get("remarks").toString()).isEqualTo("[\"Not all is known.\"]");
    assertThat(json.get("tables").get(0).get("dataset").toString())
        .isEqualTo(
            "{\"id\":\"5bac030c29bb8d12fa992e58\",\"name\":\"Luma midValues\","
                + "\"description\":null,\"labels\":\"'PROFILE'\"}");
    assertThat(json.get("tables").get(0).has("view")).isFalse();
    assertThat(json.get("tables").get(1).get("view").toString())
        .isEqualTo(
            "{\"database\":\"qsaccel\",\"schema\":\"profile_agg\",\"id\":\"view_id1\","
                + "\"type\":\"DWH\",\"datasetDependencies\":\"dwh_dataset1\","
                + "\"viewDependencies\":null}");
    assertThat(json.get("expectedTables").get(0).get("found").asBoolean()).isTrue();
    assertThat(json.get("missingTables").get(0).get("unreadable").asBoolean()).isTrue();
  }

  private static CheckReport listing(SchemaDetails details) {
    return TablesReports.nothingExpected().report(TablesReports.server(), details);
  }

  private static JsonNode table(JsonNode json, String name) {
    return json.get("tables")
        .valueStream()
        .filter(table -> table.get("name").asString().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void holdsColumnsAndKeysWhereTheyWereRead() throws IOException {
    JsonNode json = read(listing(PageReports.luma().structure()));

    assertThat(json.get("columns").asBoolean()).isTrue();
    JsonNode orders = table(json, "orders");
    assertThat(orders.get("columns").get(2).toString())
        .isEqualTo(
            "{\"name\":\"total\",\"type\":\"numeric(10,2)\",\"nullable\":true,\"default\":null,"
                + "\"comment\":\"Gross, in the shop's currency\"}");
    assertThat(orders.get("columns").get(0).get("nullable").asBoolean()).isFalse();
    assertThat(orders.get("columns").get(0).get("default").asString()).startsWith("nextval(");
    assertThat(orders.get("primaryKey").toString()).isEqualTo("[\"id\"]");
    assertThat(orders.get("foreignKeys").toString())
        .isEqualTo(
            "[{\"name\":\"orders_customer_fk\",\"columns\":[\"customer_id\"],"
                + "\"schema\":\"public\",\"table\":\"customers\",\"referencedColumns\":[\"id\"]}]");
    assertThat(table(json, "luma_web_data").get("columns").findValuesAsString("name"))
        .contains("identity", "ecid");
    assertThat(table(json, "luma_web_data").get("foreignKeys").toString()).isEqualTo("[]");
  }

  @Test
  void saysWhyTheColumnsOfATableAreNotThere() throws IOException {
    JsonNode invoices = table(read(listing(PageReports.luma().structure())), "invoices");

    assertThat(invoices.get("columns").isNull()).isTrue();
    assertThat(invoices.get("notRead").asString()).isEqualTo("may not be read by this credential");
    assertThat(invoices.has("primaryKey")).isFalse();
  }

  @Test
  void saysWhetherItHasColumnsEvenIfThereIsNoTable() throws IOException {
    Catalog empty = new Catalog(CatalogSource.PG_CATALOG, List.of("public"), true, List.of());
    JsonNode without = read(listing(SchemaDetails.of(PageReports.luma().catalog())));

    assertThat(without.get("columns").asBoolean()).isFalse();
    assertThat(without.get("tables").findValues("columns")).isEmpty();
    assertThat(read(listing(SchemaDetails.of(empty))).get("columns").asBoolean()).isFalse();
    assertThat(
            read(listing(new SchemaDetails(empty, Map.of(), Map.of()))).get("columns").asBoolean())
        .isTrue();
  }

  @Test
  void aTypeThatTheServerDoesNotReportIsNull() throws IOException {
    Table table = new Table(new TableName("public", "t"), TableType.TABLE, true, null);
    Column column = new Column("c", 1, ColumnType.UNREPORTED, true, null, null, List.of());
    SchemaDetails details =
        new SchemaDetails(
            new Catalog(CatalogSource.PG_CATALOG, List.of("public"), true, List.of(table)),
            Map.of(table.name(), new TableDetails(table, List.of(column), List.of(), List.of())),
            Map.of());

    assertThat(table(read(listing(details)), "t").get("columns").get(0).get("type").isNull())
        .isTrue();
    assertThat(schema().validate(json(listing(details)), InputFormat.JSON)).isEmpty();
  }

  @Test
  void isWhatItsSchemaSays() throws IOException {
    for (CheckReport report :
        List.of(
            TablesReports.listing(),
            mixed(),
            ofQueryService(),
            TablesReports.hostile(),
            listing(PageReports.luma().structure()),
            listing(PageReports.hostile(TablesReports.HOSTILE).structure()))) {
      assertThat(schema().validate(json(report), InputFormat.JSON)).isEmpty();
    }
  }

  @Test
  void itsSchemaRefusesWhatItDoesNotKnow() throws IOException {
    String other = json(mixed()).replace("\"formatVersion\" : 1", "\"formatVersion\" : 2");

    assertThat(schema().validate(other, InputFormat.JSON)).isNotEmpty();
    String unsaid = json(mixed()).replace("\"columns\" : false,", "");
    assertThat(schema().validate(unsaid, InputFormat.JSON)).isNotEmpty();
  }

  @Test
  void saysWhereTheAnswerIsFrom() throws IOException {
    JsonNode json = read(mixed());

    assertThat(json.get("formatVersion").asInt()).isEqualTo(1);
    assertThat(json.get("serverId").asString()).isEqualTo("qs");
    assertThat(json.get("host").asString()).isEqualTo("db.example.org");
    assertThat(json.get("port").asInt()).isEqualTo(5432);
    assertThat(json.get("database").asString()).isEqualTo("prod:all?FLATTEN");
    assertThat(json.get("serverVersion").asString()).isEqualTo("18.6");
    assertThat(json.get("catalog").asString()).isEqualTo("pg_catalog");
  }

  @Test
  void saysWhatBecameOfEachExpectation() throws IOException {
    JsonNode json = read(mixed());

    assertThat(json.get("expectedTables").toString())
        .isEqualTo(
            "[{\"name\":\"orders\",\"found\":true,\"listed\":true,\"readable\":true},"
                + "{\"name\":\"hidden\",\"found\":true,\"listed\":false,\"readable\":true},"
                + "{\"name\":\"payroll\",\"found\":true,\"listed\":false,\"readable\":false},"
                + "{\"name\":\"gone\",\"found\":false,\"listed\":false,\"readable\":false}]");
    assertThat(json.get("missingTables").toString())
        .isEqualTo(
            "[{\"name\":\"gone\",\"unreadable\":false,\"searchedSchemas\":[\"public\"],"
                + "\"suggestions\":[{\"name\":\"Gone\",\"reason\":\"case\"}]}]");
  }

  @Test
  void holdsTheTrueNamesAndComments() throws IOException {
    JsonNode tables = read(TablesReports.hostile()).get("tables");

    assertThat(tables.findValuesAsString("name"))
        .containsExactlyInAnyOrderElementsOf(TablesReports.HOSTILE);
    assertThat(tables.findValuesAsString("comment"))
        .containsExactlyInAnyOrderElementsOf(TablesReports.HOSTILE);
  }

  @Test
  @ResourceLock(Resources.LOCALE)
  void isTheSameInEveryLocaleAndEndsWithALineFeed() throws IOException {
    Locale before = Locale.getDefault();
    try {
      String expected = json(mixed());
      for (String tag : List.of("tr-TR", "th-TH-u-nu-thai", "ar-EG")) {
        Locale.setDefault(Locale.forLanguageTag(tag));
        assertThat(json(mixed())).isEqualTo(expected);
      }
      assertThat(expected).endsWith("}\n").doesNotContain("\r");
    } finally {
      Locale.setDefault(before);
    }
  }
}
