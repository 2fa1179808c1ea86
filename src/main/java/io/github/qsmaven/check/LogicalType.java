package io.github.qsmaven.check;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The logical types of the Open Data Contract Standard 3.1 (its JSON Schema, {@code
 * SchemaBaseProperty.logicalType}). 3.0 has the same but {@code timestamp} and {@code time}.
 */
enum LogicalType {
  STRING,
  DATE,
  TIMESTAMP,
  TIME,
  NUMBER,
  INTEGER,
  OBJECT,
  ARRAY,
  BOOLEAN;

  private static final LogicalType[] VALUES = values();

  private final String word = name().toLowerCase(Locale.ROOT);

  /** The word of the standard. */
  String word() {
    return word;
  }

  /** The type that a word means, in any case; null if the standard does not have it. */
  static @Nullable LogicalType of(String word) {
    String wanted = word.strip().toLowerCase(Locale.ROOT);
    for (LogicalType type : VALUES) {
      if (type.word.equals(wanted)) {
        return type;
      }
    }
    return null;
  }
}
