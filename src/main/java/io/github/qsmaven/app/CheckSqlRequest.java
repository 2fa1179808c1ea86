package io.github.qsmaven.app;

import io.github.qsmaven.catalog.CatalogQuery;
import io.github.qsmaven.check.CheckRules;
import io.github.qsmaven.files.SqlFile;
import io.github.qsmaven.model.Acceptance;
import io.github.qsmaven.report.CheckReport;
import io.github.qsmaven.report.files.ReportFiles;
import io.github.qsmaven.settings.Target;
import io.github.qsmaven.sql.PlaceholderKind;
import io.github.qsmaven.sql.SqlDialect;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The request of {@link CheckSql}.
 *
 * @param target the server and the credential
 * @param query the tables that suggestions and the report are about
 * @param files the files of SQL, in their order
 * @param dialect the dialect of the files; null: that of the server
 * @param placeholders the kinds of placeholders in the files
 * @param values the values of placeholders, by their names
 * @param acceptances the accepted findings, of any goal
 * @param acceptFile the file in which findings are accepted, as users know it
 * @param rules the severities of findings, and which of them fail the build
 * @param reports where the reports go
 */
public record CheckSqlRequest(
    Target target,
    CatalogQuery query,
    List<SqlFile> files,
    @Nullable SqlDialect dialect,
    Set<PlaceholderKind> placeholders,
    Map<String, String> values,
    List<Acceptance> acceptances,
    String acceptFile,
    CheckRules rules,
    ReportFiles<CheckReport> reports) {
  public CheckSqlRequest {
    files = List.copyOf(files);
    placeholders = Set.copyOf(placeholders);
    values = Map.copyOf(values);
    acceptances = List.copyOf(acceptances);
  }
}
