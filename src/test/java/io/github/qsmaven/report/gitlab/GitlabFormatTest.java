package io.github.qsmaven.report.gitlab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.qsmaven.model.CheckResult;
import io.github.qsmaven.model.FailOn;
import io.github.qsmaven.model.Finding;
import io.github.qsmaven.model.Goal;
import io.github.qsmaven.model.SourcePosition;
import io.github.qsmaven.model.SourceTree;
import io.github.qsmaven.report.BuildRun;
import io.github.qsmaven.report.CheckReport;
import io.github.qsmaven.report.CheckReports;
import io.github.qsmaven.report.ReportScope;
import io.github.qsmaven.report.SqlReports;
import io.github.qsmaven.report.TablesReports;
import io.github.qsmaven.testing.AllFormats;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

class GitlabFormatTest {
  private static final SourceTree SOURCES =
      new SourceTree("/src/", "module/", new SourcePosition("pom.xml", 12, 1));

  private static String written(SourceTree sources, Finding... findings) throws IOException {
    return AllFormats.text(
        AllFormats.of(Goal.CHECK, sources).create("gitlab"), CheckReports.of(List.of(findings)));
  }

  private static List<JsonNode> issues(SourceTree sources, Finding... findings) throws IOException {
    return new ObjectMapper().readTree(written(sources, findings)).valueStream().toList();
  }

  private static Finding movedTo(int line, Finding finding) {
    return at(new SourcePosition("src/main/qs/a.odcs.yaml", line, 1), finding);
  }

  private static Finding at(@Nullable SourcePosition at, Finding finding) {
    return new Finding(
        finding.code(),
        finding.severity(),
        finding.table(),
        finding.column(),
        at,
        finding.expected(),
        finding.actual(),
        finding.why(),
        finding.suggestions(),
        finding.acceptedBy());
  }

  @Test
  void eachFindingThatNobodyAcceptedIsAnIssueInTheRepository() throws IOException {
    List<JsonNode> issues =
        issues(
            SOURCES,
            CheckReports.mismatch("orders", "total"),
            CheckReports.missing("people", "name").accepted(CheckReports.acceptance("people.*")),
            CheckReports.unused());

    assertThat(issues)
        .extracting(
            issue -> issue.get("check_name").asString(),
            issue -> issue.get("severity").asString(),
            issue -> issue.get("location").get("path").asString(),
            issue -> issue.get("location").get("lines").get("begin").asInt())
        .containsExactly(
            tuple("QS202", "major", "module/src/main/qs/a.odcs.yaml", 12),
            tuple("QS302", "minor", "module/src/main/qs/accept.yaml", 2));
    assertThat(issues.get(0).get("description").asString())
        .isEqualTo("type mismatch: orders.total: expected integer, found numeric(10,2): scale 2");
    assertThat(issues.get(0).propertyNames())
        .containsExactlyInAnyOrder(
            "description", "check_name", "fingerprint", "severity", "location");
  }

  @Test
  void aNoteIsForInformation() throws IOException {
    assertThat(issues(SOURCES, CheckReports.deprecated("orders", "note")))
        .extracting(issue -> issue.get("severity").asString())
        .containsExactly("info");
  }

  @Test
  void withoutFindingsItIsAnEmptyList() throws IOException {
    assertThat(issues(SOURCES)).isEmpty();
  }

  @Test
  void aFingerprintOutlivesAnotherLineButNotAnotherObject() throws IOException {
    Finding finding = CheckReports.missing("orders", "id");
    JsonNode here = issues(SOURCES, movedTo(3, finding)).get(0).get("fingerprint");

    assertThat(issues(SOURCES, movedTo(90, finding)).get(0).get("fingerprint")).isEqualTo(here);
    assertThat(
            issues(SOURCES, movedTo(3, CheckReports.missing("orders", "ids")))
                .get(0)
                .get("fingerprint"))
        .isNotEqualTo(here);
  }

  /** GitLab would show only one of them. */
  @Test
  void theSameInAnotherModuleOrExecutionIsAnotherIssue() throws IOException {
    Finding finding = movedTo(3, CheckReports.missing("orders", "id"));
    SourceTree other = new SourceTree("/src/", "other/", SOURCES.pom());
    String nightly =
        AllFormats.text(
            new GitlabFormat(new ReportScope(Goal.CHECK, "nightly", SOURCES, "", BuildRun.NONE)),
            CheckReports.of(List.of(finding)));

    assertThat(
            Stream.of(
                issues(SOURCES, finding).get(0),
                issues(other, finding).get(0),
                new ObjectMapper().readTree(nightly).get(0)))
        .extracting(issue -> issue.get("fingerprint"))
        .doesNotHaveDuplicates();
  }

  @Test
  void theSameFromTwoContractsAreTwoIssues() throws IOException {
    Finding finding = CheckReports.missing("orders", "id");
    Set<JsonNode> fingerprints = new HashSet<>();
    for (JsonNode issue : issues(SOURCES, movedTo(3, finding), movedTo(9, finding))) {
      fingerprints.add(issue.get("fingerprint"));
    }

    assertThat(fingerprints).hasSize(2);
  }

  @Test
  void withoutAPomTheJobIsThePlace() throws IOException {
    byte[] json =
        AllFormats.bytes(
            AllFormats.of(Goal.LIST_TABLES).create("gitlab"),
            toleratingMissing(TablesReports.hostile()));
    JsonNode first = new ObjectMapper().readTree(json).get(0);

    assertThat(first.get("location").get("path").asString()).isEqualTo(".gitlab-ci.yml");
    assertThat(first.get("severity").asString()).isEqualTo("minor");
  }

  private static CheckReport toleratingMissing(CheckReport report) {
    CheckResult result = report.result();
    return new CheckReport(
        report.goal(),
        report.server(),
        report.structure(),
        new CheckResult(result.findings(), result.coverage(), FailOn.NEVER),
        report.acceptFile());
  }

  @Test
  void theNumberOfAnElementOfAParameterDoesNotCount() throws IOException {
    Finding finding = CheckReports.missing("orders", "id");
    List<JsonNode> first =
        issues(SOURCES, at(new SourcePosition("expectedTables[1]", 1, 1), finding));
    List<JsonNode> second =
        issues(SOURCES, at(new SourcePosition("expectedTables[2]", 1, 9), finding));
    List<JsonNode> nowhere = issues(SOURCES, at(null, finding));

    assertThat(first.get(0).get("fingerprint"))
        .isEqualTo(second.get(0).get("fingerprint"))
        .isEqualTo(nowhere.get(0).get("fingerprint"))
        .isNotEqualTo(issues(SOURCES, finding).get(0).get("fingerprint"));
  }

  @Property(tries = 300)
  void anyTwoNamesAreTwoIssues(@ForAll String one, @ForAll String other) throws IOException {
    List<Finding> findings =
        Stream.of(
                CheckReports.missing(one, other),
                CheckReports.missing(one + "." + other, "x"),
                CheckReports.missing(other, one))
            .distinct()
            .toList();
    Set<JsonNode> fingerprints = new HashSet<>();
    for (JsonNode issue : issues(SOURCES, findings.toArray(Finding[]::new))) {
      fingerprints.add(issue.get("fingerprint"));
    }

    assertThat(fingerprints).hasSameSizeAs(findings);
  }

  @Test
  void aFaultInSqlIsAtItsLineAndSaysItsColumn() throws IOException {
    JsonNode issues =
        new ObjectMapper()
            .readTree(
                AllFormats.text(
                    AllFormats.of(Goal.CHECK_SQL).create("gitlab"), SqlReports.mixed()));

    assertThat(issues.get(0).get("description").asString())
        .startsWith("missing column in SQL: src/main/sql/funnel.sql#2: ")
        .endsWith("; did you mean total? (src/main/sql/funnel.sql:14:3)");
    assertThat(issues.get(0).get("location").toString())
        .isEqualTo("{\"path\":\"src/main/sql/funnel.sql\",\"lines\":{\"begin\":14}}");
    assertThat(issues.findValuesAsString("check_name"))
        .containsExactly("QS402", "QS403", "QS419", "QS419", "QS302");
    assertThat(issues.findValuesAsString("fingerprint")).doesNotHaveDuplicates();
  }
}
