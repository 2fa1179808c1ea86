package io.github.qsmaven.report.junit;

import static java.util.stream.Collectors.groupingBy;

import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.Checked;
import io.github.qsmaven.model.Finding;
import io.github.qsmaven.model.Unchecked;
import io.github.qsmaven.report.ReportFormat;
import io.github.qsmaven.report.ReportScope;
import io.github.qsmaven.report.ResultView;
import io.github.qsmaven.report.junit.JunitCase.Status;
import io.github.qsmaven.report.junit.JunitCase.Subject;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * {@code TEST-qs-check.xml}, {@code TEST-qs-check-sql.xml} and {@code TEST-qs-tables.xml}: test
 * results in the layout of Surefire's reports (its surefire-test-report.xsd, version 3.0.2). An
 * expected table or column is a test case, and the table its class; or a statement, and the file
 * its class. No case has a time: the file is the same in each run.
 *
 * @param scope the goal whose report it is
 */
public record JunitFormat(ReportScope scope) implements ReportFormat {
  private static final String SCHEMA =
      "https://maven.apache.org/surefire/maven-surefire-plugin/xsd/surefire-test-report.xsd";

  @Override
  public void write(ResultView view, OutputStream out) throws IOException {
    List<JunitCase> cases = cases(view);
    Map<Status, Integer> counts = new EnumMap<>(Status.class);
    for (JunitCase one : cases) {
      counts.merge(one.status(), 1, Integer::sum);
    }
    XmlOutput xml = new XmlOutput(out);
    startSuite(xml, cases.size(), counts);
    if (!view.leftOut().isEmpty()) {
      xml.start("properties");
      for (String remark : view.leftOut()) {
        xml.start("property")
            .attribute("name", "remark")
            .attribute("value", remark)
            .end("property");
      }
      xml.end("properties");
    }
    for (JunitCase one : cases) {
      write(xml, one);
    }
    xml.end("testsuite").flush();
  }

  /** Writes one case, which is an error. */
  @Override
  public Content failure(CannotCheckException reason) {
    return out -> {
      XmlOutput xml = new XmlOutput(out);
      startSuite(xml, 1, Map.of(Status.ERROR, 1));
      startCase(xml, suite(), scope.goal().word());
      xml.start("error")
          .attribute("message", reason.problem())
          .attribute("type", "cannot-check")
          .text(reason.problem() + "\nWhat to do: " + reason.advice())
          .end("error");
      xml.end("testcase").end("testsuite").flush();
    };
  }

  private String suite() {
    return "qs:" + scope.id();
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
      case FAILURE -> writeProblem(xml, "failure", one);
      case ERROR -> writeProblem(xml, "error", one);
      case SKIPPED ->
          xml.start("skipped").attribute("message", one.message()).text(one.text()).end("skipped");
    }
    xml.end("testcase");
  }

  private static void writeProblem(XmlOutput xml, String element, JunitCase one)
      throws IOException {
    xml.start(element)
        .attribute("message", one.message())
        .attribute("type", one.type())
        .text(one.text())
        .end(element);
  }

  /** What was checked, in its order; then what was not; then what was not expected. */
  private static List<JunitCase> cases(ResultView view) {
    List<Checked> checked = view.coverage().checked();
    List<Unchecked> unchecked = view.coverage().unchecked();
    Map<Subject, List<Finding>> findings =
        view.unrepeated().stream().collect(groupingBy(Subject::of));
    Map<Subject, List<Unchecked>> reasons = unchecked.stream().collect(groupingBy(Subject::of));
    // A set, since two contracts may expect the same; large enough from the start, since there may
    // be hundreds of thousands.
    Set<Subject> subjects = new LinkedHashSet<>(2 * checked.size());
    if (view.isOfSql()) {
      // In the order of the files, whatever of them was checked.
      Stream.concat(
              checked.stream().map(Checked::statement),
              unchecked.stream().map(Unchecked::statement))
          .filter(Objects::nonNull)
          .sorted()
          .forEach(statement -> subjects.add(Subject.of(statement)));
    }
    checked.forEach(one -> subjects.add(Subject.of(one)));
    unchecked.forEach(one -> subjects.add(Subject.of(one)));
    view.unrepeated().forEach(finding -> subjects.add(Subject.of(finding)));
    List<JunitCase> cases = new ArrayList<>(subjects.size());
    for (Subject subject : subjects) {
      cases.add(
          new JunitCase(
              subject,
              findings.getOrDefault(subject, List.of()),
              reasons.getOrDefault(subject, List.of()),
              view.failOn()));
    }
    return cases;
  }
}
