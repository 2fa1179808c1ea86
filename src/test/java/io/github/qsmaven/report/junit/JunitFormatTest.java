package io.github.qsmaven.report.junit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.CheckResult;
import io.github.qsmaven.model.Checked;
import io.github.qsmaven.model.Coverage;
import io.github.qsmaven.model.FailOn;
import io.github.qsmaven.model.Finding;
import io.github.qsmaven.model.FindingCode;
import io.github.qsmaven.model.Goal;
import io.github.qsmaven.model.NameEscaper;
import io.github.qsmaven.model.SchemaDetails;
import io.github.qsmaven.model.Severity;
import io.github.qsmaven.model.Unchecked;
import io.github.qsmaven.report.CheckReport;
import io.github.qsmaven.report.CheckReports;
import io.github.qsmaven.report.ReportScope;
import io.github.qsmaven.report.ResultView;
import io.github.qsmaven.report.SqlReports;
import io.github.qsmaven.report.TablesReports;
import io.github.qsmaven.testing.AllFormats;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.Validator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.maven.plugin.surefire.log.api.NullConsoleLogger;
import org.apache.maven.plugins.surefire.report.ReportTestCase;
import org.apache.maven.plugins.surefire.report.TestSuiteXmlParser;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

class JunitFormatTest {
  private static final ReportScope SCOPE = ReportScope.of(Goal.CHECK);

  private static byte[] written(CheckReport report) throws IOException {
    return AllFormats.bytes(new JunitFormat(SCOPE), report);
  }

  private static byte[] written(CannotCheckException reason) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new JunitFormat(SCOPE).failure(reason).write(out);
    return out.toByteArray();
  }

  /** Surefire makes a suite of each class. */
  private static List<ReportTestCase> readBack(byte[] xml) throws Exception {
    return new TestSuiteXmlParser(new NullConsoleLogger())
        .parse(new InputStreamReader(new ByteArrayInputStream(xml), UTF_8)).stream()
            .flatMap(suite -> suite.getTestCases().stream())
            .toList();
  }

  private static Element root(byte[] xml) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(xml))
        .getDocumentElement();
  }

  private static CheckReport reportOf(
      FailOn failOn, List<Checked> checked, List<Unchecked> unchecked, Finding... findings) {
    return new CheckReport(
        Goal.CHECK,
        TablesReports.server(),
        SchemaDetails.of(TablesReports.listing().catalog()),
        new CheckResult(
            List.of(findings),
            new Coverage(checked.size(), 0, checked, unchecked, List.of()),
            failOn),
        "src/main/qs/accept.yaml");
  }

  private static Finding finding(FindingCode code, Severity severity, String table) {
    return new Finding(code, severity, table, null, null, "a", "b", "", List.of(), null);
  }

  private static ReportTestCase onlyCase(CheckReport report) throws Exception {
    List<ReportTestCase> cases = readBack(written(report));
    assertThat(cases).hasSize(1);
    return cases.get(0);
  }

  @Test
  void aNoteAndAKeyThatNeedsDataPassWithAWord() throws Exception {
    byte[] xml = written(CheckReports.noted());

    assertThat(readBack(xml)).allMatch(ReportTestCase::isSuccessful);
    assertThat(new String(xml, UTF_8))
        .contains("note QS211 deprecated: ", "not checked: 1 enum: it needs data");
  }

  /** The whole of it, as a user sees it. */
  @Test
  void aTestCaseForEachTableAndColumn() throws Exception {
    assertThat(new String(written(CheckReports.mixed()), UTF_8))
        .isEqualTo(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <testsuite xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="https://maven.apache.org/surefire/maven-surefire-plugin/xsd/surefire-test-report.xsd" version="3.0.2" name="qs:check" time="0" tests="11" errors="0" skipped="2" failures="2">
              <testcase name="table" classname="orders" time="0"/>
              <testcase name="column id" classname="orders" time="0"/>
              <testcase name="column total" classname="orders" time="0">
                <failure message="QS202 type mismatch: orders.total: expected integer, found numeric(10,2): scale 2 (src/main/qs/a.odcs.yaml:12:15)" type="QS202">error QS202 type mismatch: orders.total: expected integer, found numeric(10,2): scale 2 (src/main/qs/a.odcs.yaml:12:15)
            What to do: QS202: Correct the type in the contract if everything that reads the column can handle the new type, or ask the owner of the table why the type changed.
            </failure>
              </testcase>
              <testcase name="column placed_at" classname="orders" time="0">
                <failure message="QS201 missing column: orders.placed_at: expected timestamp, found no column of that name; did you mean placed_ats? (src/main/qs/a.odcs.yaml:17:23)" type="QS201">error QS201 missing column: orders.placed_at: expected timestamp, found no column of that name; did you mean placed_ats? (src/main/qs/a.odcs.yaml:17:23)
            What to do: QS201: Correct the name in the contract, or ask the owner of the table what happened to the column.
            </failure>
              </testcase>
              <testcase name="column note" classname="orders" time="0">
                <system-out>not checked: 1 type: the server does not tell
            </system-out>
              </testcase>
              <testcase name="column address" classname="orders" time="0"/>
              <testcase name="column address.street" classname="orders" time="0"/>
              <testcase name="table" classname="people" time="0"/>
              <testcase name="column name" classname="people" time="0">
                <skipped message="accepted until 2026-12-31: people.* people.* (src/main/qs/accept.yaml:2:3)">error QS201 missing column: people.name: expected timestamp, found no column of that name; did you mean names? (src/main/qs/a.odcs.yaml:17:23)
              accepted until 2026-12-31: people.* people.* (src/main/qs/accept.yaml:2:3)
            </skipped>
              </testcase>
              <testcase name="table" classname="payroll" time="0">
                <skipped message="not checked: 1 table: it may not be read">not checked: 1 table: it may not be read
            </skipped>
              </testcase>
              <testcase name="acceptance" classname="x*" time="0">
                <system-out>warning QS302 unused acceptance: x*: expected a finding to accept, found no QS201 (missing column) (src/main/qs/accept.yaml:2:3)
            What to do: QS302: Remove the entry, or correct its code or its object.
            </system-out>
              </testcase>
            </testsuite>
            """);
  }

  private static Validator schemaOfSurefire() throws SAXException {
    return SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
        .newSchema(
            Objects.requireNonNull(JunitFormatTest.class.getResource("/surefire-test-report.xsd")))
        .newValidator();
  }

  @Test
  void whatIsWrittenKeepsToTheSchemaOfSurefire() throws Exception {
    Validator schema = schemaOfSurefire();
    ByteArrayOutputStream tables = new ByteArrayOutputStream();
    AllFormats.of(Goal.LIST_TABLES)
        .create("junit")
        .write(new ResultView(TablesReports.hostile()), tables);
    for (byte[] xml :
        List.of(
            written(CheckReports.mixed()),
            written(CheckReports.hostile()),
            written(CheckReports.nothing()),
            written(new CannotCheckException("Cannot connect.", "start the server.")),
            tables.toByteArray())) {
      schema.validate(new StreamSource(new ByteArrayInputStream(xml)));
    }
  }

  @Test
  void surefireReadsItBack() throws Exception {
    assertThat(readBack(written(CheckReports.mixed())))
        .hasSize(11)
        .filteredOn(ReportTestCase::hasFailure)
        .extracting(
            ReportTestCase::getFullClassName,
            ReportTestCase::getName,
            ReportTestCase::getFailureType)
        .containsExactly(
            tuple("orders", "column total", "QS202"), tuple("orders", "column placed_at", "QS201"));
  }

  @Test
  void theCountsAreThoseOfTheCases() throws Exception {
    for (CheckReport report : List.of(CheckReports.mixed(), CheckReports.hostile())) {
      Element suite = root(written(report));
      List<ReportTestCase> cases = readBack(written(report));

      assertThat(suite.getAttribute("tests")).isEqualTo(count(cases, test -> true));
      assertThat(suite.getAttribute("failures"))
          .isEqualTo(count(cases, ReportTestCase::hasFailure))
          .isNotEqualTo("0");
      assertThat(suite.getAttribute("errors")).isEqualTo(count(cases, ReportTestCase::hasError));
      assertThat(suite.getAttribute("skipped")).isEqualTo(count(cases, ReportTestCase::hasSkipped));
    }
  }

  private static String count(List<ReportTestCase> cases, Predicate<ReportTestCase> what) {
    return Long.toString(cases.stream().filter(what).count());
  }

  @Test
  void allFindingsOfAnObjectAreInItsCase() throws Exception {
    Finding first = finding(FindingCode.TABLE_TYPE, Severity.WARNING, "t");
    Finding second = finding(FindingCode.TABLE_CASE, Severity.ERROR, "t");
    ReportTestCase only =
        onlyCase(
            reportOf(
                FailOn.ERROR, List.of(new Checked("t", null, null)), List.of(), first, second));

    assertThat(only.getFailureType()).isEqualTo("QS106");
    assertThat(only.getFailureMessage()).startsWith("QS106 table differs in case: t");
    assertThat(only.getFailureDetail()).contains("warning QS104", "error QS106");
  }

  @Test
  void aTableThatTwoContractsDemandIsOneCase() throws Exception {
    Checked demand = new Checked("t", null, null);

    assertThat(onlyCase(reportOf(FailOn.ERROR, List.of(demand, demand), List.of())).isSuccessful())
        .isTrue();
  }

  @Test
  void aTableThatCouldNotBeReadIsAnErrorWhereNoFindingFailsTheBuild() throws Exception {
    Unchecked unread = new Unchecked(Unchecked.What.TABLE, "t", null, "may not be read");
    Finding told = finding(FindingCode.UNREADABLE_TABLE, Severity.WARNING, "t");

    assertThat(onlyCase(reportOf(FailOn.ERROR, List.of(), List.of(unread), told)).hasError())
        .isTrue();
    assertThat(onlyCase(reportOf(FailOn.WARNING, List.of(), List.of(unread), told)).hasFailure())
        .isTrue();
    assertThat(
            onlyCase(
                    reportOf(
                        FailOn.ERROR,
                        List.of(),
                        List.of(unread),
                        told.accepted(CheckReports.acceptance("t"))))
                .hasSkipped())
        .isTrue();
    // QS102 is switched off.
    assertThat(onlyCase(reportOf(FailOn.ERROR, List.of(), List.of(unread))).hasSkipped()).isTrue();
  }

  @Test
  void aTypeThatCannotBeToldIsAnErrorUnlessThatIsSwitchedOff() throws Exception {
    List<Checked> checked = List.of(new Checked("t", null, null));
    for (Unchecked.What what : List.of(Unchecked.What.TYPE, Unchecked.What.FIELDS)) {
      List<Unchecked> unchecked = List.of(new Unchecked(what, "t", null, "not told"));
      ReportTestCase told =
          onlyCase(
              reportOf(
                  FailOn.ERROR,
                  checked,
                  unchecked,
                  finding(FindingCode.TYPE_UNKNOWN, Severity.WARNING, "t")));

      assertThat(told.hasError()).isTrue();
      assertThat(told.getFailureMessage()).endsWith(": not told");
      assertThat(onlyCase(reportOf(FailOn.ERROR, checked, unchecked)).isSuccessful()).isTrue();
    }
  }

  @Test
  void whatTheServerDoesNotTellOfAnObjectLetsItPass() throws Exception {
    for (Unchecked.What what : List.of(Unchecked.What.NULLABILITY, Unchecked.What.TABLE_TYPE)) {
      CheckReport report =
          reportOf(
              FailOn.ERROR,
              List.of(new Checked("t", null, null)),
              List.of(new Unchecked(what, "t", null, "not told")));

      assertThat(onlyCase(report).isSuccessful()).isTrue();
      assertThat(new String(written(report), UTF_8)).contains("<system-out>not checked: 1 ");
    }
  }

  @Test
  void aTableThatTheUserLeftOutIsSkipped() throws Exception {
    ReportTestCase only =
        onlyCase(
            reportOf(
                FailOn.ERROR,
                List.of(),
                List.of(new Unchecked(Unchecked.What.LEFT_OUT, "t", null, "qs.excludes"))));

    assertThat(only.hasSkipped()).isTrue();
  }

  @Test
  void whatCouldNotBeCheckedAtAllIsOneError() throws Exception {
    byte[] xml =
        written(
            new CannotCheckException("Cannot sign in to \"<x>\":\n28P01\u0007.", "ask & renew."));

    assertThat(root(xml).getAttribute("tests")).isEqualTo("1");
    assertThat(root(xml).getAttribute("errors")).isEqualTo("1");
    List<ReportTestCase> cases = readBack(xml);
    assertThat(cases).hasSize(1);
    ReportTestCase only = cases.get(0);
    assertThat(only.hasError()).isTrue();
    assertThat(only.getFailureMessage()).isEqualTo("Cannot sign in to \"<x>\":\n28P01\\u0007.");
    assertThat(only.getFailureDetail()).endsWith("What to do: ask & renew.");
  }

  @Test
  void listedTablesAreCasesAsWell() throws Exception {
    byte[] xml =
        AllFormats.bytes(AllFormats.of(Goal.LIST_TABLES).create("junit"), TablesReports.hostile());

    List<ReportTestCase> cases = readBack(xml);
    assertThat(count(cases, ReportTestCase::hasFailure)).isEqualTo("10");
    assertThat(cases)
        .extracting(one -> NameEscaper.parse(one.getFullClassName()))
        .containsExactlyElementsOf(TablesReports.HOSTILE);
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.oneOf(
        Arbitraries.strings().all().ofMinLength(1).ofMaxLength(20),
        Arbitraries.strings()
            .withChars("<>&\"'\\\t\n\r]u0\u0000\u001B\u0085\u2028\uD83D\uDE00\uD800\uFFFE\uFFFF")
            .ofMinLength(1)
            .ofMaxLength(20));
  }

  @Property(tries = 500)
  void anyNameIsReadBack(@ForAll("names") String table, @ForAll("names") String column)
      throws Exception {
    List<ReportTestCase> cases =
        readBack(written(CheckReports.of(List.of(CheckReports.missing(table, column)))));

    ReportTestCase last = cases.get(cases.size() - 1);
    assertThat(last.hasFailure()).isTrue();
    assertThat(NameEscaper.parse(last.getFullClassName())).isEqualTo(table);
    assertThat(NameEscaper.parse(last.getName())).isEqualTo("column " + column);
  }

  @Property(tries = 200)
  void noTwoObjectsHaveTheSameName(@ForAll("names") String one, @ForAll("names") String other)
      throws Exception {
    List<Checked> checked =
        Stream.of(one, other, one + "." + other, "table")
            .distinct()
            .flatMap(
                name ->
                    Stream.of(
                        new Checked(name, null, null),
                        new Checked(name, other, null),
                        new Checked(name, "table", null)))
            .distinct()
            .toList();

    assertThat(readBack(written(reportOf(FailOn.ERROR, checked, List.of()))))
        .extracting(test -> tuple(test.getFullClassName(), test.getName()))
        .doesNotHaveDuplicates()
        .hasSameSizeAs(checked);
  }

  private static byte[] writtenOfSql(CheckReport report) throws IOException {
    return AllFormats.bytes(AllFormats.of(Goal.CHECK_SQL).create("junit"), report);
  }

  @Test
  void aStatementIsACaseAndItsFileTheClass() throws Exception {
    byte[] xml = writtenOfSql(SqlReports.mixed());

    assertThat(readBack(xml))
        .extracting(
            ReportTestCase::getFullClassName,
            ReportTestCase::getName,
            ReportTestCase::hasFailure,
            ReportTestCase::hasSkipped)
        .containsExactly(
            tuple(SqlReports.FUNNEL, "#1 CREATE TEMP TABLE t AS", false, true),
            tuple(SqlReports.FUNNEL, "#2 SELECT o.id, o.totl", true, false),
            tuple(SqlReports.MART, "#1 SELECT name FROM orders", true, false),
            tuple(SqlReports.MART, "#2 SELECT * FROM ${schema}.o", false, true),
            tuple(SqlReports.MART, "#3 DO $$ BEGIN END $$", false, true),
            tuple("x*", "acceptance", false, false));
    assertThat(readBack(xml).get(1).getFailureDetail())
        .contains("QS402 missing column in SQL", "\n  14 |   o.totl,\n     |   ^^^^^^\n");
    assertThat(readBack(xml).get(3).getFailureMessage())
        .isEqualTo(
            "not checked: src/main/sql/mart.sql#2: the placeholder ${schema} stands for a name: set"
                + " its value in qs.sqlValues (src/main/sql/mart.sql:7:15)");
    assertThat(new String(xml, UTF_8)).doesNotContain("QS419");
  }

  @Test
  void aStatementThatWasNotCheckedFailsWhereThatFailsTheBuild() throws Exception {
    assertThat(readBack(writtenOfSql(SqlReports.mixed(FailOn.WARNING))).get(3).getFailureType())
        .isEqualTo("QS419");
  }

  @Test
  void hostileSqlKeepsToTheSchemaOfSurefire() throws Exception {
    byte[] xml = writtenOfSql(SqlReports.hostile());

    schemaOfSurefire().validate(new StreamSource(new ByteArrayInputStream(xml)));
    assertThat(readBack(xml)).hasSize(2 * (TablesReports.HOSTILE.size() + 1) + 1);
  }
}
