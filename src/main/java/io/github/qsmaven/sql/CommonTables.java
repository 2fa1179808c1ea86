package io.github.qsmaven.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The common table expressions of a statement: which names they hide, and where others fit in. */
final class CommonTables {
  /**
   * A common table expression.
   *
   * @param name its name, as the server reads it
   * @param with the WITH that it belongs to
   * @param from the first part for which its name hides a table
   * @param to the part behind the last one
   * @param open the parenthesis in front of its query
   */
  private record Expression(String name, int with, int from, int to, int open) {}

  private final Code code;
  private final List<Expression> expressions = new ArrayList<>();

  CommonTables(Code code) {
    this.code = code;
    for (int i = 0; i < code.size(); i++) {
      if (code.is(i, "WITH") && code.isName(i + 1)) {
        read(i);
      }
    }
  }

  private void read(int with) {
    boolean recursive = code.is(with + 1, "RECURSIVE") && code.isName(with + 2);
    int i = with + (recursive ? 2 : 1);
    while (code.isName(i)) {
      int open = i + 1;
      if (code.is(open, "(")) {
        open = code.closing(open) + 1;
      }
      if (!code.is(open, "AS")) {
        return;
      }
      open++;
      while (code.isOneOf(open, Set.of("NOT", "MATERIALIZED"))) {
        open++;
      }
      if (!code.is(open, "(")) {
        return;
      }
      int close = code.closing(open);
      expressions.add(
          new Expression(code.name(i), with, recursive ? with : close, code.end(with), open));
      i = close + 1;
      while (i < code.size() && code.isOneOf(i, Set.of("SEARCH", "CYCLE"))) {
        i = skipOrder(i);
      }
      if (!code.is(i, ",")) {
        return;
      }
      i++;
    }
  }

  /** Skips SEARCH or CYCLE, up to the comma or the statement behind it. */
  private int skipOrder(int from) {
    int i = from + 1;
    Set<String> ends =
        Set.of("SEARCH", "CYCLE", "SELECT", "VALUES", "INSERT", "UPDATE", "DELETE", "(", "");
    while (i < code.size()
        && (!code.isOneOf(i, ends) || code.isKind(i, TokenKind.QUOTED_NAME))
        && !(code.is(i, ",") && code.isOneOf(i + 2, Set.of("AS", "(")))) {
      i++;
    }
    return i;
  }

  /** Whether a name, at this part, is one of these expressions. */
  boolean hides(String name, int index) {
    return expressions.stream()
        .anyMatch(e -> e.name().equals(name) && e.from() <= index && index < e.to());
  }

  /**
   * Where an expression has to be inserted so that it is visible at a part.
   *
   * @param name its name
   * @param index the part
   * @param first the first part of the statement that a WITH may stand in front of
   * @return the part in front of which a WITH, or the expressions for the WITH there, are inserted
   */
  int insertion(String name, int index, int first) {
    int at = inner(first, code.size());
    while (code.is(at, "WITH")) {
      int with = at;
      boolean clash = expressions.stream().anyMatch(e -> e.with() == with && e.name().equals(name));
      if (!clash) {
        break;
      }
      // A WITH cannot name two alike: the query that reads the outer one gets it.
      int body =
          expressions.stream()
              .filter(e -> e.with() == with && e.open() < index && index < code.closing(e.open()))
              .mapToInt(Expression::open)
              .findFirst()
              .orElse(-1);
      if (body < 0) {
        break;
      }
      at = inner(body + 1, code.closing(body));
    }
    return at;
  }

  /** Goes into parentheses around a whole query: a WITH in front of WITH is not allowed. */
  private int inner(int from, int to) {
    int start = from;
    int end = to;
    while (code.is(start, "(") && code.closing(start) == end - 1) {
      start++;
      end--;
    }
    return start;
  }
}
