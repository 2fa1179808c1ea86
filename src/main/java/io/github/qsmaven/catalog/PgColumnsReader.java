package io.github.qsmaven.catalog;

import io.github.qsmaven.connection.Session;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.CatalogSource;
import io.github.qsmaven.model.Table;
import io.github.qsmaven.model.TableDetails;
import io.github.qsmaven.model.TableName;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads PostgreSQL's system catalogs: the oids of the tables from {@code pg_class}; by these oids,
 * which lead the index, {@code pg_attribute}; the types that occur and their nested types from
 * {@code pg_type}; the keys from {@code pg_constraint} and {@code pg_index}. If a server truncates
 * results, so that it is not PostgreSQL, or rejects the statements of {@link PgWholeColumns}, the
 * columns and keys are read in pages.
 *
 * @param pages reads the lists
 */
record PgColumnsReader(PageReader pages) implements ColumnsReader {
  private static final String OIDS =
      """
      SELECT w.i, c.oid, c.relnatts
      FROM ROWS FROM (pg_catalog.unnest(?::name[]), pg_catalog.unnest(?::name[]))
          WITH ORDINALITY AS w (schema, name, i)
        JOIN pg_catalog.pg_namespace n ON n.nspname = w.schema
        JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid AND c.relname = w.name
      WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f')
      """;

  private static final String COLUMNS =
      """
      SELECT a.attrelid, a.attnum, a.attname, a.attisdropped, a.atttypid,
        pg_catalog.format_type(a.atttypid, a.atttypmod), a.attnotnull,
        pg_catalog.pg_get_expr(d.adbin, d.adrelid), t.description
      FROM pg_catalog.pg_attribute a
        LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
        LEFT JOIN pg_catalog.pg_description t ON t.objoid = a.attrelid AND t.objsubid = a.attnum
          AND t.classoid = 'pg_catalog.pg_class'::pg_catalog.regclass
      WHERE a.attrelid = ANY (?::oid[]) AND a.attnum > 0
      """;

  @Override
  public Map<TableName, TableDetails> read(Session session, Collection<Table> tables)
      throws SQLException, CannotCheckException {
    Map<Long, Table> byOid = new LinkedHashMap<>();
    Map<Long, Integer> counts = new HashMap<>();
    findOids(session, List.copyOf(tables), byOid, counts);
    if (byOid.isEmpty()) {
      return Map.of();
    }
    StringPool texts = new StringPool();
    AttributeReader inPages =
        new AttributeReader(
            session.where(),
            pages.size(),
            (oids, after, limit) -> columns(session, oids, after, limit, texts),
            pages.progress());
    long total = inPages.total(counts);
    PgWholeColumns.Columns whole =
        whole(new PgWholeColumns(session, pages.size(), texts, pages.progress()), counts, total);
    Map<Long, List<Attribute>> attributes =
        whole == null ? inPages.read(counts) : whole.attributes();
    TypeTree types =
        new TypeTree(new PgTypes(session, pages.size(), texts).read(attributes.values()));
    return types.tables(
        byOid,
        attributes,
        whole == null ? keys(session, attributes, texts) : Optional.of(whole.keys()));
  }

  /** Null if the server rejects a statement or truncates a result, so that pages are read. */
  private static PgWholeColumns.@Nullable Columns whole(
      PgWholeColumns columns, Map<Long, Integer> counts, long total)
      throws SQLException, CannotCheckException {
    try {
      return columns.read(counts, total);
    } catch (SQLException e) {
      columns.session().recoverFrom(e);
      return null;
    }
  }

  /** Empty if the server does not report keys: it may have columns in these catalogs alone. */
  private Optional<Map<Long, PgKeys.Keys>> keys(
      Session session, Map<Long, List<Attribute>> attributes, StringPool texts)
      throws SQLException, CannotCheckException {
    try {
      return Optional.of(new PgKeys(session, pages.size(), texts).read(attributes));
    } catch (SQLException e) {
      session.recoverFrom(e);
      return Optional.empty();
    }
  }

  /** Queries missing tables again, since a server may truncate a result. */
  private void findOids(
      Session session, List<Table> tables, Map<Long, Table> byOid, Map<Long, Integer> counts)
      throws SQLException, CannotCheckException {
    List<Table> missing = tables;
    boolean more = true;
    while (more) {
      List<Table> batch = missing;
      List<Table> found =
          session.query(
              OIDS,
              List.of(
                  batch.stream().map(table -> table.name().schema()).toList(),
                  batch.stream().map(table -> table.name().name()).toList()),
              row -> {
                Table table = batch.get(row.getInt(1) - 1);
                byOid.put(row.getLong(2), table);
                counts.put(row.getLong(2), row.getInt(3));
                return table;
              });
      more = !found.isEmpty() && found.size() < batch.size();
      Set<Table> known = Set.copyOf(found);
      if (known.size() < found.size()) {
        throw new ListOrigin(session.where(), CatalogSource.PG_CATALOG)
            .lying("the server returned a table twice");
      }
      if (more) {
        missing = batch.stream().filter(table -> !known.contains(table)).toList();
      }
    }
  }

  private static List<Attribute> columns(
      Session session, List<Long> oids, @Nullable Attribute after, int limit, StringPool texts)
      throws SQLException {
    List<Object> values = new ArrayList<>();
    String sql = COLUMNS;
    if (after == null) {
      values.add(array(oids));
    } else {
      values.add(array(oids.subList(oids.indexOf(after.relation()), oids.size())));
      values.add(after.relation());
      values.add(after.number());
      sql += " AND (a.attrelid > ? OR a.attnum > ?)";
    }
    return session.query(
        sql + " ORDER BY a.attrelid, a.attnum LIMIT " + limit,
        values,
        row -> {
          String spelling = texts.intern(row.getString(6));
          return new Attribute(
              row.getLong(1),
              row.getInt(2),
              texts.intern(row.getString(3)),
              row.getBoolean(4),
              texts.intern(row.getString(5)),
              Attribute.isBuiltIn(row.getLong(5), spelling),
              spelling,
              row.getBoolean(7),
              texts.internNullable(row.getString(8)),
              texts.internNullable(row.getString(9)));
        });
  }

  private static List<String> array(List<Long> oids) {
    return oids.stream().map(String::valueOf).toList();
  }
}
