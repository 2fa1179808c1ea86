package io.github.qsmaven.sql;

import io.github.qsmaven.model.SqlStatement;
import java.util.ArrayList;
import java.util.List;

/** Reads files of SQL: their statements and the comments that accept findings. */
public final class SqlReader {
  private static final int LONGEST_WORDS = 60;

  private final SqlOptions options;

  /**
   * Creates a reader.
   *
   * @param options the dialect, and what placeholders stand for
   */
  public SqlReader(SqlOptions options) {
    this.options = options;
  }

  /**
   * Reads a file. Any text can be read: what is no SQL is a statement that the server refuses.
   *
   * @param file its path, as in a {@link io.github.qsmaven.model.SourcePosition}
   * @param text its text
   * @return its statements and comments
   */
  public SqlScript read(String file, String text) {
    String sql = text.startsWith("\uFEFF") ? text.substring(1) : text;
    SourceLines source = new SourceLines(file, sql);
    List<Token> tokens = new Lexer(options.dialect()).tokens(sql);
    List<ScriptStatement> statements = new ArrayList<>();
    List<ScriptStatement> drops = new ArrayList<>();
    for (StatementTokens statement : new Splitter(sql, tokens, options.dialect()).statements()) {
      SqlStatement named =
          new SqlStatement(
              file, statements.size() + 1, words(statement), source.at(statement.get(0).start()));
      statements.add(new ScriptStatement(named, source, statement, options, statements, drops));
    }
    return new SqlScript(file, sql, statements, ignores(source, tokens, statements));
  }

  private static String words(StatementTokens tokens) {
    StringBuilder words = new StringBuilder();
    int end = tokens.get(0).start();
    for (Token token : tokens.code()) {
      String word = token.of(tokens.text()).replaceAll("\\s+", " ");
      String gap = token.start() > end ? " " : "";
      int length = words.length() + gap.length() + word.length();
      if (length > LONGEST_WORDS) {
        break;
      }
      words.append(gap).append(word);
      end = token.end();
    }
    return words.isEmpty() ? start(tokens.spelled(0)) : words.toString();
  }

  private static String start(String longWord) {
    int end = LONGEST_WORDS - 3;
    boolean splits = Character.isHighSurrogate(longWord.charAt(end - 1));
    return longWord.substring(0, splits ? end - 1 : end).replaceAll("\\s", " ") + "...";
  }

  private static List<IgnoreComment> ignores(
      SourceLines source, List<Token> tokens, List<ScriptStatement> statements) {
    IgnoreComments comments = new IgnoreComments(source);
    List<IgnoreComment> found = new ArrayList<>();
    int next = 0;
    for (Token token : tokens) {
      if (token.kind() == TokenKind.COMMENT) {
        while (next < statements.size() && end(statements.get(next)) <= token.start()) {
          next++;
        }
        found.addAll(comments.of(token, next < statements.size() ? next + 1 : 0));
      }
    }
    return found;
  }

  private static int end(ScriptStatement statement) {
    List<Token> code = statement.tokens().code();
    return code.get(code.size() - 1).end();
  }
}
