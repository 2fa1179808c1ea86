package io.github.qsmaven.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A statement of the project that held, or could not be checked, when the lock was written.
 *
 * @param fingerprint the hash of its tokens: {@code sha256:} and 64 hexadecimal digits
 * @param reads the tables that it names, sorted
 * @param result the columns of its result; empty if it has none
 * @param parameters the types of its parameters, as {@code CanonicalType} writes them
 * @param notChecked why the server could not check it; null if it held
 */
public record LockedStatement(
    String fingerprint,
    List<TableName> reads,
    List<LockedField> result,
    List<String> parameters,
    @Nullable String notChecked) {
  /** Copies the lists. */
  public LockedStatement {
    reads = List.copyOf(reads);
    result = List.copyOf(result);
    parameters = List.copyOf(parameters);
  }

  /**
   * A column of a result.
   *
   * @param name its name
   * @param type its type, with its modifier
   */
  public record LockedField(String name, String type) {}
}
