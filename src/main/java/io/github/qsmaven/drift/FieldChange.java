package io.github.qsmaven.drift;

import io.github.qsmaven.model.FindingCode;
import io.github.qsmaven.model.LockedColumn;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A change of a column or field, in whichever table or struct it is.
 *
 * @param code the kind of change
 * @param path the path from there
 * @param column the column or field before; null if there was none
 * @param before what was there
 * @param after what is there
 * @param why what the change is
 * @param renamedTo the path of the column that it was probably renamed to; empty if there is none
 */
record FieldChange(
    FindingCode code,
    List<String> path,
    @Nullable LockedColumn column,
    String before,
    String after,
    String why,
    List<String> renamedTo) {
  /** The same change, seen from what contains the struct. */
  FieldChange under(String name) {
    return new FieldChange(
        code,
        below(name, path),
        column,
        before,
        after,
        why,
        renamedTo.isEmpty() ? renamedTo : below(name, renamedTo));
  }

  private static List<String> below(String name, List<String> path) {
    List<String> longer = new ArrayList<>(path.size() + 1);
    longer.add(name);
    longer.addAll(path);
    return longer;
  }

  /** The change as a difference of a table. */
  Difference in(TableSides sides) {
    Difference difference = sides.difference(code, path, column, before, after, why);
    return renamedTo.isEmpty() ? difference : difference.withRenamedTo(String.join(".", renamedTo));
  }
}
