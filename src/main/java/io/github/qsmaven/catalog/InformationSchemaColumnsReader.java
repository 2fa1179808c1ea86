package io.github.qsmaven.catalog;

import io.github.qsmaven.connection.Session;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.CatalogSource;
import io.github.qsmaven.model.Column;
import io.github.qsmaven.model.ColumnType;
import io.github.qsmaven.model.Table;
import io.github.qsmaven.model.TableDetails;
import io.github.qsmaven.model.TableName;
import io.github.qsmaven.model.TypeShape;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code information_schema.columns} (ISO/IEC 9075-11; PostgreSQL's documentation, "The
 * Information Schema"). It shows only columns on which the credential has a privilege, and no
 * fields of types. For domains it reports the base type, for arrays neither length nor precision.
 *
 * @param pages reads the lists
 */
record InformationSchemaColumnsReader(PageReader pages) implements ColumnsReader {
  private static final String VIEW = "information_schema.columns";

  /**
   * Lengths, precisions, defaults, and PostgreSQL's {@code udt_name}: a server may have the view
   * without these columns.
   */
  private static final String DETAILS =
      ", column_default, character_maximum_length, numeric_precision, numeric_scale,"
          + " datetime_precision, udt_name, interval_type";

  /** The default precision of times (PostgreSQL's documentation, 8.5). */
  private static final String MICROSECONDS = "6";

  /** PostgreSQL's documentation, 8.1.2. */
  private static final int HIGHEST_SCALE = 1_000;

  private static final int SCALES = 2_048;

  /**
   * A row.
   *
   * @param table the table
   * @param column the column
   */
  private record Row(TableName table, Column column) {}

  @Override
  public Map<TableName, TableDetails> read(Session session, Collection<Table> tables)
      throws SQLException, CannotCheckException {
    try {
      return read(session, tables, true);
    } catch (SQLException e) {
      session.recoverFrom(e);
      return read(session, tables, false);
    }
  }

  private Map<TableName, TableDetails> read(
      Session session, Collection<Table> tables, boolean detailed)
      throws SQLException, CannotCheckException {
    Condition selection = Condition.selecting(tables, "table_schema", "table_name");
    Rows rows = new Rows(session, selection, detailed, new StringPool());
    Map<TableName, List<Column>> columns = new HashMap<>();
    for (Row row : pages.read(session.where(), CatalogSource.INFORMATION_SCHEMA, rows)) {
      columns.computeIfAbsent(row.table(), name -> new ArrayList<>()).add(row.column());
    }
    Map<TableName, TableDetails> relations = new LinkedHashMap<>();
    for (Table table : tables) {
      List<Column> own = columns.get(table.name());
      if (own != null) {
        relations.put(table.name(), new TableDetails(table, own, List.of(), List.of()));
      }
    }
    return relations;
  }

  /**
   * Queries the columns of some tables.
   *
   * @param session the session to use
   * @param selection the tables
   * @param detailed whether to read the details too
   * @param texts shares equal strings
   */
  private record Rows(Session session, Condition selection, boolean detailed, StringPool texts)
      implements PagedQuery<Row> {

    @Override
    public List<Row> page(@Nullable Row first, int limit) throws SQLException {
      List<Object> values = new ArrayList<>(selection.values());
      String sql =
          "SELECT table_schema, table_name, ordinal_position, column_name, data_type, is_nullable"
              + (detailed ? DETAILS : "")
              + (" FROM " + VIEW + " WHERE " + selection.sql());
      if (first != null) {
        sql += " AND table_name >= ? AND (table_name > ? OR ordinal_position >= ?)";
        String name = first.table().name();
        values.addAll(List.of(name, name, first.column().position()));
      }
      return session.query(
          sql + " ORDER BY table_name, ordinal_position, table_schema LIMIT " + limit,
          values,
          this::row);
    }

    private Row row(ResultSet row) throws SQLException {
      String word = String.valueOf(row.getString(5));
      Column column =
          new Column(
              texts.intern(row.getString(4)),
              row.getInt(3),
              detailed ? type(row, word) : type(word, null),
              !"NO".equals(row.getString(6)),
              detailed ? texts.internNullable(row.getString(7)) : null,
              null,
              List.of());
      return new Row(
          new TableName(texts.intern(row.getString(1)), texts.intern(row.getString(2))), column);
    }

    private ColumnType type(ResultSet row, String word) throws SQLException {
      String parameters =
          switch (word) {
            case "character varying", "character", "bit", "bit varying" -> row.getString(8);
            case "numeric", "decimal" -> precisionAndScale(row);
            case "timestamp without time zone",
                "timestamp with time zone",
                "time without time zone",
                "time with time zone",
                "interval" ->
                MICROSECONDS.equals(row.getString(11)) ? null : row.getString(11);
            default -> null;
          };
      String name = word.equals("interval") ? word + fields(row) : word;
      if (parameters == null) {
        return type(name, row.getString(12));
      }
      int blank = name.startsWith("time") ? name.indexOf(' ') : name.length();
      return type(name.substring(0, blank) + "(" + parameters + ")" + name.substring(blank), null);
    }

    /** PostgreSQL's {@code interval_type} includes the precision: {@code DAY TO SECOND(3)}. */
    private static String fields(ResultSet row) throws SQLException {
      String type = row.getString(13);
      if (type == null) {
        return "";
      }
      int open = type.indexOf('(');
      return " " + (open < 0 ? type : type.substring(0, open)).toLowerCase(Locale.ROOT);
    }

    private static @Nullable String precisionAndScale(ResultSet row) throws SQLException {
      String precision = row.getString(9);
      String scale = row.getString(10);
      if (precision == null || scale == null) {
        return precision;
      }
      // PostgreSQL's view shows a negative scale as the eleven bits in which it is stored.
      int number = row.getInt(10);
      return precision + "," + (number > HIGHEST_SCALE ? number - SCALES : number);
    }

    /** The standard defines two words for types that have no name in it. */
    private ColumnType type(String word, @Nullable String name) {
      return switch (word) {
        case "ARRAY" ->
            new ColumnType(
                // PostgreSQL's documentation, "CREATE TYPE", Array Types.
                name != null && name.startsWith("_")
                    ? texts.intern(name.substring(1) + "[]")
                    : word,
                TypeShape.ARRAY,
                false);
        case "USER-DEFINED" ->
            new ColumnType(name == null ? word : texts.intern(name), TypeShape.UNKNOWN, false);
        case "unknown" -> ColumnType.UNREPORTED;
        case "anyarray" -> new ColumnType(word, TypeShape.ARRAY);
        case "anymap" -> new ColumnType(word, TypeShape.MAP);
        default -> new ColumnType(texts.intern(word), TypeShape.SCALAR, detailed);
      };
    }

    @Override
    public long total(List<Row> firstPage) throws SQLException {
      return selection.count(session, VIEW);
    }

    @Override
    public Object key(Row row) {
      return List.of(row.table(), row.column().position());
    }

    @Override
    public boolean areTied(Row row, Row other) {
      return row.table().name().equals(other.table().name())
          && row.column().position() == other.column().position();
    }
  }
}
