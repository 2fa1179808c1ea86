package io.github.qsmaven.testing;

import io.github.qsmaven.app.Check;
import io.github.qsmaven.app.CheckOutcome;
import io.github.qsmaven.app.CheckRequest;
import io.github.qsmaven.app.CheckRequest.Scope;
import io.github.qsmaven.app.Expectations;
import io.github.qsmaven.app.PendingExpectations;
import io.github.qsmaven.catalog.CatalogFallback;
import io.github.qsmaven.catalog.CatalogQuery;
import io.github.qsmaven.catalog.SchemaDetailsReader;
import io.github.qsmaven.catalog.TableProbe;
import io.github.qsmaven.check.CheckRules;
import io.github.qsmaven.connection.Sessions;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.CatalogSource;
import io.github.qsmaven.model.ExpectedTable;
import io.github.qsmaven.model.Goal;
import io.github.qsmaven.model.NameFilter;
import io.github.qsmaven.model.SourcePosition;
import io.github.qsmaven.model.SourceTree;
import io.github.qsmaven.model.TableReference;
import io.github.qsmaven.model.TableType;
import io.github.qsmaven.report.files.ExecutionFolder;
import io.github.qsmaven.report.files.Formats;
import io.github.qsmaven.report.files.ReportFiles;
import io.github.qsmaven.settings.Target;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * {@code list-tables} without Maven, for tests.
 *
 * @param target the server
 * @param folder where the reports go
 * @param pinned the only catalog to ask; null for all
 * @param pageSize how many rows to read at a time
 * @param query which tables to list
 * @param rules how strictly to check
 * @param formats the reports to write
 * @param scope whether {@code tables.json} contains columns
 */
public record NameCheck(
    Target target,
    Path folder,
    @Nullable CatalogSource pinned,
    int pageSize,
    CatalogQuery query,
    CheckRules rules,
    Set<String> formats,
    Scope scope) {
  private static final int PAGE = 40_000;

  /** Lists the tables of the search path, into all reports but those that need columns. */
  public NameCheck(Target target, Path folder) {
    this(
        target,
        folder,
        null,
        PAGE,
        new CatalogQuery(List.of(), EnumSet.of(TableType.TABLE), NameFilter.ALL),
        CheckRules.ofNames(false, false, true),
        allBut("html", "dbt", "mermaid"),
        Scope.NAMES);
  }

  private static Set<String> allBut(String... others) {
    Set<String> words = new LinkedHashSet<>(AllFormats.WORDS);
    words.removeAll(Set.of(others));
    return words;
  }

  /** The same with another query. */
  public NameCheck with(CatalogQuery another) {
    return new NameCheck(target, folder, pinned, pageSize, another, rules, formats, scope);
  }

  /** The same with other rules. */
  public NameCheck with(CheckRules others) {
    return new NameCheck(target, folder, pinned, pageSize, query, others, formats, scope);
  }

  /** The same with one catalog, in pages of some size. */
  public NameCheck with(@Nullable CatalogSource only, int size) {
    return new NameCheck(target, folder, only, size, query, rules, formats, scope);
  }

  /** The same with other reports. */
  public NameCheck with(Set<String> others) {
    return new NameCheck(target, folder, pinned, pageSize, query, rules, others, scope);
  }

  /** The same with columns in {@code tables.json}. */
  public NameCheck withColumns() {
    return new NameCheck(
        target, folder, pinned, pageSize, query, rules, formats, Scope.NAMES_WITH_COLUMNS);
  }

  /** Runs it. */
  public CheckOutcome run(String... expected) throws CannotCheckException {
    List<ExpectedTable> tables =
        Stream.of(expected)
            .map(
                name ->
                    new ExpectedTable(
                        new TableReference(name),
                        List.of(),
                        null,
                        new SourcePosition("expectedTables[1]", 1, 1)))
            .toList();
    try (Sessions sessions = new Sessions()) {
      return new Check(
              sessions,
              new CatalogFallback(pinned, pageSize),
              new SchemaDetailsReader(pageSize),
              new TableProbe(),
              Clock.systemUTC())
          .run(
              new CheckRequest(
                  Goal.LIST_TABLES,
                  target,
                  query,
                  PendingExpectations.of(new Expectations(tables, List.of(), "")),
                  scope,
                  rules,
                  ReportFiles.of(
                      ExecutionFolder.of(folder),
                      new Formats(Goal.LIST_TABLES, formats, SourceTree.NONE))),
              new HeardLog());
    }
  }

  /** What it finds of the expected tables. */
  public TableFindings findings(String... expected) throws CannotCheckException {
    return TableFindings.of(run(expected).report());
  }
}
