package io.github.qsmaven.catalog;

import io.github.qsmaven.connection.Query;
import io.github.qsmaven.connection.Session;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.ForeignKey;
import io.github.qsmaven.model.TableName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the primary and foreign keys of tables from {@code pg_constraint} and their other unique
 * keys from {@code pg_index}, with one statement for each page.
 *
 * @param session the session to use
 * @param size the number of rows of a page
 * @param texts shares equal strings
 */
record PgKeys(Session session, int size, StringPool texts) {
  /**
   * Excludes the constraints that PostgreSQL adds if a foreign key references a partitioned table:
   * one for each partition, in addition to the one that the user created. A unique key is an index
   * on columns alone and on all rows, with or without a constraint; columns that it only includes
   * do not count. The oids of constraints and of indexes are not unique together.
   */
  private static final String KEYS =
      """
       FROM (
        SELECT k.oid, CASE k.contype WHEN 'p' THEN 0 ELSE 1 END AS kind, k.conrelid, k.conname,
          k.confrelid, k.conkey, k.confkey
        FROM pg_catalog.pg_constraint k
        WHERE k.contype IN ('p', 'f') AND k.conrelid = ANY (?::oid[])
          AND (k.conparentid = 0 OR NOT EXISTS (SELECT FROM pg_catalog.pg_constraint o
            WHERE o.oid = k.conparentid AND o.conrelid = k.conrelid))
        UNION ALL
        SELECT x.indexrelid, 2, x.indrelid, NULL, NULL,
          (x.indkey::int2[])[0:x.indnkeyatts - 1], NULL
        FROM pg_catalog.pg_index x
        WHERE x.indisunique AND x.indisvalid AND NOT x.indisprimary AND NOT x.indisexclusion
          AND x.indpred IS NULL AND x.indexprs IS NULL AND x.indrelid = ANY (?::oid[])
        ) k
        CROSS JOIN LATERAL ROWS FROM (pg_catalog.unnest(k.conkey), pg_catalog.unnest(k.confkey))
          WITH ORDINALITY AS p (own, other, i)
      """;

  private static final String COLUMNS =
      """
      SELECT k.oid, p.i, k.kind, k.conrelid, k.conname, p.own, n.nspname, c.relname,
        (SELECT a.attname FROM pg_catalog.pg_attribute a
          WHERE a.attrelid = k.confrelid AND a.attnum = p.other),
      """;

  private static final String REFERENCED =
      """
        LEFT JOIN pg_catalog.pg_class c ON c.oid = k.confrelid
        LEFT JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      """;

  private static final int PRIMARY = 0;
  private static final int FOREIGN = 1;

  /**
   * The keys of a table.
   *
   * @param primary the columns of the primary key
   * @param unique the columns of the other unique keys
   * @param foreign the foreign keys
   */
  record Keys(List<String> primary, List<List<String>> unique, List<ForeignKey> foreign) {
    static final Keys NONE = new Keys(List.of(), List.of(), List.of());

    private void add(Row row, boolean continues) {
      ForeignKey reference = row.foreign();
      if (row.kind() == PRIMARY) {
        primary.add(row.column());
      } else if (reference != null) {
        foreign.add(continues ? joined(foreign.remove(foreign.size() - 1), reference) : reference);
      } else {
        if (!continues) {
          unique.add(new ArrayList<>(1));
        }
        unique.get(unique.size() - 1).add(row.column());
      }
    }
  }

  /**
   * A column of a key.
   *
   * @param kind the kind of key
   * @param key the oid of the constraint or of the index
   * @param place the position of the column in the key, from 1
   * @param table the oid of the table
   * @param column the name of the column
   * @param foreign the foreign key, with this column only; null: it is another kind of key
   * @param remaining the number of rows that the server counts from the start of the page
   */
  record Row(
      int kind,
      long key,
      int place,
      long table,
      String column,
      @Nullable ForeignKey foreign,
      long remaining) {

    boolean continues(@Nullable Row before) {
      return before != null && before.kind == kind && before.key == key;
    }
  }

  /** Finds the name of a column. */
  @FunctionalInterface
  interface Names {
    /**
     * Returns the name of a column.
     *
     * @param table the oid of the table
     * @param number the number of the column
     */
    String of(long table, int number);
  }

  /** A query that counts the rows of {@link #query}. */
  Query<Long> count(List<String> oids) {
    return new Query<>("SELECT count(*)" + KEYS, List.of(oids, oids), row -> row.getLong(1));
  }

  /** A query for all keys of tables, in any order. */
  Query<Row> query(List<String> oids, Names names) {
    return new Query<>(
        COLUMNS + "0" + KEYS + REFERENCED, List.of(oids, oids), row -> row(row, names));
  }

  /**
   * Puts keys together.
   *
   * @param rows the rows of {@link #query}, which are sorted here
   * @return the keys by the oid of the table; without the tables that have no key
   * @throws CannotCheckException if a row is there twice
   */
  Map<Long, Keys> of(List<Row> rows) throws CannotCheckException {
    rows.sort(
        Comparator.comparingInt(Row::kind)
            .thenComparingLong(Row::key)
            .thenComparingInt(Row::place));
    order(rows.size()).verify(rows);
    Map<Long, Keys> keys = new HashMap<>();
    add(rows, null, keys);
    return keys;
  }

  private KeyOrder<Row> order(int limit) {
    return new KeyOrder<>(
        session.where(), limit, row -> new long[] {row.kind(), row.key(), row.place()});
  }

  private static void add(List<Row> rows, @Nullable Row before, Map<Long, Keys> keys) {
    Row last = before;
    for (Row row : rows) {
      keys.computeIfAbsent(
              row.table(),
              table -> new Keys(new ArrayList<>(), new ArrayList<>(), new ArrayList<>()))
          .add(row, row.continues(last));
      last = row;
    }
  }

  /**
   * Reads the keys of tables in pages.
   *
   * @param attributes the attributes of the tables, by the oids of the tables
   * @return the keys by the oid of the table; without the tables that have no key
   * @throws SQLException if the server rejects a statement, or the connection breaks
   * @throws CannotCheckException if the list cannot be verified as complete
   */
  Map<Long, Keys> read(Map<Long, List<Attribute>> attributes)
      throws SQLException, CannotCheckException {
    Map<Long, Keys> keys = new HashMap<>();
    List<String> oids = attributes.keySet().stream().map(String::valueOf).toList();
    List<Object> values = List.of(oids, oids);
    String where = "";
    Row before = null;
    KeyOrder<Row> order = order(size);
    boolean more = !oids.isEmpty();
    while (more) {
      List<Row> page =
          session.query(
              COLUMNS
                  + "count(*) OVER ()"
                  + KEYS
                  + REFERENCED
                  + where
                  + " ORDER BY k.kind, k.oid, p.i LIMIT "
                  + size,
              values,
              row ->
                  row(
                      row,
                      (table, number) -> name(attributes.getOrDefault(table, List.of()), number)));
      more = !page.isEmpty() && order.verify(page, page.get(0).remaining());
      add(page, before, keys);
      before = page.isEmpty() ? before : page.get(page.size() - 1);
      if (more) {
        Row last = page.get(page.size() - 1);
        where = " WHERE k.kind > ? OR k.kind = ? AND (k.oid > ? OR k.oid = ? AND p.i > ?)";
        values =
            List.of(oids, oids, last.kind(), last.kind(), last.key(), last.key(), last.place());
      }
    }
    return keys;
  }

  private static ForeignKey joined(ForeignKey key, ForeignKey next) {
    List<String> columns = new ArrayList<>(key.columns());
    columns.addAll(next.columns());
    List<String> referenced = new ArrayList<>(key.referencedColumns());
    referenced.addAll(next.referencedColumns());
    return new ForeignKey(key.name(), columns, key.references(), referenced);
  }

  private Row row(ResultSet row, Names names) throws SQLException {
    long table = row.getLong(4);
    String column = names.of(table, row.getInt(6));
    int kind = row.getInt(3);
    ForeignKey foreign =
        kind != FOREIGN
            ? null
            : new ForeignKey(
                row.getString(5),
                List.of(column),
                new TableName(texts.intern(row.getString(7)), texts.intern(row.getString(8))),
                List.of(texts.intern(row.getString(9))));
    return new Row(kind, row.getLong(1), row.getInt(2), table, column, foreign, row.getLong(10));
  }

  private static String name(List<Attribute> attributes, int number) {
    for (Attribute attribute : attributes) {
      if (attribute.number() == number) {
        return attribute.name();
      }
    }
    throw new IllegalStateException("there is no column " + number);
  }
}
