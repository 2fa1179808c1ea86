package io.github.qsmaven.model;

/**
 * A number of things as part of a sentence.
 *
 * @param number how many
 * @param noun one of them
 */
public record Quantity(long number, String noun) {
  /**
   * Describes a part of all things, such as {@code 2 of 5 expected tables}.
   *
   * @param part how many
   * @param all how many there are; where part is the same, it stands alone
   * @param noun one of them
   */
  public static String of(long part, long all, String noun) {
    return (part == all ? "" : part + " of ") + new Quantity(all, noun);
  }

  /** The number and the noun, such as {@code 3 tables} or {@code 1 more table}. */
  @Override
  public String toString() {
    return number + " " + noun + (number == 1 ? "" : "s");
  }
}
