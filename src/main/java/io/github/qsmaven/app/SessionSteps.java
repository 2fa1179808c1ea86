package io.github.qsmaven.app;

import io.github.qsmaven.catalog.CatalogQuery;
import io.github.qsmaven.catalog.CatalogSurvey;
import io.github.qsmaven.catalog.RowCap;
import io.github.qsmaven.connection.Session;
import io.github.qsmaven.connection.Sessions;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.CatalogSource;
import io.github.qsmaven.model.NameEscaper;
import io.github.qsmaven.model.NameFilter;
import io.github.qsmaven.model.Quantity;
import io.github.qsmaven.model.TableType;
import io.github.qsmaven.settings.Target;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The steps of {@link Doctor} at the server, all in one session. Each records its findings after
 * its work, since the work may be repeated in another session.
 *
 * @param recorder records the findings
 * @param target the target
 * @param sessions the sessions of the build
 * @param survey asks the catalogs
 */
record SessionSteps(StepRecorder recorder, Target target, Sessions sessions, CatalogSurvey survey) {
  private static final int ROUND_TRIPS = 5;

  /** What {@code list-tables} lists by default. */
  private static final CatalogQuery QUERY =
      new CatalogQuery(List.of(), Set.of(TableType.TABLE), NameFilter.ALL);

  void signIn() throws CannotCheckException {
    use(Session::serverVersion);
    recorder.found("signed in to " + NameEscaper.CONSOLE.quoted(target.endpoint().database()));
  }

  private <T> T use(Sessions.Work<T> work) throws CannotCheckException {
    return sessions.use(target, recorder, work);
  }

  void describe() throws CannotCheckException {
    use(session ->
            List.of(
                "reports version " + NameEscaper.CONSOLE.of(session.serverVersion()),
                "current_schema() " + ask(session, "SELECT current_schema()"),
                "search_path " + ask(session, "SHOW search_path"),
                "%streated as PostgreSQL, statements use the %s protocol"
                    .formatted(
                        session.isPostgres() ? "" : "not ",
                        session.usesExtendedProtocol() ? "extended" : "simple"),
                session.isReadOnly()
                    ? "the session is read-only"
                    : "whether the session is read-only is unknown; the plugin sends only queries"))
        .forEach(recorder::found);
  }

  /** The result of a statement, or its rejection, after the name of the value. */
  private static String ask(Session session, String sql) throws SQLException {
    try {
      List<String> rows = session.query(sql, List.of(), row -> String.valueOf(row.getString(1)));
      return rows.isEmpty() ? "returns no row" : "is " + NameEscaper.CONSOLE.of(rows.get(0));
    } catch (SQLException e) {
      return refusal(session, e);
    }
  }

  private static String refusal(Session session, SQLException e) throws SQLException {
    return NameEscaper.CONSOLE.of(session.recoverFrom(e).toString());
  }

  /**
   * Asks each catalog.
   *
   * @return the one that {@code list-tables} uses
   */
  CatalogSource askCatalogs() throws CannotCheckException {
    CatalogSurvey.Result result = use(session -> survey.of(session, QUERY));
    int most = 0;
    for (CatalogSurvey.Answer answer : result.answers()) {
      Integer tables = answer.tables();
      most = tables == null ? most : Math.max(most, tables);
      recorder.found(
          "%s %s"
              .formatted(
                  answer.source().word(),
                  tables == null ? answer.reason() : "lists " + new Quantity(tables, "table")));
    }
    Integer views = result.views().views();
    recorder.found(
        "show_views "
            + (views == null ? result.views().reason() : "lists " + new Quantity(views, "view")));
    if (result.failure() != null) {
      throw result.failure();
    }
    CatalogSource used = result.used();
    if (used == null) {
      throw new CannotCheckException(
          "No catalog of the server returns tables.",
          "check the database and the permissions of the credential.");
    }
    recorder.found("list-tables uses " + used.word());
    if (most == 0) {
      recorder.warn(
          "no catalog lists a table",
          "check the database, and whether the credential may see its tables; for tables outside"
              + " the search path, set qs.schemas to their schemas.");
    }
    return used;
  }

  void measureRowCap(CatalogSource source) throws CannotCheckException {
    recorder.found(use(session -> rowCap(session, source)));
  }

  private static String rowCap(Session session, CatalogSource source) throws SQLException {
    Optional<RowCap> measured;
    try {
      measured = RowCap.measure(session, source);
    } catch (SQLException e) {
      return "unknown: the count " + refusal(session, e);
    }
    if (measured.isEmpty()) {
      return "unknown: the rows of " + source.word() + " cannot be counted";
    }
    RowCap cap = measured.get();
    if (cap.isSeen()) {
      return "seen: the server counts %s rows, but returns %s at once; list-tables reads in pages and compares them with the count"
          .formatted(cap.counted(), cap.returned());
    }
    return (cap.counted() < RowCap.REQUESTED
            ? "not seen: the catalog has only " + cap.counted() + " rows"
            : "not seen: " + cap.returned() + " rows were returned at once")
        + (session.isPostgres() && source == CatalogSource.PG_CATALOG
            ? "; lists are read with one statement each, and compared with a count"
            : "; lists are read in pages, and compared with a count");
  }

  void findAnalysis() throws CannotCheckException {
    AnalysisWay way = use(new SqlCanary()::way);
    String finding = "check-sql: " + NameEscaper.CONSOLE.of(way.why());
    if (way.kind() == AnalysisWay.Kind.NONE) {
      recorder.warn(
          finding + ", so check-sql cannot check statements",
          "connect without a pooler or proxy in between, if there is one.");
    } else {
      recorder.found(finding);
    }
  }

  void timeRoundTrips() throws CannotCheckException {
    long[] nanoseconds = use(SessionSteps::roundTrips);
    Arrays.sort(nanoseconds);
    recorder.found(
        String.format(
            Locale.ROOT,
            "%.1f ms, the median of %d statements",
            nanoseconds[ROUND_TRIPS / 2] / 1e6,
            ROUND_TRIPS));
  }

  /** A rejected statement takes a round trip too. */
  private static long[] roundTrips(Session session) throws SQLException {
    long[] nanoseconds = new long[ROUND_TRIPS];
    for (int i = 0; i < ROUND_TRIPS; i++) {
      long start = System.nanoTime();
      try {
        session.query("SELECT 1", List.of(), row -> row.getInt(1));
        nanoseconds[i] = System.nanoTime() - start;
      } catch (SQLException e) {
        nanoseconds[i] = System.nanoTime() - start;
        refusal(session, e);
      }
    }
    return nanoseconds;
  }
}
