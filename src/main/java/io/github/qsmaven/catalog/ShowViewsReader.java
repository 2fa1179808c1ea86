package io.github.qsmaven.catalog;

import static java.util.stream.Collectors.joining;

import io.github.qsmaven.connection.RowReader;
import io.github.qsmaven.connection.Session;
import io.github.qsmaven.model.Table;
import io.github.qsmaven.model.TableName;
import io.github.qsmaven.model.ViewInfo;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads Query Service's {@code SHOW VIEWS}, with the columns {@code Db Name, Schema Name, Name, Id,
 * Dataset Dependencies, Views Dependencies, TYPE} (Adobe's documentation, "SQL syntax in Query
 * Service"). The statement has neither a key nor a count, so the number of rows shows whether the
 * list may be truncated.
 */
final class ShowViewsReader {
  /**
   * A view.
   *
   * @param name its name; empty if the row has none
   * @param info what the server reports of it
   */
  record View(String name, ViewInfo info) {
    /** Database and schema, as far as they are reported; empty: the view has a bare name. */
    String container() {
      return Stream.of(info.database(), info.schema())
          .filter(Objects::nonNull)
          .collect(joining("."));
    }

    private boolean isIn(TableName table, boolean visible) {
      String schema = table.schema();
      return container().isEmpty()
          ? visible
          : container().equals(schema) || schema.equals(info.schema());
    }
  }

  /**
   * The views of a server.
   *
   * @param views the views
   * @param problem why the list cannot be used, as a phrase that follows {@code SHOW VIEWS}; empty:
   *     it can
   * @param mayBeTruncated whether the server may have truncated the list
   */
  record Views(List<View> views, String problem, boolean mayBeTruncated) {
    /** Whether these are all views. */
    boolean areComplete() {
      return problem.isEmpty() && !mayBeTruncated;
    }

    /** Why the list may be truncated, as a phrase. */
    String truncation() {
      return "returned exactly "
          + views.size()
          + " rows, which suggests that a limit of the server truncated the list";
    }

    /**
     * What is reported of a view that another catalog lists; null if no row is certainly about it.
     */
    @Nullable ViewInfo of(Table table) {
      List<View> same =
          views.stream()
              .filter(view -> view.name().equals(table.name().name()))
              .filter(view -> view.isIn(table.name(), table.visible()))
              .toList();
      return same.size() == 1 ? same.get(0).info() : null;
    }
  }

  /**
   * Reads the views with one statement.
   *
   * @param session the session to use; works again if the server rejected the statement
   * @throws SQLException if the connection breaks, or the server ends the session
   */
  Views read(Session session) throws SQLException {
    List<View> views;
    try {
      views = session.query("SHOW VIEWS", List.of(), new ViewReader());
    } catch (SQLException e) {
      return new Views(List.of(), session.recoverFrom(e).toString(), false);
    }
    return views.stream().anyMatch(view -> view.name().isEmpty())
        ? new Views(List.of(), "returned rows without a name", false)
        : new Views(views, "", PageReader.mayBeTruncated(views.size()));
  }

  /** Reads rows; finds the columns when it reads the first one. */
  private static final class ViewReader implements RowReader<View> {
    private @Nullable NamedColumns columns;

    @Override
    public View read(ResultSet row) throws SQLException {
      NamedColumns known = columns == null ? NamedColumns.of(row.getMetaData()) : columns;
      columns = known;
      String name = known.text(row, "Name");
      return new View(
          name == null ? "" : name,
          new ViewInfo(
              known.text(row, "Db Name"),
              known.text(row, "Schema Name"),
              known.text(row, "Id"),
              known.text(row, "TYPE"),
              known.text(row, "Dataset Dependencies"),
              known.text(row, "Views Dependencies")));
    }
  }
}
