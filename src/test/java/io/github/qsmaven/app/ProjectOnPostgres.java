package io.github.qsmaven.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.github.qsmaven.catalog.CatalogFallback;
import io.github.qsmaven.catalog.CatalogQuery;
import io.github.qsmaven.catalog.SchemaDetailsReader;
import io.github.qsmaven.catalog.TableProbe;
import io.github.qsmaven.check.CheckRules;
import io.github.qsmaven.connection.Sessions;
import io.github.qsmaven.contract.AcceptFile;
import io.github.qsmaven.contract.ContractOutput;
import io.github.qsmaven.contract.ContractOutput.IfExists;
import io.github.qsmaven.contract.Contracts;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.CheckResult;
import io.github.qsmaven.model.FailOn;
import io.github.qsmaven.model.Finding;
import io.github.qsmaven.model.Goal;
import io.github.qsmaven.model.NameFilter;
import io.github.qsmaven.model.SourceTree;
import io.github.qsmaven.model.TableType;
import io.github.qsmaven.report.files.ExecutionFolder;
import io.github.qsmaven.report.files.Formats;
import io.github.qsmaven.report.files.ReportFiles;
import io.github.qsmaven.testing.HeardLog;
import io.github.qsmaven.testing.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A project with contracts, checked on a database of PostgreSQL.
 *
 * @param folder the folder of the project
 * @param schemas the schemas to list; none: the search path
 */
record ProjectOnPostgres(Path folder, List<String> schemas) {
  /** A resource beside this class. */
  static String resource(String name) throws IOException {
    try (InputStream in = requireNonNull(ProjectOnPostgres.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  /** The statements of a resource, each of which ends with a semicolon at the end of a line. */
  static String[] statements(String name) throws IOException {
    return Stream.of(resource(name).split(";\\s*\n", -1))
        .filter(sql -> !sql.isBlank())
        .toArray(String[]::new);
  }

  /** Writes a contract of all tables. */
  void init(TestDatabase database) throws CannotCheckException {
    Path contract = folder.resolve("src/main/qs/contract.odcs.yaml");
    try (Sessions sessions = new Sessions()) {
      new Init(sessions, new CatalogFallback(null, 1_000), new SchemaDetailsReader(1_000))
          .run(
              new InitRequest(
                  database.target(),
                  query(),
                  ContractOutput.open(folder, contract, IfExists.REPLACE)),
              new HeardLog());
    }
  }

  /** Checks all contracts of the project. */
  CheckResult check(TestDatabase database) throws CannotCheckException {
    Formats formats = new Formats(Goal.CHECK, List.of("text"), SourceTree.NONE);
    try (Sessions sessions = new Sessions()) {
      return new Check(
              sessions,
              new CatalogFallback(null, 1_000),
              new SchemaDetailsReader(1_000),
              new TableProbe(),
              Clock.systemUTC())
          .run(
              new CheckRequest(
                  Goal.CHECK,
                  database.target(),
                  query(),
                  new Expectations(
                      new Contracts(folder).read(List.of()).tables(),
                      List.of(),
                      AcceptFile.DEFAULT_PATH),
                  CheckRequest.Scope.EXPECTED_COLUMNS,
                  new CheckRules(false, Map.of(), FailOn.NEVER),
                  ReportFiles.of(ExecutionFolder.of(folder.resolve("target")), formats)),
              new HeardLog())
          .report()
          .result();
    }
  }

  private CatalogQuery query() {
    return new CatalogQuery(
        schemas, EnumSet.allOf(TableType.class), new NameFilter(List.of(), List.of()));
  }

  /** A finding in short: {@code QS202 orders.total}. */
  static String inShort(Finding finding) {
    return finding.code().code() + " " + finding.object();
  }
}
