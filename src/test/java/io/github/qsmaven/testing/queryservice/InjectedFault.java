package io.github.qsmaven.testing.queryservice;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A fault that the double is told to have.
 *
 * @param point where
 * @param kind in which way
 * @param times how often, over all connections; then the double behaves
 * @param after rows or bytes that go well first, for {@link FaultPoint#DATA_ROW} and {@link
 *     FaultPoint#RESULT_BYTES}
 * @param sql what the statement contains, for the points of a statement; null: any
 * @param nth which of its connection's statements, from 1, for the points of a statement; 0: any
 */
public record InjectedFault(
    FaultPoint point, FaultKind kind, int times, int after, @Nullable Pattern sql, int nth) {
  /**
   * Makes one.
   *
   * @throws IllegalArgumentException if it cannot happen there
   */
  public InjectedFault {
    boolean beforeTls = point.compareTo(FaultPoint.TLS_ANSWER) <= 0;
    if ((kind == Breakage.NO_TLS && point != FaultPoint.TLS_ANSWER)
        || (kind == Breakage.TRICKLE && beforeTls)) {
      // The answer to an SSLRequest is a single byte.
      throw new IllegalArgumentException("There is no " + kind + " at " + point);
    }
  }

  /**
   * One that is there always, with any statement.
   *
   * @param point where
   * @param kind in which way
   */
  public static InjectedFault at(FaultPoint point, FaultKind kind) {
    return new InjectedFault(point, kind, Integer.MAX_VALUE, 0, null, 0);
  }

  /** Only so often, over all connections. */
  public InjectedFault times(int some) {
    return new InjectedFault(point, kind, some, after, sql, nth);
  }

  /** Only after so many rows or bytes. */
  public InjectedFault after(int some) {
    return new InjectedFault(point, kind, times, some, sql, nth);
  }

  /** Only with statements in which the expression is found. */
  public InjectedFault on(Pattern expression) {
    return new InjectedFault(point, kind, times, after, expression, nth);
  }

  /**
   * Only with the statement of this number on its connection, from 1. The driver's own count as
   * well: it begins with {@code SET extra_float_digits = 2} where the server says it is 0.1.0.
   */
  public InjectedFault onStatement(int number) {
    return new InjectedFault(point, kind, times, after, sql, number);
  }

  boolean meets(String statement, int number) {
    return (sql == null || sql.matcher(statement).find()) && (nth == 0 || nth == number);
  }
}
