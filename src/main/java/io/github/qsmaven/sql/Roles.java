package io.github.qsmaven.sql;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/**
 * Finds which parts of a statement are tables, and where a value may stand. It knows the words of
 * SQL that decide this, not its grammar.
 */
final class Roles {
  /** What a part is. */
  enum Role {
    /** Anything else. */
    OTHER,
    /** The first part of the name of a table that is read. */
    TABLE,
    /** The first part of the name of a table that is written to. */
    TARGET,
    /** The first part of the name of a table that SELECT INTO creates. */
    CREATED
  }

  private static final Set<String> BEFORE_VALUE =
      Set.of(
          "SELECT",
          "DISTINCT",
          "ALL",
          "WHERE",
          "AND",
          "OR",
          "NOT",
          "ON",
          "HAVING",
          "WHEN",
          "THEN",
          "ELSE",
          "CASE",
          "IN",
          "LIKE",
          "ILIKE",
          "RLIKE",
          "REGEXP",
          "TO",
          "BETWEEN",
          "SYMMETRIC",
          "BY",
          "LIMIT",
          "OFFSET",
          "FIRST",
          "NEXT",
          "RETURNING",
          "ESCAPE",
          "FOR",
          "ROWS",
          "RANGE",
          "GROUPS",
          "ZONE",
          "PLACING",
          "RETURN",
          "IF",
          "ELSEIF",
          "BOTH",
          "LEADING",
          "TRAILING",
          "DIV",
          "OVERLAPS",
          "VARIADIC",
          "PASSING",
          "SINCE");
  private static final Set<String> CLAUSES =
      Set.of(
          "SELECT",
          "WHERE",
          "GROUP",
          "HAVING",
          "ORDER",
          "WINDOW",
          "LIMIT",
          "OFFSET",
          "FETCH",
          "FOR",
          "RETURNING",
          "SET",
          "VALUES",
          "UNION",
          "INTERSECT",
          "EXCEPT",
          "MINUS",
          "WHEN");
  private static final Set<String> WITH_FROM =
      Set.of("EXTRACT", "SUBSTRING", "SUBSTR", "TRIM", "OVERLAY", "POSITION");
  private static final Set<String> WITH_MODIFIER =
      Set.of(
          "NUMERIC",
          "DECIMAL",
          "DEC",
          "VARCHAR",
          "CHAR",
          "CHARACTER",
          "VARYING",
          "BIT",
          "TIMESTAMP",
          "TIMESTAMPTZ",
          "TIME",
          "INTERVAL",
          "FLOAT");
  private static final Set<String> NOT_A_STATEMENT =
      Set.of("FOR", "KEY", "DO", "THEN", "ON", "BEFORE", "AFTER", "OR", "NO");
  private static final Set<String> AFTER_ITEM =
      Set.of(
          "",
          ",",
          ")",
          "FROM",
          "WHERE",
          "GROUP",
          "HAVING",
          "ORDER",
          "LIMIT",
          "UNION",
          "EXCEPT",
          "INTERSECT",
          "WINDOW",
          "OFFSET");

  /** What is known of a parenthesis, or of the outside. */
  private static final class Level {
    /** The keyword that started the current clause. */
    String clause = "";

    /** The function, type or keyword in front of the parenthesis. */
    String before = "";

    boolean tableNext;
    boolean target;
    boolean names;
    boolean joined;
    boolean deletes;
    boolean valueFrom;
  }

  private final Code code;
  private final Role[] roles;
  private final boolean[] values;

  /** Parts that are whole items of lists. */
  private final Set<Integer> items = new HashSet<>();

  private final Deque<Level> levels = new ArrayDeque<>();

  Roles(Code code) {
    this.code = code;
    this.roles = new Role[code.size()];
    this.values = new boolean[code.size()];
    levels.push(new Level());
    for (int i = 0; i < code.size(); i++) {
      read(i);
    }
  }

  Role role(int index) {
    return roles[index];
  }

  /** Whether the part is in the place of a value. */
  boolean isValue(int index) {
    return values[index];
  }

  /** Whether the part is a whole item of a list that may have more of them. */
  boolean isItem(int index) {
    return items.contains(index);
  }

  private Level level() {
    Level level = levels.peek();
    return level == null ? new Level() : level;
  }

  private void read(int i) {
    Level level = level();
    roles[i] = Role.OTHER;
    String word = code.word(i);
    boolean named =
        code.isKind(i, TokenKind.QUOTED_NAME)
            || code.isKind(i, TokenKind.PLACEHOLDER)
            || code.isKind(i, TokenKind.WORD);
    if (level.tableNext && named && !word.equals("ONLY") && !word.equals("LATERAL")) {
      boolean select = level.clause.equals("INTO");
      if (select && Set.of("TEMP", "TEMPORARY", "UNLOGGED", "LOCAL", "TABLE").contains(word)) {
        return;
      }
      level.tableNext = false;
      if (!word.equals("SELECT") && !word.equals("VALUES") && !word.equals("ROWS")) {
        int end = nameEnd(i);
        boolean function = !level.target && code.is(end, "(");
        roles[i] =
            function ? Role.OTHER : select ? Role.CREATED : level.target ? Role.TARGET : Role.TABLE;
        return;
      }
    }
    if (code.isKind(i, TokenKind.PLACEHOLDER)) {
      values[i] = mayBeValue(i, level);
      if (values[i] && isWholeItem(i, level)) {
        items.add(i);
      }
      return;
    }
    switch (word) {
      case "(", "[" -> open(i, level);
      case ")", "]" -> {
        if (levels.size() > 1) {
          levels.pop();
        }
      }
      case "," -> {
        if (isFromList(level)) {
          level.clause = "FROM";
          level.tableNext = true;
        }
      }
      case "FROM" -> from(i, level);
      case "JOIN" -> {
        level.joined = true;
        tables(level, false);
      }
      case "ON" -> {
        if (isFromList(level)) {
          level.clause = "ON";
        }
      }
      case "INTO" -> into(i, level);
      case "DELETE", "MERGE" -> level.deletes = true;
      case "UPDATE" -> {
        if (!code.isOneOf(i - 1, NOT_A_STATEMENT) && !code.is(i - 1, ".")) {
          tables(level, true);
        }
      }
      case "USING" -> {
        if (level.deletes && !level.joined) {
          tables(level, false);
        }
      }
      case "TABLE" -> {
        if (i == 0
            || code.isOneOf(i - 1, Set.of("(", ")", "UNION", "ALL", "EXCEPT", "INTERSECT", "AS"))) {
          tables(level, false);
        }
      }
      default -> {
        if (CLAUSES.contains(word) && !code.is(i - 1, ".")) {
          level.clause = word;
          level.tableNext = false;
          level.joined &= !word.equals("SELECT");
        }
      }
    }
  }

  private static void tables(Level level, boolean target) {
    level.clause = "FROM";
    level.tableNext = true;
    level.target = target;
  }

  private static boolean isFromList(Level level) {
    return level.clause.equals("FROM") || level.clause.equals("ON");
  }

  private void from(int i, Level level) {
    boolean comparison =
        code.is(i - 1, "DISTINCT")
            && (code.is(i - 2, "IS") || (code.is(i - 2, "NOT") && code.is(i - 3, "IS")));
    if (!comparison && !level.valueFrom) {
      tables(level, code.is(i - 1, "DELETE"));
    }
  }

  private void into(int i, Level level) {
    if (code.isOneOf(i - 1, Set.of("INSERT", "MERGE", "OVERWRITE"))) {
      tables(level, true);
    } else {
      level.clause = "INTO";
      level.tableNext = true;
      level.target = false;
    }
  }

  private void open(int i, Level outer) {
    Level inner = new Level();
    inner.before = code.word(i - 1);
    boolean query = code.startsQuery(i + 1);
    if (outer.tableNext) {
      outer.tableNext = false;
      if (!query) {
        inner.clause = "FROM";
        inner.tableNext = true;
      }
    } else if (!query) {
      boolean afterTarget = outer.target && isFromList(outer) && isAfterTarget(i);
      boolean join = inner.before.equals("USING") && outer.joined;
      boolean alias = code.isName(i - 1) && code.isOneOf(i - 2, Set.of("AS", "WITH", "RECURSIVE"));
      boolean set =
          inner.before.equals("SET") || (outer.clause.equals("SET") && code.is(i - 1, ","));
      inner.names =
          afterTarget
              || join
              || alias
              || set
              || inner.before.equals("CONFLICT")
              || inner.before.equals("INSERT");
    }
    inner.valueFrom = WITH_FROM.contains(inner.before);
    levels.push(inner);
  }

  /** Whether the names in front of a part are those of the table that is written to. */
  private boolean isAfterTarget(int index) {
    int start = index - 1;
    while (start >= 2 && code.is(start - 1, ".")) {
      start -= 2;
    }
    return start >= 0 && roles[start] == Role.TARGET;
  }

  private int nameEnd(int start) {
    int end = start + 1;
    while (code.is(end, ".") && end + 1 < code.size()) {
      end += 2;
    }
    return end;
  }

  private boolean mayBeValue(int i, Level level) {
    Part part = code.part(i);
    Placeholder placeholder = part.placeholder();
    boolean text = placeholder != null && placeholder.kind().isText();
    String after = code.word(i + 1);
    if (part.text().startsWith(":\"")
        || after.equals(".")
        || after.equals("(")
        || code.isKind(i + 1, TokenKind.STRING)
        || (text && code.touches(i) && isOperand(i - 1))
        || (text && code.touches(i + 1) && isOperand(i + 1) && !Keywords.areAfterOperand(after))) {
      return false;
    }
    if (level.names) {
      return false;
    }
    String before = code.word(i - 1);
    if (code.isKind(i - 1, TokenKind.OPERATOR)) {
      boolean star =
          before.equals("*")
              && code.isOneOf(i - 2, Set.of("SELECT", ",", "(", ".", "DISTINCT", "ALL"));
      return !star && !before.equals("::");
    }
    return switch (before) {
      case "(" -> !WITH_MODIFIER.contains(level.before);
      case "," -> !level.clause.equals("SET");
      case "[" -> true;
      case "OF" -> code.is(i - 2, "AS");
      case "FROM" -> level.valueFrom || code.is(i - 2, "DISTINCT");
      case "IN" -> !text;
      default -> BEFORE_VALUE.contains(before) && !code.is(i - 2, ".");
    };
  }

  private boolean isOperand(int index) {
    return code.isName(index)
        || code.isKind(index, TokenKind.NUMBER)
        || code.isKind(index, TokenKind.PLACEHOLDER);
  }

  private boolean isWholeItem(int i, Level level) {
    boolean starts =
        code.isOneOf(i - 1, Set.of("SELECT", "DISTINCT", "ALL", "BY"))
            || level.before.equals("VALUES")
            || (code.is(i - 1, ",") && Set.of("SELECT", "GROUP", "ORDER").contains(level.clause));
    return starts && code.isOneOf(i + 1, AFTER_ITEM);
  }
}
