package io.github.qsmaven.sql;

import java.util.List;

/**
 * What a statement defines for those that follow it.
 *
 * @param name the parts of its name, as the server reads them
 * @param columns the names of its columns, where the statement renames those of the query; else
 *     empty
 * @param isQuery whether a query has its columns, and not a list with types
 */
public record Definition(List<String> name, List<String> columns, boolean isQuery) {
  public Definition {
    name = List.copyOf(name);
    columns = List.copyOf(columns);
  }
}
