package io.github.qsmaven.app;

import io.github.qsmaven.drift.Difference;
import io.github.qsmaven.model.FindingCode;
import io.github.qsmaven.model.SourcePosition;
import java.util.List;

/**
 * What {@link LockSchema} did. The texts are as servers and users wrote them, so to be escaped.
 *
 * @param file the lock, as users know its path
 * @param changed whether the file was written; if not, it already said the same
 * @param existed whether there was a lock before
 * @param tables the number of tables in the lock
 * @param columns the number of their columns and of the fields inside these
 * @param statements the number of statements in the lock that hold
 * @param notChecked the number of statements in the lock that could not be checked
 * @param rejected the statements that are not in the lock, since they fail
 * @param changes the changes of the tables that the lock now accepts; none if there was no lock
 * @param remarks what is missing in the lock, in sentences
 */
public record LockResult(
    String file,
    boolean changed,
    boolean existed,
    int tables,
    int columns,
    int statements,
    int notChecked,
    List<RejectedStatement> rejected,
    List<AcceptedChange> changes,
    List<String> remarks) {
  /** Copies the lists. */
  public LockResult {
    rejected = List.copyOf(rejected);
    changes = List.copyOf(changes);
    remarks = List.copyOf(remarks);
  }

  /**
   * A statement that fails.
   *
   * @param at the place of the fault, or else of the statement
   * @param message what the server says
   */
  public record RejectedStatement(SourcePosition at, String message) {}

  /**
   * A change of a table that the lock now accepts.
   *
   * @param code the kind of change
   * @param object the table by its listed name, or {@code table.column}
   * @param before what was there, in a few words
   * @param after what is there now, in a few words
   */
  public record AcceptedChange(FindingCode code, String object, String before, String after) {
    static AcceptedChange of(Difference change) {
      String column = change.column();
      return new AcceptedChange(
          change.code(),
          column == null ? change.listedName() : change.listedName() + "." + column,
          change.before(),
          change.code() == FindingCode.TABLE_GONE
              ? "nothing: it is gone, or the project no longer names it"
              : change.after());
    }
  }
}
