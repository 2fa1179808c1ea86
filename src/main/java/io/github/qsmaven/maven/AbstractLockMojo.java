package io.github.qsmaven.maven;

import io.github.qsmaven.app.ExpectationSources;
import io.github.qsmaven.app.ProjectSql;
import io.github.qsmaven.files.SqlFile;
import io.github.qsmaven.files.SqlSources;
import io.github.qsmaven.model.CannotCheckException;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** The parameters of the goals that write a lock or compare with one: what it is about. */
abstract class AbstractLockMojo extends AbstractSqlMojo {
  /**
   * The contracts whose tables the project relies on, in the Open Data Contract Standard, and files
   * with sources of dbt: paths and globs, relative to the project. By default, {@code
   * src/main/qs/*.odcs.yaml}, if there are such files.
   *
   * <p>Example: {@code -Dqs.contracts=src/main/qs/orders.odcs.yaml,contracts/*.odcs.yaml}
   *
   * @since 1.0.0
   */
  @Parameter(property = "qs.contracts")
  private @Nullable List<String> contracts;

  /**
   * Tables that the project relies on, in addition to those of contracts and SQL, such as {@code
   * orders} or {@code sales.orders}.
   *
   * <p>Example: {@code
   * <expectedTables><table>orders</table><table>sales.items</table></expectedTables>}
   *
   * @since 1.0.0
   */
  @Parameter(property = "qs.expectedTables")
  private @Nullable List<String> expectedTables;

  /**
   * A UTF-8 file of tables that the project relies on: one on each line; {@code #} starts a
   * comment.
   *
   * <p>Example: {@code -Dqs.expectedTablesFile=src/main/qs/tables.txt}
   *
   * @since 1.0.0
   */
  @Parameter(property = "qs.expectedTablesFile")
  private @Nullable String expectedTablesFile;

  /**
   * Whether an expected name matches only a name in the same case. If {@code false}, it also
   * matches the name in lower case, as in SQL without quotes; on servers other than PostgreSQL, it
   * matches the name in any case.
   *
   * <p>Example: {@code -Dqs.caseSensitive=true}
   *
   * @since 1.0.0
   */
  @Parameter(property = "qs.caseSensitive", defaultValue = "false")
  private String caseSensitive;

  AbstractLockMojo(ServerEntries serverEntries, BuildSessions buildSessions) {
    super(serverEntries, buildSessions);
  }

  final boolean caseSensitive() throws CannotCheckException {
    return ParameterParser.flag("caseSensitive", caseSensitive);
  }

  /** Where the project writes which tables it relies on. */
  final ExpectationSources expectationSources() {
    return new ExpectationSources(
        baseFolder(),
        given("qs.contracts", contracts),
        given("qs.expectedTables", expectedTables),
        given("qs.expectedTablesFile", expectedTablesFile),
        null);
  }

  /** Reads the SQL of the project, which may have none. */
  final ProjectSql readSql() throws CannotCheckException {
    doing("reading the SQL files");
    SqlSources.Contents contents = sources().readIfAny();
    contents.warnings().forEach(getLog()::warn);
    List<SqlFile> files = contents.files();
    return sql(files);
  }

  @Override
  List<Path> inputs() {
    List<Path> inputs = sqlInputs();
    inputs.addAll(expectationSources().files());
    inputs.add(lockFile().path());
    return inputs;
  }
}
