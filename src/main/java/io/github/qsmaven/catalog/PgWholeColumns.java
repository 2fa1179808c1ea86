package io.github.qsmaven.catalog;

import static java.util.Objects.requireNonNull;

import io.github.qsmaven.catalog.PgKeys.Keys;
import io.github.qsmaven.connection.Query;
import io.github.qsmaven.connection.Session;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.CatalogSource;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads columns and keys from PostgreSQL in two round trips, with one statement for each kind of
 * data, whatever the number of tables: joined to the columns, the defaults, comments and names of
 * types would take the server three times as long.
 *
 * @param session the session to use
 * @param fetchSize the number of rows to keep at a time
 * @param texts shares equal strings
 * @param progress receives the progress
 */
record PgWholeColumns(Session session, int fetchSize, StringPool texts, ReadProgress progress) {
  /**
   * One row for each table: a row for each column would have the driver decrypt three times as many
   * bytes. The first array has {@code attnum} and the three flags.
   */
  private static final String COLUMNS =
      """
      SELECT t.oid, a.places, a.names, a.types, a.modifiers
      FROM pg_catalog.unnest(?::oid[]) AS t (oid) CROSS JOIN LATERAL (
        SELECT
          pg_catalog.array_agg((a.attnum * 8 + a.attisdropped::int4 + a.attnotnull::int4 * 2
            + a.atthasdef::int4 * 4)::int4) AS places,
          pg_catalog.array_agg(a.attname::text) AS names,
          pg_catalog.array_agg(a.atttypid::int8) AS types,
          pg_catalog.array_agg(a.atttypmod::int4) AS modifiers
        FROM pg_catalog.pg_attribute a WHERE a.attrelid = t.oid AND a.attnum > 0) a
      """;

  /**
   * Each expression once, with the columns that have it: {@code pg_get_expr} takes most of the
   * time. Only an expression that contains a column depends on the table.
   *
   * <p>For the statements that follow in the transaction, it turns off the compiler of the server:
   * the server overestimates the rows of arrays, and compiling takes several times as long as the
   * query (PostgreSQL's documentation, "When to JIT?"). A server without JIT rejects SET.
   */
  private static final String DEFAULTS =
      """
      SELECT g.tables, g.numbers, pg_catalog.pg_get_expr(d.adbin, d.adrelid)
      FROM (SELECT pg_catalog.min(d.oid) AS one, pg_catalog.array_agg(d.adrelid::int8) AS tables,
          pg_catalog.array_agg(d.adnum::int4) AS numbers
        FROM pg_catalog.pg_attrdef d WHERE d.adrelid = ANY (?::oid[])
        GROUP BY d.adbin::text, CASE WHEN d.adbin::text LIKE '%{VAR %' THEN d.adrelid END) g
        JOIN pg_catalog.pg_attrdef d ON d.oid = g.one
      UNION ALL SELECT NULL, NULL, pg_catalog.set_config('jit', 'off', true)
      WHERE pg_catalog.current_setting('jit', true) IS NOT NULL
      """;

  private static final String COMMENTS =
      """
      SELECT t.objoid, pg_catalog.array_agg(t.objsubid::int4), pg_catalog.array_agg(t.description)
      FROM pg_catalog.pg_description t WHERE t.objoid = ANY (?::oid[]) AND t.objsubid > 0
        AND t.classoid = 'pg_catalog.pg_class'::pg_catalog.regclass
      GROUP BY t.objoid
      """;

  private static final String TYPES =
      """
      SELECT t.oid, t.modifier, pg_catalog.format_type(t.oid, t.modifier)
      FROM ROWS FROM (pg_catalog.unnest(?::oid[]), pg_catalog.unnest(?::int4[]))
        AS t (oid, modifier)
      """;

  /**
   * The columns and keys of tables, by the oids of the tables.
   *
   * @param attributes the attributes of each table in their order
   * @param keys the keys of the tables that have some
   */
  record Columns(Map<Long, List<Attribute>> attributes, Map<Long, Keys> keys) {}

  /** An attribute, without what the other queries return. */
  private record Part(
      long relation,
      int number,
      String name,
      boolean dropped,
      long type,
      boolean notNull,
      boolean hasDefault) {}

  /** The type of an attribute, as in {@link Attribute}. */
  private record Type(String oid, boolean builtIn, String spelling) {}

  /** A type until {@link #TYPES} returns it. */
  private static final Type UNNAMED = new Type("", false, "");

  /** How many columns are kept at a time for each row of a list. */
  private static final long ROWS_OF_COLUMNS = 16;

  /** Returns a key for a pair of an oid, and a number of a column or a modifier of a type. */
  private static long pair(long oid, int number) {
    return (oid << Integer.SIZE) | (number & 0xffff_ffffL);
  }

  /**
   * Reads columns and keys.
   *
   * @param counts the number of attributes of each relation, including dropped ones, by its oid
   * @param total the number of attributes of all relations
   * @return null if a result has fewer rows than the server counts: the server is not PostgreSQL
   * @throws SQLException if the server rejects a query, or the connection breaks
   * @throws CannotCheckException if a list cannot be verified
   */
  @Nullable Columns read(Map<Long, Integer> counts, long total)
      throws SQLException, CannotCheckException {
    List<String> oids = counts.keySet().stream().map(String::valueOf).toList();
    Map<Long, String> defaults = new HashMap<>();
    Map<Long, Map<Integer, String>> comments = new HashMap<>();
    Query<Integer> defaultQuery = defaultQuery(oids, defaults);
    Query<Integer> commentQuery = commentQuery(oids, comments);
    Map<Long, Type> types = new HashMap<>();
    Map<Long, List<Part>> parts = new HashMap<>();
    // A table may have no column.
    counts.keySet().forEach(relation -> parts.put(relation, new ArrayList<>(0)));
    Query<Integer> columnQuery = columnQuery(oids, total, types, parts);
    // A row of a table is larger than one of a list.
    long tables = ROWS_OF_COLUMNS * fetchSize * counts.size() / Math.max(total, 1);
    int rows = (int) Math.max(1, Math.min(tables, fetchSize));
    session.send(rows, defaultQuery, commentQuery, columnQuery);
    // A limit of rows that truncates the comments truncates the columns: both are rows of tables.
    if (!areWhole(parts, counts, defaults)) {
      return null;
    }
    PgKeys keys = new PgKeys(session, fetchSize, texts);
    Query<Long> keyCount = keys.count(oids);
    Query<PgKeys.Row> keyQuery =
        keys.query(oids, (table, number) -> name(parts.getOrDefault(table, List.of()), number));
    Query<Boolean> typeQuery = typeQuery(types);
    session.send(fetchSize, typeQuery, keyCount, keyQuery);
    if (typeQuery.rows().size() < types.size()
        || !keyCount.rows().contains((long) keyQuery.rows().size())) {
      return null;
    }
    progress.tables(counts.size(), counts.size());
    return new Columns(attributes(parts, types, defaults, comments), keys.of(keyQuery.rows()));
  }

  private Query<Integer> defaultQuery(List<String> oids, Map<Long, String> defaults) {
    return new Query<>(
        DEFAULTS,
        List.of(oids),
        row -> {
          ArrayText arrays = new ArrayText(row);
          long[] tables = arrays.numbers(1);
          long[] numbers = arrays.numbers(2);
          String text = row.getString(3);
          if (text != null) {
            String expression = texts.intern(text);
            for (int i = 0; i < tables.length; i++) {
              defaults.put(pair(tables[i], (int) numbers[i]), expression);
            }
          }
          return tables.length;
        });
  }

  private Query<Integer> commentQuery(List<String> oids, Map<Long, Map<Integer, String>> comments) {
    return new Query<>(
        COMMENTS,
        List.of(oids),
        row -> {
          ArrayText arrays = new ArrayText(row);
          long[] columns = arrays.numbers(2);
          List<@Nullable String> found = arrays.texts(3);
          Map<Integer, String> ofTable =
              comments.computeIfAbsent(row.getLong(1), relation -> new HashMap<>());
          for (int i = 0; i < columns.length; i++) {
            ofTable.put((int) columns[i], texts.intern(requireNonNull(found.get(i))));
          }
          return columns.length;
        });
  }

  private Query<Integer> columnQuery(
      List<String> oids, long total, Map<Long, Type> types, Map<Long, List<Part>> parts) {
    int[] read = {0};
    return new Query<>(
        COLUMNS,
        List.of(oids),
        row -> {
          long relation = row.getLong(1);
          List<Part> columns = parts.computeIfAbsent(relation, oid -> new ArrayList<>());
          ArrayText arrays = new ArrayText(row);
          long[] places = arrays.numbers(2);
          // A table may have no column.
          if (places.length > 0) {
            List<@Nullable String> names = arrays.texts(3);
            long[] oidsOfTypes = arrays.numbers(4);
            long[] modifiers = arrays.numbers(5);
            for (int i = 0; i < places.length; i++) {
              int place = (int) places[i];
              long type = pair(oidsOfTypes[i], (int) modifiers[i]);
              types.putIfAbsent(type, UNNAMED);
              columns.add(
                  new Part(
                      relation,
                      place >> 3,
                      texts.intern(requireNonNull(names.get(i))),
                      (place & 1) != 0,
                      type,
                      (place & 2) != 0,
                      (place & 4) != 0));
            }
            int before = read[0];
            read[0] += places.length;
            if (read[0] / fetchSize > before / fetchSize) {
              progress.rows(read[0], total);
            }
          }
          return columns.size();
        });
  }

  private Query<Boolean> typeQuery(Map<Long, Type> types) {
    List<Long> pairs = List.copyOf(types.keySet());
    return new Query<>(
        TYPES,
        List.of(
            pairs.stream().map(pair -> String.valueOf(pair >>> Integer.SIZE)).toList(),
            pairs.stream().map(pair -> String.valueOf(pair.intValue())).toList()),
        row -> {
          long oid = row.getLong(1);
          String spelling = row.getString(3);
          Type type = new Type(row.getString(1), Attribute.isBuiltIn(oid, spelling), spelling);
          return types.replace(pair(oid, row.getInt(2)), UNNAMED, type);
        });
  }

  /** Sorts the columns, and compares them with what the catalog says there is. */
  private boolean areWhole(
      Map<Long, List<Part>> parts, Map<Long, Integer> counts, Map<Long, String> defaults)
      throws CannotCheckException {
    ListOrigin origin = new ListOrigin(session.where(), CatalogSource.PG_CATALOG);
    if (parts.size() > counts.size()) {
      throw origin.lying("the server returned a column of a table that was not requested");
    }
    boolean whole = true;
    for (Map.Entry<Long, List<Part>> table : parts.entrySet()) {
      List<Part> columns = table.getValue();
      columns.sort(Comparator.comparingInt(Part::number));
      int last = 0;
      for (Part column : columns) {
        if (column.number <= last) {
          throw origin.lying("the server returned a column twice");
        }
        last = column.number;
        whole &= !column.hasDefault || defaults.containsKey(pair(column.relation, last));
      }
      int count = counts.getOrDefault(table.getKey(), 0);
      if (columns.size() > count) {
        throw origin.lying("the server counts " + count + " columns of a table but returned more");
      }
      whole &= columns.size() == count;
    }
    return whole;
  }

  private static String name(List<Part> columns, int number) {
    for (Part column : columns) {
      if (column.number == number) {
        return column.name;
      }
    }
    throw new IllegalStateException("there is no column " + number);
  }

  private Map<Long, List<Attribute>> attributes(
      Map<Long, List<Part>> parts,
      Map<Long, Type> types,
      Map<Long, String> defaults,
      Map<Long, Map<Integer, String>> comments) {
    Map<Long, List<Attribute>> attributes = new HashMap<>();
    parts.forEach(
        (relation, columns) -> {
          List<Attribute> own = new ArrayList<>(columns.size());
          Map<Integer, String> commented = comments.getOrDefault(relation, Map.of());
          for (Part column : columns) {
            Type type = types.getOrDefault(column.type, UNNAMED);
            own.add(
                new Attribute(
                    relation,
                    column.number,
                    column.name,
                    column.dropped,
                    type.oid,
                    type.builtIn,
                    type.spelling,
                    column.notNull,
                    column.hasDefault ? defaults.get(pair(relation, column.number)) : null,
                    commented.get(column.number)));
          }
          attributes.put(relation, own);
        });
    return attributes;
  }
}
