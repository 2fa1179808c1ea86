package io.github.qsmaven.maven;

import static java.util.Objects.requireNonNullElse;

import io.github.qsmaven.catalog.CatalogFallback;
import io.github.qsmaven.catalog.CatalogQuery;
import io.github.qsmaven.catalog.ReadProgress;
import io.github.qsmaven.files.BaseFolder;
import io.github.qsmaven.model.CannotCheckException;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/** The parameters of the goals that list tables: which tables, and how to read them. */
abstract class AbstractListingMojo extends AbstractQsMojo {
  /**
   * The exact names of the schemas to search. By default, the search path of the session.
   *
   * <p>Example: {@code -Dqs.schemas=public,sales}
   *
   * @since 1.0.0
   */
  @Parameter(property = "qs.schemas")
  private @Nullable List<String> schemas;

  /**
   * Globs ({@code *} and {@code ?}) of the tables to list. A glob with a dot is also compared with
   * {@code schema.name}.
   *
   * <p>Example: {@code -Dqs.includes=luma_*,sales.*}
   *
   * @since 1.0.0
   */
  @Parameter(property = "qs.includes")
  private @Nullable List<String> includes;

  /**
   * Globs of the tables to leave out. They override {@code includes}.
   *
   * <p>Example: {@code -Dqs.excludes=*_tmp,archive.*}
   *
   * @since 1.0.0
   */
  @Parameter(property = "qs.excludes")
  private @Nullable List<String> excludes;

  /**
   * The only catalog of the server to read: {@code pg_catalog}, {@code pg_class}, {@code
   * information_schema} or {@code show_tables}. By default, the plugin tries the catalogs in this
   * order until one returns tables.
   *
   * <p>Example: {@code -Dqs.catalog=information_schema}
   *
   * @since 1.0.0
   */
  @Parameter(property = "qs.catalog")
  private @Nullable String catalog;

  /**
   * The number of rows to read from a catalog at a time, 1 to 49999. Query Service truncates every
   * result to 50,000 rows.
   *
   * <p>Example: {@code -Dqs.pageSize=5000}
   *
   * @since 1.0.0
   */
  @Parameter(property = "qs.pageSize", defaultValue = "40000")
  private int pageSize;

  @Parameter(defaultValue = "${project}", readonly = true)
  private @Nullable MavenProject project;

  AbstractListingMojo(ServerEntries serverEntries, BuildSessions buildSessions) {
    super(serverEntries, buildSessions);
  }

  CatalogQuery query(@Nullable List<String> tableTypes) throws CannotCheckException {
    return new ParameterParser(schemas, tableTypes, includes, excludes).query();
  }

  /** Whether the build says which tables to list. */
  final boolean hasIncludes() {
    return !ParameterParser.given(includes).isEmpty();
  }

  /** The line that shows the progress of reads until it is closed; null without a terminal. */
  @Nullable ProgressLine progressLine() {
    // In batch mode, the mode of most builds, its classes are not loaded.
    return session().getRequest().isInteractiveMode()
        ? new MavenConsole().progressLine(session().getRequest(), getLog())
        : null;
  }

  CatalogFallback catalogs(@Nullable ReadProgress progress) throws CannotCheckException {
    return ParameterParser.catalogs(catalog, pageSize, progress);
  }

  int pageSize() {
    return pageSize;
  }

  /** The project; without a POM, none or one that has no file. */
  @Nullable MavenProject project() {
    return project;
  }

  /** The folder that relative paths are resolved against: the project's, else the current one. */
  BaseFolder baseFolder() {
    Path folder =
        project == null || project.getFile() == null
            ? currentFolder()
            : project.getBasedir().toPath();
    return new BaseFolder(
        folder, new ProjectSources(session(), project, mojoExecution()).checkout(folder));
  }

  /** The value; empty if the property is. */
  @Nullable String given(String property, @Nullable String value) {
    return value == null ? session().getUserProperties().getProperty(property) : value;
  }

  /** The values; Maven does not distinguish an empty property from one that is not set. */
  List<String> given(String property, @Nullable List<String> values) {
    if (values != null && !values.isEmpty()) {
      // Maven reads an empty element of a list as null.
      return values.stream().map(value -> requireNonNullElse(value, "")).toList();
    }
    return "".equals(session().getUserProperties().getProperty(property)) ? List.of("") : List.of();
  }
}
