package io.github.qsmaven.model;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table that the user expects, as written in the parameter or the file: {@code name} or {@code
 * schema.name}, neither quoted. Since a name may contain dots, the text may be either; both are
 * compared with the catalog. {@code "schema"."name"}, both quoted as in SQL, is that table and no
 * other, in that case.
 *
 * @param text the expectation; not empty, without NUL, which no identifier can contain
 */
public record TableReference(String text) {
  /** Rejects what cannot be a name, with a message for the user. */
  public TableReference {
    requireName(text);
  }

  /**
   * Rejects what no identifier can be.
   *
   * @param text the name of a table or a column
   * @return the name
   * @throws IllegalArgumentException if it cannot be a name; the message, for the user, says why
   */
  public static String requireName(String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("a name is empty");
    }
    if (text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("a name contains the character NUL");
    }
    // A loop, since a contract may contain 300,000 names.
    int width;
    for (int i = 0; i < text.length(); i += width) {
      int c = text.codePointAt(i);
      width = Character.charCount(c);
      if (width == 1 && Character.isSurrogate((char) c)) {
        throw new IllegalArgumentException("a name contains half of a surrogate pair");
      }
    }
    return text;
  }

  /**
   * Reads an expectation.
   *
   * @param written the text, with the escapes of {@link NameEscaper#FILE}; whitespace around it is
   *     ignored
   * @return the expectation
   * @throws IllegalArgumentException if it cannot be a name; the message says why
   */
  public static TableReference parse(String written) {
    return new TableReference(NameEscaper.parse(written.strip()));
  }

  /** The only table that it can be; null if it is not written in quotes. */
  public @Nullable TableName exact() {
    return TableName.ofQuoted(text);
  }

  /**
   * Whether this is the bare name of a table, in any case.
   *
   * @param table the table
   */
  public boolean isBareNameOf(TableName table) {
    return CaseRule.fold(table.name()).equals(CaseRule.fold(text)) && exact() == null;
  }

  /**
   * The name of a table as the server spells it, bare or qualified as this name is.
   *
   * @param table a table whose name differs from this one in case at most
   */
  public String spelling(TableName table) {
    if (exact() != null) {
      return table.quoted();
    }
    return isBareNameOf(table) ? table.name() : table.qualified();
  }

  /** The possible bare names: the text itself, and what follows each dot inside it. */
  public List<String> bareNames() {
    List<String> names = new ArrayList<>(2);
    if (exact() == null) {
      names.add(text);
    }
    qualifiedReadings().forEach(reading -> names.add(reading.name()));
    return names;
  }

  /**
   * The tables that it may refer to.
   *
   * @param schemas the schemas in which to look up a bare name
   * @return its readings as {@code schema.name}, then the text as a name in each of the schemas
   */
  public List<TableName> readingsIn(List<String> schemas) {
    List<TableName> readings = qualifiedReadings();
    if (exact() == null) {
      schemas.forEach(schema -> readings.add(new TableName(schema, text)));
    }
    return readings;
  }

  /**
   * Every reading of the text as {@code schema.name}: one for each dot inside it, and only one if
   * it is written in quotes.
   */
  public List<TableName> qualifiedReadings() {
    List<TableName> readings = new ArrayList<>(1);
    TableName exact = exact();
    if (exact != null) {
      readings.add(exact);
      return readings;
    }
    for (int dot = text.indexOf('.', 1);
        dot > 0 && dot < text.length() - 1;
        dot = text.indexOf('.', dot + 1)) {
      readings.add(new TableName(text.substring(0, dot), text.substring(dot + 1)));
    }
    return readings;
  }
}
