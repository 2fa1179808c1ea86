package io.github.qsmaven.sql;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds syntax that Query Service knows and PostgreSQL does not. */
final class QueryServiceSyntax {
  /**
   * A construct.
   *
   * @param name what it is, for a message
   * @param at its first token
   */
  record Construct(String name, Token at) {}

  private static final int LONGEST_LAMBDA = 200;
  private static final Set<String> SNAPSHOT_ENDS = Set.of("SINCE", "AS", "BETWEEN");

  private final StatementTokens tokens;

  QueryServiceSyntax(StatementTokens tokens) {
    this.tokens = tokens;
  }

  /** The first construct of a statement that only Query Service knows; null if there is none. */
  @Nullable Construct first() {
    for (int i = 0; i < tokens.size(); i++) {
      String name = at(i);
      if (name != null) {
        return new Construct(name, tokens.get(i));
      }
    }
    return null;
  }

  private @Nullable String at(int i) {
    return switch (tokens.kind(i)) {
      case WORD -> word(i, tokens.word(i));
      case QUOTED_NAME -> tokens.spelled(i).startsWith("`") ? "a name in back quotes" : null;
      case OPERATOR ->
          switch (tokens.spelled(i)) {
            case "==" -> "the operator ==";
            case "->" -> isLambda(i) ? "a lambda" : null;
            default -> null;
          };
      case PUNCTUATION ->
          tokens.isMark(i, '[') && tokens.kind(i + 1) == TokenKind.STRING
              ? "the key of a map"
              : null;
      default -> null;
    };
  }

  private @Nullable String word(int i, String word) {
    if (isNestedName(i)) {
      return "nested fields";
    }
    if (i > 0 && tokens.isMark(i - 1, '.')) {
      return null;
    }
    return switch (word) {
      case "SNAPSHOT" -> SNAPSHOT_ENDS.contains(tokens.word(i + 1)) ? "SNAPSHOT" : null;
      case "AS" ->
          tokens.has(i + 1, "OF") && tokens.kind(i + 2) == TokenKind.NUMBER ? "AS OF" : null;
      case "LATERAL" -> tokens.has(i + 1, "VIEW") ? "LATERAL VIEW" : null;
      case "MINUS" ->
          tokens.has(i + 1, "SELECT") || (tokens.isMark(i + 1, '(') && tokens.has(i + 2, "SELECT"))
              ? "MINUS"
              : null;
      case "STRING" -> isType(i) ? "the type string" : null;
      case "SAMPLERATE" -> tokens.kind(i + 1) == TokenKind.NUMBER ? word : null;
      case "STRUCT", "NAMED_STRUCT" -> tokens.isMark(i + 1, '(') ? "a struct" : null;
      default -> null;
    };
  }

  /** PostgreSQL knows no name of more than three parts and a field in parentheses. */
  private boolean isNestedName(int i) {
    return !tokens.isMark(i - 1, '.')
        && tokens.isMark(i + 1, '.')
        && tokens.kind(i + 2) == TokenKind.WORD
        && tokens.isMark(i + 3, '.')
        && tokens.kind(i + 4) == TokenKind.WORD
        && tokens.isMark(i + 5, '.');
  }

  private boolean isType(int i) {
    return tokens.spelled(i - 1).equals("::")
        || (tokens.has(i - 1, "AS") && tokens.isMark(i + 1, ')'));
  }

  /** Whether the arrow makes a function of the name in front of it: the name is used behind it. */
  private boolean isLambda(int arrow) {
    int name = arrow - 1;
    if (tokens.isMark(name, ')')) {
      name--;
    }
    int before = name - 1;
    boolean argument =
        tokens.kind(name) == TokenKind.WORD
            && (tokens.isMark(before, '(') || tokens.isMark(before, ','));
    if (!argument) {
      return false;
    }
    String parameter = tokens.word(name);
    int end = Math.min(tokens.size(), arrow + LONGEST_LAMBDA);
    for (int i = arrow + 1; i < end; i++) {
      if (tokens.word(i).equals(parameter) && !tokens.isMark(i - 1, '.')) {
        return true;
      }
    }
    return false;
  }
}
