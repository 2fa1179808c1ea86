package io.github.qsmaven.app;

import io.github.qsmaven.catalog.CatalogFallback;
import io.github.qsmaven.catalog.SchemaDetailsReader;
import io.github.qsmaven.catalog.TableProbe;
import io.github.qsmaven.catalog.TableProbe.Answer;
import io.github.qsmaven.check.ExpectedTablesCheck;
import io.github.qsmaven.check.Suggestions;
import io.github.qsmaven.connection.Session;
import io.github.qsmaven.connection.SessionLog;
import io.github.qsmaven.connection.Sessions;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.Catalog;
import io.github.qsmaven.model.CatalogSource;
import io.github.qsmaven.model.CheckResult;
import io.github.qsmaven.model.Checked;
import io.github.qsmaven.model.Coverage;
import io.github.qsmaven.model.FailOn;
import io.github.qsmaven.model.Finding;
import io.github.qsmaven.model.FindingCode;
import io.github.qsmaven.model.Goal;
import io.github.qsmaven.model.SchemaDetails;
import io.github.qsmaven.model.Server;
import io.github.qsmaven.model.Severity;
import io.github.qsmaven.model.SourcePosition;
import io.github.qsmaven.model.Suggestion;
import io.github.qsmaven.model.TableName;
import io.github.qsmaven.model.TableReference;
import io.github.qsmaven.model.TableStatus;
import io.github.qsmaven.model.TableStatus.Presence;
import io.github.qsmaven.report.CheckReport;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lists tables, holds the expected ones against the list, asks for each that is not listed, and
 * writes the reports.
 */
public final class ListTables {
  private final Sessions sessions;
  private final CatalogFallback catalogs;
  private final TableProbe probe;
  private final @Nullable SchemaDetailsReader structures;

  /** One that does not look into the tables. */
  public ListTables(Sessions sessions, CatalogFallback catalogs, TableProbe probe) {
    this(sessions, catalogs, probe, null);
  }

  /**
   * @param sessions the sessions of the build
   * @param catalogs how to read the catalog
   * @param probe how to ask for a table directly
   * @param structures how to read what is in all tables that are listed; null: not at all
   */
  public ListTables(
      Sessions sessions,
      CatalogFallback catalogs,
      TableProbe probe,
      @Nullable SchemaDetailsReader structures) {
    this.sessions = sessions;
    this.catalogs = catalogs;
    this.probe = probe;
    this.structures = structures;
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
    CheckReport report = sessions.use(request.target(), log, session -> ask(session, request));
    List<Path> files = request.files().write(report);
    return new ListTablesResult(report, files, Duration.ofNanos(System.nanoTime() - start));
  }

  private CheckReport ask(Session session, ListTablesRequest request)
      throws SQLException, CannotCheckException {
    Catalog catalog = read(session, request);
    Server server = request.target().endpoint().answering(session.serverVersion());
    CheckResult result = check(session, request, catalog);
    return new CheckReport(Goal.LIST_TABLES, server, look(session, catalog), result, "");
  }

  private SchemaDetails look(Session session, Catalog catalog)
      throws SQLException, CannotCheckException {
    return structures == null
        ? SchemaDetails.of(catalog)
        : structures.read(session, catalog, catalog.tables());
  }

  /**
   * Reads the catalog, and loads meanwhile what will write the reports: the one moment in which the
   * server works and this side would only wait.
   */
  private Catalog read(Session session, ListTablesRequest request)
      throws SQLException, CannotCheckException {
    Thread preparation = new Thread(() -> request.files().load(empty()), "qs-load-reports");
    preparation.setDaemon(true);
    preparation.start();
    try {
      return catalogs.read(session, request.query());
    } finally {
      join(preparation);
    }
  }

  private static CheckReport empty() {
    return new CheckReport(
        Goal.LIST_TABLES,
        new Server("", "", 0, "", "", ""),
        SchemaDetails.of(new Catalog(CatalogSource.PG_CATALOG, List.of(), true, List.of())),
        new CheckResult(List.of(), Coverage.NONE, FailOn.ERROR),
        "");
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * What the server answered when asked for tables directly.
   *
   * @param there those that are there
   * @param unreadable those of them that may not be read
   * @param hidden those of which it cannot tell, by the names that were asked
   */
  private record Answers(
      Set<TableReference> there,
      Set<TableReference> unreadable,
      Map<TableReference, List<TableName>> hidden) {
    static Answers none() {
      return new Answers(new HashSet<>(), new HashSet<>(), new HashMap<>());
    }

    /** What can be read under one of the names that it may have, can be read. */
    void add(TableReference table, Answer answer) {
      if (answer == Answer.THERE) {
        there.add(table);
        unreadable.remove(table);
      } else if (answer == Answer.UNREADABLE) {
        there.add(table);
        unreadable.add(table);
      }
    }

    /** Of a table in a schema that may not be looked into, a catalog may know all the same. */
    void believeIn(Set<TableName> known) {
      hidden.forEach(
          (table, names) -> {
            if (!there.contains(table) && !Collections.disjoint(names, known)) {
              there.add(table);
              unreadable.add(table);
            }
          });
    }

    boolean isReadable(TableReference table) {
      return there.contains(table) && !unreadable.contains(table);
    }
  }

  private CheckResult check(Session session, ListTablesRequest request, Catalog catalog)
      throws SQLException {
    List<TableReference> unlisted = new ExpectedTablesCheck(catalog).unlisted(request.expected());
    Answers answers = answers(session, request, unlisted);
    List<TableReference> absent = new ArrayList<>(unlisted);
    absent.removeAll(answers.there());
    Set<TableName> known = Set.of();
    if (!absent.isEmpty()) {
      known = new HashSet<>(catalogs.findAnywhere(session, names(absent)));
      answers.believeIn(known);
      absent.removeAll(answers.there());
    }
    Set<TableReference> unreadable = new HashSet<>(answers.unreadable());
    if (request.failOnUnreadable()) {
      List<TableReference> listed = new ArrayList<>(request.expected());
      listed.removeAll(Set.copyOf(unlisted));
      Answers ofListed = answers(session, request, listed);
      listed.stream().filter(table -> !ofListed.isReadable(table)).forEach(unreadable::add);
    }
    Suggestions suggestions = absent.isEmpty() ? null : new Suggestions(catalog, known);
    return result(
        request, catalog, Set.copyOf(unlisted), Set.copyOf(absent), unreadable, suggestions);
  }

  private static CheckResult result(
      ListTablesRequest request,
      Catalog catalog,
      Set<TableReference> unlisted,
      Set<TableReference> absent,
      Set<TableReference> unreadable,
      @Nullable Suggestions suggestions) {
    List<Finding> findings = new ArrayList<>();
    List<Checked> checked = new ArrayList<>();
    List<TableStatus> statuses = new ArrayList<>();
    for (TableReference table : request.expected()) {
      SourcePosition at = request.places().get(table);
      checked.add(new Checked(table.text(), null, at));
      boolean isMissing = absent.contains(table);
      boolean isUnreadable = !isMissing && unreadable.contains(table);
      if (suggestions != null && isMissing) {
        findings.add(missing(table, at, catalog, suggestions.of(table)));
      } else if (isUnreadable) {
        findings.add(
            unreadable(table, at, request.failOnUnreadable() ? Severity.ERROR : Severity.WARNING));
      }
      Presence presence =
          isMissing
              ? Presence.MISSING
              : unlisted.contains(table) ? Presence.ANSWERED : Presence.LISTED;
      statuses.add(new TableStatus(table, presence, !isMissing && !isUnreadable));
    }
    return new CheckResult(
        findings, new Coverage(checked.size(), 0, checked, List.of(), statuses), request.failOn());
  }

  private static Finding missing(
      TableReference table,
      @Nullable SourcePosition at,
      Catalog catalog,
      List<Suggestion> suggestions) {
    List<String> schemas = catalog.schemas();
    return new Finding(
        FindingCode.MISSING_TABLE,
        Severity.ERROR,
        table.text(),
        null,
        at,
        "a table",
        "nothing of that name in "
            + (schemas.isEmpty()
                ? "an empty search path"
                : (schemas.size() == 1 ? "schema " : "schemas ") + String.join(", ", schemas)),
        "",
        suggestions,
        null);
  }

  private static Finding unreadable(
      TableReference table, @Nullable SourcePosition at, Severity severity) {
    return new Finding(
        FindingCode.UNREADABLE_TABLE,
        severity,
        table.text(),
        null,
        at,
        "a table that can be read",
        "a table that this credential may not read",
        "",
        List.of(),
        null);
  }

  private Answers answers(Session session, ListTablesRequest request, List<TableReference> tables)
      throws SQLException {
    Answers answers = Answers.none();
    for (TableReference table : tables) {
      askFor(session, table, request.query().schemas(), answers);
    }
    return answers;
  }

  /** Asks by every reading of the expectation, until one is there. */
  private void askFor(Session session, TableReference table, List<String> schemas, Answers answers)
      throws SQLException {
    for (TableName reading : table.readingsIn(schemas)) {
      Answer answer = probe.ask(session, reading.schema(), reading.name());
      answers.add(table, answer);
      if (answer == Answer.THERE) {
        return;
      }
      if (answer == Answer.HIDDEN) {
        answers.hidden().computeIfAbsent(table, t -> new ArrayList<>()).add(reading);
      }
    }
    if (schemas.isEmpty()) {
      answers.add(table, probe.ask(session, null, table.text()));
    }
  }

  private static Set<String> names(List<TableReference> tables) {
    Set<String> names = new HashSet<>();
    tables.forEach(table -> names.addAll(table.bareNames()));
    return names;
  }
}
