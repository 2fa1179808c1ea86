package io.github.qsmaven.sql;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.qsmaven.model.SqlStatement;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;

/**
 * Identifies the statements of a file by their tokens, whatever blanks and comments are between
 * them, and wherever the file is. What earlier statements of the file define for a statement is a
 * part of it.
 */
public final class Fingerprints {
  private static final String ALGORITHM = "SHA-256";

  private final Map<SqlStatement, String> known = new HashMap<>();

  /**
   * Reads the statements of a file.
   *
   * @param script the file
   */
  public Fingerprints(SqlScript script) {
    Map<String, String> definitions = new HashMap<>();
    for (ScriptStatement statement : script.statements()) {
      Set<String> mentioned = new TreeSet<>();
      statement.names().forEach(mentioned::addAll);
      String fingerprint = hash(statement, mentioned, definitions);
      known.put(statement.statement(), fingerprint);
      if (statement.tokens().word(0).equals("DROP")) {
        definitions.keySet().removeAll(mentioned);
      }
      Definition definition = statement.definition();
      if (definition != null) {
        definitions.put(definition.name().get(definition.name().size() - 1), fingerprint);
      }
    }
  }

  /**
   * The fingerprint of a statement of the file.
   *
   * @return {@code sha256:} and 64 hexadecimal digits
   */
  public String of(ScriptStatement statement) {
    String fingerprint = known.get(statement.statement());
    if (fingerprint == null) {
      throw new IllegalArgumentException("a statement of another file");
    }
    return fingerprint;
  }

  private static String hash(
      ScriptStatement statement, Set<String> mentioned, Map<String, String> definitions) {
    MessageDigest digest = digest();
    StatementTokens tokens = statement.tokens();
    Token previous = null;
    for (Token token : tokens.all()) {
      if (!isPart(token, tokens.text())) {
        continue;
      }
      if (previous != null && areOneName(previous, token)) {
        add(digest, "+");
      }
      if (previous != null
          && previous.kind() == TokenKind.STRING
          && token.kind() == TokenKind.STRING
          && tokens.text().substring(previous.end(), token.start()).indexOf('\n') >= 0) {
        // One literal in two lines (SQL standard); in one line, it is an error.
        add(digest, "continued");
      }
      previous = token;
      String written = token.of(tokens.text());
      switch (token.kind()) {
        case WORD -> add(digest, SqlNames.lowerCase(written));
        case PLACEHOLDER -> {
          add(digest, written);
          addValue(digest, written, statement.options());
        }
        case STRING, QUOTED_NAME -> {
          add(digest, written.replace("\r\n", "\n"));
          Matcher embedded = Placeholder.EMBEDDED.matcher(written);
          while (embedded.find()) {
            addValue(digest, embedded.group(), statement.options());
          }
        }
        default -> add(digest, written.replace("\r\n", "\n"));
      }
    }
    for (String name : mentioned) {
      String definition = definitions.get(name);
      if (definition != null) {
        add(digest, "needs");
        add(digest, definition);
      }
    }
    return "sha256:" + HexFormat.of().formatHex(digest.digest());
  }

  /** Templates decide what is sent; comments in their form do not. */
  private static boolean isPart(Token token, String text) {
    return token.isCode()
        && token.kind() != TokenKind.PSQL
        && !(token.kind() == TokenKind.TEMPLATE && text.startsWith("{#", token.start()));
  }

  /** A blank between a name and a placeholder matters: {@code orders_${year}}. */
  private static boolean areOneName(Token left, Token right) {
    return left.end() == right.start()
        && isPiece(left)
        && isPiece(right)
        && (left.kind() == TokenKind.PLACEHOLDER || right.kind() == TokenKind.PLACEHOLDER);
  }

  private static boolean isPiece(Token token) {
    return switch (token.kind()) {
      case WORD, QUOTED_NAME, NUMBER, PLACEHOLDER -> true;
      default -> false;
    };
  }

  private static void addValue(MessageDigest digest, String written, SqlOptions options) {
    Placeholder placeholder = Placeholder.of(written);
    if (!options.placeholders().contains(placeholder.kind())) {
      return;
    }
    for (String name : placeholder.names()) {
      String value = options.values().get(name);
      if (value != null) {
        add(digest, "=");
        add(digest, value.replace("\r\n", "\n"));
        return;
      }
    }
  }

  /** With its length, so that no other tokens have the same bytes. */
  private static void add(MessageDigest digest, String part) {
    byte[] bytes = part.getBytes(UTF_8);
    digest.update((bytes.length + ":").getBytes(UTF_8));
    digest.update(bytes);
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance(ALGORITHM);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has " + ALGORITHM, e);
    }
  }
}
