package io.github.qsmaven.types;

import io.github.qsmaven.model.HasWord;

/**
 * The logical types of the Open Data Contract Standard 3.2 (its JSON Schema, {@code
 * SchemaBaseProperty.logicalType}). 3.1 has the same but {@code map} and {@code vector}, and 3.0
 * lacks {@code timestamp} and {@code time} as well.
 */
public enum LogicalType implements HasWord {
  STRING,
  DATE,
  TIMESTAMP,
  TIME,
  NUMBER,
  INTEGER,
  OBJECT,
  ARRAY,
  BOOLEAN,
  MAP,
  VECTOR
}
