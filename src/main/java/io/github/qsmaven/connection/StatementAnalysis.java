package io.github.qsmaven.connection;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.NativeQuery;
import org.postgresql.core.ParameterList;
import org.postgresql.core.Parser;
import org.postgresql.core.Query;
import org.postgresql.core.QueryExecutor;
import org.postgresql.util.ServerErrorMessage;

/**
 * Sends one statement of the user, and interprets the answer. The only class that reads the text of
 * {@link UserSql}.
 *
 * @param executor sends the statement
 * @param query the statement, as the driver parsed it
 */
record StatementAnalysis(QueryExecutor executor, Query query) {
  /** A function in C. */
  private static final Pattern ROUTINE = Pattern.compile("[A-Za-z_0-9]{1,64}");

  /**
   * Errors of the session, not of the statement: connection exceptions, insufficient resources,
   * operator intervention, system errors.
   */
  private static final Set<String> OF_SESSION = Set.of("08", "53", "57", "58");

  /**
   * Errors that another attempt may not have: transaction rollback (a deadlock), object not in
   * prerequisite state (a lock), internal error (a table that was dropped meanwhile).
   */
  private static final Set<String> PASSING = Set.of("40", "55", "XX");

  private static final int LENGTH = 5;

  /** The session was idle for too long, or its transaction was. */
  private static final Set<String> IDLE = Set.of("25P03", "25P04");

  /**
   * Parses a statement as the driver does, but without JDBC escapes: {@code
   * QueryExecutor.createQuery} replaces them in every statement with parameters.
   *
   * @return null if the driver reads several statements, or another number of parameters
   */
  static @Nullable StatementAnalysis of(BaseConnection connection, UserSql sql)
      throws SQLException {
    QueryExecutor executor = connection.getQueryExecutor();
    List<NativeQuery> parsed =
        Parser.parseJdbcSql(
            sql.text(), executor.getStandardConformingStrings(), true, true, false, false);
    return parsed.size() == 1 && parsed.get(0).bindPositions.length == sql.parameters()
        ? new StatementAnalysis(executor, executor.wrap(parsed))
        : null;
  }

  /**
   * Has the server analyze the statement (Parse, Describe, Sync): neither Bind nor Execute is sent.
   * Outside a transaction block, Sync ends the transaction of these messages, also after an error,
   * and releases its locks.
   */
  Analysis describe() throws SQLException {
    return send(QueryExecutor.QUERY_DESCRIBE_ONLY);
  }

  /**
   * Executes the statement.
   *
   * @param extended whether to use the extended protocol
   */
  Analysis execute(boolean extended) throws SQLException {
    return send(extended ? 0 : QueryExecutor.QUERY_EXECUTE_AS_SIMPLE);
  }

  private Analysis send(int flags) throws SQLException {
    ResultColumn.Description description = new ResultColumn.Description();
    // The driver keeps the types that the server describes in it.
    ParameterList parameters = query.createParameterList();
    executor.execute(
        query,
        parameters,
        description,
        0,
        0,
        QueryExecutor.QUERY_ONESHOT | QueryExecutor.QUERY_SUPPRESS_BEGIN | flags);
    return new Analysis.Accepted(
        description.columns(),
        (flags & QueryExecutor.QUERY_DESCRIBE_ONLY) == 0
            ? List.of()
            : Arrays.stream(parameters.getTypeOIDs()).boxed().toList());
  }

  /**
   * Interprets an error.
   *
   * @param refused whether it is about the statement, although the SQLSTATE does not say so
   * @param redact removes the password
   * @return null if it is not about the statement
   */
  static @Nullable Analysis of(
      SQLException exception, boolean refused, UnaryOperator<String> redact) {
    ServerErrorMessage message = Fault.serverMessage(exception);
    String state = message == null ? null : Fault.sqlState(message);
    if (message == null || state == null || state.length() != LENGTH || Fault.isFatal(message)) {
      return null;
    }
    UnaryOperator<String> clean = text -> Fault.shortened(redact.apply(text));
    String text = clean.apply(message.getMessage() == null ? "no message" : message.getMessage());
    String kind = state.substring(0, 2);
    if (!refused) {
      boolean ofPooler = PoolerError.kind(state, text) != null;
      if (ofPooler || OF_SESSION.contains(kind) || IDLE.contains(state)) {
        return null;
      }
      if (PASSING.contains(kind)) {
        return new Analysis.Unknown(
            "the server failed to analyze it: " + new Refusal(state, text).quoted());
      }
    }
    return new Analysis.Rejected(
        state,
        text,
        message.getHint() == null ? null : clean.apply(message.getHint()),
        message.getDetail() == null ? null : clean.apply(message.getDetail()),
        position(message),
        routine(message));
  }

  /** Compared, never shown, so that a short password does not hide it. */
  private static String routine(ServerErrorMessage message) {
    String routine = message.getRoutine();
    return routine != null && ROUTINE.matcher(routine).matches() ? routine : "";
  }

  private static int position(ServerErrorMessage message) {
    try {
      return Math.max(0, message.getPosition());
    } catch (NumberFormatException e) {
      // Not PostgreSQL's.
      return 0;
    }
  }
}
