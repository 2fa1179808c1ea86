package io.github.qsmaven.contract;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;

import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.Quantity;
import io.github.qsmaven.model.SourcePosition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Collects the problems in the files of a user, so that one message reports all of them, and equal
 * ones of a file once.
 */
final class Problems {
  private static final int MOST_SHOWN = 20;
  private static final int MOST_LINES = 10;

  /** Bounds the texts that are kept to find equal ones. */
  private static final int MOST_KEPT = 1000;

  private record Kind(String file, String text) {}

  private final Map<Kind, List<SourcePosition>> kept = new LinkedHashMap<>();
  private int count;
  private int countOfKept;

  /**
   * Adds a problem.
   *
   * @param at where it is
   * @param text what is wrong, without the position and without a full stop; called only if the
   *     message may show it
   */
  void add(SourcePosition at, Supplier<String> text) {
    count++;
    if (countOfKept < MOST_KEPT) {
      keep(new Kind(at.file(), text.get()), at);
    }
  }

  private void keep(Kind kind, SourcePosition at) {
    countOfKept++;
    kept.computeIfAbsent(kind, key -> new ArrayList<>(1)).add(at);
  }

  void addAll(Problems others) {
    count += others.count;
    others.kept.forEach(
        (kind, positions) ->
            positions.stream()
                .limit(Math.max(0, MOST_KEPT - countOfKept))
                .forEach(at -> keep(kind, at)));
  }

  int count() {
    return count;
  }

  /**
   * Throws if there are problems.
   *
   * @param what what failed, without a full stop
   * @param advice what to do
   * @throws CannotCheckException with a line for each problem: file by file, from top to bottom
   */
  void throwIfAny(String what, String advice) throws CannotCheckException {
    if (count == 0) {
      return;
    }
    kept.values().forEach(positions -> positions.sort(null));
    List<Map.Entry<Kind, List<SourcePosition>>> shown =
        kept.entrySet().stream().limit(MOST_SHOWN).toList();
    StringBuilder message = new StringBuilder(what);
    message.append(": ").append(new Quantity(count, "problem")).append(":\n");
    shown.stream()
        .collect(groupingBy(kind -> kind.getKey().file(), LinkedHashMap::new, toList()))
        .values()
        .stream()
        .flatMap(ofFile -> ofFile.stream().sorted(comparing(kind -> kind.getValue().get(0))))
        .map(kind -> "\n  " + line(kind.getKey().text(), kind.getValue()))
        .forEach(message::append);
    int more = count - shown.stream().mapToInt(kind -> kind.getValue().size()).sum();
    if (more > 0) {
      message.append("\n  ... and ").append(more).append(" more");
    }
    throw new CannotCheckException(message.append('\n').toString(), advice);
  }

  private static String line(String text, List<SourcePosition> positions) {
    String first = positions.get(0) + ": " + text;
    List<Integer> lines = positions.stream().skip(1).map(SourcePosition::line).distinct().toList();
    if (lines.isEmpty()) {
      return first;
    }
    String all = lines.stream().limit(MOST_LINES).map(String::valueOf).collect(joining(", "));
    int more = lines.size() - MOST_LINES;
    return first
        + " (also in "
        + (lines.size() == 1 ? "line " : "lines ")
        + all
        + (more > 0 ? " and " + more + " more" : "")
        + ")";
  }
}
