package io.github.qsmaven.app;

import io.github.qsmaven.model.TableName;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@link Init} wrote.
 *
 * @param tables the number of tables written; 0 if the contract already contained all tables
 * @param columns the number of columns and of fields inside them that were written
 * @param untyped the number of columns, without their fields, whose type the server does not report
 * @param existing the number of tables that the contract already contained
 * @param leftOut the number of tables that were not written, since a name in them contains the
 *     password
 * @param notRead the tables that were written without columns, since these could not be read, and
 *     why
 * @param remarks what the catalog does not report, and which fields were left out, in sentences
 */
public record InitResult(
    int tables,
    int columns,
    int untyped,
    int existing,
    int leftOut,
    Map<TableName, String> notRead,
    List<String> remarks) {
  /** Keeps the order of the tables. */
  public InitResult {
    notRead = Collections.unmodifiableMap(new LinkedHashMap<>(notRead));
    remarks = List.copyOf(remarks);
  }
}
