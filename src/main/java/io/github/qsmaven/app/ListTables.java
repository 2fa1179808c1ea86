package io.github.qsmaven.app;

import io.github.qsmaven.catalog.CatalogReader;
import io.github.qsmaven.catalog.TableProbe;
import io.github.qsmaven.catalog.TableProbe.Answer;
import io.github.qsmaven.check.ExpectedTablesCheck;
import io.github.qsmaven.check.Suggestions;
import io.github.qsmaven.connection.Endpoint;
import io.github.qsmaven.connection.Session;
import io.github.qsmaven.connection.SessionLog;
import io.github.qsmaven.connection.Sessions;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.Catalog;
import io.github.qsmaven.model.ExpectedTable;
import io.github.qsmaven.model.Findings;
import io.github.qsmaven.model.MissingTable;
import io.github.qsmaven.model.Server;
import io.github.qsmaven.model.TableName;
import io.github.qsmaven.report.TablesReport;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Lists tables, holds the expected ones against the list, asks for each that is not listed, and
 * writes the reports.
 */
public final class ListTables {
  private final Sessions sessions;
  private final CatalogReader reader;
  private final TableProbe probe;

  /**
   * @param sessions the sessions of the build
   * @param reader how to read the catalog
   * @param probe how to ask for a table directly
   */
  public ListTables(Sessions sessions, CatalogReader reader, TableProbe probe) {
    this.sessions = sessions;
    this.reader = reader;
    this.probe = probe;
  }

  /**
   * Does it.
   *
   * @param request what is asked
   * @param log hears of the session
   * @return what was found; missing tables are a result, not an exception
   * @throws CannotCheckException if it could not be found out, or a report cannot be written
   */
  public ListTablesResult run(ListTablesRequest request, SessionLog log)
      throws CannotCheckException {
    long start = System.nanoTime();
    request.files().prepare();
    TablesReport report = sessions.use(request.target(), log, session -> ask(session, request));
    List<Path> files = request.files().write(report);
    return new ListTablesResult(report, files, Duration.ofNanos(System.nanoTime() - start));
  }

  private TablesReport ask(Session session, ListTablesRequest request)
      throws SQLException, CannotCheckException {
    Catalog catalog = reader.read(session, request.query());
    Endpoint endpoint = request.target().endpoint();
    Server server =
        new Server(
            endpoint.serverId(),
            endpoint.host(),
            endpoint.port(),
            endpoint.database(),
            endpoint.sslMode().word(),
            session.serverVersion());
    return new TablesReport(server, catalog, findings(session, request, catalog));
  }

  private Findings findings(Session session, ListTablesRequest request, Catalog catalog)
      throws SQLException {
    List<ExpectedTable> absent = new ArrayList<>();
    Set<ExpectedTable> unlisted = new HashSet<>();
    Set<ExpectedTable> unreadable = new HashSet<>();
    for (ExpectedTable table : new ExpectedTablesCheck(catalog).unlisted(request.expected())) {
      switch (askFor(session, table, request.query().schemas())) {
        case THERE -> unlisted.add(table);
        case UNREADABLE -> {
          unlisted.add(table);
          unreadable.add(table);
        }
        case ABSENT -> absent.add(table);
      }
    }
    return new Findings(
        request.expected(), unlisted, unreadable, missing(session, catalog, absent));
  }

  /** Asks by every reading of the expectation, until one is there. */
  private Answer askFor(Session session, ExpectedTable table, List<String> schemas)
      throws SQLException {
    for (TableName reading : table.qualifiedReadings()) {
      Answer answer = probe.ask(session, reading.schema(), reading.name());
      if (answer != Answer.ABSENT) {
        return answer;
      }
    }
    if (schemas.isEmpty()) {
      return probe.ask(session, null, table.text());
    }
    for (String schema : schemas) {
      Answer answer = probe.ask(session, schema, table.text());
      if (answer != Answer.ABSENT) {
        return answer;
      }
    }
    return Answer.ABSENT;
  }

  private List<MissingTable> missing(Session session, Catalog catalog, List<ExpectedTable> absent)
      throws SQLException {
    if (absent.isEmpty()) {
      return List.of();
    }
    Set<String> names = new HashSet<>();
    for (ExpectedTable table : absent) {
      names.add(table.text());
      table.qualifiedReadings().forEach(reading -> names.add(reading.name()));
    }
    Suggestions suggestions = new Suggestions(catalog, reader.findAnywhere(session, names));
    return absent.stream().map(table -> new MissingTable(table, suggestions.of(table))).toList();
  }
}
