package io.github.qsmaven.contract;

import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.ExpectedTable;
import io.github.qsmaven.model.NameEscaper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects tables in the short form ({@code orders(id bigint)}) from a parameter and a file. */
public final class ExpectedRelations {
  private static final String ADVICE =
      "write a table as orders, sales.orders, or orders(id bigint not null, note varchar(20)); put"
          + " a name that holds blanks, commas or parentheses in double quotes; a backslash is"
          + " written \\\\, any character \\u0000 to \\uFFFF.";

  private final BaseFolder base;
  private final List<ExpectedTable> relations = new ArrayList<>();

  /**
   * With none yet.
   *
   * @param base the folder that relative paths start from: the project's
   */
  public ExpectedRelations(Path base) {
    this.base = new BaseFolder(base);
  }

  /** What was collected, in the order it was added. */
  public List<ExpectedTable> relations() {
    return List.copyOf(relations);
  }

  /**
   * Adds what a parameter lists. Maven divides the text of a list at its commas; what it divided
   * inside of parentheses or quotes is joined again.
   *
   * @param tables the tables; blank ones are passed over, but not if all are blank
   * @return this
   * @throws CannotCheckException if one of them is no table, or there is none
   */
  public ExpectedRelations addAll(List<String> tables) throws CannotCheckException {
    int before = relations.size();
    Problems problems = new Problems();
    for (int i = 0; i < tables.size(); i++) {
      String name = "expectedTables[" + (i + 1) + "]";
      StringBuilder table = new StringBuilder(tables.get(i));
      while (isOpen(table) && i + 1 < tables.size()) {
        table.append(',').append(tables.get(++i));
      }
      relations.addAll(new ShortForm(new SourceText(name, table.toString()), problems).read());
    }
    problems.throwIfAny("The parameter expectedTables (qs.expectedTables) cannot be read", ADVICE);
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
   * Adds what a file lists: UTF-8, a table a line, {@code #} starts a comment.
   *
   * @param file the file; null: none
   * @return this
   * @throws CannotCheckException if it cannot be read, or names no table, or anything in it is no
   *     table
   */
  public ExpectedRelations addFrom(@Nullable Path file) throws CannotCheckException {
    if (file == null) {
      return this;
    }
    int before = relations.size();
    Problems problems = new Problems();
    Path path = base.resolve(file.toString());
    SourceText.read(path, base.shown(path), problems)
        .ifPresent(text -> relations.addAll(new ShortForm(text, problems).read()));
    problems.throwIfAny("The expectedTablesFile (qs.expectedTablesFile) cannot be read", ADVICE);
    if (relations.size() == before) {
      throw new CannotCheckException(
          "The expectedTablesFile "
              + NameEscaper.CONSOLE.of(base.shown(path))
              + " names no table, so nothing would be checked.",
          "put one table on each line, or remove the parameter.");
    }
    return this;
  }
}
