package io.github.qsmaven.report.files;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import io.github.qsmaven.contract.AcceptFile;
import io.github.qsmaven.files.BaseFolder;
import io.github.qsmaven.model.Acceptance;
import io.github.qsmaven.model.Finding;
import io.github.qsmaven.model.Goal;
import io.github.qsmaven.model.SourceTree;
import io.github.qsmaven.report.CheckReport;
import io.github.qsmaven.report.CheckReports;
import io.github.qsmaven.report.JsonSchemas;
import io.github.qsmaven.report.TablesReports;
import io.github.qsmaven.report.accept.AcceptSuggestions;
import io.github.qsmaven.testing.AllFormats;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

class CheckFormatsTest {
  private static String written(CheckReport report, String format) throws IOException {
    return AllFormats.text(AllFormats.of(Goal.CHECK).create(format), report);
  }

  private static Schema schema() throws IOException {
    return JsonSchemas.of("check.schema.json");
  }

  @Test
  void jsonIsWhatItsSchemaSays() throws IOException {
    for (CheckReport report : List.of(CheckReports.mixed(), CheckReports.hostile())) {
      assertThat(schema().validate(written(report, "json"), InputFormat.JSON)).isEmpty();
    }
    String other =
        written(CheckReports.mixed(), "json")
            .replace("\"formatVersion\" : 1", "\"formatVersion\" : 2");
    assertThat(schema().validate(other, InputFormat.JSON)).isNotEmpty();
  }

  @Test
  void jsonHoldsTheTrueNames() throws IOException {
    JsonNode findings =
        new ObjectMapper().readTree(written(CheckReports.hostile(), "json")).get("findings");

    assertThat(findings.findValuesAsString("table"))
        .containsAll(TablesReports.HOSTILE)
        .contains(TablesReports.LONE_SURROGATE);
  }

  @Test
  void jsonHoldsAllOfAFinding() throws IOException {
    JsonNode json = new ObjectMapper().readTree(written(CheckReports.mixed(), "json"));

    assertThat(json.get("failed").asBoolean()).isTrue();
    assertThat(json.get("findings").get(0).toString())
        .isEqualTo(
            "{\"code\":\"QS202\",\"title\":\"type mismatch\",\"severity\":\"error\","
                + "\"table\":\"orders\",\"column\":\"total\","
                + "\"at\":{\"file\":\"src/main/qs/a.odcs.yaml\",\"line\":12,\"column\":15},"
                + "\"expected\":\"integer\",\"actual\":\"numeric(10,2)\",\"why\":\"scale 2\","
                + "\"suggestions\":[],\"help\":\"Correct the type in the contract if everything"
                + " that reads the column can handle the new type, or ask the owner of the table"
                + " why the type changed.\","
                + "\"acceptedBy\":null}");
    assertThat(json.get("findings").get(2).get("acceptedBy").get("until").asString())
        .isEqualTo("2026-12-31");
    assertThat(json.get("unchecked").size()).isEqualTo(2);
  }

  @Test
  void textIsForPeople() throws IOException {
    assertThat(written(CheckReports.mixed(), "text"))
        .isEqualTo(
            """
            Source: database "prod:all?FLATTEN" at db.example.org:5432 (server "qs"), read from pg_catalog
            Tables checked: 2 of 3
            Columns checked: 7 of 9
            Findings: 2 that fail the build, 1 that do not, 1 accepted

            orders
              error QS202 type mismatch: orders.total: expected integer, found numeric(10,2): scale 2 (src/main/qs/a.odcs.yaml:12:15)
              error QS201 missing column: orders.placed_at: expected timestamp, found no column of that name; did you mean placed_ats? (src/main/qs/a.odcs.yaml:17:23)

            people
              error QS201 missing column: people.name: expected timestamp, found no column of that name; did you mean names? (src/main/qs/a.odcs.yaml:17:23)
                accepted until 2026-12-31: people.* people.* (src/main/qs/accept.yaml:2:3)

            x*
              warning QS302 unused acceptance: x*: expected a finding to accept, found no QS201 (missing column) (src/main/qs/accept.yaml:2:3)

            Not checked: 2
              1 type, orders.note: the server does not tell
              1 table, payroll: it may not be read

            What to do
              QS201: Correct the name in the contract, or ask the owner of the table what happened to the column.
              QS202: Correct the type in the contract if everything that reads the column can handle the new type, or ask the owner of the table why the type changed.
              QS302: Remove the entry, or correct its code or its object.
            """);
  }

  @Test
  void suggestionsAreReadBackAndAcceptWhatTheySuggest(@TempDir Path folder) throws Exception {
    CheckReport report = CheckReports.hostile();
    List<Path> files =
        ReportFiles.of(ExecutionFolder.of(folder), AllFormats.of(Goal.CHECK)).write(report);

    assertThat(files)
        .extracting(file -> file.getFileName().toString())
        .containsExactly(
            "check.txt",
            "check.json",
            "TEST-qs-check.xml",
            "check.sarif",
            "check.md",
            "check.html",
            "gl-code-quality-check.json",
            "check.sources.yml",
            "check.mmd",
            "accept-suggestions.yaml");
    assertThat(files.get(files.size() - 1))
        .content()
        .contains(" ci/accept.yaml and write the reason.");
    List<Acceptance> acceptances =
        new AcceptFile(new BaseFolder(folder), files.get(files.size() - 1).toString()).read();
    for (Finding finding : report.result().failing()) {
      assertThat(acceptances)
          .anyMatch(acceptance -> acceptance.matches(finding.code(), finding.object()));
    }
  }

  @Property(tries = 300)
  void anyNameIsReadBack(@ForAll @StringLength(min = 1, max = 20) String name) throws Exception {
    Finding finding = CheckReports.missing(name, "c");
    byte[] suggestions =
        AllFormats.bytes(new AcceptSuggestions(), CheckReports.of(List.of(finding)));
    Path file = Files.createTempFile("accept", ".yaml");
    try {
      Files.write(file, suggestions);
      assertThat(
              new AcceptFile(new BaseFolder(Path.of("")), file.toString())
                  .read()
                  .get(0)
                  .object()
                  .pattern())
          .isEqualTo(finding.object());
    } finally {
      Files.delete(file);
    }
  }

  @Test
  void whatIsNotNeededIsNotWrittenAndAnOlderOneGoes(@TempDir Path folder) throws Exception {
    Path old = folder.resolve("accept-suggestions.yaml");
    ReportFiles<CheckReport> files =
        ReportFiles.of(
            ExecutionFolder.of(folder), new Formats(Goal.CHECK, Set.of("text"), SourceTree.NONE));
    files.write(CheckReports.mixed());
    assertThat(old).exists();
    files.prepare();

    assertThat(old).doesNotExist();
    assertThat(files.write(CheckReports.of(List.of(CheckReports.unused())))).hasSize(1);
    assertThat(old).doesNotExist();
  }
}
