package io.github.qsmaven.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.github.qsmaven.catalog.CatalogFallback;
import io.github.qsmaven.catalog.CatalogQuery;
import io.github.qsmaven.catalog.SchemaDetailsReader;
import io.github.qsmaven.catalog.TableProbe;
import io.github.qsmaven.check.CheckRules;
import io.github.qsmaven.connection.Sessions;
import io.github.qsmaven.contract.ContractOutput;
import io.github.qsmaven.contract.ContractOutput.IfExists;
import io.github.qsmaven.files.BaseFolder;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.FailOn;
import io.github.qsmaven.model.Finding;
import io.github.qsmaven.model.Goal;
import io.github.qsmaven.model.NameFilter;
import io.github.qsmaven.model.TableType;
import io.github.qsmaven.report.CheckReport;
import io.github.qsmaven.report.files.ExecutionFolder;
import io.github.qsmaven.report.files.ReportFiles;
import io.github.qsmaven.settings.Target;
import io.github.qsmaven.testing.AllFormats;
import io.github.qsmaven.testing.HeardLog;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A project with expectations, and the goals that use them.
 *
 * @param folder the folder of the project
 * @param query the tables to list
 */
record TestProject(Path folder, CatalogQuery query) {
  private static final int PAGE = 1_000;

  /**
   * A project that lists tables of all types.
   *
   * @param schemas the schemas to list; none: the search path
   */
  static TestProject of(Path folder, List<String> schemas) {
    return new TestProject(
        folder, new CatalogQuery(schemas, EnumSet.allOf(TableType.class), NameFilter.ALL));
  }

  /** A resource beside this class. */
  static String resource(String name) throws IOException {
    try (InputStream in = requireNonNull(TestProject.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  /** The statements of a resource, each of which ends with a semicolon at the end of a line. */
  static String[] statements(String name) throws IOException {
    return Stream.of(resource(name).split(";\\s*\n", -1))
        .filter(sql -> !sql.isBlank())
        .toArray(String[]::new);
  }

  /** Writes a contract of all tables, and returns its text. */
  String init(Target target, int pageSize) throws CannotCheckException, IOException {
    Path contract = folder.resolve("src/main/qs/contract.odcs.yaml");
    try (Sessions sessions = new Sessions()) {
      new Init(sessions, new CatalogFallback(null, pageSize), new SchemaDetailsReader(pageSize))
          .run(
              new InitRequest(
                  target,
                  query,
                  ContractOutput.open(
                      new BaseFolder(folder), contract.toString(), IfExists.REPLACE)),
              new HeardLog());
    }
    return Files.readString(contract);
  }

  /** Checks all contracts of the project. */
  CheckReport check(Target target) throws CannotCheckException {
    return check(
        target,
        new ExpectationSources(new BaseFolder(folder), List.of(), List.of(), null, null).read());
  }

  /** Checks expectations. */
  CheckReport check(Target target, Expectations expectations) throws CannotCheckException {
    try (Sessions sessions = new Sessions()) {
      return new Check(
              sessions,
              new CatalogFallback(null, PAGE),
              new SchemaDetailsReader(PAGE),
              new TableProbe(),
              Clock.systemUTC())
          .run(
              new CheckRequest(
                  Goal.CHECK,
                  target,
                  query,
                  PendingExpectations.of(expectations),
                  CheckRequest.Scope.EXPECTED_COLUMNS,
                  new CheckRules(false, Map.of(), FailOn.WARNING),
                  ReportFiles.of(
                      ExecutionFolder.of(folder.resolve("target")), AllFormats.of(Goal.CHECK))),
              new HeardLog())
          .report();
    }
  }

  /** A finding in short: {@code QS202 orders.total}. */
  static String inShort(Finding finding) {
    return finding.code().code() + " " + finding.object();
  }
}
