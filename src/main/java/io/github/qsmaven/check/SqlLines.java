package io.github.qsmaven.check;

import io.github.qsmaven.model.SourcePosition;
import io.github.qsmaven.model.SqlExcerpt;
import io.github.qsmaven.model.SqlStatement;
import io.github.qsmaven.sql.SqlScript;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The lines of a file of SQL. */
final class SqlLines {
  /** How many lines are shown before and after the place of a finding. */
  private static final int AROUND = 3;

  private final List<String> lines = new ArrayList<>();

  SqlLines(SqlScript script) {
    String text = script.text();
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n' || c == '\r') {
        lines.add(text.substring(start, i));
        i += c == '\r' && text.startsWith("\n", i + 1) ? 1 : 0;
        start = i + 1;
      }
    }
    if (start < text.length()) {
      lines.add(text.substring(start));
    }
  }

  /** The lines around a place. */
  SqlExcerpt excerpt(SqlStatement statement, SourcePosition at, int length, boolean guessed) {
    int first = Math.max(1, at.line() - AROUND);
    int last = Math.min(lines.size(), at.line() + AROUND);
    return new SqlExcerpt(
        statement,
        first,
        first > last ? List.of() : lines.subList(first - 1, last),
        Math.max(1, length),
        guessed);
  }

  /** The text of a line from a place on; empty if there is none. */
  private String rest(SourcePosition at) {
    if (at.line() > lines.size()) {
      return "";
    }
    String line = lines.get(at.line() - 1);
    int column = at.column() - 1;
    return column >= line.codePointCount(0, line.length())
        ? ""
        : line.substring(line.offsetByCodePoints(0, column));
  }

  /** The name with its dots that starts at a place; empty if none does. */
  String dottedName(SourcePosition at) {
    String rest = rest(at);
    int end = partEnd(rest, 0);
    while (end > 0 && end < rest.length() && rest.charAt(end) == '.') {
      int next = partEnd(rest, end + 1);
      if (next == end + 1) {
        break;
      }
      end = next;
    }
    return rest.substring(0, end);
  }

  /** Returns the end of the part of a name that starts at an index; the index if none does. */
  private static int partEnd(String text, int start) {
    if (start < text.length() && (text.charAt(start) == '"' || text.charAt(start) == '`')) {
      int close = text.indexOf(text.charAt(start), start + 1);
      return close < 0 ? start : close + 1;
    }
    int end = start;
    while (end < text.length()) {
      int c = text.codePointAt(end);
      if (!Character.isLetterOrDigit(c) && c != '_' && c != '$') {
        break;
      }
      end += Character.charCount(c);
    }
    return end;
  }

  /** The parts of a name with dots, without quotes; those without quotes in lower case. */
  static List<String> parts(String dotted) {
    List<String> parts = new ArrayList<>();
    int start = 0;
    while (start < dotted.length()) {
      int end = partEnd(dotted, start);
      if (end == start) {
        break;
      }
      String part = dotted.substring(start, end);
      char quote = part.charAt(0);
      boolean isQuoted = quote == '"' || quote == '`';
      parts.add(isQuoted ? part.substring(1, part.length() - 1) : part.toLowerCase(Locale.ROOT));
      start = end + 1;
    }
    return parts;
  }
}
