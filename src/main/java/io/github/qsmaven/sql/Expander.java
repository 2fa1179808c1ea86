package io.github.qsmaven.sql;

import io.github.qsmaven.model.SourcePosition;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/** Puts values in the place of placeholders, and blanks what is not for the server. */
final class Expander {
  private final SourceLines source;
  private final SqlOptions options;
  private final List<Part> parts = new ArrayList<>();
  private boolean templated;
  private Outcome.@Nullable NotChecked problem;

  Expander(SourceLines source, SqlOptions options) {
    this.source = source;
    this.options = options;
  }

  /** Reads the tokens of a statement. */
  void read(List<Token> tokens) {
    for (Token token : tokens) {
      String text = token.of(source.text());
      switch (token.kind()) {
        case COMMENT -> parts.add(Part.blank(token, text));
        case PSQL -> {}
        case TEMPLATE -> template(token, text);
        case PLACEHOLDER -> {
          boolean colon = text.startsWith("#{") && isAfterColon(token);
          Token whole = colon ? new Token(token.kind(), token.start() - 1, token.end()) : token;
          if (colon) {
            parts.remove(parts.size() - 1);
          }
          placeholder(whole, whole.of(source.text()));
        }
        case STRING, QUOTED_NAME -> quoted(token, text);
        case NUMBER -> number(token, text);
        default -> parts.add(Part.copy(token, text));
      }
      if (text.indexOf('\0') >= 0 && token.kind() != TokenKind.COMMENT) {
        problem("it contains a NUL character, which PostgreSQL's protocol cannot carry", token);
      }
    }
  }

  /** A number, or the one that belongs to JPA's {@code ?1}. */
  private void number(Token token, String text) {
    Part last = parts.isEmpty() ? null : parts.get(parts.size() - 1);
    boolean numbered =
        last != null
            && last.placeholder() != null
            && last.text().equals("?")
            && last.end() == token.start();
    if (numbered) {
      parts.remove(parts.size() - 1);
      Token whole = new Token(TokenKind.PLACEHOLDER, token.start() - 1, token.end());
      placeholder(whole, "?" + text);
    } else {
      parts.add(Part.copy(token, text));
    }
  }

  /** Whether the token is Spring's {@code :#{...}}. */
  private boolean isAfterColon(Token token) {
    Part last = parts.isEmpty() ? null : parts.get(parts.size() - 1);
    return last != null && last.text().equals(":") && last.end() == token.start();
  }

  /** What was read, without white space around it. */
  List<Part> parts() {
    int from = 0;
    int to = parts.size();
    while (from < to && !parts.get(from).isCode()) {
      from++;
    }
    while (to > from && !parts.get(to - 1).isCode()) {
      to--;
    }
    return parts.subList(from, to);
  }

  /** Whether templates that control were left out. */
  boolean isTemplated() {
    return templated;
  }

  /** Why it cannot be sent; null if it can. */
  Outcome.@Nullable NotChecked problem() {
    return problem;
  }

  private void template(Token token, String text) {
    if (options.placeholders().contains(PlaceholderKind.DOUBLE_BRACES)) {
      templated |= text.startsWith("{%");
      parts.add(Part.blank(token, text));
    } else {
      parts.add(Part.copy(token, text));
    }
  }

  private void placeholder(Token token, String text) {
    Placeholder placeholder = Placeholder.of(text);
    // A parameter of the protocol is always one: the driver fails on it otherwise.
    if (placeholder.kind() != PlaceholderKind.NUMBERED
        && !options.placeholders().contains(placeholder.kind())) {
      parts.add(new Part(TokenKind.OTHER, text, token.start(), token.end(), true, false, null));
      return;
    }
    String value = value(placeholder);
    List<String> relation = placeholder.relation();
    if (value != null) {
      value(token, placeholder, value);
    } else if (placeholder.isSetUp()) {
      parts.add(Part.blank(token, text));
    } else if (relation.isEmpty()) {
      parts.add(Part.open(token, text, placeholder));
    } else {
      for (int i = 0; i < relation.size(); i++) {
        if (i > 0) {
          parts.add(Part.value(TokenKind.PUNCTUATION, ".", token));
        }
        parts.add(name(token, relation.get(i)));
      }
    }
  }

  /** A name, in quotes unless it is the same without them. */
  private Part name(Token token, String name) {
    return !options.postgres() && name.matches("[a-z_][a-z0-9_]*")
        ? Part.value(TokenKind.WORD, name, token)
        : Part.value(TokenKind.QUOTED_NAME, SqlNames.quoted(name), token);
  }

  private @Nullable String value(Placeholder placeholder) {
    for (String name : placeholder.names()) {
      String value = options.values().get(name);
      if (value != null) {
        return value;
      }
    }
    return null;
  }

  private void value(Token token, Placeholder placeholder, String value) {
    Lexer lexer = new Lexer(options.dialect());
    List<Token> closed = lexer.tokens(value + "\n;");
    Token last = closed.get(closed.size() - 1);
    if (last.kind() != TokenKind.PUNCTUATION || last.start() != value.length() + 1) {
      problem(ofValue(placeholder, "has a quote or comment that is not closed"), token);
      return;
    }
    for (Token inner : lexer.tokens(value)) {
      String text = inner.of(value);
      switch (inner.kind()) {
        case BLANK, COMMENT, TEMPLATE -> parts.add(Part.value(TokenKind.BLANK, " ", token));
        case PSQL -> problem(ofValue(placeholder, "has a command of psql"), token);
        case PLACEHOLDER ->
            parts.add(
                new Part(
                    inner.kind(),
                    text,
                    token.start(),
                    token.end(),
                    false,
                    true,
                    Placeholder.of(text)));
        default -> {
          if (text.equals(";") || text.indexOf('\0') >= 0) {
            problem(ofValue(placeholder, "has a semicolon or a NUL character"), token);
          }
          parts.add(Part.value(inner.kind(), text, token));
        }
      }
    }
  }

  private static String ofValue(Placeholder placeholder, String fault) {
    return "the value of " + placeholder.written() + " in qs.sqlValues " + fault;
  }

  /** A literal or a quoted name, in which placeholders may stand. */
  private void quoted(Token token, String text) {
    boolean name = token.kind() == TokenKind.QUOTED_NAME;
    boolean dollars = text.startsWith("$");
    Matcher matcher = Placeholder.EMBEDDED.matcher(text);
    if (dollars) {
      matcher.region(text.indexOf('$', 1) + 1, text.length());
    }
    StringBuilder replaced = new StringBuilder();
    Placeholder open = null;
    boolean found = false;
    int copied = 0;
    while (matcher.find()) {
      Placeholder placeholder = Placeholder.of(matcher.group());
      boolean bare = "$@".indexOf(matcher.group().charAt(0)) >= 0 && !matcher.group().endsWith("}");
      if ((bare && (name || dollars)) || !options.placeholders().contains(placeholder.kind())) {
        continue;
      }
      found = true;
      String value = relationOrValue(placeholder);
      if (value == null || (dollars && value.indexOf('$') >= 0) || value.indexOf('\0') >= 0) {
        open = placeholder;
        continue;
      }
      replaced.append(text, copied, matcher.start()).append(escaped(value, text));
      copied = matcher.end();
    }
    if (open != null && name) {
      parts.add(Part.open(token, text, open));
    } else if (copied > 0) {
      parts.add(
          Part.value(token.kind(), replaced.append(text, copied, text.length()).toString(), token));
    } else {
      parts.add(new Part(token.kind(), text, token.start(), token.end(), true, found, null));
    }
  }

  private @Nullable String relationOrValue(Placeholder placeholder) {
    String value = value(placeholder);
    return value == null && !placeholder.relation().isEmpty()
        ? String.join(".", placeholder.relation())
        : value;
  }

  /** A value with the quotes of the token that it is put into doubled. */
  private static String escaped(String value, String token) {
    if (token.startsWith("$")) {
      return value;
    }
    String quote = token.substring(token.length() - 1);
    String plain =
        token.startsWith("E") || token.startsWith("e") ? value.replace("\\", "\\\\") : value;
    return "'\"`".contains(quote) ? plain.replace(quote, quote + quote) : plain;
  }

  private void problem(String why, Token token) {
    if (problem == null) {
      problem = new Outcome.NotChecked(why, at(token));
    }
  }

  private SourcePosition at(Token token) {
    return source.at(token.start());
  }
}
