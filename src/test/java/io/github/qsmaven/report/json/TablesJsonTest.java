package io.github.qsmaven.report.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import io.github.qsmaven.model.Catalog;
import io.github.qsmaven.model.CatalogSource;
import io.github.qsmaven.model.Dataset;
import io.github.qsmaven.model.SchemaDetails;
import io.github.qsmaven.model.SkippedCatalog;
import io.github.qsmaven.model.Suggestion;
import io.github.qsmaven.model.Table;
import io.github.qsmaven.model.TableName;
import io.github.qsmaven.model.TableReference;
import io.github.qsmaven.model.TableType;
import io.github.qsmaven.report.CheckReport;
import io.github.qsmaven.report.JsonSchemas;
import io.github.qsmaven.report.TablesReports;
import io.github.qsmaven.testing.AllFormats;
import io.github.qsmaven.testing.MissingTable;
import io.github.qsmaven.testing.TableFindings;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
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
                    List.of(luma),
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
    assertThat(json.get("expectedTables").get(0).get("found").asBoolean()).isTrue();
    assertThat(json.get("missingTables").get(0).get("unreadable").asBoolean()).isTrue();
  }

  @Test
  void isWhatItsSchemaSays() throws IOException {
    for (CheckReport report :
        List.of(TablesReports.listing(), mixed(), ofQueryService(), TablesReports.hostile())) {
      assertThat(schema().validate(json(report), InputFormat.JSON)).isEmpty();
    }
  }

  @Test
  void itsSchemaRefusesWhatItDoesNotKnow() throws IOException {
    String other = json(mixed()).replace("\"formatVersion\" : 1", "\"formatVersion\" : 2");

    assertThat(schema().validate(other, InputFormat.JSON)).isNotEmpty();
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
