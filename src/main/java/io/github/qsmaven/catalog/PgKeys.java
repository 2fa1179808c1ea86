package io.github.qsmaven.catalog;

import io.github.qsmaven.connection.Session;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.ForeignKey;
import io.github.qsmaven.model.TableName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
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
      SELECT k.oid, p.i, k.kind, k.conrelid, k.conname, p.own, n.nspname, c.relname,
        (SELECT a.attname FROM pg_catalog.pg_attribute a
          WHERE a.attrelid = k.confrelid AND a.attnum = p.other),
        count(*) OVER ()
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
  private record Row(
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

  /**
   * Reads the keys of tables.
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
    KeyOrder<Row> order =
        new KeyOrder<>(
            session.where(), size, row -> new long[] {row.kind(), row.key(), row.place()});
    boolean more = !oids.isEmpty();
    while (more) {
      List<Row> page =
          session.query(
              KEYS + where + " ORDER BY k.kind, k.oid, p.i LIMIT " + size,
              values,
              row -> row(row, attributes));
      more = !page.isEmpty() && order.verify(page, page.get(0).remaining());
      for (Row row : page) {
        keys.computeIfAbsent(
                row.table(),
                table -> new Keys(new ArrayList<>(), new ArrayList<>(), new ArrayList<>()))
            .add(row, row.continues(before));
        before = row;
      }
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

  private Row row(ResultSet row, Map<Long, List<Attribute>> attributes) throws SQLException {
    long table = row.getLong(4);
    String column = name(attributes.getOrDefault(table, List.of()), row.getInt(6));
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
