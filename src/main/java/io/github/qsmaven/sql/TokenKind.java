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
  /** A line of psql, from its backslash to the end of the line. */
  PSQL,
  /** Anything else, one character. */
  OTHER
}
