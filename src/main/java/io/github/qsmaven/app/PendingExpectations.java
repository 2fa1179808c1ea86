package io.github.qsmaven.app;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.settings.TimeLimit;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeoutException;

/** Expectations that were read, or that a thread of their own still reads. */
public final class PendingExpectations {
  /** What {@code qs:init} writes of a table of ten columns. */
  private static final int BYTES_OF_TABLE = 1024;

  private final Future<Expectations> future;
  private final long bytes;
  private final TimeLimit limit;

  private PendingExpectations(Future<Expectations> future, long bytes, TimeLimit limit) {
    this.future = future;
    this.bytes = bytes;
    this.limit = limit;
  }

  /** Expectations that were read. */
  public static PendingExpectations of(Expectations read) {
    return new PendingExpectations(CompletableFuture.completedFuture(read), 0, TimeLimit.NONE);
  }

  /**
   * Reads expectations in a thread of their own. It neither logs nor holds the JVM, and ends with
   * the files, which are bounded.
   *
   * @param reader reads them
   * @param bytes the size of the contracts
   * @param limit how long to wait for them
   */
  static PendingExpectations start(Callable<Expectations> reader, long bytes, TimeLimit limit) {
    FutureTask<Expectations> task = new FutureTask<>(reader);
    Thread thread = new Thread(task, "qs-read-contracts");
    thread.setDaemon(true);
    thread.start();
    return new PendingExpectations(task, bytes, limit);
  }

  /**
   * Whether the expectations are still read, and so many that it does not pay to wait for them
   * before the columns of some tables are read.
   *
   * @param tables the number of the tables
   */
  boolean mayName(int tables) {
    return !future.isDone() && bytes / BYTES_OF_TABLE >= tables;
  }

  /**
   * Waits for the expectations.
   *
   * @throws CannotCheckException if they cannot be read, or not in time; whatever else the thread
   *     has thrown is thrown as well
   */
  public Expectations get() throws CannotCheckException {
    try {
      return future.get(limit.left(), NANOSECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof CannotCheckException known) {
        throw known;
      } else if (e.getCause() instanceof RuntimeException unexpected) {
        throw unexpected;
      } else if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(e);
    } catch (TimeoutException e) {
      limit.require("read the contracts");
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Why a goal fails: what is wrong in the files comes before any other reason, as where they are
   * read first. Waits for it, since it does not depend on the server.
   *
   * @param other the other reason
   */
  public CannotCheckException faultBefore(CannotCheckException other) {
    if (!Thread.currentThread().isInterrupted()) {
      try {
        get();
      } catch (CannotCheckException e) {
        return future.isDone() ? e : other;
      }
    }
    return other;
  }
}
