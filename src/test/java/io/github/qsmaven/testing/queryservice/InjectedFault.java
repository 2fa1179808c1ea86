package io.github.qsmaven.testing.queryservice;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A fault that the simulator injects.
 *
 * @param point the point in a session
 * @param kind the kind of fault
 * @param times how often, over all connections
 * @param after the number of rows or bytes before the fault, for {@link FaultPoint#DATA_ROW} and
 *     {@link FaultPoint#RESULT_BYTES}
 * @param sql matches a part of the statement, for the points of a statement; null: any statement
 * @param nth the number of the statement on its connection, from 1, for the points of a statement;
 *     0: any statement
 */
public record InjectedFault(
    FaultPoint point, FaultKind kind, int times, int after, @Nullable Pattern sql, int nth) {
  /**
   * Creates a fault.
   *
   * @throws IllegalArgumentException if this kind cannot occur at this point
   */
  public InjectedFault {
    boolean beforeTls = point.compareTo(FaultPoint.TLS_ANSWER) <= 0;
    if ((kind == Breakage.NO_TLS && point != FaultPoint.TLS_ANSWER)
        || ((kind == Breakage.TWICE || kind == Breakage.NULLS) && point != FaultPoint.DATA_ROW)
        || (kind == Breakage.TRICKLE && beforeTls)) {
      // The answer to an SSLRequest is a single byte.
      throw new IllegalArgumentException("There is no " + kind + " at " + point);
    }
  }

  /**
   * A fault that occurs each time, with any statement.
   *
   * @param point the point in a session
   * @param kind the kind of fault
   */
  public static InjectedFault at(FaultPoint point, FaultKind kind) {
    return new InjectedFault(point, kind, Integer.MAX_VALUE, 0, null, 0);
  }

  /** Limits how often it occurs, over all connections. */
  public InjectedFault times(int some) {
    return new InjectedFault(point, kind, some, after, sql, nth);
  }

  /** Lets rows or bytes pass first. */
  public InjectedFault after(int some) {
    return new InjectedFault(point, kind, times, some, sql, nth);
  }

  /** Limits the fault to statements that contain a match. */
  public InjectedFault on(Pattern expression) {
    return new InjectedFault(point, kind, times, after, expression, nth);
  }

  /**
   * Limits the fault to the statement with this number on its connection, from 1. The driver's own
   * statements count: the first is {@code SET extra_float_digits = 2} if the version is 0.1.0.
   */
  public InjectedFault onStatement(int number) {
    return new InjectedFault(point, kind, times, after, sql, number);
  }

  boolean meets(String statement, int number) {
    return (sql == null || sql.matcher(statement).find()) && (nth == 0 || nth == number);
  }
}
