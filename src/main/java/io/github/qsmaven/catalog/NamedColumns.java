package io.github.qsmaven.catalog;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a result by their names. Case, blanks and underscores are ignored, since only
 * examples document the names: {@code dataSetId}, {@code Db Name}.
 *
 * @param indexes the position of each column
 */
record NamedColumns(Map<String, Integer> indexes) {
  static NamedColumns of(ResultSetMetaData metaData) throws SQLException {
    Map<String, Integer> indexes = new HashMap<>();
    for (int i = 1; i <= metaData.getColumnCount(); i++) {
      indexes.putIfAbsent(folded(metaData.getColumnLabel(i)), i);
    }
    return new NamedColumns(indexes);
  }

  private static String folded(String name) {
    return name.replace(" ", "").replace("_", "").toLowerCase(Locale.ROOT);
  }

  /** Returns the text of a column; null if the column is missing or empty. */
  @Nullable String text(ResultSet row, String column) throws SQLException {
    Integer index = indexes.get(folded(column));
    String text = index == null ? null : row.getString(index);
    return text == null || text.isEmpty() ? null : text;
  }
}
