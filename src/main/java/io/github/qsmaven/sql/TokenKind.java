package io.github.qsmaven.sql;

/** The kinds of tokens. Together, the tokens of a text are the whole text. */
enum TokenKind {
  /** White space, line ends included. */
  BLANK,
  /** A comment, up to the end of its line or its outermost end. */
  COMMENT,
  /** A keyword, or a name without quotes. */
  WORD,
  /** A name in double quotes or, in Query Service, in back quotes. */
  QUOTED_NAME,
  /** A literal of text, in single quotes or between dollar signs, with its prefix. */
  STRING,
  /** A literal of a number. */
  NUMBER,
  /** One of {@code ( ) [ ] , ; .}. */
  PUNCTUATION,
  /** An operator of PostgreSQL, as long as its lexer reads it, or a {@code :} or {@code ::}. */
  OPERATOR,
  /** A placeholder: {@code $1 ? :name @name ${x} #{x} {{x}} $name #template}. */
  PLACEHOLDER,
  /** A template that controls and stands for nothing: {@code {% if %}}, {@code {# comment #}}. */
  TEMPLATE,
  /**
   * What a client reads and does not send: a line of psql from its backslash on, the data of a
   * COPY, the {@code /} that ends a statement of DbVisualizer.
   */
  PSQL,
  /** The dollar signs at the start and the end of a block of Query Service. */
  BLOCK,
  /** Anything else, one character. */
  OTHER
}
