package io.github.qsmaven.types;

import io.github.qsmaven.model.CaseRule;

/**
 * A name in the spelling of a type.
 *
 * @param text the name, without quotes
 * @param quoted whether it is written in double quotes
 */
record Identifier(String text, boolean quoted) {
  /** Reads a name as it is written. */
  static Identifier of(String written) {
    boolean quoted = written.length() > 2 && written.startsWith("\"") && written.endsWith("\"");
    return new Identifier(
        quoted ? written.substring(1, written.length() - 1).replace("\"\"", "\"") : written,
        quoted);
  }

  /** Whether the names differ in case at most. */
  boolean isAlike(Identifier other) {
    return isAlike(other.text);
  }

  /** The same for a name of the catalog. */
  boolean isAlike(String name) {
    return CaseRule.fold(text).equals(CaseRule.fold(name));
  }
}
