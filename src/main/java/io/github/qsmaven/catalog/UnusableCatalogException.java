package io.github.qsmaven.catalog;

/** Thrown when a catalog cannot answer a query that another catalog may answer. */
final class UnusableCatalogException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * @param reason why, as a phrase that follows the catalog's name: "returned no schemas"
   */
  UnusableCatalogException(String reason) {
    super(reason);
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
