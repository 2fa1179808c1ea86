package io.github.qsmaven.report.text;

/** The colors of a console. They add no information: the text is the same without them. */
public enum Colors {
  /** None: for files, and for consoles that Maven does not color. */
  NONE("", "", "", ""),
  /** ECMA-48, "Select Graphic Rendition", as Maven's own styles success, failure and strong. */
  ANSI("\u001B[1;32m", "\u001B[1;31m", "\u001B[1m", "\u001B[m");

  private final String green;
  private final String red;
  private final String bold;
  private final String end;

  Colors(String green, String red, String bold, String end) {
    this.green = green;
    this.red = red;
    this.bold = bold;
    this.end = end;
  }

  /** Shows a good verdict. */
  String good(String text) {
    return green + text + end;
  }

  /** Shows a bad verdict. */
  String bad(String text) {
    return red + text + end;
  }

  /** Emphasizes a text. */
  String strong(String text) {
    return bold + text + end;
  }
}
