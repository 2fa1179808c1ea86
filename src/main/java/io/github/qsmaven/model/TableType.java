package io.github.qsmaven.model;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a relation is, in the words of the parameter {@code tableTypes} and of the reports. */
public enum TableType {
  /** An ordinary or a partitioned table, a partition, a table that is not logged. */
  TABLE,
  /** A view. */
  VIEW,
  /** A materialized view. */
  MATERIALIZED_VIEW,
  /** A foreign table. */
  FOREIGN_TABLE;

  /** The word that means every type. */
  public static final String ALL = "all";

  private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

  /** The word of the parameter and of the reports: {@code materialized-view}. */
  public String word() {
    return word;
  }

  /**
   * Reads a word of the parameter.
   *
   * @param word {@code table}, {@code view}, {@code materialized-view}, {@code foreign-table} or
   *     {@code all}, in any case
   * @return the types it means; empty for an unknown word
   */
  public static Set<TableType> parse(String word) {
    String wanted = word.strip().toLowerCase(Locale.ROOT);
    if (wanted.equals(ALL)) {
      return EnumSet.allOf(TableType.class);
    }
    Optional<TableType> type =
        Arrays.stream(values()).filter(t -> t.word().equals(wanted)).findFirst();
    return type.map(EnumSet::of).orElseGet(() -> EnumSet.noneOf(TableType.class));
  }

  /** All words of the parameter, for messages. */
  public static String words() {
    return Arrays.stream(values()).map(TableType::word).collect(joining(", ")) + ", " + ALL;
  }
}
