package io.github.qsmaven.app;

import io.github.qsmaven.catalog.CatalogFallback;
import io.github.qsmaven.catalog.CatalogQuery;
import io.github.qsmaven.catalog.ReadProgress;
import io.github.qsmaven.catalog.SchemaDetailsReader;
import io.github.qsmaven.check.CheckRules;
import io.github.qsmaven.connection.Sessions;
import io.github.qsmaven.files.BaseFolder;
import io.github.qsmaven.files.SqlFile;
import io.github.qsmaven.lock.LockFile;
import io.github.qsmaven.model.Acceptance;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.ExtraPolicy;
import io.github.qsmaven.model.FailOn;
import io.github.qsmaven.model.Goal;
import io.github.qsmaven.model.NameFilter;
import io.github.qsmaven.model.SourceTree;
import io.github.qsmaven.model.TableType;
import io.github.qsmaven.report.CheckReport;
import io.github.qsmaven.report.files.ExecutionFolder;
import io.github.qsmaven.report.files.Formats;
import io.github.qsmaven.report.files.ReportFiles;
import io.github.qsmaven.settings.Target;
import io.github.qsmaven.sql.PlaceholderKind;
import io.github.qsmaven.sql.SqlDialect;
import io.github.qsmaven.testing.HeardLog;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs the check of SQL on files of a test. */
record SqlProject(
    Path folder, Target target, @Nullable SqlDialect dialect, Map<String, String> values) {
  SqlProject(Path folder, Target target) {
    this(folder, target, null, Map.of());
  }

  CheckReport check(SqlFile... files) throws CannotCheckException {
    return check(List.of(), files);
  }

  CheckReport check(List<Acceptance> acceptances, SqlFile... files) throws CannotCheckException {
    Formats formats = new Formats(Goal.CHECK_SQL, List.of("json"), SourceTree.NONE);
    try (Sessions sessions = new Sessions()) {
      return new CheckSql(
              sessions,
              new CatalogFallback(null, 1_000),
              new SchemaDetailsReader(1_000),
              ReadProgress.NONE,
              Clock.systemUTC())
          .run(
              new CheckSqlRequest(
                  target,
                  new CatalogQuery(List.of(), EnumSet.allOf(TableType.class), NameFilter.ALL),
                  new SqlRequest(
                      new ProjectSql(
                          List.of(files), dialect, EnumSet.allOf(PlaceholderKind.class), values),
                      acceptances,
                      "accept.yaml",
                      CheckRules.of(
                          false, ExtraPolicy.IGNORE, ExtraPolicy.IGNORE, List.of(), FailOn.ERROR),
                      ReportFiles.of(ExecutionFolder.of(folder.resolve("target")), formats)),
                  new LockFile(new BaseFolder(folder), null)),
              new HeardLog())
          .report();
    }
  }
}
