package io.github.qsmaven.app;

import static java.util.stream.Collectors.joining;

import io.github.qsmaven.app.LockResult.AcceptedChange;
import io.github.qsmaven.app.ServerState.Tables;
import io.github.qsmaven.catalog.CatalogFallback;
import io.github.qsmaven.catalog.ReadProgress;
import io.github.qsmaven.catalog.SchemaDetailsReader;
import io.github.qsmaven.catalog.TableProbe;
import io.github.qsmaven.connection.Session;
import io.github.qsmaven.connection.Sessions;
import io.github.qsmaven.drift.SchemaComparison;
import io.github.qsmaven.lock.LockMerge;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.Glob;
import io.github.qsmaven.model.Lock;
import io.github.qsmaven.model.LockedColumn;
import io.github.qsmaven.model.LockedTable;
import io.github.qsmaven.model.NameEscaper;
import io.github.qsmaven.model.Quantity;
import io.github.qsmaven.model.SimilarNames;
import io.github.qsmaven.model.TableName;
import io.github.qsmaven.settings.ConnectionLog;
import io.github.qsmaven.settings.Secret;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes the lock of a project: what it relies on of a server. */
public final class LockSchema {
  private static final int MOST_NAMES = 10;

  private final Sessions sessions;
  private final CatalogFallback catalogs;
  private final SchemaDetailsReader detailsReader;
  private final TableProbe probe;
  private final ReadProgress progress;

  /**
   * @param sessions the sessions of the build
   * @param catalogs reads the catalog
   * @param detailsReader reads columns
   * @param probe asks for a table directly
   * @param progress receives the progress
   */
  public LockSchema(
      Sessions sessions,
      CatalogFallback catalogs,
      SchemaDetailsReader detailsReader,
      TableProbe probe,
      ReadProgress progress) {
    this.sessions = sessions;
    this.catalogs = catalogs;
    this.detailsReader = detailsReader;
    this.probe = probe;
    this.progress = progress;
  }

  /**
   * What was read of a server.
   *
   * @param lock the state
   * @param statements the statements, with those that fail
   * @param remarks what is missing in the state, in sentences
   */
  record State(Lock lock, LockedStatements statements, List<String> remarks) {}

  /**
   * Writes the lock.
   *
   * @param request what to lock
   * @param log receives messages about the session
   * @return what was locked
   * @throws CannotCheckException if the lock cannot be read or written, the server cannot be
   *     queried, there is nothing to lock, or a name of a table to accept is that of no table
   */
  public LockResult run(LockRequest request, ConnectionLog log) throws CannotCheckException {
    log.doing("reading the lock");
    Lock old = old(request);
    Reliance reliance =
        new Reliance(
            request.query(),
            request.everything(),
            request.expectations(),
            request.sql(),
            request.caseSensitive());
    // A change of some tables is also accepted of those that the project no longer names.
    List<TableName> besides =
        old == null || request.tables().isEmpty()
            ? List.of()
            : old.tables().stream().map(LockedTable::name).toList();
    State state =
        sessions.use(request.target(), log, session -> state(session, reliance, besides, log));
    request.target().timeouts().limit().require("write the lock");
    log.doing("writing the lock");
    Secret password = request.target().credential().password();
    Lock fresh = redacted(state.lock(), password);
    List<String> remarks = new ArrayList<>(state.remarks());
    int leftOut = state.lock().tables().size() - fresh.tables().size();
    if (leftOut > 0) {
      remarks.add(
          "Not in the lock: "
              + new Quantity(leftOut, "table")
              + " with the password in the name of a table, a column or a type.");
    }
    if (fresh.tables().isEmpty() && fresh.statements().isEmpty()) {
      throw new CannotCheckException(
          "Found nothing to lock in %s: the project relies on no table there%s"
              .formatted(
                  request.target().endpoint().described(),
                  state.remarks().isEmpty()
                      ? "."
                      : ". " + NameEscaper.CONSOLE.of(String.join(" ", state.remarks()))),
          "write a contract with mvn qs:init, or SQL in src/main/sql, or set qs.includes to lock"
              + " all tables that it selects.");
    }
    Lock lock =
        old == null || request.tables().isEmpty()
            ? fresh
            : new LockMerge().merged(old, fresh, accepted(request.tables(), old, fresh));
    boolean changed = request.file().write(lock);
    List<AcceptedChange> changes =
        old == null
            ? List.of()
            : new SchemaComparison(old, lock)
                .differences().stream().map(AcceptedChange::of).toList();
    int notChecked =
        (int) lock.statements().stream().filter(one -> one.notChecked() != null).count();
    return new LockResult(
        request.file().shown(),
        changed,
        old != null,
        lock.tables().size(),
        columns(lock),
        lock.statements().size() - notChecked,
        notChecked,
        state.statements().rejected(),
        changes,
        remarks);
  }

  /** The lock before, if there is one. A whole lock may replace one that is damaged. */
  private static @Nullable Lock old(LockRequest request) throws CannotCheckException {
    boolean inPart = !request.tables().isEmpty();
    Lock old;
    try {
      old = request.file().read();
    } catch (CannotCheckException e) {
      if (inPart || !request.file().isDamaged()) {
        throw e;
      }
      return null;
    }
    if (old == null && inPart) {
      throw new CannotCheckException(
          "Cannot accept the changes of some tables: there is no lock %s."
              .formatted(NameEscaper.CONSOLE.of(request.file().shown())),
          "run mvn qs:lock without qs.tables, which writes the lock of all tables.");
    }
    return old;
  }

  private State state(
      Session session, Reliance reliance, List<TableName> besides, ConnectionLog log)
      throws SQLException, CannotCheckException {
    return state(
        new ServerState(session, catalogs, detailsReader, probe, progress, log), reliance, besides);
  }

  /** Reads the tables, and has all statements analyzed. */
  static State state(ServerState server, Reliance reliance, List<TableName> besides)
      throws SQLException, CannotCheckException {
    Tables tables = server.read(reliance, besides);
    LockedStatements statements =
        new LockedStatements(server.analyze(tables, statement -> true), tables.relied().names());
    List<String> remarks = new ArrayList<>(tables.details().catalog().remarks());
    remarks.addAll(tables.details().remarks());
    List<String> missing = ReliedTables.missing(reliance.expectations(), tables.relied());
    if (!missing.isEmpty()) {
      remarks.add(
          "Not in the lock, since the server does not list them: "
              + missing.stream().limit(MOST_NAMES).collect(joining(", "))
              + (missing.size() > MOST_NAMES ? ", ..." : "."));
    }
    tables
        .details()
        .notRead()
        .forEach(
            (table, why) ->
                remarks.add("In the lock without columns: " + table.qualified() + " " + why + "."));
    Lock lock = tables.lock(server.session().isPostgres(), statements.locked());
    return new State(lock, statements, remarks);
  }

  /** The tables that the user names. */
  private static Set<TableName> accepted(List<String> names, Lock old, Lock fresh)
      throws CannotCheckException {
    Map<TableName, String> all = new LinkedHashMap<>();
    for (Lock lock : List.of(old, fresh)) {
      lock.tables().forEach(table -> all.put(table.name(), table.listedName()));
    }
    Set<TableName> accepted = new LinkedHashSet<>();
    for (String name : names) {
      Glob glob = new Glob(name);
      boolean isPattern = name.indexOf('*') >= 0 || name.indexOf('?') >= 0;
      boolean any = false;
      for (Map.Entry<TableName, String> table : all.entrySet()) {
        // A bare name is that of one table, not of one in each schema.
        boolean isNamed = table.getValue().equals(name) || table.getKey().qualified().equals(name);
        if (isNamed || (isPattern && glob.matches(table.getKey()))) {
          accepted.add(table.getKey());
          any = true;
        }
      }
      if (!any) {
        throw new CannotCheckException(
            "Invalid value %s for tables (-Dqs.tables): no table of the lock or of the server has this name%s"
                .formatted(
                    NameEscaper.CONSOLE.quoted(name),
                    new SimilarNames(all.values()).question(name, ".")),
            "write names of tables, or patterns with * and ?, separated by commas.");
      }
    }
    return accepted;
  }

  private static int columns(Lock lock) {
    int columns = 0;
    for (LockedTable table : lock.tables()) {
      columns += table.columns() == null ? 0 : count(table.columns());
    }
    return columns;
  }

  private static int count(List<LockedColumn> columns) {
    int count = columns.size();
    for (LockedColumn column : columns) {
      count += count(column.fields());
    }
    return count;
  }

  /**
   * Without what has the password in a name, which a lock would publish, and which would match with
   * no other name.
   */
  static Lock redacted(Lock lock, Secret password) {
    CleanNames clean = new CleanNames(password);
    return new Lock(
        lock.exact(),
        lock.postgres(),
        lock.catalog(),
        lock.schemas(),
        lock.tables().stream().filter(clean::has).toList(),
        lock.types().stream().filter(clean::has).toList(),
        lock.statements().stream().filter(clean::has).toList());
  }
}
