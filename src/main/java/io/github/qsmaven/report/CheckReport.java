package io.github.qsmaven.report;

import static java.util.Objects.requireNonNull;

import io.github.qsmaven.model.Catalog;
import io.github.qsmaven.model.CheckResult;
import io.github.qsmaven.model.Goal;
import io.github.qsmaven.model.SchemaDetails;
import io.github.qsmaven.model.Server;
import io.github.qsmaven.model.Sides;
import io.github.qsmaven.model.SqlUsage;
import org.jspecify.annotations.Nullable;

/**
 * Everything that the report of a goal says. It contains nothing that differs between two runs on
 * the same schema.
 *
 * @param goal the goal that reports
 * @param server the server
 * @param structure the list of tables, and their columns as far as they were read
 * @param result what was found
 * @param acceptFile the file in which findings are accepted, as users know it
 * @param sql the project's own SQL; null if the goal does not read it
 * @param sides what is compared; null if the goal compares no two states
 */
public record CheckReport(
    Goal goal,
    Server server,
    SchemaDetails structure,
    CheckResult result,
    String acceptFile,
    @Nullable SqlUsage sql,
    @Nullable Sides sides) {
  /** The report of a goal that does not read SQL. */
  public CheckReport(
      Goal goal, Server server, SchemaDetails structure, CheckResult result, String acceptFile) {
    this(goal, server, structure, result, acceptFile, null, null);
  }

  /** The report of a goal that compares no two states. */
  public CheckReport(
      Goal goal,
      Server server,
      SchemaDetails structure,
      CheckResult result,
      String acceptFile,
      @Nullable SqlUsage sql) {
    this(goal, server, structure, result, acceptFile, sql, null);
  }

  public CheckReport {
    requireNonNull(goal, "goal is null");
    requireNonNull(server, "server is null");
    requireNonNull(structure, "structure is null");
    requireNonNull(result, "result is null");
    requireNonNull(acceptFile, "acceptFile is null");
  }

  /** The list of tables, the catalog it is from, and what that catalog does not report. */
  public Catalog catalog() {
    return structure.catalog();
  }
}
