package io.github.qsmaven.app;

import io.github.qsmaven.lock.LockFile;
import io.github.qsmaven.model.ExpectedTable;
import io.github.qsmaven.model.Lock;
import io.github.qsmaven.settings.Target;
import java.util.List;

/** What {@link Drift} compares the server with. */
public sealed interface Before {
  /**
   * The lock of the project, which may not exist.
   *
   * @param file the lock
   */
  record OfLock(LockFile file) implements Before {}

  /**
   * The lock of another commit, or another file.
   *
   * @param lock the lock
   * @param words what it is, such as {@code the lock of main}; to be escaped
   */
  record OfGit(Lock lock, String words) implements Before {}

  /**
   * Contracts.
   *
   * @param tables the tables that they expect
   * @param words what they are; to be escaped
   */
  record OfContracts(List<ExpectedTable> tables, String words) implements Before {
    /** Copies the list. */
    public OfContracts {
      tables = List.copyOf(tables);
    }
  }

  /**
   * Another server.
   *
   * @param target the server and the credential
   */
  record OfServer(Target target) implements Before {}
}
