package io.github.qsmaven.drift;

import io.github.qsmaven.model.FindingCode;
import io.github.qsmaven.model.LockedColumn;
import io.github.qsmaven.model.LockedTable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table that is compared.
 *
 * @param before the table before
 * @param listedName its listed name
 */
record TableSides(LockedTable before, String listedName) {
  /** A difference of the table as a whole. */
  Difference difference(FindingCode code, String was, String is, String why) {
    return new Difference(
        code, before.name(), listedName, List.of(), was, is, why, null, before.at());
  }

  /**
   * A difference of a column or field.
   *
   * @param column the column before; null if there was none
   */
  Difference difference(
      FindingCode code,
      List<String> path,
      @Nullable LockedColumn column,
      String was,
      String is,
      String why) {
    return new Difference(
        code,
        before.name(),
        listedName,
        path,
        was,
        is,
        why,
        null,
        column == null || column.at() == null ? before.at() : column.at());
  }
}
