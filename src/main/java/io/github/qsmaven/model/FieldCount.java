package io.github.qsmaven.model;

/**
 * How many fields are nested in a type, with all fields inside them.
 *
 * @param fields their number, at most {@value #MANY}
 * @param levels the number of levels of nesting
 * @param atLeast whether there may be more of both
 */
public record FieldCount(long fields, int levels, boolean atLeast) {
  /** A type whose fields double at each level has more than a {@code long} can count. */
  private static final long MANY = 1_000_000_000;

  /** No fields. */
  public static final FieldCount NONE = new FieldCount(0, 0, false);

  /** Some fields that were not read. */
  public static final FieldCount SOME = new FieldCount(1, 1, true);

  /** Both, side by side. */
  public FieldCount plus(FieldCount other) {
    long sum = fields + other.fields;
    return new FieldCount(
        Math.min(sum, MANY),
        Math.max(levels, other.levels),
        atLeast || other.atLeast || sum > MANY);
  }

  /** These and the field that contains them. */
  public FieldCount inField() {
    return new FieldCount(fields, levels + 1, atLeast).plus(new FieldCount(1, 1, false));
  }

  /** In words, such as {@code 3 fields on 2 levels}. */
  @Override
  public String toString() {
    return (atLeast ? "at least " : "")
        + new Quantity(fields, "field")
        + " on "
        + new Quantity(levels, "level");
  }
}
