package io.github.qsmaven.check;

import io.github.qsmaven.model.Acceptance;
import io.github.qsmaven.model.Checked;
import io.github.qsmaven.model.CodePointOrder;
import io.github.qsmaven.model.Finding;
import io.github.qsmaven.model.FindingCode;
import io.github.qsmaven.model.Glob;
import io.github.qsmaven.model.Severity;
import io.github.qsmaven.model.SqlStatement;
import io.github.qsmaven.sql.IgnoreComment;
import io.github.qsmaven.sql.SqlScript;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Accepts the findings that comments in files of SQL name, and reports comments without effect. */
final class IgnoreComments {
  private final Map<String, List<IgnoreComment>> byFile = new HashMap<>();
  private final CheckRules rules;

  IgnoreComments(Collection<SqlScript> scripts, CheckRules rules) {
    this.rules = rules;
    for (SqlScript script : scripts) {
      byFile.put(script.file(), script.ignores());
    }
  }

  /**
   * Marks accepted findings, and adds those about the comments.
   *
   * @param findings the findings
   */
  List<Finding> applyTo(List<Finding> findings) {
    Set<IgnoreComment> used = new HashSet<>();
    List<Finding> marked = new ArrayList<>();
    for (Finding finding : findings) {
      Finding result = finding;
      if (finding.sql() != null) {
        SqlStatement statement = finding.sql().statement();
        for (IgnoreComment comment : byFile.getOrDefault(statement.file(), List.of())) {
          if (isAbout(comment, finding.code(), statement)) {
            used.add(comment);
            if (result.acceptedBy() == null && !comment.reason().isBlank()) {
              result = finding.accepted(acceptance(comment, finding));
            }
          }
        }
      }
      marked.add(result);
    }
    FindingCollector ofComments = new FindingCollector(rules, CodePointOrder.INSTANCE);
    byFile.values().forEach(comments -> comments.forEach(one -> report(one, used, ofComments)));
    marked.addAll(ofComments.findings());
    return marked;
  }

  private static boolean isAbout(IgnoreComment comment, FindingCode code, SqlStatement statement) {
    return comment.ofFile()
        || (comment.statement() == statement.ordinal() && comment.code() == code);
  }

  private static Acceptance acceptance(IgnoreComment comment, Finding finding) {
    return new Acceptance(
        finding.code(), new Glob(finding.object()), comment.reason(), null, null, comment.at());
  }

  private void report(IgnoreComment comment, Set<IgnoreComment> used, FindingCollector collector) {
    String object =
        comment.at().file() + (comment.statement() == 0 ? "" : "#" + comment.statement());
    Checked subject = new Checked(object, null, comment.at());
    FindingCode code = comment.code();
    if (!comment.ofFile() && (code == null || !code.isOfStatements())) {
      collector.report(
          FindingCode.UNUSED_ACCEPTANCE,
          subject,
          "the code of a finding on SQL, such as QS402",
          comment.writtenCode().isEmpty() ? "none" : comment.writtenCode());
    } else if (comment.reason().isBlank()) {
      collector.report(
          FindingCode.UNUSED_ACCEPTANCE,
          subject,
          "a reason after a colon",
          "none, so it accepts nothing");
    } else if (!used.contains(comment) && (code == null || rules.severity(code) != Severity.OFF)) {
      collector.report(
          FindingCode.UNUSED_ACCEPTANCE,
          subject,
          "a finding to accept",
          code == null ? "none in this file" : "no " + code.code() + " (" + code.title() + ")");
    }
  }
}
