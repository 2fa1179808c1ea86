package io.github.qsmaven.report;

import static java.util.stream.Collectors.groupingBy;

import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.Checked;
import io.github.qsmaven.model.Finding;
import io.github.qsmaven.model.Unchecked;
import io.github.qsmaven.report.JunitCase.Status;
import io.github.qsmaven.report.JunitCase.Subject;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@code TEST-qs-check.xml} and {@code TEST-qs-tables.xml}: test results in the layout of
 * Surefire's reports (its surefire-test-report.xsd, version 3.0.2). What was demanded of a table or
 * a column is a test case, and the table its class. No case has a time: the file is the same from
 * run to run.
 *
 * @param goal the goal, without its prefix
 */
record JunitWriter(String goal) implements ReportWriter<CheckReport> {
  private static final String SCHEMA =
      "https://maven.apache.org/surefire/maven-surefire-plugin/xsd/surefire-test-report.xsd";

  @Override
  public void write(CheckReport report, OutputStream out) throws IOException {
    List<JunitCase> cases = cases(report);
    Map<Status, Integer> counts = new EnumMap<>(Status.class);
    for (JunitCase one : cases) {
      counts.merge(one.status(), 1, Integer::sum);
    }
    XmlOutput xml = new XmlOutput(out);
    startSuite(xml, cases.size(), counts);
    for (JunitCase one : cases) {
      write(xml, one);
    }
    xml.end("testsuite").flush();
  }

  /**
   * Writes that there are no results: one case, which is an error.
   *
   * @param reason why there are none
   * @param out where to; left open
   * @throws IOException if {@code out} does
   */
  void writeFailure(CannotCheckException reason, OutputStream out) throws IOException {
    XmlOutput xml = new XmlOutput(out);
    startSuite(xml, 1, Map.of(Status.ERROR, 1));
    startCase(xml, suite(), goal);
    xml.start("error")
        .attribute("message", reason.problem())
        .attribute("type", "cannot-check")
        .text(reason.problem() + "\nWhat to do: " + reason.advice())
        .end("error");
    xml.end("testcase").end("testsuite").flush();
  }

  private String suite() {
    return "qs:" + goal;
  }

  private void startSuite(XmlOutput xml, int tests, Map<Status, Integer> counts)
      throws IOException {
    xml.start("testsuite")
        .attribute("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance")
        .attribute("xsi:noNamespaceSchemaLocation", SCHEMA)
        .attribute("version", "3.0.2")
        .attribute("name", suite())
        .attribute("time", "0")
        .attribute("tests", Integer.toString(tests))
        .attribute("errors", count(counts, Status.ERROR))
        .attribute("skipped", count(counts, Status.SKIPPED))
        .attribute("failures", count(counts, Status.FAILURE));
  }

  private static String count(Map<Status, Integer> counts, Status status) {
    return Integer.toString(counts.getOrDefault(status, 0));
  }

  private static void startCase(XmlOutput xml, String className, String name) throws IOException {
    xml.start("testcase")
        .attribute("name", name)
        .attribute("classname", className)
        .attribute("time", "0");
  }

  private static void write(XmlOutput xml, JunitCase one) throws IOException {
    startCase(xml, one.subject().className(), one.subject().name());
    switch (one.status()) {
      case PASSED -> {
        if (one.hasRemarks()) {
          xml.start("system-out").text(one.text()).end("system-out");
        }
      }
      case FAILURE ->
          xml.start("failure")
              .attribute("message", one.message())
              .attribute("type", one.type())
              .text(one.text())
              .end("failure");
      case ERROR ->
          xml.start("error")
              .attribute("message", one.message())
              .attribute("type", one.type())
              .text(one.text())
              .end("error");
      case SKIPPED ->
          xml.start("skipped").attribute("message", one.message()).text(one.text()).end("skipped");
    }
    xml.end("testcase");
  }

  /** What was checked, in its order; then what was not; then what nobody demanded. */
  private static List<JunitCase> cases(CheckReport report) {
    Map<Subject, List<Finding>> findings =
        report.result().findings().stream().collect(groupingBy(Subject::of));
    Map<Subject, List<Unchecked>> unchecked =
        report.result().coverage().unchecked().stream().collect(groupingBy(Subject::of));
    // Two contracts may demand the same.
    List<Checked> all = report.result().coverage().checked();
    // Large enough from the start: there may be hundreds of thousands.
    Set<Subject> subjects = new LinkedHashSet<>(2 * all.size());
    for (Checked checked : all) {
      subjects.add(Subject.of(checked.table(), checked.column()));
    }
    for (Unchecked one : report.result().coverage().unchecked()) {
      subjects.add(Subject.of(one));
    }
    for (Finding finding : report.result().findings()) {
      subjects.add(Subject.of(finding));
    }
    List<JunitCase> cases = new ArrayList<>(subjects.size());
    for (Subject subject : subjects) {
      cases.add(
          new JunitCase(
              subject,
              findings.getOrDefault(subject, List.of()),
              unchecked.getOrDefault(subject, List.of()),
              report.result().failOn()));
    }
    return cases;
  }
}
