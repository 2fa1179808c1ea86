package io.github.qsmaven.app;

import static java.util.stream.Collectors.toSet;

import io.github.qsmaven.app.ServerState.Described;
import io.github.qsmaven.app.ServerState.Tables;
import io.github.qsmaven.catalog.CatalogFallback;
import io.github.qsmaven.catalog.ReadProgress;
import io.github.qsmaven.catalog.SchemaDetailsReader;
import io.github.qsmaven.catalog.TableProbe;
import io.github.qsmaven.check.DriftAnswer;
import io.github.qsmaven.check.DriftCheck;
import io.github.qsmaven.check.MissingLock;
import io.github.qsmaven.check.SqlNames;
import io.github.qsmaven.connection.Session;
import io.github.qsmaven.connection.Sessions;
import io.github.qsmaven.drift.Difference;
import io.github.qsmaven.drift.SchemaComparison;
import io.github.qsmaven.lock.ContractLock;
import io.github.qsmaven.lock.LockedSchema;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.CaseRule;
import io.github.qsmaven.model.CheckResult;
import io.github.qsmaven.model.ExpectedTable;
import io.github.qsmaven.model.Goal;
import io.github.qsmaven.model.Lock;
import io.github.qsmaven.model.LockedStatement;
import io.github.qsmaven.model.LockedTable;
import io.github.qsmaven.model.Server;
import io.github.qsmaven.model.Sides;
import io.github.qsmaven.model.SqlStatement;
import io.github.qsmaven.model.SqlUsage;
import io.github.qsmaven.model.TableName;
import io.github.qsmaven.report.CheckReport;
import io.github.qsmaven.settings.ConnectionLog;
import io.github.qsmaven.settings.Secret;
import io.github.qsmaven.settings.Target;
import io.github.qsmaven.sql.Fingerprints;
import io.github.qsmaven.sql.ScriptStatement;
import io.github.qsmaven.sql.SqlScript;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Compares what a project relies on of a server with a lock, a contract or another server, has the
 * statements that name a changed table analyzed, and writes the reports.
 */
public final class Drift {
  private final Sessions sessions;
  private final Supplier<CatalogFallback> catalogs;
  private final SchemaDetailsReader detailsReader;
  private final TableProbe probe;
  private final ReadProgress progress;
  private final Clock clock;

  /**
   * @param sessions the sessions of the build
   * @param catalogs makes a reader of the catalog for each server
   * @param detailsReader reads columns
   * @param probe asks for a table directly
   * @param progress receives the progress
   * @param clock gives the day, for acceptances
   */
  public Drift(
      Sessions sessions,
      Supplier<CatalogFallback> catalogs,
      SchemaDetailsReader detailsReader,
      TableProbe probe,
      ReadProgress progress,
      Clock clock) {
    this.sessions = sessions;
    this.catalogs = catalogs;
    this.detailsReader = detailsReader;
    this.probe = probe;
    this.progress = progress;
    this.clock = clock;
  }

  /**
   * Runs the comparison.
   *
   * @param request what to compare
   * @param log receives messages about the sessions
   * @return the outcome; changes are a result, not an exception
   * @throws CannotCheckException if the state before cannot be read, a server cannot be queried, or
   *     a report cannot be written
   */
  public CheckOutcome run(DriftRequest request, ConnectionLog log) throws CannotCheckException {
    Expectations expectations = request.expectations();
    if (request.before() instanceof Before.OfContracts contracts) {
      List<ExpectedTable> all = new ArrayList<>(expectations.tables());
      all.addAll(contracts.tables());
      expectations = new Expectations(all, List.of(), "");
    }
    Reliance reliance =
        new Reliance(
            request.query(),
            request.everything(),
            expectations,
            request.sql(),
            request.caseSensitive());
    CatalogFallback ofServer = catalogs.get();
    return new ReportedRun(Goal.DRIFT, request.target(), request.reports(), log)
        .run(
            sessions,
            () -> {
              Known before = before(request, reliance, log);
              return (session, redactor) ->
                  report(request, reliance, before, server(session, ofServer, log));
            });
  }

  private ServerState server(Session session, CatalogFallback catalog, ConnectionLog log) {
    return new ServerState(session, catalog, detailsReader, probe, progress, log);
  }

  /**
   * The state before.
   *
   * @param lock the lock; null if there is none, or it depends on the server
   * @param words what it is
   */
  private record Known(@Nullable Lock lock, String words) {}

  /**
   * The session of another server is not held while that of the goal is opened: two builds that
   * compare the servers both ways would wait for each other.
   */
  private Known before(DriftRequest request, Reliance reliance, ConnectionLog log)
      throws CannotCheckException {
    log.doing("reading the lock");
    Before before = request.before();
    if (before instanceof Before.OfLock ofLock) {
      return new Known(ofLock.file().read(), "the lock " + ofLock.file().shown());
    } else if (before instanceof Before.OfGit ofGit) {
      return new Known(ofGit.lock(), ofGit.words());
    } else if (before instanceof Before.OfServer ofServer) {
      Target other = ofServer.target();
      CatalogFallback catalog = catalogs.get();
      Lock lock =
          sessions.use(
              other,
              log,
              session ->
                  LockSchema.state(server(session, catalog, log), reliance, List.of()).lock());
      return new Known(
          new TextRedactor(other.credential().password(), false).redacted(lock),
          words(other.endpoint().serverId()));
    }
    return new Known(null, ((Before.OfContracts) before).words());
  }

  private static String words(String serverId) {
    return "server \"" + serverId + "\"";
  }

  private CheckReport report(
      DriftRequest request, Reliance reliance, Known known, ServerState server)
      throws SQLException, CannotCheckException {
    List<TableName> besides =
        known.lock() == null
            ? List.of()
            : known.lock().tables().stream().map(LockedTable::name).toList();
    Tables tables = server.read(reliance, besides);
    boolean postgres = server.session().isPostgres();
    Lock before =
        request.before() instanceof Before.OfContracts contracts
            ? ofContracts(contracts.tables(), reliance, tables, postgres)
            : known.lock();
    CheckResult result =
        before == null
            ? withoutLock(request, server, tables)
            : compared(request, before, server, tables);
    Secret password = request.target().credential().password();
    Server answering =
        request
            .target()
            .endpoint()
            .answering(password.redactName(server.session().serverVersion()));
    List<ScriptStatement> statements = statements(tables);
    SqlUsage usage =
        statements.isEmpty()
            ? null
            : new SqlUsage(
                tables.scripts().size(),
                statements.stream().map(ScriptStatement::statement).toList(),
                new SqlNames(tables.relied().catalog(), postgres).readers(statements));
    return new CheckReport(
        Goal.DRIFT,
        answering,
        tables.details(),
        result,
        request.acceptFile(),
        usage,
        new Sides(known.words(), words(request.target().endpoint().serverId()), before != null));
  }

  private static Lock ofContracts(
      List<ExpectedTable> contracts, Reliance reliance, Tables tables, boolean postgres) {
    ContractLock reader = new ContractLock();
    Lock lock =
        reader.of(contracts, tables.relied().expected(), tables.relied().catalog(), postgres);
    CaseRule rule = CaseRule.of(reliance.caseSensitive(), postgres);
    return reader.spelledAs(lock, tables.lock(postgres, List.of()), rule);
  }

  private static List<ScriptStatement> statements(Tables tables) {
    return tables.scripts().stream().flatMap(script -> script.statements().stream()).toList();
  }

  /** Writes what the lock would be. */
  private CheckResult withoutLock(DriftRequest request, ServerState server, Tables tables)
      throws SQLException, CannotCheckException {
    LockedStatements statements =
        new LockedStatements(server.analyze(tables, statement -> true), tables.relied().names());
    Lock lock = tables.lock(server.session().isPostgres(), statements.locked());
    request
        .lock()
        .writeTo(
            LockSchema.redacted(lock, request.target().credential().password()),
            request.candidate());
    return new MissingLock(request.rules(), request.acceptances(), LocalDate.now(clock))
        .result(
            request.lock().shown(),
            request.lock().shown(request.candidate()),
            "mvn qs:lock",
            tables.details().catalog());
  }

  private CheckResult compared(DriftRequest request, Lock before, ServerState server, Tables tables)
      throws SQLException, CannotCheckException {
    server.log().doing("comparing the tables");
    request.target().timeouts().limit().require("compare the tables");
    Lock after = tables.lock(server.session().isPostgres(), List.of());
    requireSameKind(request.before(), before, after);
    List<Difference> differences = new SchemaComparison(before, after).differences();
    StatementTables namedBefore =
        new StatementTables(
            new SqlNames(new LockedSchema(before).catalog(), before.postgres()), tables.scripts());
    Map<ScriptStatement, Set<TableName>> named = new HashMap<>();
    Map<TableName, List<SqlStatement>> readers = new LinkedHashMap<>();
    for (ScriptStatement statement : statements(tables)) {
      Set<TableName> names = new LinkedHashSet<>();
      tables.relied().names().of(statement).forEach(table -> names.add(table.name()));
      namedBefore.of(statement).forEach(table -> names.add(table.name()));
      named.put(statement, names);
      for (TableName name : names) {
        readers.computeIfAbsent(name, table -> new ArrayList<>()).add(statement.statement());
      }
    }
    Set<TableName> changed = differences.stream().map(Difference::table).collect(toSet());
    List<Described> described =
        server.analyze(
            tables,
            statement ->
                named.getOrDefault(statement, Set.of()).stream().anyMatch(changed::contains));
    CheckResult result =
        new DriftCheck(request.rules(), request.acceptances(), LocalDate.now(clock))
            .check(before, after, differences, answers(before, described), readers);
    if (result.coverage().tablesChecked() == 0 && differences.isEmpty()) {
      throw new CannotCheckException(
          "Nothing was compared: the state before has no table with columns.",
          "run mvn qs:lock, or write a contract with mvn qs:init, or SQL in src/main/sql; or correct"
              + " qs.against, qs.lockFile or qs.includes.");
    }
    return result;
  }

  /** The catalogs of the two kinds of servers have little in common that could be compared. */
  private static void requireSameKind(Before from, Lock before, Lock after)
      throws CannotCheckException {
    boolean isLock = from instanceof Before.OfLock || from instanceof Before.OfGit;
    if (isLock && before.postgres() != after.postgres()) {
      throw new CannotCheckException(
          "The lock is of %s, but the server is %s."
              .formatted(kind(before.postgres()), kind(after.postgres())),
          "correct qs.server or qs.lockFile, or write the lock again with mvn qs:lock.");
    }
  }

  private static String kind(boolean postgres) {
    return postgres ? "a PostgreSQL" : "no PostgreSQL";
  }

  private static List<DriftAnswer> answers(Lock before, List<Described> described) {
    Map<String, LockedStatement> locked = new HashMap<>();
    before.statements().forEach(statement -> locked.put(statement.fingerprint(), statement));
    Map<SqlScript, Fingerprints> fingerprints = new HashMap<>();
    return described.stream()
        .map(
            one ->
                new DriftAnswer(
                    one.answer(),
                    locked.get(
                        fingerprints
                            .computeIfAbsent(one.answer().script(), Fingerprints::new)
                            .of(one.answer().statement())),
                    one.result()))
        .toList();
  }
}
