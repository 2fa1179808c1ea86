package io.github.qsmaven.model;

/** The structure of a type. */
public enum TypeShape {
  /** A single value: a built-in type, an enumeration, a domain. */
  SCALAR,
  /** Named fields: a composite type. */
  STRUCT,
  /** Elements of one type. */
  ARRAY,
  /** Keys and values: Query Service's {@code anymap}. */
  MAP,
  /** The catalog does not report the structure. */
  UNKNOWN
}
