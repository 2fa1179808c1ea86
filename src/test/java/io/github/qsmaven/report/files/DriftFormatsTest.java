package io.github.qsmaven.report.files;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import io.github.qsmaven.model.Cause;
import io.github.qsmaven.model.CheckResult;
import io.github.qsmaven.model.Coverage;
import io.github.qsmaven.model.FailOn;
import io.github.qsmaven.model.Finding;
import io.github.qsmaven.model.Goal;
import io.github.qsmaven.model.Server;
import io.github.qsmaven.report.CheckReport;
import io.github.qsmaven.report.CheckReports;
import io.github.qsmaven.report.DriftReports;
import io.github.qsmaven.report.JsonSchemas;
import io.github.qsmaven.report.ResultView;
import io.github.qsmaven.report.SqlReports;
import io.github.qsmaven.report.TablesReports;
import io.github.qsmaven.report.text.Colors;
import io.github.qsmaven.report.text.ConsoleFormat;
import io.github.qsmaven.report.text.ConsoleSummary;
import io.github.qsmaven.testing.AllFormats;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The reports of {@code drift}, and those of a check against a lock. */
class DriftFormatsTest {
  private static String written(CheckReport report, String format) throws IOException {
    return AllFormats.text(AllFormats.of(report.goal()).create(format), report);
  }

  private static ConsoleSummary console(CheckReport report) {
    return new ConsoleFormat(Colors.NONE)
        .summarize(new ResultView(report), List.of(Path.of("drift.txt")));
  }

  @Test
  void jsonIsWhatItsSchemaSays() throws IOException {
    Schema schema = JsonSchemas.of("drift.schema.json");
    for (CheckReport report :
        List.of(
            DriftReports.good(),
            DriftReports.unlocked(),
            DriftReports.mixed(),
            DriftReports.hostile())) {
      assertThat(schema.validate(written(report, "json"), InputFormat.JSON)).isEmpty();
    }
    assertThat(
            schema.validate(
                written(DriftReports.mixed(), "json").replace("breaking-here\"", "worse\""),
                InputFormat.JSON))
        .isNotEmpty();
  }

  @Test
  void jsonNamesBothSidesAndTheBrokenStatements() throws IOException {
    JsonNode json = new ObjectMapper().readTree(written(DriftReports.mixed(), "json"));
    JsonNode finding = json.get("findings").get(0);

    assertThat(json.get("before").asString()).isEqualTo("the lock src/main/qs/qs.lock.json");
    assertThat(json.get("after").asString()).isEqualTo("server \"qs\"");
    assertThat(finding.get("before").asString()).isEqualTo("numeric(10,2)");
    assertThat(finding.get("impact").asString()).isEqualTo("breaking-here");
    assertThat(finding.get("broken")).hasSize(4);
    assertThat(finding.get("readerCount").asInt()).isEqualTo(4);
  }

  @Test
  void consoleGroupsByTableShowsPlacesAndEndsWithTheCommand() {
    ConsoleSummary console = console(DriftReports.mixed());

    assertThat(console.lines(Duration.ofSeconds(3)).get(0))
        .startsWith(
            "Compared 1 table and 2 columns with the lock src/main/qs/qs.lock.json in database");
    assertThat(console.failureMessage())
        .startsWith("1 change breaks this project in database")
        .contains(
            """
              orders
                QS502 column gone: totl: expected numeric(10,2), found nothing; was it renamed to total? (src/main/qs/qs.lock.json:14:5)
                  breaking here: 4 statements
                    src/main/sql/funnel.sql:1:1: column o.totl does not exist
                    src/main/sql/funnel.sql:12:1: column o.totl does not exist
                    src/main/sql/mart.sql:2:1: column o.totl does not exist
                    ... and 1 more
            """)
        .endsWith("To accept the changes, run: mvn qs:lock -Dqs.tables=orders");
  }

  @Test
  void withoutALockNothingIsCompared() throws IOException {
    assertThat(new ResultView(DriftReports.unlocked()).sentence())
        .isEqualTo("Compared nothing: 0 errors, 1 warning; none fails the build.");
    assertThat(console(DriftReports.unlocked()).warnings().get(0)).contains("run mvn qs:lock");
    assertThat(written(DriftReports.unlocked(), "markdown")).contains("nothing compared");
  }

  @Test
  void markdownSaysItInItsFirstTenLines() throws IOException {
    String page = written(DriftReports.mixed(), "markdown");

    assertThat(page.lines().limit(12))
        .contains(
            "Before: `the lock src/main/qs/qs.lock.json`. After: `server \"qs\"`.", "#### `orders`")
        .anyMatch(line -> line.contains("1 change breaks this project"))
        .anyMatch(line -> line.startsWith("- **error** QS502 column gone"));
  }

  @Test
  void thePageShowsTheChangesAsATable() throws IOException {
    String page = written(DriftReports.mixed(), "html");

    assertThat(page)
        .contains("<table class=\"findings drift\"")
        .contains("<span class=\"expected\"><bdi>numeric(10,2)</bdi></span>")
        .contains("Renamed to <strong><bdi>total</bdi></strong>?")
        .contains("breaking here: 4 statements")
        .contains("run <code><bdi>mvn qs:lock -Dqs.tables=orders</bdi></code>");
    String hostile = written(DriftReports.hostile(), "html");
    assertThat(hostile.split("<script", -1)).hasSize(2);
    assertThat(hostile).doesNotContain("<script>alert").doesNotContain("<img");
  }

  @Test
  void hostileTextsStayOnTheirLines() throws IOException {
    for (String format : List.of("text", "markdown")) {
      assertThat(written(DriftReports.hostile(), format).lines())
          .as(format)
          .noneMatch(line -> line.strip().startsWith("::") || line.strip().startsWith("##["))
          .noneMatch(line -> line.contains("##vso["));
    }
    assertThat(console(DriftReports.hostile()).failureMessage().lines())
        .noneMatch(line -> line.strip().startsWith("::") || line.contains("##vso["));
  }

  @Test
  void sarifNamesTheBrokenStatements() throws IOException {
    JsonNode result =
        new ObjectMapper()
            .readTree(written(DriftReports.mixed(), "sarif"))
            .get("runs")
            .get(0)
            .get("results")
            .get(0);

    assertThat(result.get("relatedLocations")).hasSize(4);
  }

  @Test
  void offlineTheSourceIsTheLock() throws IOException {
    for (CheckReport online : List.of(CheckReports.mixed(), SqlReports.mixed())) {
      CheckReport report = offline(online);
      String json = written(report, "json");
      String schema = report.goal() == Goal.CHECK ? "check" : "check-sql";

      assertThat(JsonSchemas.of(schema + ".schema.json").validate(json, InputFormat.JSON))
          .isEmpty();
      assertThat(json).contains("\"offline\"");
      assertThat(written(online, "json")).doesNotContain("offline");
      assertThat(written(report, "text").lines().findFirst())
          .contains("Source: the lock \"src/main/qs/qs.lock.json\"");
      assertThat(written(report, "markdown"))
          .contains("Source: the lock `src/main/qs/qs.lock.json`.");
      assertThat(written(report, "html")).contains("<dt>Checked against</dt>");
      assertThat(console(report).lines(Duration.ZERO).get(0)).contains("the lock \"src/main");
    }
  }

  private static CheckReport offline(CheckReport online) {
    return new CheckReport(
        online.goal(),
        Server.offline("src/main/qs/qs.lock.json"),
        online.structure(),
        online.result(),
        online.acceptFile(),
        online.sql());
  }

  @Test
  void jsonSaysWhyAStatementFailsWhereALockShowsIt() throws IOException {
    Finding finding = SqlReports.missingColumn().because(Cause.SCHEMA, "the schema has changed");
    CheckReport mixed = SqlReports.mixed();
    CheckReport report =
        new CheckReport(
            Goal.CHECK_SQL,
            TablesReports.server(),
            mixed.structure(),
            new CheckResult(List.of(finding), Coverage.NONE, FailOn.ERROR),
            "",
            mixed.sql());
    String json = written(report, "json");

    assertThat(JsonSchemas.of("check-sql.schema.json").validate(json, InputFormat.JSON)).isEmpty();
    assertThat(new ObjectMapper().readTree(json).get("findings").get(0).get("cause").asString())
        .isEqualTo("schema");
  }

  @Test
  void theSuggestedEntriesAreInAFileOfTheirOwn() {
    assertThat(AllFormats.of(Goal.DRIFT).fileName("json")).isEqualTo("drift.json");
    assertThat(AllFormats.of(Goal.DRIFT).all().stream().map(AllFormats.of(Goal.DRIFT)::fileName))
        .contains("accept-suggestions-drift.yaml", "TEST-qs-drift.xml");
  }
}
