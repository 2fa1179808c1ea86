package io.github.qsmaven.model;

/**
 * What was found of an expected table.
 *
 * @param expected the table, as the user wrote it
 * @param presence how it was found
 * @param readable whether the credential may read it, as far as that was checked; false for a table
 *     that is missing, or of which that is unknown
 */
public record TableStatus(TableReference expected, Presence presence, boolean readable) {
  /** How a table was found. */
  public enum Presence {
    /** The list has it. */
    LISTED,
    /** The list does not have it, but it exists. */
    ANSWERED,
    /**
     * It does not exist under the expected name, or it is not known which table that name means.
     */
    MISSING,
    /** It is unknown whether it exists, since the credential may not use its schema. */
    UNKNOWN
  }
}
