package io.github.qsmaven.connection;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the server says about a statement of the user that it analyzed. */
public sealed interface Analysis {
  /**
   * It found no fault; for some statements, such as CREATE VIEW, without looking for one.
   *
   * @param columns the columns of its result; none if it has no result
   * @param parameters the oids of the types of its parameters, in their order; empty if the server
   *     did not describe them
   */
  record Accepted(List<ResultColumn> columns, List<Integer> parameters) implements Analysis {
    /** Copies the lists. */
    public Accepted {
      columns = List.copyOf(columns);
      parameters = List.copyOf(parameters);
    }
  }

  /**
   * It found a fault. The texts are bounded, and do not contain the password; they may contain
   * control characters.
   *
   * @param sqlState the SQLSTATE
   * @param message the message, in the language of the server
   * @param hint the hint; null if there is none
   * @param detail the detail; null if there is none
   * @param position where, in code points from 1 of what was sent, in which the driver replaced
   *     {@code ?} by {@code $1} and so on, and {@code ??} by {@code ?}; 0 if the server does not
   *     say
   * @param routine the name of the routine of the server that found it, which is in no language;
   *     empty if the server does not say
   */
  record Rejected(
      String sqlState,
      String message,
      @Nullable String hint,
      @Nullable String detail,
      int position,
      String routine)
      implements Analysis {}

  /**
   * It is unknown whether the statement has a fault.
   *
   * @param why the reason, as a clause; it is bounded, and does not contain the password
   */
  record Unknown(String why) implements Analysis {}
}
