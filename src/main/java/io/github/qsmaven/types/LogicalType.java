package io.github.qsmaven.types;

import io.github.qsmaven.model.HasWord;

/**
 * The logical types of the Open Data Contract Standard 3.1 (its JSON Schema, {@code
 * SchemaBaseProperty.logicalType}). 3.0 has the same but {@code timestamp} and {@code time}.
 */
enum LogicalType implements HasWord {
  STRING,
  DATE,
  TIMESTAMP,
  TIME,
  NUMBER,
  INTEGER,
  OBJECT,
  ARRAY,
  BOOLEAN
}
