package io.github.qsmaven.report;

/** The outcome of a check, in one word or a few. */
public enum Verdict {
  /** Findings fail the build, or would if the goal did. */
  FAILED("Failed"),
  /** No table is expected. */
  NOTHING_EXPECTED("Listed"),
  /** No expected table could be checked. */
  NOTHING_CHECKED("Nothing checked"),
  /** No finding fails the build, but not everything that is expected could be checked. */
  PARTLY_CHECKED("Passed, but not everything was checked"),
  /** Everything was checked, and no finding fails the build. */
  PASSED_WITH_FINDINGS("Passed, with findings"),
  /** Everything was checked, and there are no findings but notes and accepted ones. */
  PASSED("Passed");

  private final String title;

  Verdict(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }
}
