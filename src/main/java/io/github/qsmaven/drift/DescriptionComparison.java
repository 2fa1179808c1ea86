package io.github.qsmaven.drift;

import io.github.qsmaven.model.Dataset;
import io.github.qsmaven.model.FindingCode;
import io.github.qsmaven.model.LockedColumn;
import io.github.qsmaven.model.LockedTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Compares the comments of a table and its columns, and the dataset behind it, at two servers.
 *
 * @param was the table before
 * @param sides the table for differences
 */
record DescriptionComparison(LockedTable was, TableSides sides) {
  /** Enough to recognize a text by. */
  private static final int LONGEST_SHOWN = 100;

  /** The differences from the table after. */
  List<Difference> compare(LockedTable is) {
    List<Difference> differences = new ArrayList<>();
    compare(differences, List.of(), null, "comment", was.comment(), is.comment());
    Dataset here = was.dataset();
    Dataset there = is.dataset();
    if (here != null && there != null) {
      compare(differences, List.of(), null, "dataset name", here.name(), there.name());
      compare(
          differences,
          List.of(),
          null,
          "dataset description",
          here.description(),
          there.description());
      compare(differences, List.of(), null, "dataset labels", here.labels(), there.labels());
    }
    Map<String, LockedColumn> columns = new HashMap<>();
    Objects.requireNonNullElse(is.columns(), List.<LockedColumn>of())
        .forEach(column -> columns.put(column.name(), column));
    for (LockedColumn column : Objects.requireNonNullElse(was.columns(), List.<LockedColumn>of())) {
      LockedColumn now = columns.get(column.name());
      if (now != null) {
        List<String> path = List.of(column.name());
        compare(differences, path, column, "comment", column.comment(), now.comment());
      }
    }
    return differences;
  }

  private void compare(
      List<Difference> differences,
      List<String> path,
      @Nullable LockedColumn column,
      String what,
      @Nullable String before,
      @Nullable String after) {
    if (!Objects.equals(before, after)) {
      differences.add(
          sides.difference(
              FindingCode.DESCRIPTION_CHANGED,
              path,
              column,
              shown(what, before),
              shown(what, after),
              ""));
    }
  }

  private static String shown(String what, @Nullable String text) {
    if (text == null) {
      return "no " + what;
    }
    boolean isLong = text.length() > LONGEST_SHOWN;
    return what + " '" + (isLong ? text.substring(0, LONGEST_SHOWN) + "..." : text) + "'";
  }
}
