package io.github.qsmaven.app;

import io.github.qsmaven.connection.Analysis;
import io.github.qsmaven.connection.Session;
import io.github.qsmaven.connection.UserSql;
import java.sql.SQLException;

/**
 * How the server of a session analyzes statements of the user. {@link SqlCanary} finds it.
 *
 * @param kind the way
 * @param why what the server does in this way, or why there is none: a sentence without a full stop
 */
record AnalysisWay(Kind kind, String why) {
  /** The ways. */
  enum Kind {
    /** PostgreSQL describes every statement. */
    DESCRIBE,
    /** Another server describes queries that are wrapped so that they return no rows. */
    DESCRIBE_WRAPPED,
    /** Another server executes queries that are wrapped so that they return no rows. */
    EXECUTE_WRAPPED,
    /** Nothing of the user may be sent. */
    NONE
  }

  /** Whether only queries are sent, as {@code SELECT * FROM (query) qs WHERE 1=0}. */
  boolean wraps() {
    return kind == Kind.DESCRIBE_WRAPPED || kind == Kind.EXECUTE_WRAPPED;
  }

  /**
   * Has the server analyze a statement.
   *
   * @param session the session that the way was found in
   * @param sql the statement; a wrapped query if the way {@link #wraps}
   * @return what the server says
   * @throws SQLException if the server ends the session or the connection breaks
   */
  Analysis analyze(Session session, UserSql sql) throws SQLException {
    return switch (kind) {
      case DESCRIBE -> session.analyze(sql);
      case DESCRIBE_WRAPPED, EXECUTE_WRAPPED ->
          session.analyzeWrapped(sql, kind == Kind.DESCRIBE_WRAPPED);
      case NONE -> new Analysis.Unknown(why);
    };
  }
}
