package io.github.qsmaven.sql;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/**
 * Finds which parts stand in one expression with a parameter. The server has to guess the type of a
 * parameter; what it says about the types of such an expression may be due to the guess.
 */
final class Expressions {
  private static final Set<String> SEPARATORS =
      Set.of(
          ",",
          "SELECT",
          "DISTINCT",
          "FROM",
          "JOIN",
          "WHERE",
          "AND",
          "OR",
          "ON",
          "GROUP",
          "HAVING",
          "ORDER",
          "BY",
          "LIMIT",
          "OFFSET",
          "SET",
          "VALUES",
          "RETURNING",
          "UNION",
          "EXCEPT",
          "INTERSECT",
          "USING");

  private final int[] expressions;

  /** The expression that each one is a part of; -1 for none. */
  private final List<Integer> outer = new ArrayList<>();

  private final List<Boolean> parameters = new ArrayList<>();

  Expressions(Code code) {
    expressions = new int[code.size()];
    Deque<Integer> open = new ArrayDeque<>();
    int current = start(-1);
    for (int i = 0; i < code.size(); i++) {
      if (code.is(i, ")") || code.is(i, "]")) {
        current = open.isEmpty() ? current : open.pop();
      } else if (code.isOneOf(i, SEPARATORS)) {
        current = start(outer.get(current));
      }
      expressions[i] = current;
      if (code.is(i, "(") || code.is(i, "[")) {
        open.push(current);
        current = start(code.startsQuery(i + 1) ? -1 : current);
      }
      if (code.part(i).placeholder() != null) {
        mark(current);
      }
    }
  }

  private int start(int around) {
    outer.add(around);
    parameters.add(false);
    return outer.size() - 1;
  }

  private void mark(int expression) {
    for (int i = expression; i >= 0 && !parameters.get(i); i = outer.get(i)) {
      parameters.set(i, true);
    }
  }

  /** Whether a parameter is in the expression that a part is in, outside of subqueries. */
  boolean hasParameter(int index) {
    return parameters.get(expressions[index]);
  }
}
