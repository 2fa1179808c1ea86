package io.github.qsmaven.check;

import org.jspecify.annotations.Nullable;

/**
 * Why a server rejects a statement: the fields of its error (PostgreSQL's documentation, "Error and
 * Notice Message Fields").
 *
 * @param sqlState the SQLSTATE
 * @param message the message, in the language of the server
 * @param detail its detail; null if there is none
 * @param hint its hint; null if there is none
 * @param position the place in what was sent, in characters from 1; 0 if there is none
 * @param routine the function of the server that reports it, which does not depend on the language;
 *     empty if it is not known
 */
public record SqlError(
    String sqlState,
    String message,
    @Nullable String detail,
    @Nullable String hint,
    int position,
    String routine) {
  /** Whether the SQLSTATE is one of these. */
  boolean is(String... states) {
    for (String state : states) {
      if (sqlState.equals(state)) {
        return true;
      }
    }
    return false;
  }

  /** Whether it is about a column that does not exist. */
  public boolean isAboutColumn() {
    return is("42703");
  }

  /** Whether it says that a table, a schema, a function or a type does not exist. */
  public boolean isAboutExistence() {
    return is("42P01", "3F000", "42883", "42704");
  }

  /** Whether the SQLSTATE is in a class. */
  boolean isOfClass(String two) {
    return sqlState.startsWith(two);
  }

  /** Whether one of these functions reports it. */
  boolean isFrom(String... routines) {
    for (String one : routines) {
      if (routine.equals(one)) {
        return true;
      }
    }
    return false;
  }
}
