package io.github.qsmaven.maven;

import io.github.qsmaven.app.CheckRequest.Scope;
import io.github.qsmaven.app.ExpectationSources;
import io.github.qsmaven.app.PendingExpectations;
import io.github.qsmaven.catalog.CatalogQuery;
import io.github.qsmaven.check.CheckRules;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.Goal;
import java.nio.file.Path;
import java.util.List;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Lists the tables of Adobe Experience Platform Query Service or PostgreSQL in a report, and fails
 * the build if an expected table is missing.
 *
 * @since 1.0.0
 */
@Mojo(
    name = "list-tables",
    defaultPhase = LifecyclePhase.VERIFY,
    requiresProject = false,
    threadSafe = true)
public final class ListTablesMojo extends AbstractExpectationMojo {
  /**
   * The types of tables to list: {@code table}, {@code view}, {@code materialized-view}, {@code
   * foreign-table}, or {@code all}.
   *
   * <p>Example: {@code -Dqs.tableTypes=table,view}
   *
   * @since 1.0.0
   */
  @Parameter(property = "qs.tableTypes", defaultValue = "table")
  private @Nullable List<String> tableTypes;

  /**
   * Whether a missing table fails the build. If {@code false}, it is a warning.
   *
   * <p>Example: {@code -Dqs.failOnMissing=false}
   *
   * @since 1.0.0
   */
  @Parameter(property = "qs.failOnMissing", defaultValue = "true")
  private String failOnMissing;

  /**
   * Whether an expected table that exists, but that the credential may not read, counts as missing.
   * The plugin then queries each expected table, even if it is listed.
   *
   * <p>Example: {@code -Dqs.failOnUnreadable=true}
   *
   * @since 1.0.0
   */
  @Parameter(property = "qs.failOnUnreadable", defaultValue = "false")
  private String failOnUnreadable;

  /**
   * Whether {@code tables.json} contains the columns and keys of the listed tables. It also
   * contains them if {@code html}, {@code dbt} or {@code mermaid} is among the formats.
   *
   * <p>Example: {@code -Dqs.columns=true}
   *
   * @since 1.0.0
   */
  @Parameter(property = "qs.columns", defaultValue = "false")
  private String columns;

  @Inject
  ListTablesMojo(ServerEntries serverEntries, BuildSessions buildSessions) {
    super(serverEntries, buildSessions);
  }

  @Override
  Goal goal() {
    return Goal.LIST_TABLES;
  }

  @Override
  ExpectationSources expectationSources() {
    return expectationSources(List.of(), null);
  }

  @Override
  List<Path> inputs() {
    return expectationSources().filesOfNames();
  }

  @Override
  void run(Reporting reporting) throws CannotCheckException, MojoFailureException {
    CatalogQuery query = query(tableTypes);
    doing("reading the expected tables");
    PendingExpectations expectations = PendingExpectations.of(expectationSources().readNames());
    CheckRules rules =
        CheckRules.ofNames(
            caseSensitive(),
            ParameterParser.flag("failOnUnreadable", failOnUnreadable),
            ParameterParser.flag("failOnMissing", failOnMissing));
    Scope scope = ParameterParser.flag("columns", columns) ? Scope.NAMES_WITH_COLUMNS : Scope.NAMES;
    reported(check(query, expectations, scope, rules, List.of(), reporting), reporting);
  }
}
