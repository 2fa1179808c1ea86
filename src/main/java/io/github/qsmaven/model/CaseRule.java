package io.github.qsmaven.model;

import java.util.List;
import java.util.Locale;

/**
 * How an expected name and a name of the server may differ in case. A name that differs in another
 * way in case only is reported with both spellings.
 */
public enum CaseRule {
  /** The name as it is written, and no other. */
  AS_WRITTEN,
  /** The name as it is written; else in lower case, as PostgreSQL reads an unquoted name. */
  SQL,
  /** The name as it is written; else in lower case; else in any case. */
  ANY;

  /**
   * The rule of a check.
   *
   * @param caseSensitive the parameter {@code caseSensitive}
   * @param postgres whether the server is PostgreSQL, where a quoted name keeps its case
   */
  public static CaseRule of(boolean caseSensitive, boolean postgres) {
    return caseSensitive ? AS_WRITTEN : postgres ? SQL : ANY;
  }

  /**
   * The spellings to look for, in this order, before any other case.
   *
   * @param name the name, as it is written
   */
  public List<String> spellings(String name) {
    String lower = fold(name);
    return this == AS_WRITTEN || lower.equals(name) ? List.of(name) : List.of(name, lower);
  }

  /** The name in lower case, the same in every locale: equal for names that differ in case only. */
  public static String fold(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
