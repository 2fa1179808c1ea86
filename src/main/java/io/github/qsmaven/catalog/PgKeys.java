package io.github.qsmaven.catalog;

import io.github.qsmaven.connection.Session;
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
 * Reads the primary and foreign keys of tables from {@code pg_constraint}, with one statement for
 * each page.
 *
 * @param session the session to use
 * @param size the number of rows of a page
 * @param texts shares equal strings
 */
record PgKeys(Session session, int size, StringPool texts) {
  /**
   * Excludes the constraints that PostgreSQL adds if a foreign key references a partitioned table:
   * one for each partition, in addition to the one that the user created.
   */
  private static final String KEYS =
      """
      SELECT k.oid, p.i, k.contype, k.conrelid, k.conname, p.own, n.nspname, c.relname,
        (SELECT a.attname FROM pg_catalog.pg_attribute a
          WHERE a.attrelid = k.confrelid AND a.attnum = p.other),
        count(*) OVER ()
      FROM pg_catalog.pg_constraint k
        CROSS JOIN LATERAL ROWS FROM (pg_catalog.unnest(k.conkey), pg_catalog.unnest(k.confkey))
          WITH ORDINALITY AS p (own, other, i)
        LEFT JOIN pg_catalog.pg_class c ON c.oid = k.confrelid
        LEFT JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE k.contype IN ('p', 'f') AND k.conrelid = ANY (?::oid[])
        AND (k.conparentid = 0 OR NOT EXISTS (SELECT FROM pg_catalog.pg_constraint o
          WHERE o.oid = k.conparentid AND o.conrelid = k.conrelid))
      """;

  /**
   * The keys of a table.
   *
   * @param primary the columns of the primary key
   * @param foreign the foreign keys
   */
  record Keys(List<String> primary, List<ForeignKey> foreign) {
    static final Keys NONE = new Keys(List.of(), List.of());
  }

  /**
   * A column of a key.
   *
   * @param constraint the oid of the constraint
   * @param place the position of the column in the key, from 1
   * @param table the oid of the table
   * @param column the name of the column
   * @param foreign the foreign key, with this column only; null: it is the primary key
   * @param remaining the number of rows that the server counts from the start of the page
   */
  private record Row(
      long constraint,
      int place,
      long table,
      String column,
      @Nullable ForeignKey foreign,
      long remaining) {}

  /**
   * Reads the keys of tables.
   *
   * @param attributes the attributes of the tables, by the oids of the tables
   * @return the keys by the oid of the table; without the tables that have no key
   * @throws SQLException if the server rejects a statement, or the connection breaks
   */
  Map<Long, Keys> read(Map<Long, List<Attribute>> attributes) throws SQLException {
    Map<Long, Keys> keys = new HashMap<>();
    List<String> oids = attributes.keySet().stream().map(String::valueOf).toList();
    List<Object> values = List.of(oids);
    String where = "";
    long constraint = 0;
    boolean more = !oids.isEmpty();
    while (more) {
      List<Row> page =
          session.query(
              KEYS + where + " ORDER BY k.oid, p.i LIMIT " + size,
              values,
              row -> row(row, attributes));
      for (Row row : page) {
        Keys ofTable =
            keys.computeIfAbsent(
                row.table(), table -> new Keys(new ArrayList<>(), new ArrayList<>()));
        if (row.foreign() == null) {
          ofTable.primary().add(row.column());
        } else if (row.constraint() == constraint) {
          ofTable
              .foreign()
              .add(joined(ofTable.foreign().remove(ofTable.foreign().size() - 1), row.foreign()));
        } else {
          ofTable.foreign().add(row.foreign());
        }
        constraint = row.constraint();
      }
      more = !page.isEmpty() && page.size() < page.get(0).remaining();
      if (more) {
        where = " AND (k.oid > ? OR k.oid = ? AND p.i > ?)";
        values = List.of(oids, constraint, constraint, page.get(page.size() - 1).place());
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
    ForeignKey foreign =
        row.getString(3).equals("p")
            ? null
            : new ForeignKey(
                row.getString(5),
                List.of(column),
                new TableName(texts.intern(row.getString(7)), texts.intern(row.getString(8))),
                List.of(texts.intern(row.getString(9))));
    return new Row(row.getLong(1), row.getInt(2), table, column, foreign, row.getLong(10));
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
