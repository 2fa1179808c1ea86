package io.github.qsmaven.app;

import io.github.qsmaven.model.TableName;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@link Init} wrote.
 *
 * @param tables how many tables it wrote; if none, the contract had all of them, and was not
 *     touched
 * @param columns how many columns, their fields not counted
 * @param untold how many of the columns it wrote without a type, since the server does not tell it
 * @param there how many tables were in the contract before
 * @param notRead the tables that were written without columns, since these could not be read, and
 *     why
 * @param remarks what the catalog could not tell of the list of tables, in sentences
 */
public record InitResult(
    int tables,
    int columns,
    int untold,
    int there,
    Map<TableName, String> notRead,
    List<String> remarks) {
  /** Copies, and keeps the order. */
  public InitResult {
    notRead = Collections.unmodifiableMap(new LinkedHashMap<>(notRead));
    remarks = List.copyOf(remarks);
  }
}
