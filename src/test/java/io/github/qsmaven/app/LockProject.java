package io.github.qsmaven.app;

import io.github.qsmaven.catalog.CatalogFallback;
import io.github.qsmaven.catalog.CatalogQuery;
import io.github.qsmaven.catalog.ReadProgress;
import io.github.qsmaven.catalog.SchemaDetailsReader;
import io.github.qsmaven.catalog.TableProbe;
import io.github.qsmaven.check.CheckRules;
import io.github.qsmaven.connection.Sessions;
import io.github.qsmaven.files.BaseFolder;
import io.github.qsmaven.files.SqlFile;
import io.github.qsmaven.lock.LockFile;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.ExpectedTable;
import io.github.qsmaven.model.ExtraPolicy;
import io.github.qsmaven.model.FailOn;
import io.github.qsmaven.model.Finding;
import io.github.qsmaven.model.Goal;
import io.github.qsmaven.model.NameFilter;
import io.github.qsmaven.model.SourcePosition;
import io.github.qsmaven.model.SourceTree;
import io.github.qsmaven.model.TableReference;
import io.github.qsmaven.model.TableType;
import io.github.qsmaven.report.CheckReport;
import io.github.qsmaven.report.files.ExecutionFolder;
import io.github.qsmaven.report.files.Formats;
import io.github.qsmaven.report.files.ReportFiles;
import io.github.qsmaven.settings.Target;
import io.github.qsmaven.sql.PlaceholderKind;
import io.github.qsmaven.testing.HeardLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A project of a test with a lock: expects tables by their names, and has some SQL. */
record LockProject(
    Path folder, Target target, boolean everything, List<String> expected, List<SqlFile> sql) {
  /** All codes, also those that are off otherwise. */
  private static final List<String> SEVERITIES =
      List.of("QS508=note", "QS509=note", "QS512=note", "QS513=note");

  /** A project that relies on all tables of the search path. */
  static LockProject ofAll(Path folder, Target target) {
    return new LockProject(folder, target, true, List.of(), List.of());
  }

  LockProject expecting(String... names) {
    return new LockProject(folder, target, everything, List.of(names), sql);
  }

  LockProject with(String... statements) {
    List<SqlFile> files =
        Stream.iterate(0, i -> i < statements.length, i -> i + 1)
            .map(i -> new SqlFile("s" + (i + 1) + ".sql", statements[i]))
            .toList();
    return new LockProject(folder, target, everything, expected, files);
  }

  /** The same project on another server. */
  LockProject on(Target other) {
    return new LockProject(folder, other, everything, expected, sql);
  }

  LockFile file() {
    return new LockFile(new BaseFolder(folder), null);
  }

  String text() throws IOException {
    return Files.readString(file().path());
  }

  Path candidate() {
    return folder.resolve("target/qs/qs.lock.json");
  }

  private static CatalogQuery query() {
    return new CatalogQuery(List.of(), EnumSet.allOf(TableType.class), NameFilter.ALL);
  }

  private Expectations expectations() {
    return new Expectations(tables(), List.of(), "");
  }

  private List<ExpectedTable> tables() {
    return expected.stream()
        .map(
            name ->
                new ExpectedTable(
                    TableReference.parse(name),
                    List.of(),
                    null,
                    new SourcePosition("expected.txt", 1, 1)))
        .toList();
  }

  private ProjectSql projectSql() {
    return new ProjectSql(sql, null, EnumSet.allOf(PlaceholderKind.class), Map.of());
  }

  LockResult lock(String... tables) throws CannotCheckException {
    try (Sessions sessions = new Sessions()) {
      return new LockSchema(
              sessions,
              new CatalogFallback(null, 1_000),
              new SchemaDetailsReader(1_000),
              new TableProbe(),
              ReadProgress.NONE)
          .run(
              new LockRequest(
                  target,
                  query(),
                  everything,
                  expectations(),
                  projectSql(),
                  false,
                  file(),
                  List.of(tables)),
              new HeardLog());
    }
  }

  CheckReport drift() throws CannotCheckException {
    return drift(new Before.OfLock(file()));
  }

  CheckReport drift(Before before) throws CannotCheckException {
    return drift(before, ReadProgress.NONE);
  }

  CheckReport drift(Before before, ReadProgress progress) throws CannotCheckException {
    Formats formats = new Formats(Goal.DRIFT, List.of("json"), SourceTree.NONE);
    try (Sessions sessions = new Sessions()) {
      return new Drift(
              sessions,
              () -> new CatalogFallback(null, 1_000),
              new SchemaDetailsReader(1_000),
              new TableProbe(),
              progress,
              Clock.systemUTC())
          .run(
              new DriftRequest(
                  target,
                  query(),
                  everything,
                  expectations(),
                  projectSql(),
                  before,
                  false,
                  CheckRules.of(
                      false, ExtraPolicy.IGNORE, ExtraPolicy.IGNORE, SEVERITIES, FailOn.BREAKING),
                  "accept.yaml",
                  List.of(),
                  ReportFiles.of(ExecutionFolder.of(folder.resolve("target")), formats),
                  file(),
                  candidate()),
              new HeardLog())
          .report();
    }
  }

  /** The changes in short: the code, and the table or the column. */
  static List<String> inShort(CheckReport report) {
    return report.result().findings().stream()
        .map((Finding finding) -> finding.code().code() + " " + finding.object())
        .toList();
  }
}
