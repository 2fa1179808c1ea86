package io.github.qsmaven.testing.queryservice;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** One execution of a statement: in one go, or in the portions of a portal. */
final class Run {
  private final @Nullable InjectedFault fault;
  private final @Nullable ServerError hookFailure;
  private AtomicLong rowsOfResult;
  private final long cap;
  private long rowsOfPortion;
  private long bytes;

  /**
   * Before its first answer.
   *
   * @param fault what goes wrong with it; null: nothing
   * @param hookFailure what the client is told since a hook failed; null: none did
   * @param cap how many rows of the result are sent at most
   * @param rowsOfResult how many were sent so far; shared by the FETCHes of a cursor
   */
  Run(
      @Nullable InjectedFault fault,
      @Nullable ServerError hookFailure,
      long cap,
      AtomicLong rowsOfResult) {
    this.fault = fault;
    this.hookFailure = hookFailure;
    this.cap = cap;
    this.rowsOfResult = rowsOfResult;
  }

  /** The fault it is to have at a point; null: none. */
  @Nullable InjectedFault faultAt(FaultPoint point) {
    return fault != null && fault.point() == point ? fault : null;
  }

  @Nullable ServerError hookFailure() {
    return hookFailure;
  }

  boolean isCut() {
    return rowsOfResult.get() >= cap;
  }

  void rowSent() {
    rowsOfResult.incrementAndGet();
    rowsOfPortion++;
  }

  long rowsOfResult() {
    return rowsOfResult.get();
  }

  /** The rows sent since the last end of a portion; counting begins anew. */
  long endPortion() {
    long rows = rowsOfPortion;
    rowsOfPortion = 0;
    return rows;
  }

  /** The next rows are those of another result: a simple query may have several. */
  void endResult() {
    rowsOfResult = new AtomicLong();
  }

  /** The bytes sent so far. */
  long bytes() {
    return bytes;
  }

  void bytesSent(int some) {
    bytes += some;
  }
}
