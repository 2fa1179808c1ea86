package io.github.qsmaven.report;

/**
 * The colours of a console. They never are the only sign: without them the same text says the same.
 */
public enum Colors {
  /** None: for files, and for consoles that Maven does not colour. */
  NONE("", "", "", ""),
  /** ECMA-48, "Select Graphic Rendition", as Maven's own success, failure and strong. */
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

  /** A verdict that all is well. */
  String good(String text) {
    return green + text + end;
  }

  /** A verdict that it is not. */
  String bad(String text) {
    return red + text + end;
  }

  /** What the eye should find. */
  String strong(String text) {
    return bold + text + end;
  }
}
