package io.github.qsmaven.contract;

import static java.util.Comparator.comparingInt;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.SourcePosition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Supplier;

/** What is wrong in the files of a user, so that all of it is told in one go. */
final class Problems {
  private static final int MOST_SHOWN = 20;

  private record Problem(SourcePosition at, String text) {
    int line() {
      return at.line();
    }

    int column() {
      return at.column();
    }
  }

  private final List<Problem> shown = new ArrayList<>();
  private int count;

  /**
   * Adds one.
   *
   * @param at where it is
   * @param text what is wrong, without the place and without a full stop; asked for only if it will
   *     be shown
   */
  void add(SourcePosition at, Supplier<String> text) {
    count++;
    if (shown.size() < MOST_SHOWN) {
      shown.add(new Problem(at, text.get()));
    }
  }

  /** Adds all of another. */
  void addAll(Problems others) {
    count += others.count;
    others.shown.stream().limit(MOST_SHOWN - shown.size()).forEach(shown::add);
  }

  int count() {
    return count;
  }

  /**
   * Ends the reading if anything is wrong.
   *
   * @param what what could not be read, as the begin of a sentence
   * @param advice what to do
   * @throws CannotCheckException with a line for each problem: file by file, from top to bottom
   */
  void throwIfAny(String what, String advice) throws CannotCheckException {
    if (count == 0) {
      return;
    }
    StringBuilder message = new StringBuilder(what);
    message.append(count == 1 ? ", for one reason:\n" : ", for " + count + " reasons:\n");
    shown.stream()
        .collect(groupingBy(problem -> problem.at().file(), LinkedHashMap::new, toList()))
        .values()
        .forEach(
            ofFile -> {
              ofFile.sort(comparingInt(Problem::line).thenComparingInt(Problem::column));
              ofFile.forEach(
                  problem ->
                      message
                          .append("\n  ")
                          .append(problem.at())
                          .append(": ")
                          .append(problem.text()));
            });
    if (count > MOST_SHOWN) {
      message.append("\n  ... and ").append(count - MOST_SHOWN).append(" more");
    }
    throw new CannotCheckException(message.append('\n').toString(), advice);
  }
}
