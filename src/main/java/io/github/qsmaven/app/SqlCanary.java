package io.github.qsmaven.app;

import io.github.qsmaven.app.AnalysisWay.Kind;
import io.github.qsmaven.connection.Analysis;
import io.github.qsmaven.connection.Session;
import io.github.qsmaven.connection.UserSql;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the way in which a server analyzes statements of the user. In each way it sends a query
 * that holds and one that does not: a server that accepts both, or neither, would say nothing about
 * the user's. Takes two round trips for each way that it tries.
 *
 * <p>A version of 9 or higher does not make a server PostgreSQL: QuestDB, which reports 11.3,
 * executes TRUNCATE and RENAME when it parses them. So the error has to come from PostgreSQL's own
 * parser; otherwise only queries are sent.
 */
final class SqlCanary {
  private static final String HOLDS = "SELECT 1 AS qs";
  private static final String FAILS = "SELECT qs_no_such_column FROM (SELECT 1 AS a) t";

  /** What PostgreSQL calls the routine that finds a missing column, in every language. */
  private static final String PARSER = "errorMissingColumn";

  /**
   * Finds the way; once for each session.
   *
   * @throws SQLException if the server ends the session or the connection breaks; or if it rejects
   *     the extended protocol, after which the work is repeated with the simple one
   */
  AnalysisWay way(Session session) throws SQLException {
    if (session.isPostgres() && !session.usesExtendedProtocol()) {
      return new AnalysisWay(
          Kind.NONE,
          "the server rejects the extended protocol, and in the simple one the driver would execute"
              + " statements");
    }
    List<AnalysisWay> ways = new ArrayList<>();
    if (session.isPostgres()) {
      ways.add(
          new AnalysisWay(Kind.DESCRIBE, "the server analyzes statements (Parse and Describe)"));
    }
    if (session.usesExtendedProtocol()) {
      ways.add(
          new AnalysisWay(
              Kind.DESCRIBE_WRAPPED,
              "the server analyzes queries (Parse and Describe), each as a subquery of a SELECT that"
                  + " returns no rows"));
    }
    if (!session.isPostgres()) {
      ways.add(
          new AnalysisWay(
              Kind.EXECUTE_WRAPPED,
              "the server executes queries, each as a subquery of a SELECT that returns no rows"));
    }
    String why = "";
    for (AnalysisWay way : ways) {
      why = fault(session, way);
      if (why.isEmpty()) {
        return way;
      }
    }
    return new AnalysisWay(Kind.NONE, why);
  }

  /** Why a way says nothing; empty if it does. */
  private static String fault(Session session, AnalysisWay way) throws SQLException {
    Analysis holds = way.analyze(session, sql(way, HOLDS));
    if (!(holds instanceof Analysis.Accepted)) {
      return "the server does not accept "
          + HOLDS
          + (holds instanceof Analysis.Rejected rejected
              ? ": '%s' (SQLSTATE %s)".formatted(rejected.message(), rejected.sqlState())
              : "");
    }
    if (!(way.analyze(session, sql(way, FAILS)) instanceof Analysis.Rejected rejected)) {
      return "the server does not reject a query with a missing column";
    }
    return way.wraps() || rejected.routine().equals(PARSER) ? "" : "the server is not PostgreSQL";
  }

  private static UserSql sql(AnalysisWay way, String query) {
    return new UserSql(way.wraps() ? "SELECT * FROM (" + query + "\n) qs WHERE 1=0" : query, 0);
  }
}
