package io.github.qsmaven.contract;

import io.github.qsmaven.files.BaseFolder;
import io.github.qsmaven.files.InputFile;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.ExpectedTable;
import io.github.qsmaven.model.NameEscaper;
import io.github.qsmaven.model.SourcePosition;
import io.github.qsmaven.model.TableReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads expected tables from a parameter and a file: in the short form ({@code orders(id bigint)}),
 * or as names alone.
 */
public final class ExpectedTablesReader {
  private static final String ESCAPES =
      "a backslash is written \\\\, any character \\u0000 to \\uFFFF.";

  /** A comment starts the line or follows a space, so that {@code a#b} is a name. */
  private static final Pattern COMMENT = Pattern.compile("(^|\\s)#.*$");

  private static final int MOST_BYTES = 8 * 1024 * 1024;

  /** Room for a qualified name of 63 bytes each, all characters of which are escaped. */
  private static final int LONGEST_NAME = 1000;

  /**
   * The start of a line of XML, JSON, YAML, properties, netrc or a private key. If a list of tables
   * is such a file by mistake, its lines, maybe with a secret, would be reported as missing tables.
   */
  private static final Pattern OTHER_FORMAT =
      Pattern.compile(
          "\\s*(<[!?/\\w]|[{}\\[\\]]|-----|(export\\s+)?[\"']?[\\w./$-]+[\"']?\\s*[:=]"
              + "|(machine|login|password)\\s)");

  private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}&&[^\t]]");

  private final BaseFolder base;
  private final boolean namesOnly;

  /**
   * @param base the folder that relative paths start from: the folder of the project
   * @param namesOnly whether an entry is a name alone, unquoted, as in {@code tables.txt}; else it
   *     is in the short form
   */
  public ExpectedTablesReader(BaseFolder base, boolean namesOnly) {
    this.base = base;
    this.namesOnly = namesOnly;
  }

  /**
   * Reads a parameter and a file.
   *
   * @param entries the entries of the parameter; blank ones are ignored, but not if all are blank
   * @param file the path, as the user wrote it, of a file in UTF-8, with a table on each line and
   *     comments after {@code #}; null for none
   * @return the tables, those of the parameter first
   * @throws CannotCheckException if an entry is invalid, the file cannot be read, or one of the two
   *     is given but contains no table
   */
  public List<ExpectedTable> read(List<String> entries, @Nullable String file)
      throws CannotCheckException {
    List<ExpectedTable> tables = new ArrayList<>();
    if (!entries.isEmpty()) {
      tables.addAll(readParameter(entries));
    }
    if (file != null) {
      tables.addAll(readFile(base.file(file)));
    }
    return tables;
  }

  private String advice() {
    return namesOnly
        ? "write the name as tables.txt shows it, unquoted; " + ESCAPES
        : "write a table as orders, sales.orders, or orders(id bigint not null, note varchar(20));"
            + " put a name that contains spaces, commas or parentheses in double quotes; "
            + ESCAPES;
  }

  /** Maven splits a list at its commas. Entries that it split inside brackets are joined again. */
  private List<ExpectedTable> readParameter(List<String> entries) throws CannotCheckException {
    Problems problems = new Problems();
    List<ExpectedTable> tables = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      String name = "expectedTables[" + (i + 1) + "]";
      StringBuilder entry = new StringBuilder(entries.get(i));
      while (!namesOnly && isOpen(entry) && i + 1 < entries.size()) {
        entry.append(',').append(entries.get(++i));
      }
      if (namesOnly) {
        addName(entry.toString(), new SourcePosition(name, 1, 1), tables, problems);
      } else {
        tables.addAll(new ShortForm(new SourceText(name, entry.toString()), problems).read());
      }
    }
    problems.throwIfAny("Cannot read the parameter expectedTables (-Dqs.expectedTables)", advice());
    if (tables.isEmpty()) {
      throw new CannotCheckException(
          "The parameter expectedTables (-Dqs.expectedTables) is set but empty, so nothing would be"
              + " checked.",
          "if a variable supplies the value, set the variable; remove the parameter if no table is"
              + " expected.");
    }
    return tables;
  }

  /** Whether a parenthesis is open, or a quote inside parentheses or at the start. */
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

  private List<ExpectedTable> readFile(InputFile file) throws CannotCheckException {
    Problems problems = new Problems();
    String what = "Cannot read expectedTablesFile (-Dqs.expectedTablesFile)";
    Optional<SourceText> text = SourceText.read(file, MOST_BYTES, problems);
    problems.throwIfAny(
        what,
        "set expectedTablesFile to a text file in UTF-8 in the checkout, or to the absolute path of"
            + " one elsewhere, with a table on each line.");
    requireNames(text.orElseThrow(), problems);
    problems.throwIfAny(
        what,
        "set expectedTablesFile to a file with a table on each line; if it is the right file, write"
            + " the first character of such a name as an escape, \\u0000 to \\uFFFF.");
    List<ExpectedTable> tables = read(text.orElseThrow(), problems);
    problems.throwIfAny(what, advice());
    if (tables.isEmpty()) {
      throw new CannotCheckException(
          "The expectedTablesFile %s contains no table, so nothing would be checked."
              .formatted(NameEscaper.CONSOLE.of(file.shown())),
          "put one table on each line, or remove the parameter.");
    }
    return tables;
  }

  /** Does not show the lines. */
  private void requireNames(SourceText file, Problems problems) {
    int number = 0;
    for (String line : file.text().lines().toList()) {
      SourcePosition at = new SourcePosition(file.file(), ++number, 1);
      if (OTHER_FORMAT.matcher(line).lookingAt() || CONTROL.matcher(line).find()) {
        problems.add(at, () -> "not a table, but a line of another kind of file");
      } else if (namesOnly && line.length() > LONGEST_NAME) {
        problems.add(at, () -> "longer than " + LONGEST_NAME + " characters");
      }
    }
  }

  private List<ExpectedTable> read(SourceText file, Problems problems) {
    if (!namesOnly) {
      return new ShortForm(file, problems).read();
    }
    List<ExpectedTable> tables = new ArrayList<>();
    int number = 0;
    for (String line : file.text().lines().toList()) {
      number++;
      // A space that starts a name is escaped, so spaces before the name are not part of it.
      int column = line.length() - line.stripLeading().length() + 1;
      SourcePosition at = new SourcePosition(file.file(), number, column);
      addName(COMMENT.matcher(line).replaceFirst(""), at, tables, problems);
    }
    return tables;
  }

  private static void addName(
      String written, SourcePosition at, List<ExpectedTable> tables, Problems problems) {
    if (!written.isBlank()) {
      try {
        tables.add(new ExpectedTable(TableReference.parse(written), List.of(), null, at));
      } catch (IllegalArgumentException e) {
        // A line of a file is not shown: it may be of a file that was not meant.
        String shown = at.isInParameter() ? ": " + NameEscaper.CONSOLE.of(written.strip()) : "";
        problems.add(at, () -> e.getMessage() + shown);
      }
    }
  }
}
