package io.github.qsmaven.report.sarif;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.Catalog;
import io.github.qsmaven.model.CatalogSource;
import io.github.qsmaven.model.CheckResult;
import io.github.qsmaven.model.Coverage;
import io.github.qsmaven.model.FailOn;
import io.github.qsmaven.model.Finding;
import io.github.qsmaven.model.FindingCode;
import io.github.qsmaven.model.Goal;
import io.github.qsmaven.model.SchemaDetails;
import io.github.qsmaven.model.SourcePosition;
import io.github.qsmaven.model.SourceTree;
import io.github.qsmaven.model.TableReference;
import io.github.qsmaven.model.Unchecked;
import io.github.qsmaven.report.BuildRun;
import io.github.qsmaven.report.CheckReport;
import io.github.qsmaven.report.CheckReports;
import io.github.qsmaven.report.ReportScope;
import io.github.qsmaven.report.SqlReports;
import io.github.qsmaven.report.TablesReports;
import io.github.qsmaven.report.Wording;
import io.github.qsmaven.testing.AllFormats;
import io.github.qsmaven.testing.MissingTable;
import io.github.qsmaven.testing.TableFindings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

class SarifFormatTest {
  private static final SourceTree SOURCES =
      new SourceTree("/src/", "module/", new SourcePosition("pom.xml", 31, 1));

  private static final SarifFormat CHECK =
      new SarifFormat(new ReportScope(Goal.CHECK, "", SOURCES, "", BuildRun.NONE));

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static String written(CheckReport report) throws IOException {
    return AllFormats.text(CHECK, report);
  }

  private static JsonNode run(String sarif) {
    return MAPPER.readTree(sarif).get("runs").get(0);
  }

  @Test
  void aKeyThatNeedsDataIsOneNotificationForAllColumns() throws IOException {
    JsonNode run = run(written(CheckReports.noted()));

    assertThat(run.at("/invocations/0/toolExecutionNotifications").valueStream())
        .filteredOn(one -> one.at("/descriptor/id").asString().equals("not-checked/key"))
        .extracting(one -> one.at("/level").asString() + ": " + one.at("/message/text").asString())
        .containsExactlyInAnyOrder(
            "note: Not checked: 2 quality: it needs data (orders.id, orders.total)",
            "note: Not checked: 1 enum: it needs data (orders.note)");
    assertThat(run.at("/results/0/level").asString()).isEqualTo("note");
  }

  private static JsonNode firstResult(Finding finding) throws IOException {
    return run(written(CheckReports.of(List.of(finding)))).get("results").get(0);
  }

  /** The one that OASIS published, from a library that models SARIF. */
  private static Schema schema() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            SarifFormatTest.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json"))) {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
          .getSchema(in, InputFormat.JSON);
    }
  }

  private static Finding withoutPlace(Finding finding) {
    return new Finding(
        finding.code(),
        finding.severity(),
        finding.table(),
        finding.column(),
        null,
        finding.expected(),
        finding.actual(),
        finding.why(),
        finding.suggestions(),
        finding.acceptedBy());
  }

  @Test
  void itIsWhatTheSchemaSays() throws IOException {
    Schema schema = schema();
    List<CheckReport> reports =
        List.of(
            CheckReports.nothing(),
            CheckReports.mixed(),
            CheckReports.hostile(),
            TablesReports.hostile());
    for (CheckReport report : reports) {
      assertThat(schema.validate(written(report), InputFormat.JSON)).isEmpty();
    }
    assertThat(
            schema.validate(
                written(CheckReports.mixed()).replace("\"kind\"", "\"kinf\""), InputFormat.JSON))
        .isNotEmpty();
  }

  @Test
  void aResultTellsWhatAndWhere() throws IOException {
    JsonNode run = run(written(CheckReports.mixed()));

    assertThat(run.get("results").get(1).toString())
        .isEqualTo(
            "{\"ruleId\":\"QS201\",\"ruleIndex\":"
                + List.of(FindingCode.values()).indexOf(FindingCode.MISSING_COLUMN)
                + ",\"level\":\"error\","
                + "\"message\":{\"text\":\"orders.placed_at: expected timestamp, found no column"
                + " of that name; did you mean placed_ats?\"},"
                + "\"locations\":[{\"physicalLocation\":{\"artifactLocation\":"
                + "{\"uri\":\"module/src/main/qs/a.odcs.yaml\",\"uriBaseId\":\"%SRCROOT%\"},"
                + "\"region\":{\"startLine\":17,\"startColumn\":23}},"
                + "\"logicalLocations\":[{\"name\":\"placed_at\","
                + "\"fullyQualifiedName\":\"orders.placed_at\",\"kind\":\"column\"}]}],"
                + "\"partialFingerprints\":"
                + "{\"primaryLocationLineHash\":\"c5fe4f33e105baddab48bcb22941af55:1\"},"
                + "\"suppressions\":[],"
                + "\"properties\":{\"expected\":\"timestamp\","
                + "\"actual\":\"no column of that name\",\"why\":\"\","
                + "\"suggestions\":[\"placed_ats\"]}}");
    assertThat(run.get("columnKind").asString()).isEqualTo("unicodeCodePoints");
    assertThat(run.get("automationDetails").get("id").asString()).isEqualTo("check/module/qs/");
    for (JsonNode result : run.get("results")) {
      assertThat(run.at("/tool/driver/rules").get(result.get("ruleIndex").asInt()).get("id"))
          .isEqualTo(result.get("ruleId"));
    }
  }

  @Test
  void whatIsAcceptedIsSuppressedAndSaysWhy() throws IOException {
    JsonNode results = run(written(CheckReports.mixed())).get("results");

    assertThat(results.get(2).get("suppressions").toString())
        .isEqualTo(
            "[{\"kind\":\"external\",\"status\":\"accepted\",\"justification\":\"people.*\","
                + "\"location\":{\"physicalLocation\":{\"artifactLocation\":"
                + "{\"uri\":\"module/src/main/qs/accept.yaml\",\"uriBaseId\":\"%SRCROOT%\"},"
                + "\"region\":{\"startLine\":2,\"startColumn\":3}}},"
                + "\"properties\":{\"object\":\"people.*\",\"until\":\"2026-12-31\","
                + "\"link\":\"people.*\"}}]");
    // 3.27.23: if one result has them, all have.
    assertThat(results).allMatch(result -> result.get("suppressions").isArray());
  }

  @Test
  void whatWasNotCheckedIsToldOneByOne() throws IOException {
    List<Unchecked> unchecked = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      for (Unchecked.What what : Unchecked.What.values()) {
        unchecked.add(new Unchecked(what, "t" + i, "c", "it may not be read"));
      }
    }
    JsonNode run = run(written(CheckReports.of(List.of(), unchecked.toArray(Unchecked[]::new))));

    JsonNode invocation = run.get("invocations").get(0);
    assertThat(invocation.get("executionSuccessful").asBoolean()).isTrue();
    assertThat(invocation.get("toolExecutionNotifications").size()).isEqualTo(unchecked.size());
    assertThat(invocation.get("toolExecutionNotifications").get(0).toString())
        .isEqualTo(
            "{\"descriptor\":{\"id\":\"not-checked/table\"},\"level\":\"warning\","
                + "\"message\":{\"text\":\"Not checked: 1 table, t0.c: it may not be read\"},"
                + "\"locations\":[{\"logicalLocations\":[{\"name\":\"c\","
                + "\"fullyQualifiedName\":\"t0.c\",\"kind\":\"column\"}]}]}");
    List<String> described = run.at("/tool/driver/notifications").findValuesAsString("id");
    for (JsonNode notification : invocation.get("toolExecutionNotifications")) {
      assertThat(described).contains(notification.at("/descriptor/id").asString());
    }
  }

  @Test
  void whatTheCatalogCouldNotTellIsANote() throws IOException {
    Catalog catalog =
        new Catalog(
            CatalogSource.SHOW_TABLES,
            List.of(),
            true,
            List.of(),
            List.of(),
            List.of("It does not tell {0} views."));
    CheckReport report =
        new CheckReport(
            Goal.CHECK,
            TablesReports.server(),
            SchemaDetails.of(catalog),
            new CheckResult(List.of(), Coverage.NONE, FailOn.ERROR),
            "accept.yaml");

    assertThat(run(written(report)).at("/invocations/0/toolExecutionNotifications/0/message/text"))
        .hasToString("\"It does not tell {{0}} views.\"");
  }

  @Test
  void aLaterExecutionHasACategoryOfItsOwn() throws IOException {
    SarifFormat nightly =
        new SarifFormat(new ReportScope(Goal.CHECK, "nightly", SOURCES, "", BuildRun.NONE));
    String sarif = AllFormats.text(nightly, CheckReports.mixed());

    assertThat(schema().validate(sarif, InputFormat.JSON)).isEmpty();
    assertThat(run(sarif).at("/automationDetails/id").asString())
        .isEqualTo("check:nightly/module/qs/");
  }

  @Test
  void aRunThatCouldNotCheckDidNotSucceed() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CHECK.failure(new CannotCheckException("No {0} answers\nat [a](b).", "ask \uD800.")).write(out);
    String sarif = out.toString(UTF_8);

    assertThat(schema().validate(sarif, InputFormat.JSON)).isEmpty();
    assertThat(run(sarif).get("invocations").toString())
        .isEqualTo(
            "[{\"executionSuccessful\":false,\"toolExecutionNotifications\":"
                + "[{\"descriptor\":{\"id\":\"cannot-check\"},\"level\":\"error\",\"message\":"
                + "{\"text\":\"No {{0}} answers\\nat [a\\\\](b).\\nWhat to do: ask \\\\uD800.\"}}]}]");
    assertThat(run(sarif).get("results").size()).isZero();
    assertThat(run(sarif).at("/automationDetails/id").asString())
        .isEqualTo("check/module/cannot-check/");
  }

  @Test
  void whatIsWrittenNowhereIsShownAtThePom() throws IOException {
    Finding finding = withoutPlace(CheckReports.missing("orders", "id"));

    assertThat(
            firstResult(finding)
                .at("/locations/0/physicalLocation/artifactLocation/uri")
                .asString())
        .isEqualTo("module/pom.xml");

    String sarif =
        AllFormats.text(
            new SarifFormat(ReportScope.of(Goal.CHECK)), CheckReports.of(List.of(finding)));
    assertThat(schema().validate(sarif, InputFormat.JSON)).isEmpty();
    assertThat(run(sarif).at("/results/0/locations/0/physicalLocation").isMissingNode()).isTrue();
    assertThat(run(sarif).at("/results/0/locations/0/logicalLocations/0/name").asString())
        .isEqualTo("id");
  }

  @Test
  void anExpectedTableIsShownInItsFile() throws IOException {
    TableReference inFile = new TableReference("gone");
    TableReference inParameter = new TableReference("lost");
    TableFindings findings =
        new TableFindings(
            List.of(inFile, inParameter),
            Set.of(),
            Set.of(),
            List.of(
                new MissingTable(inFile, List.of()),
                new MissingTable(inParameter, true, List.of())),
            Map.of(inFile, new SourcePosition("expected.txt", 7, 3)));
    String sarif =
        AllFormats.text(
            AllFormats.of(Goal.LIST_TABLES, SOURCES).create("sarif"),
            TablesReports.of(List.of(), findings));

    JsonNode results = run(sarif).get("results");
    assertThat(results.findValuesAsString("uri"))
        .containsExactly("module/expected.txt", "module/pom.xml");
    assertThat(results.at("/0/locations/0/physicalLocation/region").toString())
        .isEqualTo("{\"startLine\":7,\"startColumn\":3}");
  }

  @Test
  void theTrueNamesAreKept() throws IOException {
    JsonNode results = run(written(CheckReports.hostile())).get("results");

    assertThat(results.findValuesAsString("name"))
        .containsAll(TablesReports.HOSTILE)
        .contains("lone\\uD800surrogate\\uDC00");
    assertThat(results.findValuesAsString("justification")).containsAll(TablesReports.HOSTILE);
  }

  @Property(tries = 300)
  void anyNameIsReadBack(@ForAll String name) throws IOException {
    JsonNode result =
        firstResult(CheckReports.missing(name, name).accepted(CheckReports.acceptance("x" + name)));

    assertThat(result.at("/locations/0/logicalLocations/0/fullyQualifiedName").asString())
        .isEqualTo(Wording.wellFormed(name + "." + name));
    assertThat(result.at("/suppressions/0/justification").asString())
        .isEqualTo(Wording.wellFormed("x" + name));
  }

  /** Texts that hold what SARIF looks for: jqwik's own seldom do. */
  @Property(tries = 300)
  void noNameIsAPlaceholderOrALink(
      @ForAll @Chars({'{', '}', '0', '[', ']', '(', ')', '\\', 'a'}) String name)
      throws IOException {
    String text = firstResult(CheckReports.missing("t", name)).at("/message/text").asString();

    assertThat(text.replace("{{", "-").replace("}}", "-")).doesNotContain("{", "}");
    assertThat(text.replace("\\\\", "-").replace("\\]", "-")).doesNotContain("](");
    assertThat(text.replace("\\](", "](").replace("{{", "{").replace("}}", "}"))
        .isEqualTo(Wording.CONSOLE.sentence(CheckReports.missing("t", name)));
  }

  @Test
  void halvesOfPairsAreShownAndPairsAreKept() {
    assertThat(Wording.wellFormed("😀 \uD800a\uDFFF\uD83D")).isEqualTo("😀 \\uD800a\\uDFFF\\uD83D");
  }

  @Test
  void fingerprintsOutliveAnEditAndAreUnique() throws IOException {
    Finding finding = CheckReports.missing("orders", "id");
    Finding moved =
        new Finding(
            finding.code(),
            finding.severity(),
            "orders",
            "id",
            new SourcePosition("elsewhere.yaml", 99, 1),
            finding.expected(),
            "another",
            "why",
            List.of(),
            null);
    List<String> fingerprints =
        run(written(
                CheckReports.of(
                    List.of(
                        finding,
                        moved,
                        CheckReports.missing("orders.id", "x"),
                        CheckReports.missing("orders", "id.x"),
                        CheckReports.mismatch("orders", "id")))))
            .findValuesAsString("primaryLocationLineHash");

    assertThat(fingerprints)
        .doesNotHaveDuplicates()
        .allMatch(f -> f.matches("[0-9a-f]{32}:[0-9]+"));
    assertThat(fingerprints.get(0)).endsWith(":1");
    assertThat(fingerprints.get(1)).isEqualTo(fingerprints.get(0).substring(0, 33) + "2");
    assertThat(firstResult(moved).at("/partialFingerprints/primaryLocationLineHash").asString())
        .isEqualTo(fingerprints.get(0));
  }

  @Test
  void theToolHasItsVersionAndEachRuleAndNotificationItsHelp() throws IOException {
    JsonNode driver = run(ofBuild(BuildRun.Ci.NONE)).at("/tool/driver");

    assertThat(driver.get("version").asString()).isEqualTo("1.2.3");
    assertThat(driver.get("informationUri").asString()).startsWith("https://");
    assertThat(driver.get("rules").valueStream())
        .allMatch(
            rule -> rule.get("helpUri").asString().endsWith(rule.get("id").asString() + ".md"));
    assertThat(driver.get("notifications").valueStream())
        .hasSize(2 + Unchecked.What.values().length)
        .allMatch(one -> one.get("name").asString().matches("([A-Z][a-z]+)+"))
        .allMatch(one -> one.at("/fullDescription/text").asString().endsWith("."))
        .allMatch(one -> one.at("/help/text").asString().startsWith("What to do: "));
    assertThat(run(written(CheckReports.nothing())).at("/tool/driver").has("version")).isFalse();
  }

  private static String ofBuild(BuildRun.Ci ci) throws IOException {
    BuildRun run = new BuildRun("shop", "1", "1.2.3", Instant.EPOCH, ci);
    String sarif =
        AllFormats.text(
            new SarifFormat(new ReportScope(Goal.CHECK, "", SOURCES, "", run)),
            CheckReports.mixed());
    assertThat(schema().validate(sarif, InputFormat.JSON)).isEmpty();
    return sarif;
  }

  @Test
  void theCommitIsThereWhereTheBuildKnowsItAndItsRepository() throws IOException {
    String repository = "https://example.org/shop";
    String commit = "0123456789abcdef0123456789abcdef01234567";

    assertThat(
            run(ofBuild(new BuildRun.Ci(commit, "main", repository, "", "", "", "")))
                .at("/versionControlProvenance/0")
                .toString())
        .isEqualTo(
            "{\"repositoryUri\":\"%s\",\"revisionId\":\"%s\",\"branch\":\"main\",\"mappedTo\":{\"uriBaseId\":\"%%SRCROOT%%\"}}"
                .formatted(repository, commit));
    assertThat(
            run(ofBuild(new BuildRun.Ci(commit, "", repository, "", "", "", "")))
                .at("/versionControlProvenance/0")
                .has("branch"))
        .isFalse();
    for (BuildRun.Ci ci :
        List.of(
            new BuildRun.Ci(commit, "main", "", "", "", "", ""),
            new BuildRun.Ci("", "main", repository, "", "", "", ""),
            BuildRun.Ci.NONE)) {
      assertThat(run(ofBuild(ci)).has("versionControlProvenance")).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource(FindingCode.class)
  void aRuleSpeaksInTheWordsOfItsPage(FindingCode code) throws IOException {
    JsonNode rule =
        run(written(CheckReports.nothing())).at("/tool/driver/rules").get(SarifRules.indexOf(code));
    String page = Files.readString(Path.of("docs", "findings", code.code() + ".md"));

    assertThat(rule.get("id").asString()).isEqualTo(code.code());
    assertThat(rule.get("name").asString()).matches("([A-Z][a-z]+)+");
    assertThat(page).contains(rule.at("/fullDescription/markdown").asString());
    String[] help = rule.at("/help/markdown").asString().split("\n\n", -1);
    assertThat(page).contains(help[0].replace("**Why it matters.** ", "## Why it matters\n\n"));
    assertThat(help[1]).containsIgnoringCase(code.help());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a b/ü%#?.yaml",
        "C:/x y/ö.yaml",
        "/home/x/a&b.yaml",
        "../up.yaml",
        "a:b\\c",
        "😀"
      })
  void aFileIsAUri(String file) throws Exception {
    SarifUri uri = new SarifUri(file);
    URI read = new URI(uri.text());

    assertThat(read.isAbsolute()).isEqualTo(uri.isAbsolute());
    assertThat(read.getPath()).isEqualTo(file.startsWith("C:") ? "/" + file : file);
    assertThat(uri.text()).matches("(file:///([A-Z]:)?)?[A-Za-z0-9/._~%-]+");
  }

  @Test
  void aFileOnAServerOfWindowsHasTheServerAsItsHost() {
    assertThat(URI.create(new SarifUri("//server/share/a b.yaml").text()))
        .returns("server", URI::getHost)
        .returns("/share/a b.yaml", URI::getPath);
  }

  @Test
  void itIsMadeForDiff() throws IOException {
    String sarif = written(CheckReports.hostile());

    assertThat(sarif)
        .endsWith("\n")
        .doesNotContain("\r", "\uFFFD")
        .isEqualTo(written(CheckReports.hostile()));
    assertThat(sarif.lines().filter(line -> line.contains("\"ruleIndex\"")).count())
        .isEqualTo(CheckReports.hostile().result().findings().size());
  }

  private static JsonNode runOfSql(CheckReport report) throws IOException {
    String sarif = AllFormats.text(AllFormats.of(Goal.CHECK_SQL).create("sarif"), report);
    assertThat(schema().validate(sarif, InputFormat.JSON)).isEmpty();
    return new ObjectMapper().readTree(sarif).get("runs").get(0);
  }

  @Test
  void aFaultInSqlIsARegionWithItsLine() throws IOException {
    JsonNode run = runOfSql(SqlReports.mixed());
    JsonNode location = run.get("results").get(1).get("locations").get(0);

    assertThat(run.get("columnKind").asString()).isEqualTo("unicodeCodePoints");
    assertThat(location.get("physicalLocation").get("region").toString())
        .isEqualTo(
            "{\"startLine\":14,\"startColumn\":3,\"endColumn\":9,"
                + "\"snippet\":{\"text\":\"o.totl\"}}");
    assertThat(location.get("physicalLocation").get("contextRegion").toString())
        .isEqualTo(
            "{\"startLine\":14,\"startColumn\":1,\"endColumn\":10,"
                + "\"snippet\":{\"text\":\"  o.totl,\"}}");
    assertThat(location.get("logicalLocations").get(0).toString())
        .isEqualTo(
            "{\"name\":\"#2 SELECT o.id, o.totl\","
                + "\"fullyQualifiedName\":\"src/main/sql/funnel.sql#2\",\"kind\":\"statement\"}");
    JsonNode notChecked = run.get("invocations").get(0).get("toolExecutionNotifications").get(0);
    assertThat(notChecked.get("locations").get(0).get("physicalLocation").get("region").toString())
        .isEqualTo("{\"startLine\":7,\"startColumn\":15}");
    assertThat(run.get("properties").get("statements").asInt()).isEqualTo(5);
  }

  @Test
  void hostileSqlIsWhatTheSchemaSays() throws IOException {
    JsonNode results = runOfSql(SqlReports.hostile()).get("results");

    JsonNode region =
        results
            .get(results.size() - 1)
            .get("locations")
            .get(0)
            .get("physicalLocation")
            .get("contextRegion");
    assertThat(region.get("endColumn").asInt() - region.get("startColumn").asInt()).isEqualTo(300);
  }

  /** A statement above it, which moves its line and its number, does not matter. */
  @Test
  void theFingerprintOfAFaultInSqlOutlivesAnEdit() throws IOException {
    Finding before = SqlReports.finding(FindingCode.SQL_REJECTED, SqlReports.FIRST, 2, 1, 1, "x");
    Finding after =
        SqlReports.finding(
            FindingCode.SQL_REJECTED,
            SqlReports.statement(SqlReports.FUNNEL, 7, SqlReports.FIRST.words(), 40),
            41,
            1,
            1,
            "x");
    Finding other = SqlReports.finding(FindingCode.SQL_REJECTED, SqlReports.SECOND, 2, 1, 1, "x");

    assertThat(fingerprintOfSql(after)).isEqualTo(fingerprintOfSql(before));
    assertThat(fingerprintOfSql(other)).isNotEqualTo(fingerprintOfSql(before));
  }

  private static String fingerprintOfSql(Finding finding) throws IOException {
    return runOfSql(SqlReports.of(FailOn.ERROR, List.of(finding), List.of()))
        .get("results")
        .get(0)
        .get("partialFingerprints")
        .get("primaryLocationLineHash")
        .asString();
  }
}
