package io.github.qsmaven.sql;

import io.github.qsmaven.model.SourcePosition;
import java.util.List;

/**
 * The table that a statement writes to.
 *
 * @param name the parts of its name, as the server reads them
 * @param columns the columns that it fills; empty for all
 * @param at where the name is
 */
public record Target(List<String> name, List<String> columns, SourcePosition at) {
  public Target {
    name = List.copyOf(name);
    columns = List.copyOf(columns);
  }
}
