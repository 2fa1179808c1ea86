package io.github.qsmaven.maven;

import io.github.qsmaven.model.NameEscaper;
import java.util.List;
import org.apache.maven.doxia.sink.Sink;
import org.jspecify.annotations.Nullable;

/**
 * Writes the parts of a page of a Maven site. All texts may be others', so none gets past Doxia's
 * own escaping, and what a browser would not show, or show as something else, is written as {@link
 * NameEscaper#CONSOLE} does.
 *
 * @param sink where to
 */
record SiteSink(Sink sink) {
  /**
   * A cell of a table.
   *
   * @param text its text
   * @param target what it links to; null: nothing
   * @param prose whether a line feed starts a line, rather than being shown as one
   */
  record Cell(String text, @Nullable String target, boolean prose) {
    static Cell of(String text) {
      return new Cell(text, null, false);
    }

    static Cell link(String text, String target) {
      return new Cell(text, target, false);
    }

    static Cell prose(@Nullable String text) {
      return new Cell(text == null ? "" : text, null, true);
    }
  }

  void title(String title) {
    sink.head();
    sink.title();
    text(title);
    sink.title_();
    sink.head_();
  }

  /**
   * A section, up to its {@link #endSection}.
   *
   * @param level its level, 1 to 6
   * @param heading its heading
   */
  void section(int level, String heading) {
    sink.section(level, null);
    sink.sectionTitle(level, null);
    text(heading);
    sink.sectionTitle_(level);
  }

  void endSection(int level) {
    sink.section_(level);
  }

  void anchor(String name) {
    sink.anchor(name);
    sink.anchor_();
  }

  void paragraph(String text) {
    sink.paragraph();
    text(text);
    sink.paragraph_();
  }

  /** A paragraph that ends with a link. */
  void paragraph(String text, String linked, String target) {
    sink.paragraph();
    text(text);
    link(linked, target);
    text(".");
    sink.paragraph_();
  }

  /** A table, up to its {@link #endTable}. */
  void table(List<String> headers) {
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

  void row(List<Cell> cells) {
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

  void endTable() {
    sink.tableRows_();
    sink.table_();
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

  /** The two characters that neither XML nor HTML may hold, whatever way they are written. */
  static String shown(String text) {
    return NameEscaper.CONSOLE.of(text).replace("\uFFFE", "\\uFFFE").replace("\uFFFF", "\\uFFFF");
  }
}
