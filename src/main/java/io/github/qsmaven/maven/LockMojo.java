package io.github.qsmaven.maven;

import static java.util.Objects.requireNonNullElse;

import io.github.qsmaven.app.ExpectationSources;
import io.github.qsmaven.app.Expectations;
import io.github.qsmaven.app.LockRequest;
import io.github.qsmaven.app.LockResult;
import io.github.qsmaven.app.LockResult.AcceptedChange;
import io.github.qsmaven.app.LockSchema;
import io.github.qsmaven.app.ProjectSql;
import io.github.qsmaven.catalog.CatalogQuery;
import io.github.qsmaven.catalog.ReadProgress;
import io.github.qsmaven.catalog.SchemaDetailsReader;
import io.github.qsmaven.catalog.TableProbe;
import io.github.qsmaven.lock.LockFile;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.Goal;
import io.github.qsmaven.model.NameEscaper;
import io.github.qsmaven.model.Quantity;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Writes the lock: a file with the tables that the project relies on, as they are on the server,
 * and the statements of the project with their results. Commit this file; the goal {@code drift}
 * compares the server with it.
 *
 * @since 1.0.0
 */
@Mojo(name = "lock", requiresProject = false, threadSafe = true)
public final class LockMojo extends AbstractLockMojo {
  private static final int MOST_LINES = 20;

  /**
   * The names or globs of the tables whose changes the lock accepts, such as {@code orders} or
   * {@code sales.inv*}. All other tables stay as they are in the lock. By default, the lock accepts
   * the changes of all tables.
   *
   * <p>Example: {@code -Dqs.tables=orders,sales.inv*}
   *
   * @since 1.0.0
   */
  @Parameter(property = "qs.tables")
  private @Nullable List<String> tables;

  @Inject
  LockMojo(ServerEntries serverEntries, BuildSessions buildSessions) {
    super(serverEntries, buildSessions);
  }

  @Override
  Goal goal() {
    return Goal.LOCK;
  }

  @Override
  void run(Reporting reporting) throws CannotCheckException {
    List<String> accepted = accepted();
    CatalogQuery query = query();
    LockFile file = lockFile();
    doing("reading the contracts");
    ExpectationSources sources = expectationSources();
    Expectations expectations = sources.readTables();
    expectations.remarks().forEach(getLog()::info);
    sources.warnings().forEach(getLog()::warn);
    ProjectSql sql = readSql();
    requireAny(expectations, sql);
    try (ProgressLine progress = progressLine()) {
      LockSchema lock =
          new LockSchema(
              sessions(),
              catalogs(progress),
              new SchemaDetailsReader(pageSize(), progress),
              new TableProbe(),
              requireNonNullElse(progress, ReadProgress.NONE));
      LockResult result =
          lock.run(
              new LockRequest(
                  target(),
                  query,
                  hasIncludes(),
                  expectations,
                  sql,
                  caseSensitive(),
                  file,
                  accepted),
              connectionLog());
      report(result);
    }
  }

  /** An empty list would accept the changes of all tables. */
  private List<String> accepted() throws CannotCheckException {
    List<String> given = given("qs.tables", tables);
    List<String> names = ParameterParser.given(given);
    if (names.isEmpty() && !given.isEmpty()) {
      throw new CannotCheckException(
          "The parameter tables (-Dqs.tables) is set but empty, so no change would be accepted.",
          "write names of tables, such as -Dqs.tables=orders,sales.*; remove the parameter to"
              + " accept the changes of all tables.");
    }
    return names;
  }

  private void requireAny(Expectations expectations, ProjectSql sql) throws CannotCheckException {
    if (expectations.tables().isEmpty() && sql.files().isEmpty() && !hasIncludes()) {
      throw new CannotCheckException(
          "Nothing shows which tables the project relies on, so the lock would be empty: there is"
              + " no SQL file, and no table in contracts, expectedTables or expectedTablesFile.",
          "set sqlFiles (-Dqs.sqlFiles), run mvn qs:init to write a contract, or lock all tables of"
              + " a pattern with -Dqs.includes=*.");
    }
  }

  private void report(LockResult result) {
    String file = NameEscaper.CONSOLE.of(result.file());
    getLog()
        .info(
            "%s %s with %s, and %s."
                .formatted(
                    result.changed() ? "Wrote " + file + ":" : file + " is up to date:",
                    new Quantity(result.tables(), "table"),
                    new Quantity(result.columns(), "column"),
                    new Quantity(result.statements(), "statement")));
    print(result.changes(), LockMojo::accepted, "change", getLog()::info);
    print(
        result.rejected(),
        one ->
            "Not in the lock: the statement fails: "
                + NameEscaper.CONSOLE.of(one.message() + " (" + one.at() + ")"),
        "statement",
        getLog()::warn);
    result.remarks().forEach(remark -> getLog().warn(NameEscaper.CONSOLE.of(remark)));
    if (result.notChecked() > 0) {
      getLog()
          .info(
              "The server cannot analyze %s; mvn qs:check-sql lists them."
                  .formatted(new Quantity(result.notChecked(), "statement")));
    }
    getLog().info("Next: commit " + file + "; mvn qs:drift compares the server with it.");
  }

  private static String accepted(AcceptedChange change) {
    return "Accepted: "
        + NameEscaper.CONSOLE.of(
            "%s %s: %s: %s -> %s"
                .formatted(
                    change.code().code(),
                    change.code().title(),
                    change.object(),
                    change.before(),
                    change.after()));
  }

  private static <T> void print(
      List<T> lines, Function<T, String> text, String what, Consumer<String> log) {
    lines.stream().limit(MOST_LINES).map(text).forEach(log);
    if (lines.size() > MOST_LINES) {
      log.accept("... and " + new Quantity(lines.size() - MOST_LINES, "more " + what) + ".");
    }
  }
}
