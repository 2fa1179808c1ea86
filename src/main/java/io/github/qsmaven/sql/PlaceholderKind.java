package io.github.qsmaven.sql;

import io.github.qsmaven.model.HasWord;
import java.util.Optional;

/** The kinds of placeholders, named by their spelling. */
public enum PlaceholderKind implements HasWord {
  /** Of PostgreSQL's protocol and PREPARE. */
  NUMBERED("$1"),
  /** Of JDBC. */
  QUESTION("?"),
  /** Of Spring, JPA and psql. */
  COLON(":name"),
  /** Of Query Service's variables and other clients. */
  AT("@name"),
  /** Of Maven, Flyway and MyBatis. */
  DOLLAR_BRACES("${x}"),
  /** Of MyBatis. */
  HASH_BRACES("#{x}"),
  /** Of Jinja and dbt. */
  DOUBLE_BRACES("{{x}}"),
  /** Of Query Service's parameterized queries. */
  DOLLAR_NAME("$name"),
  /** Of Query Service's inline templates. */
  HASH("#template");

  private final String word;

  PlaceholderKind(String word) {
    this.word = word;
  }

  @Override
  public String word() {
    return word;
  }

  /** Finds the kind of a word; empty for an unknown one. */
  public static Optional<PlaceholderKind> parse(String word) {
    return HasWord.parse(PlaceholderKind.class, word);
  }

  /** Whether its value becomes part of the text, so that it may be more than one item of a list. */
  boolean isText() {
    return this == DOLLAR_BRACES || this == DOUBLE_BRACES || this == DOLLAR_NAME || this == HASH;
  }
}
