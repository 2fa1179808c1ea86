package io.github.qsmaven.contract;

import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.ExpectedTable;
import io.github.qsmaven.model.NameEscaper;
import io.github.qsmaven.model.SourcePosition;
import io.github.qsmaven.model.TableReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Collects expected tables from a parameter and a file: in the short form ({@code orders(id
 * bigint)}), or as names alone.
 */
public final class ExpectedRelations {
  private static final String ESCAPES =
      "a backslash is written \\\\, any character \\u0000 to \\uFFFF.";

  /** A comment starts the line or follows a blank, so that {@code a#b} is a name. */
  private static final Pattern COMMENT = Pattern.compile("(^|\\s)#.*$");

  private final BaseFolder base;
  private final boolean namesOnly;
  private final List<ExpectedTable> relations = new ArrayList<>();

  /**
   * With none yet.
   *
   * @param base the folder that relative paths start from: the project's
   * @param namesOnly whether an entry is a name alone, unquoted, as {@code tables.txt} shows it;
   *     else it is in the short form
   */
  public ExpectedRelations(Path base, boolean namesOnly) {
    this.base = new BaseFolder(base);
    this.namesOnly = namesOnly;
  }

  /** The collected tables, in the order in which they were added. */
  public List<ExpectedTable> relations() {
    return List.copyOf(relations);
  }

  private String advice() {
    return namesOnly
        ? "write the name as tables.txt shows it, unquoted; " + ESCAPES
        : "write a table as orders, sales.orders, or orders(id bigint not null, note varchar(20));"
            + " put a name that holds blanks, commas or parentheses in double quotes; "
            + ESCAPES;
  }

  /**
   * Adds the tables of a parameter. Maven divides the text of a list at its commas; what it divided
   * inside of parentheses or quotes is joined again.
   *
   * @param tables the tables; blank entries are ignored, but not if all are blank
   * @return this
   * @throws CannotCheckException if an entry is invalid, or there is no table
   */
  public ExpectedRelations addAll(List<String> tables) throws CannotCheckException {
    int before = relations.size();
    Problems problems = new Problems();
    for (int i = 0; i < tables.size(); i++) {
      String name = "expectedTables[" + (i + 1) + "]";
      if (namesOnly) {
        addName(tables.get(i), new SourcePosition(name, 1, 1), problems);
        continue;
      }
      StringBuilder table = new StringBuilder(tables.get(i));
      while (isOpen(table) && i + 1 < tables.size()) {
        table.append(',').append(tables.get(++i));
      }
      relations.addAll(new ShortForm(new SourceText(name, table.toString()), problems).read());
    }
    problems.throwIfAny(
        "The parameter expectedTables (qs.expectedTables) cannot be read", advice());
    if (!tables.isEmpty() && relations.size() == before) {
      throw new CannotCheckException(
          "The parameter expectedTables (qs.expectedTables) is given, but empty, so nothing would be"
              + " checked.",
          "if it comes from a variable, check that it is set; leave it out if no table is"
              + " expected.");
    }
    return this;
  }

  /**
   * Whether a parenthesis is open, or a quoted name, which stands inside of one or at the start.
   */
  private static boolean isOpen(CharSequence text) {
    int open = 0;
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      switch (text.charAt(i)) {
        case '"' -> quoted = !quoted && (open > 0 || text.subSequence(0, i).toString().isBlank());
        case '(' -> open += quoted ? 0 : 1;
        case ')' -> open -= quoted ? 0 : 1;
        default -> {}
      }
    }
    return open > 0 || quoted;
  }

  /**
   * Adds the tables of a file: UTF-8, a table a line, {@code #} starts a comment.
   *
   * @param file the file; null: none
   * @return this
   * @throws CannotCheckException if it cannot be read, names no table, or holds an invalid entry
   */
  public ExpectedRelations addFrom(@Nullable Path file) throws CannotCheckException {
    if (file == null) {
      return this;
    }
    int before = relations.size();
    Problems problems = new Problems();
    Path path = base.resolve(file.toString());
    SourceText.read(path, base.shown(path), problems).ifPresent(text -> add(text, problems));
    problems.throwIfAny(
        "The expectedTablesFile (qs.expectedTablesFile) cannot be read",
        Files.isRegularFile(path) ? advice() : "correct the path in expectedTablesFile.");
    if (relations.size() == before) {
      throw new CannotCheckException(
          "The expectedTablesFile %s names no table, so nothing would be checked."
              .formatted(NameEscaper.CONSOLE.of(base.shown(path))),
          "put one table on each line, or remove the parameter.");
    }
    return this;
  }

  private void add(SourceText file, Problems problems) {
    if (!namesOnly) {
      relations.addAll(new ShortForm(file, problems).read());
      return;
    }
    int number = 0;
    for (String line : file.text().lines().toList()) {
      number++;
      // No blank before a name takes two characters.
      int column = line.length() - line.stripLeading().length() + 1;
      addName(
          COMMENT.matcher(line).replaceFirst(""),
          new SourcePosition(file.file(), number, column),
          problems);
    }
  }

  private void addName(String written, SourcePosition at, Problems problems) {
    if (!written.isBlank()) {
      try {
        relations.add(new ExpectedTable(TableReference.parse(written), List.of(), null, at));
      } catch (IllegalArgumentException e) {
        problems.add(at, () -> e.getMessage() + ": " + NameEscaper.CONSOLE.of(written.strip()));
      }
    }
  }
}
