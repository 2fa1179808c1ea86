package io.github.qsmaven.contract;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.Quantity;
import io.github.qsmaven.model.SourcePosition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Supplier;

/** Collects the problems in the files of a user, so that one message reports all of them. */
final class Problems {
  private static final int MOST_SHOWN = 20;

  private record Problem(SourcePosition at, String text) {}

  private final List<Problem> shown = new ArrayList<>();
  private int count;

  /**
   * Adds a problem.
   *
   * @param at where it is
   * @param text what is wrong, without the position and without a full stop; called only if the
   *     message shows it
   */
  void add(SourcePosition at, Supplier<String> text) {
    count++;
    if (shown.size() < MOST_SHOWN) {
      shown.add(new Problem(at, text.get()));
    }
  }

  void addAll(Problems others) {
    count += others.count;
    others.shown.stream().limit(MOST_SHOWN - shown.size()).forEach(shown::add);
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
    StringBuilder message = new StringBuilder(what);
    message.append(": ").append(new Quantity(count, "problem")).append(":\n");
    shown.stream()
        .collect(groupingBy(problem -> problem.at().file(), LinkedHashMap::new, toList()))
        .values()
        .stream()
        .flatMap(ofFile -> ofFile.stream().sorted(comparing(Problem::at)))
        .map(problem -> "\n  " + problem.at() + ": " + problem.text())
        .forEach(message::append);
    if (count > MOST_SHOWN) {
      message.append("\n  ... and ").append(count - MOST_SHOWN).append(" more");
    }
    throw new CannotCheckException(message.append('\n').toString(), advice);
  }
}
