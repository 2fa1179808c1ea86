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
 * A table a line; a list of columns may go over several. A column has a name, perhaps a type, as
 * PostgreSQL spells types, and perhaps {@code not null}. A name that holds what ends it is quoted
 * as in SQL; each may hold the escapes of {@link NameEscaper#FILE}. {@code #} starts a comment
 * where a line starts or after a blank.
 */
final class ShortForm {
  /** Words that may follow a type in SQL, and that the short form does not have. */
  private static final Set<String> NOT_OF_A_TYPE =
      Set.of(
          "null",
          "default",
          "primary",
          "unique",
          "references",
          "check",
          "constraint",
          "collate",
          "generated");

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

    Unexpected(SourcePosition at, IllegalArgumentException problem) {
      this(at, String.valueOf(problem.getMessage()));
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
   * @param problems gets what is wrong
   */
  ShortForm(SourceText source, Problems problems) {
    this.file = source.file();
    this.text = source.text().replace("\r\n", "\n").replace('\r', '\n').codePoints().toArray();
    this.problems = problems;
  }

  /** The tables of the text; what is wrong goes to the problems. */
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
      throw expected(hasColumns ? "the end of the line" : "\"(\" or the end of the line");
    }
    try {
      return new ExpectedTable(new TableReference(name), columns, null, at);
    } catch (IllegalArgumentException e) {
      throw new Unexpected(at, e);
    }
  }

  /** Reads {@code name}, {@code schema.name}, each part quoted or not, up to what follows it. */
  private String tableName() throws Unexpected {
    StringBuilder name = new StringBuilder();
    boolean more = true;
    while (more) {
      if (current() == '"') {
        name.append(quotedName());
        skipBlanks(false);
        more = current() == '.';
        if (more) {
          name.append('.');
          advance();
        }
      } else {
        name.append(plainTableName());
        more = current() == '"';
      }
    }
    return name.toString();
  }

  /**
   * Without quotes a name may hold blanks, as in a report, and quotes but at the start of a part.
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
        throw expected(required ? "\",\" or \")\"" : "a blank and a type, \",\" or \")\"");
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
    try {
      return new ExpectedColumn(
          name,
          new ExpectedType(type.isEmpty() ? null : type.toString(), null),
          required ? true : null,
          List.of(),
          null,
          at);
    } catch (IllegalArgumentException e) {
      throw new Unexpected(at, e);
    }
  }

  /** Reads {@code not null} to its end; rejects other words that are no part of a type. */
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

  /** Reads what stands in parentheses after a type's name, with no blanks but between words. */
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
    try {
      return NameEscaper.parse(written);
    } catch (IllegalArgumentException e) {
      throw new Unexpected(at, e);
    }
  }

  private Unexpected expected(String what) {
    StringBuilder found = new StringBuilder();
    for (int i = index;
        i < text.length && i < index + LONGEST_SHOWN && !Character.isWhitespace(text[i]);
        i++) {
      found.appendCodePoint(text[i]);
    }
    String shown =
        current() == END
            ? "the end"
            : current() == '\n'
                ? "the end of the line"
                : NameEscaper.CONSOLE.quoted(found.toString());
    return new Unexpected(here(), "expected " + what + ", found " + shown);
  }

  /** After a fault: to the end of the line in which its parentheses are closed. */
  private void skipTable() {
    while (current() != END && (open > 0 || current() != '\n')) {
      int c = advance();
      open += c == '(' ? 1 : c == ')' ? -1 : 0;
    }
  }

  /**
   * Skips blanks and comments.
   *
   * @param lines whether the ends of lines are blanks too
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
