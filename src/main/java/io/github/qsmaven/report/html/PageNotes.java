package io.github.qsmaven.report.html;

import io.github.qsmaven.model.Acceptance;
import io.github.qsmaven.model.Finding;
import io.github.qsmaven.model.SourcePosition;
import io.github.qsmaven.report.ReportScope;
import java.io.IOException;

/**
 * Writes what findings of every kind have: where they are, and why they are accepted.
 *
 * @param scope where the files are in the repository, and at which commit
 */
record PageNotes(ReportScope scope) {
  /** The class of a finding in the style sheet: its severity, or that it is accepted. */
  static String kind(Finding finding) {
    return finding.acceptedBy() == null ? finding.severity().word() : "accepted";
  }

  void writeAcceptance(PageText page, Acceptance acceptance) throws IOException {
    page.raw("<p class=\"note\">Accepted: ").text(acceptance.reason());
    if (acceptance.until() != null) {
      page.raw(" (until ").raw(acceptance.until().toString()).raw(")");
    }
    if (acceptance.link() != null) {
      page.raw(" ").external(acceptance.link(), acceptance.link());
    }
    page.raw(" <span class=\"place\">");
    writePlace(page, acceptance.at());
    page.raw("</span></p>");
  }

  /** Writes a position, with a link to the file at the commit if that has an address. */
  void writePlace(PageText page, SourcePosition at) throws IOException {
    SourcePosition inTree = scope.sources().locate(at);
    String address = inTree == null ? "" : scope.run().link(inTree).orElse("");
    String position = ":" + at.line() + ":" + at.column();
    page.external(address, at.file(), "<wbr><span class=\"at\">" + position + "</span>");
  }
}
