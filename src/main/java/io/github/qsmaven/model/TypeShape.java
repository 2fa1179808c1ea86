package io.github.qsmaven.model;

/** The structure of a type. */
public enum TypeShape {
  /** One value: a built-in type, an enumeration, a domain. */
  SCALAR,
  /** Fields with names: a composite type. */
  STRUCT,
  /** Elements of one type. */
  ARRAY,
  /** Keys and values: Query Service's {@code anymap}. */
  MAP,
  /** The catalog does not tell. */
  UNKNOWN
}
