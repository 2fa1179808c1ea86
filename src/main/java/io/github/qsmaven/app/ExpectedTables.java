package io.github.qsmaven.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.qsmaven.contract.BaseFolder;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.NameEscaper;
import io.github.qsmaven.model.SourcePosition;
import io.github.qsmaven.model.TableReference;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Collects the expected tables from a parameter and a file, and where they stand in that. */
public final class ExpectedTables {
  /** A comment starts the line or follows a blank, so that {@code a#b} is a name. */
  private static final Pattern COMMENT = Pattern.compile("(^|\\s)#.*$");

  private static final String ESCAPES =
      "write the name as tables.txt shows it: unquoted, \\\\ for a backslash, \\n for a line feed,"
          + " \\u0000 to \\uFFFF for any other character.";

  private final Path base;
  private final List<TableReference> tables = new ArrayList<>();
  private final Map<TableReference, SourcePosition> places = new HashMap<>();

  /**
   * With none yet.
   *
   * @param base the folder that places are told from: the project's
   */
  public ExpectedTables(Path base) {
    this.base = base;
  }

  /** What was collected, in the order it was added. */
  public List<TableReference> tables() {
    return List.copyOf(tables);
  }

  /** Where those stand that a file lists; of one that it lists twice, the first place. */
  public Map<TableReference, SourcePosition> places() {
    return Map.copyOf(places);
  }

  /**
   * Adds what a parameter lists.
   *
   * @param names the names; blank ones are passed over, but not if all are blank
   * @return this
   * @throws CannotCheckException if one of them can be no name, or none is a name
   */
  public ExpectedTables addAll(List<String> names) throws CannotCheckException {
    int before = tables.size();
    for (String name : names) {
      add(name, "expectedTables");
    }
    if (!names.isEmpty() && tables.size() == before) {
      throw new CannotCheckException(
          "The parameter expectedTables (qs.expectedTables) is given, but empty, so nothing would be"
              + " checked.",
          "if it comes from a variable, check that it is set; leave it out to list only.");
    }
    return this;
  }

  /**
   * Adds what a file lists: UTF-8, a name a line, {@code #} starts a comment.
   *
   * @param file the file; null: none
   * @return this
   * @throws CannotCheckException if it cannot be read, or names no table, or a line can be no name
   */
  public ExpectedTables addFrom(@Nullable Path file) throws CannotCheckException {
    if (file == null) {
      return this;
    }
    String shown = NameEscaper.CONSOLE.of(file.toString());
    String place = new BaseFolder(base).shown(file.toAbsolutePath().normalize());
    int before = tables.size();
    int number = 0;
    for (String line : read(file, shown)) {
      number++;
      String text = number == 1 && line.startsWith("\uFEFF") ? line.substring(1) : line;
      TableReference table =
          add(COMMENT.matcher(text).replaceFirst(""), shown + ", line " + number);
      if (table != null) {
        places.putIfAbsent(table, new SourcePosition(place, number, firstColumn(text)));
      }
    }
    if (tables.size() == before) {
      throw new CannotCheckException(
          "The expectedTablesFile " + shown + " names no table, so nothing would be checked.",
          "put one name on each line, or remove the parameter.");
    }
    return this;
  }

  private static List<String> read(Path file, String shown) throws CannotCheckException {
    try {
      return Files.readAllLines(file, UTF_8);
    } catch (CharacterCodingException e) {
      throw new CannotCheckException(
          "The expectedTablesFile " + shown + " is not in UTF-8.", "save it as UTF-8.");
    } catch (IOException e) {
      throw new CannotCheckException(
          "The expectedTablesFile "
              + shown
              + (Files.exists(file) ? " cannot be read." : " is not there."),
          "correct the path in expectedTablesFile (-Dqs.expectedTablesFile).");
    }
  }

  /** The column of what is no blank; none of the blanks before it takes two characters. */
  private static int firstColumn(String line) {
    return line.length() - line.stripLeading().length() + 1;
  }

  private @Nullable TableReference add(@Nullable String written, String where)
      throws CannotCheckException {
    if (written == null || written.isBlank()) {
      return null;
    }
    try {
      TableReference table = TableReference.parse(written);
      tables.add(table);
      return table;
    } catch (IllegalArgumentException e) {
      throw new CannotCheckException(
          "In "
              + where
              + ", "
              + e.getMessage()
              + ": "
              + NameEscaper.CONSOLE.of(written.strip())
              + ".",
          ESCAPES);
    }
  }
}
