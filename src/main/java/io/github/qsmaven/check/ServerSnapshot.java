package io.github.qsmaven.check;

import static java.util.Objects.requireNonNull;

import io.github.qsmaven.model.NameFilter;
import io.github.qsmaven.model.SchemaDetails;
import io.github.qsmaven.model.TableName;
import io.github.qsmaven.model.TableReference;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * All that was found out at a server.
 *
 * @param structure what is listed, and what is in it
 * @param untyped tables in it that no catalog lists: it is not known what they are, nor which of
 *     their columns are {@code NOT NULL}
 * @param hidden demanded tables that are not listed but answered when asked for directly, and whose
 *     columns are not in the structure
 * @param elsewhere tables that are not listed but bear the name of a missing one, for suggestions
 * @param filter which tables were asked for; one that it rules out is not missing but not checked
 * @param tellsNullability whether the server knows which columns are {@code NOT NULL}; if not, one
 *     that seems to take NULL is not checked
 */
public record ServerSnapshot(
    SchemaDetails structure,
    Set<TableName> untyped,
    Set<TableReference> hidden,
    Collection<TableName> elsewhere,
    NameFilter filter,
    boolean tellsNullability) {
  /** Copies. */
  public ServerSnapshot {
    requireNonNull(structure, "structure is null");
    requireNonNull(filter, "filter is null");
    untyped = Set.copyOf(untyped);
    hidden = Set.copyOf(hidden);
    elsewhere = List.copyOf(elsewhere);
  }
}
