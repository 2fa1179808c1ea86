package io.github.qsmaven.maven;

import io.github.qsmaven.model.NameEscaper;
import io.github.qsmaven.report.Verdict;
import io.github.qsmaven.report.site.SiteSink;
import java.util.List;
import org.apache.maven.doxia.sink.Sink;

/**
 * Writes the parts of a page with Doxia. Doxia escapes all texts; what a browser would not show, or
 * show as something else, is written as {@link NameEscaper#CONSOLE} does.
 *
 * @param sink where to
 */
record DoxiaSink(Sink sink) implements SiteSink {
  /**
   * Starts an element with a style, since the classes of one skin mean nothing to another. Written
   * raw: the type of attributes differs between the versions of Doxia.
   */
  private void open(String element, String css) {
    sink.rawText("<" + element + " style=\"" + css + "\">");
  }

  private void close(String element) {
    sink.rawText("</" + element + ">");
  }

  /** Writes a text whose long names start a new line instead of widening the page. */
  private void breaking(String text) {
    open("span", "overflow-wrap: anywhere");
    text(text);
    close("span");
  }

  @Override
  public void title(String title) {
    sink.head();
    sink.title();
    text(title);
    sink.title_();
    sink.head_();
  }

  @Override
  public void section(int level, String heading) {
    sink.section(level, null);
    sink.sectionTitle(level, null);
    breaking(heading);
    sink.sectionTitle_(level);
  }

  @Override
  public void endSection(int level) {
    sink.section_(level);
  }

  @Override
  public void anchor(String name) {
    sink.anchor(name);
    sink.anchor_();
  }

  @Override
  public void verdict(Verdict verdict, String text) {
    String colors =
        switch (verdict) {
          case FAILED -> "#b91c1c; background: #fef2f2; color: #7f1d1d";
          case PASSED -> "#15803d; background: #f0fdf4; color: #14532d";
          case NOTHING_EXPECTED -> "#1d4ed8; background: #eff6ff; color: #1e3a8a";
          default -> "#b45309; background: #fffbeb; color: #78350f";
        };
    open("p", "padding: 0.6em 1em; border-left: 0.4em solid " + colors);
    breaking(text);
    close("p");
  }

  @Override
  public void paragraph(String text) {
    sink.paragraph();
    breaking(text);
    sink.paragraph_();
  }

  @Override
  public void paragraph(String text, String linked, String target) {
    sink.paragraph();
    breaking(text);
    link(linked, target);
    text(".");
    sink.paragraph_();
  }

  @Override
  public void table(List<String> headers) {
    open("div", "overflow-x: auto");
    sink.table();
    sink.tableRows(null, false);
    sink.tableRow();
    for (String header : headers) {
      sink.tableHeaderCell();
      text(header);
      sink.tableHeaderCell_();
    }
    sink.tableRow_();
  }

  @Override
  public void row(List<Cell> cells) {
    sink.tableRow();
    for (Cell cell : cells) {
      sink.tableCell();
      if (cell.target() != null) {
        link(cell.text(), cell.target());
      } else if (cell.prose()) {
        prose(cell.text());
      } else {
        text(cell.text());
      }
      sink.tableCell_();
    }
    sink.tableRow_();
  }

  @Override
  public void endTable() {
    sink.tableRows_();
    sink.table_();
    close("div");
  }

  private void link(String linked, String target) {
    sink.link(target);
    text(linked);
    sink.link_();
  }

  private void prose(String text) {
    boolean first = true;
    for (String line : text.lines().toList()) {
      if (!first) {
        sink.lineBreak();
      }
      text(line);
      first = false;
    }
  }

  private void text(String text) {
    sink.text(shown(text));
  }

  /** Escapes also the two characters that neither XML nor HTML may contain in any form. */
  static String shown(String text) {
    return NameEscaper.CONSOLE.of(text).replace("\uFFFE", "\\uFFFE").replace("\uFFFF", "\\uFFFF");
  }
}
