package io.github.qsmaven.report.site;

import io.github.qsmaven.report.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the parts of a page of a Maven site. All texts may come from servers and users. */
public interface SiteSink {
  /** Writes the title of the page. */
  void title(String title);

  /**
   * Starts a section, which {@link #endSection} ends.
   *
   * @param level its level, 1 to 6
   * @param heading its heading
   */
  void section(int level, String heading);

  /** Ends a section. */
  void endSection(int level);

  /** Writes a target for links. */
  void anchor(String name);

  /** Writes a paragraph in the color of a verdict. */
  void verdict(Verdict verdict, String text);

  /** Writes a paragraph. */
  void paragraph(String text);

  /** Writes a paragraph that ends with a link. */
  void paragraph(String text, String linked, String target);

  /**
   * Starts a table, which {@link #endTable} ends; a table wider than the screen can be scrolled.
   */
  void table(List<String> headers);

  /** Writes a row of a table. */
  void row(List<Cell> cells);

  /** Ends a table. */
  void endTable();

  /**
   * A cell of a table.
   *
   * @param text its text
   * @param target the target of its link; null if it is no link
   * @param prose whether a line feed starts a line, rather than being shown as an escape
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
}
