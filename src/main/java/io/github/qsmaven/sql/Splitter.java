package io.github.qsmaven.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Finds the statements of a text. A semicolon ends a statement even within parentheses: one that is
 * not closed would otherwise hide all statements behind it. In the dialect of Query Service, the
 * statements of a block are statements like any other.
 */
final class Splitter {
  /** What may follow the BEGIN of a transaction. */
  private static final Set<String> OF_TRANSACTION =
      Set.of("TRANSACTION", "WORK", "ISOLATION", "READ", "NOT", "DEFERRABLE");

  private final String text;
  private final List<Token> tokens;
  private final boolean queryService;
  private final List<StatementTokens> statements = new ArrayList<>();

  /** The code tokens, and the commands of a client that end a statement, as indexes. */
  private final List<Integer> code = new ArrayList<>();

  /** The first token of the statement, or -1. */
  private int start = -1;

  private int end;
  private int words;
  private int depth;
  private int open;
  private String word = "";
  private Body body = Body.NONE;
  private Skip skip = Skip.NOTHING;
  private boolean inBlock;
  private boolean bareBlock;

  /** The part of a statement that may contain semicolons. */
  private enum Body {
    NONE,
    RULE,
    FUNCTION,
    ATOMIC
  }

  /** What of a block is no statement. */
  private enum Skip {
    NOTHING,
    TO_THEN,
    TO_SEMICOLON
  }

  Splitter(String text, List<Token> tokens, SqlDialect dialect) {
    this.text = text;
    this.tokens = tokens;
    this.queryService = dialect == SqlDialect.QUERY_SERVICE;
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      if (StatementTokens.isCode(token)
          || (token.kind() == TokenKind.PSQL && Scan.endsStatement(text, token))) {
        code.add(i);
      }
    }
  }

  /** The statements, from top to bottom. */
  List<StatementTokens> statements() {
    for (int i = 0; i < code.size(); i++) {
      Token token = tokens.get(code.get(i));
      switch (token.kind()) {
        case BLOCK -> {
          finish();
          inBlock = !inBlock;
          bareBlock = false;
          if (!inBlock && wordAt(i + 1).equals("END")) {
            skip = Skip.TO_SEMICOLON;
          }
        }
        case PSQL -> finish();
        case WORD -> word(i);
        case PUNCTUATION -> punctuation(i, text.charAt(token.start()));
        default -> take(i);
      }
    }
    finish();
    return statements;
  }

  private void take(int i) {
    if (skip != Skip.NOTHING && start < 0) {
      return;
    }
    if (start < 0) {
      start = code.get(i);
    }
    end = code.get(i) + 1;
  }

  private void finish() {
    if (start >= 0) {
      statements.add(new StatementTokens(text, tokens.subList(start, end)));
    }
    start = -1;
    words = 0;
    depth = 0;
    open = 0;
    body = Body.NONE;
    skip = Skip.NOTHING;
  }

  private void punctuation(int i, char mark) {
    if (mark == ';') {
      boolean inside = body == Body.ATOMIC || (body == Body.RULE && depth > 0);
      if (!inside) {
        finish();
        return;
      }
    }
    depth += mark == '(' ? 1 : mark == ')' ? -1 : 0;
    take(i);
  }

  private void word(int i) {
    String before = word;
    word = wordAt(i);
    if (skip == Skip.TO_THEN && endsCondition()) {
      finish();
      return;
    }
    if (start < 0 && skip == Skip.NOTHING && isControl(i)) {
      return;
    }
    take(i);
    if (start < 0) {
      return;
    }
    words++;
    switch (body) {
      case NONE -> {
        if (words <= 4 && tokens.get(start).of(text).equalsIgnoreCase("CREATE")) {
          body =
              switch (word) {
                case "RULE" -> Body.RULE;
                case "FUNCTION", "PROCEDURE" -> Body.FUNCTION;
                default -> Body.NONE;
              };
        }
      }
      case FUNCTION -> body = before.equals("BEGIN") && word.equals("ATOMIC") ? Body.ATOMIC : body;
      case ATOMIC -> {
        open += word.equals("CASE") ? 1 : word.equals("END") ? -1 : 0;
        body = open < 0 ? Body.FUNCTION : body;
      }
      case RULE -> {}
    }
  }

  /** Whether the word is the THEN of the condition that is being read. */
  private boolean endsCondition() {
    open += word.equals("CASE") ? 1 : word.equals("END") ? -1 : 0;
    return open <= 0 && word.equals("THEN");
  }

  /** Whether the word, the first of a statement, only controls a block. */
  private boolean isControl(int i) {
    if (!inBlock) {
      boolean begins = queryService && word.equals("BEGIN") && !isTransaction(i);
      inBlock |= begins;
      bareBlock |= begins;
      return begins;
    }
    switch (word) {
      case "BEGIN", "ELSE", "THEN" -> {
        return true;
      }
      case "EXCEPTION" -> skip = Skip.TO_THEN;
      case "IF", "ELSEIF" -> {
        start = code.get(i);
        end = start + 1;
        skip = Skip.TO_THEN;
      }
      case "END" -> {
        skip = Skip.TO_SEMICOLON;
        if (bareBlock && !wordAt(i + 1).equals("IF")) {
          inBlock = false;
          bareBlock = false;
        }
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean isTransaction(int i) {
    if (i + 1 == code.size()) {
      return true;
    }
    Token next = tokens.get(code.get(i + 1));
    return next.kind() != TokenKind.WORD
        ? !next.of(text).startsWith("@")
        : OF_TRANSACTION.contains(wordAt(i + 1));
  }

  private String wordAt(int i) {
    Token token = i < code.size() ? tokens.get(code.get(i)) : null;
    return token != null && token.kind() == TokenKind.WORD
        ? token.of(text).toUpperCase(Locale.ROOT)
        : "";
  }
}
