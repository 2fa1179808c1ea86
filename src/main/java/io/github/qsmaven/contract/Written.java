package io.github.qsmaven.contract;

import io.github.qsmaven.model.FieldCount;

/**
 * What was written into a contract.
 *
 * @param columns the number of columns and fields
 * @param leftOut the fields that were not written, since they are nested deeper than a contract can
 *     be
 */
public record Written(int columns, FieldCount leftOut) {
  /** Nothing. */
  public static final Written NOTHING = new Written(0, FieldCount.NONE);
}
