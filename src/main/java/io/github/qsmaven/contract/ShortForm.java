package io.github.qsmaven.contract;

import io.github.qsmaven.model.ExpectedColumn;
import io.github.qsmaven.model.ExpectedTable;
import io.github.qsmaven.model.ExpectedType;
import io.github.qsmaven.model.NameEscaper;
import io.github.qsmaven.model.SourcePosition;
import io.github.qsmaven.model.TableReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Reads the short form of a contract, for projects without contract files:
 *
 * <pre>{@code
 * # the tables of the nightly load
 * customers
 * sales.orders(id bigint not null, placed_at timestamp with time zone, note)
 * "my tables"."of 2024, all" (
 *   "the id" numeric(10,2)
 * )
 * }</pre>
 *
 * <p>Each line contains a table; a list of columns may continue on the next lines. A column has a
 * name, optionally a type as PostgreSQL spells it, and optionally {@code not null}. A name that
 * contains a delimiter is quoted as in SQL. Names may contain the escapes of {@link
 * NameEscaper#FILE}. {@code #} starts a comment at the start of a line or after a space.
 */
final class ShortForm {
  /** Words that may follow a type in SQL, but not in the short form. */
  private static final Set<String> NOT_OF_A_TYPE =
      Set.of(
          "null default primary unique references check constraint collate generated".split(" "));

  private static final int END = -1;
  private static final int LONGEST_SHOWN = 20;

  /** Ends the reading of one table. */
  private static final class Unexpected extends Exception {
    private static final long serialVersionUID = 1L;

    final transient SourcePosition at;

    Unexpected(SourcePosition at, String problem) {
      super(problem, null, false, false);
      this.at = at;
    }
  }

  private final String file;
  private final int[] text;
  private final Problems problems;
  private int index;
  private int line = 1;
  private int column = 1;
  private int open;

  /**
   * @param source the text
   * @param problems collects what is wrong
   */
  ShortForm(SourceText source, Problems problems) {
    this.file = source.file();
    this.text = source.text().replace("\r\n", "\n").replace('\r', '\n').codePoints().toArray();
    this.problems = problems;
  }

  /** Reads the tables, without those that have a problem. */
  List<ExpectedTable> read() {
    List<ExpectedTable> tables = new ArrayList<>();
    skipBlanks(true);
    while (current() != END) {
      try {
        tables.add(table());
      } catch (Unexpected e) {
        problems.add(e.at, () -> String.valueOf(e.getMessage()));
        skipTable();
      }
      skipBlanks(true);
    }
    return tables;
  }

  private ExpectedTable table() throws Unexpected {
    SourcePosition at = here();
    open = 0;
    String name = tableName();
    boolean hasColumns = current() == '(';
    List<ExpectedColumn> columns = hasColumns ? columns() : List.of();
    skipBlanks(false);
    if (current() != '\n' && current() != END) {
      if (hasColumns && (current() == ',' || current() == ';')) {
        throw new Unexpected(
            here(), "another table follows; write each table in an element or a line of its own");
      }
      throw expected(hasColumns ? "the end of the line" : "\"(\" or the end of the line");
    }
    return valid(at, () -> new ExpectedTable(new TableReference(name), columns, null, at));
  }

  private static <T> T valid(SourcePosition at, Supplier<T> value) throws Unexpected {
    try {
      return value.get();
    } catch (IllegalArgumentException e) {
      throw new Unexpected(at, String.valueOf(e.getMessage()));
    }
  }

  /** Reads {@code name} or {@code schema.name}, each part quoted or not. */
  private String tableName() throws Unexpected {
    StringBuilder name = new StringBuilder();
    while (true) {
      if (current() != '"') {
        name.append(plainTableName());
        if (current() != '"') {
          return name.toString();
        }
      }
      name.append(quotedName());
      skipBlanks(false);
      if (current() != '.') {
        return name.toString();
      }
      name.appendCodePoint(advance());
    }
  }

  /**
   * An unquoted name may contain spaces, as in a report, and quotes except at the start of a part.
   */
  private String plainTableName() throws Unexpected {
    SourcePosition at = here();
    StringBuilder name = new StringBuilder();
    while (current() != '(' && current() != '\n' && current() != END && !isComment()) {
      name.appendCodePoint(advance());
      if (current() == '"' && name.charAt(name.length() - 1) == '.') {
        break;
      }
    }
    String written = name.toString().strip();
    if (written.isEmpty()) {
      throw expected("a table's name");
    }
    return unescaped(written, at);
  }

  private List<ExpectedColumn> columns() throws Unexpected {
    SourcePosition start = here();
    List<ExpectedColumn> columns = new ArrayList<>();
    do {
      // The parenthesis, then the commas.
      open = 1;
      advance();
      skipBlanks(true);
      columns.add(column(start));
    } while (current() == ',');
    advance();
    open = 0;
    return columns;
  }

  /** Reads a column, up to the comma or the parenthesis after it. */
  private ExpectedColumn column(SourcePosition start) throws Unexpected {
    SourcePosition at = here();
    String name = current() == '"' ? quotedName() : unescaped(word("a column's name"), at);
    boolean apart = skipBlanks(true);
    StringBuilder type = new StringBuilder();
    boolean required = false;
    while (current() != ',' && current() != ')') {
      if (current() == END) {
        throw new Unexpected(start, "this \"(\" is not closed by a \")\"");
      }
      if (required || (type.isEmpty() && (!apart || current() == '('))) {
        throw expected(required ? "\",\" or \")\"" : "a space and a type, \",\" or \")\"");
      }
      if (current() == '(') {
        modifier(type, start);
      } else {
        SourcePosition wordAt = here();
        String word = current() == '"' ? quotedType() : word("a type");
        required = isNotNull(word, wordAt);
        if (!required) {
          append(type, word, apart);
        }
      }
      apart = skipBlanks(true);
    }
    ExpectedType expected = new ExpectedType(type.isEmpty() ? null : type.toString(), null);
    Boolean notNull = required ? true : null;
    return valid(at, () -> new ExpectedColumn(name, expected, notNull, List.of(), null, at));
  }

  /** Reads {@code not null} to its end; rejects other words that are not part of a type. */
  private boolean isNotNull(String word, SourcePosition at) throws Unexpected {
    String folded = word.toLowerCase(Locale.ROOT);
    if (folded.equals("not")) {
      skipBlanks(true);
      if (!word("null").equalsIgnoreCase("null")) {
        throw new Unexpected(at, "expected \"not null\"");
      }
      return true;
    }
    if (NOT_OF_A_TYPE.contains(folded)) {
      throw new Unexpected(
          at,
          NameEscaper.CONSOLE.quoted(word)
              + " is not part of a type; a column is a name, a type, and perhaps \"not null\"");
    }
    return false;
  }

  private static void append(StringBuilder type, String word, boolean apart) {
    boolean first = type.isEmpty();
    if (!first && !word.startsWith("[") && (apart || type.charAt(type.length() - 1) == ')')) {
      type.append(' ');
    }
    type.append(word);
  }

  /** Reads the parentheses after the name of a type, with spaces only between words. */
  private void modifier(StringBuilder type, SourcePosition start) throws Unexpected {
    do {
      int c = current();
      if (c == END) {
        throw new Unexpected(start, "this \"(\" is not closed by a \")\"");
      } else if (c == '"') {
        type.append(quotedType());
      } else {
        open += c == '(' ? 1 : c == ')' ? -1 : 0;
        type.appendCodePoint(advance());
      }
      boolean apart = open > 1 && skipBlanks(true);
      if (apart && !isPunctuation(type.charAt(type.length() - 1)) && !isPunctuation(current())) {
        type.append(' ');
      }
    } while (open > 1);
  }

  private static boolean isPunctuation(int c) {
    return c == '(' || c == ')' || c == ',';
  }

  private String word(String what) throws Unexpected {
    StringBuilder word = new StringBuilder();
    while (current() != END
        && !Character.isWhitespace(current())
        && !isPunctuation(current())
        && current() != '"') {
      word.appendCodePoint(advance());
    }
    if (word.isEmpty()) {
      throw expected(what);
    }
    return word.toString();
  }

  private String quotedType() throws Unexpected {
    return '"' + quotedName().replace("\"", "\"\"") + '"';
  }

  private String quotedName() throws Unexpected {
    SourcePosition at = here();
    StringBuilder name = new StringBuilder();
    advance();
    while (current() != '"' || next() == '"') {
      if (current() == '\n' || current() == END) {
        throw new Unexpected(at, "this quote is not closed in its line");
      }
      if (current() == '"') {
        advance();
      }
      name.appendCodePoint(advance());
    }
    advance();
    if (name.isEmpty()) {
      throw new Unexpected(at, "a name is empty");
    }
    return unescaped(name.toString(), at);
  }

  private static String unescaped(String written, SourcePosition at) throws Unexpected {
    return valid(at, () -> NameEscaper.parse(written));
  }

  private Unexpected expected(String what) {
    int end = index;
    while (end < Math.min(text.length, index + LONGEST_SHOWN)
        && !Character.isWhitespace(text[end])) {
      end++;
    }
    String shown =
        current() == END
            ? "the end"
            : current() == '\n'
                ? "the end of the line"
                : NameEscaper.CONSOLE.quoted(new String(text, index, end - index));
    return new Unexpected(here(), "expected " + what + ", found " + shown);
  }

  /** Skips to the end of the line in which the parentheses of an invalid table are closed. */
  private void skipTable() {
    while (current() != END && (open > 0 || current() != '\n')) {
      int c = advance();
      open += c == '(' ? 1 : c == ')' ? -1 : 0;
    }
  }

  /**
   * Skips whitespace and comments.
   *
   * @param lines whether to skip the ends of lines as well
   * @return whether there were any
   */
  private boolean skipBlanks(boolean lines) {
    int start = index;
    while (true) {
      if (isComment()) {
        while (current() != '\n' && current() != END) {
          advance();
        }
      } else if (Character.isWhitespace(current()) && (lines || current() != '\n')) {
        advance();
      } else {
        return index > start;
      }
    }
  }

  private boolean isComment() {
    return current() == '#' && (index == 0 || Character.isWhitespace(text[index - 1]));
  }

  private SourcePosition here() {
    return new SourcePosition(file, line, column);
  }

  private int current() {
    return index < text.length ? text[index] : END;
  }

  private int next() {
    return index + 1 < text.length ? text[index + 1] : END;
  }

  private int advance() {
    int c = text[index++];
    line += c == '\n' ? 1 : 0;
    column = c == '\n' ? 1 : column + 1;
    return c;
  }
}
