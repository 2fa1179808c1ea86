package io.github.qsmaven.check;

import static java.util.Objects.requireNonNull;

import io.github.qsmaven.model.ExpectedTable;
import io.github.qsmaven.model.NameFilter;
import io.github.qsmaven.model.Structure;
import io.github.qsmaven.model.TableName;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * All that was found out at a server.
 *
 * @param structure what is listed, and what is in it
 * @param hidden demanded tables that are not listed but answered when asked for directly, and whose
 *     columns are not in the structure
 * @param elsewhere tables that are not listed but bear the name of a missing one, for suggestions
 * @param filter which tables were asked for; one that it rules out is not missing but not checked
 * @param tellsNullability whether the server knows which columns are {@code NOT NULL}; if not, one
 *     that seems to take NULL is not checked
 */
public record Evidence(
    Structure structure,
    Set<ExpectedTable> hidden,
    Collection<TableName> elsewhere,
    NameFilter filter,
    boolean tellsNullability) {
  /** Copies. */
  public Evidence {
    requireNonNull(structure, "structure is null");
    requireNonNull(filter, "filter is null");
    hidden = Set.copyOf(hidden);
    elsewhere = List.copyOf(elsewhere);
  }
}
