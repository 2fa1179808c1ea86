package io.github.qsmaven.testing.queryservice;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** One execution of a statement, in one go or in the portions of a portal. */
final class Run {
  private final @Nullable InjectedFault fault;
  private final @Nullable ServerError hookFailure;
  private AtomicLong rowsOfResult;
  private final long cap;
  private long rowsOfPortion;
  private long bytes;

  /**
   * Creates an execution without responses.
   *
   * @param fault its fault; null: none
   * @param hookFailure the error to send to the client if a hook failed; null: none failed
   * @param cap the maximum number of rows of the result
   * @param rowsOfResult the number of rows sent so far; shared by the FETCHes of a cursor
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

  /** Its fault, if it occurs at this point; null: none. */
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

  /** Returns the number of rows in this portion and starts the next one. */
  long endPortion() {
    long rows = rowsOfPortion;
    rowsOfPortion = 0;
    return rows;
  }

  /** Starts another result: a simple query may have several. */
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
