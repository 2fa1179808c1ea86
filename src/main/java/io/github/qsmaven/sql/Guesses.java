package io.github.qsmaven.sql;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/**
 * What the server has to guess of a statement, as parameters are sent without their values.
 *
 * @param types whether a parameter is by itself a column that an outer query or a UNION reads: the
 *     server takes it for a text wherever the column is used
 * @param groups whether a placeholder of GROUP BY, ORDER BY or DISTINCT ON occurs more than once:
 *     the server sees a parameter for each, and so different expressions
 */
public record Guesses(boolean types, boolean groups) {
  private static final Set<String> SET_OPERATIONS = Set.of("UNION", "EXCEPT", "INTERSECT");
  private static final Set<String> BEFORE_COLUMN = Set.of("SELECT", "DISTINCT", "ALL", "(", ",");
  private static final Set<String> AFTER_LIST =
      Set.of("FROM", "WHERE", "HAVING", "LIMIT", "OFFSET", "FETCH", "WINDOW", "RETURNING", "SET");

  /** What a list is of. */
  private enum Kind {
    COLUMNS,
    ROWS,
    ROW,
    GROUPS,
    OTHER
  }

  /** One pass over a statement. */
  private static final class Pass {
    private final Code code;
    private final Deque<Kind> outer = new ArrayDeque<>();
    private final Set<String> seen = new HashSet<>();
    private final Set<String> repeated = new HashSet<>();
    private final Set<String> grouped = new HashSet<>();
    private Kind kind = Kind.OTHER;
    private boolean combines;
    private boolean guessesTypes;

    Pass(Code code) {
      this.code = code;
      for (int i = 0; i < code.size(); i++) {
        Placeholder placeholder = code.part(i).placeholder();
        if (placeholder != null) {
          readParameter(i, placeholder.written());
        } else if (code.is(i, "(") || code.is(i, "[")) {
          outer.push(kind);
          kind = inner(i);
        } else if (code.is(i, ")") || code.is(i, "]")) {
          kind = outer.isEmpty() ? kind : outer.pop();
        } else {
          readWord(i);
        }
      }
    }

    private void readParameter(int i, String written) {
      // Each question mark is a parameter of its own for whoever runs the statement, too.
      if (!written.equals("?")) {
        if (!seen.add(written)) {
          repeated.add(written);
        }
        if (kind == Kind.GROUPS) {
          grouped.add(written);
        }
      }
      boolean column =
          (kind == Kind.COLUMNS || kind == Kind.ROW)
              && code.isOneOf(i - 1, BEFORE_COLUMN)
              && !code.isKind(i + 1, TokenKind.OPERATOR);
      boolean isInner = outer.size() > (kind == Kind.ROW ? 1 : 0);
      guessesTypes |= column && (combines || isInner);
    }

    private Kind inner(int open) {
      boolean distinct = code.is(open - 1, "ON") && code.is(open - 2, "DISTINCT");
      return switch (kind) {
        case ROWS -> Kind.ROW;
        case GROUPS -> Kind.GROUPS;
        default -> distinct ? Kind.GROUPS : Kind.OTHER;
      };
    }

    private void readWord(int i) {
      if (code.is(i, "SELECT")) {
        kind = Kind.COLUMNS;
      } else if (code.is(i, "VALUES")) {
        kind = Kind.ROWS;
      } else if (code.is(i, "BY") && code.isOneOf(i - 1, Set.of("GROUP", "ORDER"))) {
        kind = Kind.GROUPS;
      } else if (code.isOneOf(i, SET_OPERATIONS)) {
        combines = true;
        kind = Kind.OTHER;
      } else if (code.isOneOf(i, AFTER_LIST)) {
        kind = Kind.OTHER;
      }
    }
  }

  static Guesses of(Code code) {
    Pass pass = new Pass(code);
    return new Guesses(pass.guessesTypes, !Collections.disjoint(pass.grouped, pass.repeated));
  }
}
