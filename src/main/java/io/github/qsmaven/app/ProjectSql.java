package io.github.qsmaven.app;

import io.github.qsmaven.files.SqlFile;
import io.github.qsmaven.sql.PlaceholderKind;
import io.github.qsmaven.sql.SqlDialect;
import io.github.qsmaven.sql.SqlOptions;
import io.github.qsmaven.sql.SqlReader;
import io.github.qsmaven.sql.SqlScript;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The SQL of a project, and how it is read.
 *
 * @param files the files, in their order; none if the project has no SQL
 * @param dialect the dialect of the files; null: that of the server
 * @param placeholders the kinds of placeholders in the files
 * @param values the values of placeholders, by their names
 */
public record ProjectSql(
    List<SqlFile> files,
    @Nullable SqlDialect dialect,
    Set<PlaceholderKind> placeholders,
    Map<String, String> values) {
  /** Copies the collections. */
  public ProjectSql {
    files = List.copyOf(files);
    placeholders = Set.copyOf(placeholders);
    values = Map.copyOf(values);
  }

  /**
   * The dialect of the files.
   *
   * @param postgres whether the server is PostgreSQL
   */
  SqlDialect dialect(boolean postgres) {
    return dialect != null ? dialect : postgres ? SqlDialect.POSTGRESQL : SqlDialect.QUERY_SERVICE;
  }

  /**
   * Reads the files.
   *
   * @param postgres whether the server is PostgreSQL
   */
  List<SqlScript> scripts(boolean postgres) {
    SqlReader reader =
        new SqlReader(new SqlOptions(dialect(postgres), postgres, placeholders, values));
    return files.stream().map(file -> reader.read(file.path(), file.text())).toList();
  }
}
