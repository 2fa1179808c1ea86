package io.github.qsmaven.catalog;

/** Thrown when a catalog answers, but not what was asked; the next one may. */
final class UnusableCatalogException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * @param reason why, in words that go on after the catalog's name: "shows no schema"
   */
  UnusableCatalogException(String reason) {
    super(reason);
  }

  /** Why. */
  String reason() {
    return String.valueOf(getMessage());
  }
}
