package io.github.qsmaven.model;

import java.util.EnumSet;
import java.util.Set;

/** The type of a table, in the words of the parameter {@code tableTypes} and of the reports. */
public enum TableType implements HasWord {
  /** An ordinary or partitioned table, a partition, or an unlogged table. */
  TABLE,
  /** A view. */
  VIEW,
  /** A materialized view. */
  MATERIALIZED_VIEW,
  /** A foreign table. */
  FOREIGN_TABLE;

  private final String word = HasWord.super.word();

  /** The word that means every type. */
  public static final String ALL = "all";

  @Override
  public String word() {
    return word;
  }

  /**
   * Finds the types of a word of the parameter.
   *
   * @param word {@code table}, {@code view}, {@code materialized-view}, {@code foreign-table} or
   *     {@code all}, in any case
   * @return the types; empty for an unknown word
   */
  public static Set<TableType> parse(String word) {
    return word.strip().equalsIgnoreCase(ALL)
        ? EnumSet.allOf(TableType.class)
        : HasWord.parse(TableType.class, word)
            .map(EnumSet::of)
            .orElse(EnumSet.noneOf(TableType.class));
  }

  /** All words of the parameter, for messages. */
  public static String words() {
    return HasWord.words(TableType.class) + ", " + ALL;
  }
}
