package io.github.qsmaven.check;

import io.github.qsmaven.check.SqlAnswer.Holds;
import io.github.qsmaven.model.LockedStatement;
import io.github.qsmaven.model.LockedStatement.LockedField;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a server says, after a change of the schema, of a statement that names a changed table.
 *
 * @param answer the statement, and what is known of it now
 * @param locked the statement in the state before; null if it is not in it
 * @param result the columns of its result now; empty if it has none, or does not hold
 */
public record DriftAnswer(
    SqlAnswer answer, @Nullable LockedStatement locked, List<LockedField> result) {
  /** Copies the list. */
  public DriftAnswer {
    result = List.copyOf(result);
  }

  /** Whether it is known to have held before. */
  boolean held() {
    return locked != null && locked.notChecked() == null;
  }

  /** The columns of its result before; null if nothing is to be compared with them. */
  @Nullable List<LockedField> resultBefore() {
    return locked != null && held() && answer.verdict() instanceof Holds ? locked.result() : null;
  }
}
