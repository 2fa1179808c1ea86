package io.github.qsmaven.maven;

import io.github.qsmaven.app.ProjectSql;
import io.github.qsmaven.catalog.CatalogQuery;
import io.github.qsmaven.files.SqlFile;
import io.github.qsmaven.files.SqlSources;
import io.github.qsmaven.lock.LockFile;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.sql.PlaceholderKind;
import io.github.qsmaven.sql.SqlDialect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** The parameters of the goals that have the server analyze the SQL of the project. */
abstract class AbstractSqlMojo extends AbstractReportMojo {
  /**
   * The SQL files: paths and globs, relative to the project. By default, {@code
   * src/main/sql/**}{@code /*.sql}, {@code src/main/resources/**}{@code /*.sql} without the folders
   * {@code db/migration} of Flyway and {@code db/changelog} of Liquibase, and, where there is a
   * {@code dbt_project.yml}, {@code target/compiled/**}{@code /*.sql}.
   *
   * <p>Example: {@code -Dqs.sqlFiles=src/main/sql,reports/*.sql}
   *
   * @since 1.0.0
   */
  @Parameter(property = "qs.sqlFiles")
  private @Nullable List<String> sqlFiles;

  /**
   * Paths and globs of files and folders to leave out of {@code sqlFiles}.
   *
   * <p>Example: {@code -Dqs.sqlExcludes=src/main/sql/legacy}
   *
   * @since 1.0.0
   */
  @Parameter(property = "qs.sqlExcludes")
  private @Nullable List<String> sqlExcludes;

  /**
   * The values of placeholders, by their names: {@code
   * <sqlValues><schema>public</schema></sqlValues>}. The property {@code qs.sqlValues}, such as
   * {@code schema=public,this=orders}, overrides them.
   *
   * @since 1.0.0
   */
  @Parameter private @Nullable Map<String, @Nullable String> sqlValues;

  /**
   * The values of placeholders as a list, for the command line: {@code schema=public,this=orders}.
   * Maven cannot convert a property to a map.
   *
   * <p>Example: {@code -Dqs.sqlValues=schema=public,this=orders}
   *
   * @since 1.0.0
   */
  @Parameter(property = "qs.sqlValues")
  private @Nullable String sqlValuesProperty;

  /**
   * A UTF-8 properties file with values of placeholders. {@code sqlValues} overrides them. By
   * default, {@code src/main/qs/sql-values.properties}, if it exists.
   *
   * <p>Example: {@code -Dqs.sqlValuesFile=src/main/qs/sql-values.properties}
   *
   * @since 1.0.0
   */
  @Parameter(property = "qs.sqlValuesFile")
  private @Nullable String sqlValuesFile;

  /**
   * The kinds of placeholders in the files: {@code auto} for all kinds, or some of {@code $1 ?
   * :name @name} {@code ${x} #{x} {{x}} $name #template}. Since Maven replaces {@code ${x}}, write
   * {@code dollar-braces} for it. The other kinds have such words, too: {@code numbered}, {@code
   * question}, {@code colon}, {@code at}, {@code hash-braces}, {@code double-braces}, {@code
   * dollar-name}, {@code hash}.
   *
   * <p>Example: {@code -Dqs.sqlPlaceholders=colon,dollar-braces}
   *
   * @since 1.0.0
   */
  @Parameter(property = "qs.sqlPlaceholders", defaultValue = ParameterParser.AUTO)
  private @Nullable List<String> sqlPlaceholders;

  /**
   * The dialect of the files: {@code auto} for the dialect of the server, {@code postgresql}, or
   * {@code query-service}.
   *
   * <p>Example: {@code -Dqs.sqlDialect=query-service}
   *
   * @since 1.0.0
   */
  @Parameter(property = "qs.sqlDialect", defaultValue = ParameterParser.AUTO)
  private String sqlDialect;

  /**
   * The types of tables to list: {@code table}, {@code view}, {@code materialized-view}, {@code
   * foreign-table}, or {@code all}.
   *
   * <p>Example: {@code -Dqs.tableTypes=table,view}
   *
   * @since 1.0.0
   */
  @Parameter(property = "qs.tableTypes", defaultValue = "all")
  private @Nullable List<String> tableTypes;

  /**
   * The lock, which {@code qs:lock} writes. A relative path is resolved against the folder of the
   * project.
   *
   * <p>Example: {@code -Dqs.lockFile=src/main/qs/stage.lock.json}
   *
   * @since 1.0.0
   */
  @Parameter(property = "qs.lockFile", defaultValue = LockFile.DEFAULT_PATH)
  private String lockFile;

  AbstractSqlMojo(ServerEntries serverEntries, BuildSessions buildSessions) {
    super(serverEntries, buildSessions);
  }

  final LockFile lockFile() {
    return new LockFile(baseFolder(), lockFile);
  }

  /** Where the project has its SQL. */
  final SqlSources sources() {
    return sqlSources(sqlFiles, sqlExcludes);
  }

  /** The values of placeholders. */
  final SqlValues values() {
    return new SqlValues(
        baseFolder(),
        sqlValuesProperty,
        sqlValues,
        mojoExecution().getConfiguration(),
        given("qs.sqlValuesFile", sqlValuesFile));
  }

  private @Nullable SqlDialect dialect() throws CannotCheckException {
    return ParameterParser.dialect(sqlDialect);
  }

  private Set<PlaceholderKind> placeholders() throws CannotCheckException {
    return ParameterParser.placeholders(
        sqlPlaceholders, session().getUserProperties().getProperty("qs.sqlPlaceholders"));
  }

  /** The SQL of the project. */
  final ProjectSql sql(List<SqlFile> files) throws CannotCheckException {
    return new ProjectSql(files, dialect(), placeholders(), values().read());
  }

  /** The tables to list. */
  final CatalogQuery query() throws CannotCheckException {
    return query(tableTypes);
  }

  /** The files of the SQL and of its values, none of which may exist; a list to add others to. */
  final List<Path> sqlInputs() {
    List<Path> inputs = new ArrayList<>(sources().paths());
    inputs.add(values().path());
    return inputs;
  }
}
