package io.github.qsmaven.report.html;

import io.github.qsmaven.model.Acceptance;
import io.github.qsmaven.model.SourcePosition;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Writes what findings of every kind have: where they are, and why they are accepted. */
final class PageNotes {
  private PageNotes() {}

  static void writeAcceptance(PageText page, @Nullable Acceptance acceptance) throws IOException {
    if (acceptance == null) {
      return;
    }
    page.raw("<div><dt>Accepted</dt><dd>").text(acceptance.reason());
    if (acceptance.until() != null) {
      page.raw(" (until ").raw(acceptance.until().toString()).raw(")");
    }
    String link = acceptance.link();
    if (link != null && isWebAddress(link)) {
      page.raw(" <a rel=\"noopener noreferrer\" href=\"").attribute(link).raw("\">");
      page.text(link).raw("</a>");
    } else if (link != null) {
      page.raw(" ").text(link);
    }
    page.raw(" <span class=\"place\">");
    writePlace(page, acceptance.at());
    page.raw("</span></dd></div>");
  }

  static void writePlace(PageText page, SourcePosition at) throws IOException {
    page.text(at.file()).raw(":").number(at.line()).raw(":").number(at.column());
  }

  /** Whether a link is safe: no {@code javascript:}, and no invisible characters. */
  private static boolean isWebAddress(String link) {
    return (link.startsWith("https://") || link.startsWith("http://"))
        && link.chars().allMatch(c -> c > ' ' && c <= '~');
  }
}
