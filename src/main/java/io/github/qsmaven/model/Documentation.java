package io.github.qsmaven.model;

/** The places of the documentation on the web, for reports. */
public enum Documentation {
  /** The home page of the plugin. */
  HOME(""),
  /** The folder with a page for each finding code; ends with {@code /}. */
  FINDINGS("/blob/main/docs/findings/");

  private final String path;

  Documentation(String path) {
    this.path = path;
  }

  /** Its address. */
  public String url() {
    return "https://github.com/qsmaven/qs-maven-plugin" + path;
  }
}
