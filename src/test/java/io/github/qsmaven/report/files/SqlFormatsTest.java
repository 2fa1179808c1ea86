package io.github.qsmaven.report.files;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import io.github.qsmaven.contract.AcceptFile;
import io.github.qsmaven.files.BaseFolder;
import io.github.qsmaven.model.Acceptance;
import io.github.qsmaven.model.FailOn;
import io.github.qsmaven.model.Finding;
import io.github.qsmaven.model.Goal;
import io.github.qsmaven.report.CheckReport;
import io.github.qsmaven.report.CheckReports;
import io.github.qsmaven.report.JsonSchemas;
import io.github.qsmaven.report.SqlReports;
import io.github.qsmaven.report.TablesReports;
import io.github.qsmaven.testing.AllFormats;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The reports of {@code check-sql} as text and in JSON, and their files. */
class SqlFormatsTest {
  private static String written(CheckReport report, String format) throws IOException {
    return AllFormats.text(AllFormats.of(Goal.CHECK_SQL).create(format), report);
  }

  private static JsonNode json(CheckReport report) throws IOException {
    return new ObjectMapper().readTree(written(report, "json"));
  }

  @Test
  void jsonIsWhatItsSchemaSays() throws IOException {
    Schema schema = JsonSchemas.of("check-sql.schema.json");
    for (CheckReport report :
        List.of(
            SqlReports.good(),
            SqlReports.nothing(),
            SqlReports.mixed(),
            SqlReports.mixed(FailOn.WARNING),
            SqlReports.hostile())) {
      assertThat(schema.validate(written(report, "json"), InputFormat.JSON)).isEmpty();
    }
    assertThat(
            schema.validate(
                written(SqlReports.mixed(), "json").replace("\"ordinal\" : 2", "\"ordinal\" : 0"),
                InputFormat.JSON))
        .isNotEmpty();
    assertThat(
            schema.validate(
                AllFormats.text(AllFormats.of(Goal.CHECK).create("json"), CheckReports.mixed()),
                InputFormat.JSON))
        .isNotEmpty();
  }

  @Test
  void aFindingHasTheShapeOfOneOfCheckAndItsStatement() throws IOException {
    JsonNode json = json(SqlReports.mixed());

    assertThat(json.get("findings").get(1).toString())
        .isEqualTo(
            "{\"code\":\"QS402\",\"title\":\"missing column in SQL\",\"severity\":\"error\","
                + "\"table\":\"public.orders\",\"column\":\"totl\","
                + "\"at\":{\"file\":\"src/main/sql/funnel.sql\",\"line\":14,\"column\":3},"
                + "\"expected\":\"a column\",\"actual\":\"column o.totl does not exist\","
                + "\"why\":\"Perhaps you meant to reference the column \\\"o.total\\\".\","
                + "\"suggestions\":[{\"name\":\"total\",\"reason\":\"spelling\"}],\"help\":\""
                + SqlReports.missingColumn().code().help()
                + "\",\"acceptedBy\":null,\"statement\":{\"file\":\"src/main/sql/funnel.sql\","
                + "\"ordinal\":2,\"words\":\"SELECT o.id, o.totl\"},"
                + "\"mark\":{\"length\":6,\"guessed\":false}}");
    assertThat(json.get("findings").get(2).get("table").isNull()).isTrue();
    assertThat(json.get("findings").get(5).get("table").asString()).isEqualTo("x*");
    assertThat(json.get("findings").get(5).get("statement").isNull()).isTrue();
  }

  @Test
  void jsonListsWhatWasNotCheckedAndWhoNamesATable() throws IOException {
    JsonNode json = json(SqlReports.mixed());

    assertThat(json.get("statements").asInt()).isEqualTo(5);
    assertThat(json.get("statementsChecked").asInt()).isEqualTo(3);
    assertThat(json.get("notChecked")).hasSize(2);
    assertThat(json.get("notChecked").get(0).toString())
        .isEqualTo(
            "{\"statement\":{\"file\":\"src/main/sql/mart.sql\",\"ordinal\":2,\"words\":\"SELECT *"
                + " FROM ${schema}.o\"},\"at\":{\"file\":\"src/main/sql/mart.sql\",\"line\":7,"
                + "\"column\":15},\"reason\":\"the placeholder ${schema} stands for a name: set"
                + " its value in qs.sqlValues\"}");
    assertThat(json.get("tables").get(0).get("table").asString()).isEqualTo("orders");
    assertThat(json.get("tables").get(0).get("statements").get(1).toString())
        .isEqualTo(
            "{\"file\":\"src/main/sql/mart.sql\",\"ordinal\":1,\"words\":\"SELECT name FROM"
                + " orders\"}");
  }

  @Test
  void jsonHoldsTheTrueTexts() throws IOException {
    assertThat(json(SqlReports.hostile()).get("findings").findValuesAsString("words"))
        .containsAll(TablesReports.HOSTILE)
        .contains(TablesReports.LONE_SURROGATE);
  }

  @Test
  void textShowsTheLines() throws IOException {
    assertThat(written(SqlReports.mixed(), "text"))
        .startsWith(
            """
            Source: database "prod:all?FLATTEN" at db.example.org:5432 (server "qs")
            Files: 2
            Statements checked: 3 of 5
            Findings: 2 that fail the build, 1 that do not, 1 accepted

            src/main/sql/funnel.sql
              error QS410 SQL that the server rejects: SE (src/main/sql/funnel.sql:2:1)
                2 | SELECT 1/0;
                  | ^^ what the server says
                accepted until 2026-12-31: src/main/sql/funnel.sql#1 src/main/sql/funnel.sql#1 (src/main/qs/accept.yaml:2:3)
              error QS402 missing column in SQL: o.totl (src/main/sql/funnel.sql:14:3)
                14 |   o.totl,
                   |   ^^^^^^ column o.totl does not exist; did you mean total?
                   | Perhaps you meant to reference the column "o.total".

            src/main/sql/mart.sql
              error QS403 ambiguous name in SQL: name (~src/main/sql/mart.sql:3:8)
                3 | SELECT name
                  |        ^^^^ what the server says

            x*
              warning QS302""")
        .contains(
            """

            The server reports only the first fault of a statement; run the check again after a correction.

            The server sent no position where ~ stands before one; it was found by the name in the server's message.

            Not checked: 2
              src/main/sql/mart.sql#2: the placeholder ${schema} stands for a name: set its value in qs.sqlValues (src/main/sql/mart.sql:7:15)
            """)
        .doesNotContain("QS419", "ables checked", "olumns checked");
  }

  @Test
  void suggestionsHaveAFileOfTheirOwnAndAcceptWhatTheySuggest(@TempDir Path folder)
      throws Exception {
    CheckReport report = SqlReports.hostile();
    List<Path> files =
        ReportFiles.of(ExecutionFolder.of(folder), AllFormats.of(Goal.CHECK_SQL)).write(report);

    assertThat(files)
        .extracting(file -> file.getFileName().toString())
        .containsExactly(
            "check-sql.txt",
            "check-sql.json",
            "TEST-qs-check-sql.xml",
            "check-sql.sarif",
            "check-sql.md",
            "check-sql.html",
            "gl-code-quality-check-sql.json",
            "accept-suggestions-check-sql.yaml");
    List<Acceptance> acceptances =
        new AcceptFile(new BaseFolder(folder), files.get(files.size() - 1).toString()).read();
    for (Finding finding : report.result().failing()) {
      assertThat(acceptances)
          .anyMatch(acceptance -> acceptance.matches(finding.code(), finding.object()));
    }
  }

  @Test
  void aCheckBesideItKeepsItsFiles(@TempDir Path folder) throws Exception {
    ReportFiles<CheckReport> checks =
        ReportFiles.of(ExecutionFolder.of(folder), AllFormats.of(Goal.CHECK));
    checks.write(CheckReports.mixed());
    ReportFiles<CheckReport> sql =
        ReportFiles.of(ExecutionFolder.of(folder), AllFormats.of(Goal.CHECK_SQL));
    sql.prepare();
    sql.write(SqlReports.mixed());
    sql.prepare();
    sql.write(SqlReports.good());

    try (var names = Files.list(folder)) {
      assertThat(names.map(file -> file.getFileName().toString()))
          .contains("accept-suggestions.yaml", "check.json", "check-sql.json")
          .doesNotContain("accept-suggestions-check-sql.yaml");
    }
  }
}
