package io.github.qsmaven.sql;

import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

/** The parts of a statement that the server reads, without white space. */
final class Code {
  private static final Set<String> QUERIES = Set.of("SELECT", "WITH", "VALUES", "TABLE");

  private final Part[] parts;

  /** Where each part is in the list that they are from. */
  private final int[] indexes;

  /** The part that closes or opens each parenthesis or bracket; -1 for others. */
  private final int[] match;

  /** The parenthesis or bracket that each part is directly in; -1 at the outside. */
  private final int[] around;

  /** Where a query starts, perhaps in parentheses. */
  private final BitSet queries = new BitSet();

  private final boolean balanced;

  Code(List<Part> all) {
    indexes = IntStream.range(0, all.size()).filter(i -> all.get(i).isCode()).toArray();
    parts = IntStream.of(indexes).mapToObj(all::get).toArray(Part[]::new);
    match = new int[parts.length];
    around = new int[parts.length];
    boolean closed = true;
    int open = -1;
    for (int i = 0; i < parts.length; i++) {
      match[i] = -1;
      around[i] = open;
      if (is(i, "(") || is(i, "[")) {
        open = i;
      } else if (is(i, ")") || is(i, "]")) {
        if (open < 0) {
          closed = false;
        } else {
          match[open] = i;
          match[i] = open;
          around[i] = around[open];
          open = around[open];
        }
      }
    }
    balanced = closed && open < 0;
    for (int i = parts.length - 1; i >= 0; i--) {
      queries.set(i, is(i, "(") ? queries.get(i + 1) : isOneOf(i, QUERIES));
    }
  }

  int size() {
    return parts.length;
  }

  Part part(int index) {
    return parts[index];
  }

  /** Where a part is in the list that it is from. */
  int indexOf(int index) {
    return indexes[index];
  }

  /** Whether every parenthesis has its partner. */
  boolean isBalanced() {
    return balanced;
  }

  /** The partner of a parenthesis; the size if it has none. */
  int closing(int open) {
    return match[open] < 0 ? parts.length : match[open];
  }

  /** The parenthesis that a part is in; -1 if there is none. */
  int around(int index) {
    return around[index];
  }

  /** Where the parenthesis around a part ends; the size if there is none. */
  int end(int index) {
    return around[index] < 0 ? parts.length : closing(around[index]);
  }

  /** A word in upper case, or punctuation and operators as they are; else, and outside, empty. */
  String word(int index) {
    if (index < 0 || index >= parts.length) {
      return "";
    }
    return switch (parts[index].kind()) {
      case WORD -> parts[index].text().toUpperCase(Locale.ROOT);
      case PUNCTUATION, OPERATOR -> parts[index].text();
      default -> "";
    };
  }

  boolean is(int index, String word) {
    return word(index).equals(word);
  }

  boolean isOneOf(int index, Set<String> words) {
    return words.contains(word(index));
  }

  boolean isKind(int index, TokenKind kind) {
    return index >= 0 && index < parts.length && parts[index].kind() == kind;
  }

  boolean isName(int index) {
    return isKind(index, TokenKind.WORD) || isKind(index, TokenKind.QUOTED_NAME);
  }

  /** A name as the server reads it. */
  String name(int index) {
    return SqlNames.read(parts[index].kind(), parts[index].text());
  }

  /** Whether nothing is between a part and the one before it. */
  boolean touches(int index) {
    return index > 0 && index < parts.length && parts[index - 1].end() == parts[index].start();
  }

  /** Whether a query starts here, perhaps in parentheses. */
  boolean startsQuery(int index) {
    return index < parts.length && queries.get(index);
  }
}
