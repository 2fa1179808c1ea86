package io.github.qsmaven.app;

import io.github.qsmaven.model.TableName;
import java.util.Map;

/**
 * What {@link Init} wrote.
 *
 * @param tables how many tables it wrote; if none, the contract had all of them, and was not
 *     touched
 * @param columns how many columns, their fields not counted
 * @param there how many tables were in the contract before
 * @param notRead the tables that were written without columns, since these could not be read, and
 *     why
 */
public record InitResult(int tables, int columns, int there, Map<TableName, String> notRead) {
  /** Copies. */
  public InitResult {
    notRead = Map.copyOf(notRead);
  }
}
