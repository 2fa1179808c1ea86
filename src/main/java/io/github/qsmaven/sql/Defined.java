package io.github.qsmaven.sql;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table or view that an earlier statement of the file defines.
 *
 * @param definition what it defines
 * @param ordinal the place of the statement among those of the file, from 1
 * @param columns the columns as the server describes them; null if they are unknown
 */
public record Defined(Definition definition, int ordinal, @Nullable List<DefinedColumn> columns) {
  public Defined {
    columns = columns == null ? null : List.copyOf(columns);
  }
}
