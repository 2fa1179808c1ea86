package io.github.qsmaven.catalog;

import io.github.qsmaven.connection.Session;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.CatalogSource;
import io.github.qsmaven.model.Table;
import io.github.qsmaven.model.TableName;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code pg_attribute} with portable SQL. It reads the columns that psql 14 reads for {@code
 * \\d} (its {@code describe.c}): {@code attname}, {@code format_type} and {@code attnotnull} by
 * {@code attrelid}. The counts of the server show whether a result is complete.
 *
 * @param session the session to use
 * @param size the number of rows of a page
 * @param texts shares equal strings
 */
record PortableAttributes(Session session, int size, StringPool texts) {
  private static final String RELATIONS =
      "SELECT n.nspname, c.relname, c.oid, count(*) FROM pg_catalog.pg_class c"
          + " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
          + " JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid"
          + " WHERE a.attnum > 0 AND NOT a.attisdropped AND ";

  private static final String ATTRIBUTES =
      "SELECT a.attrelid, a.attnum, a.attname, a.atttypid,"
          + " pg_catalog.format_type(a.atttypid, a.atttypmod), a.attnotnull"
          + " FROM pg_catalog.pg_attribute a"
          + " WHERE a.attnum > 0 AND NOT a.attisdropped AND a.attrelid IN (";

  /**
   * A relation that has attributes.
   *
   * @param name the name
   * @param oid the oid
   * @param attributes the number of attributes
   */
  record Found(TableName name, long oid, int attributes) {}

  /**
   * Finds tables.
   *
   * @param tables the tables
   * @return the tables, and others in the same schemas
   */
  List<Found> tables(Collection<Table> tables) throws SQLException, CannotCheckException {
    return find(
        TypeCodes.HAS_RELKIND,
        Condition.selecting(tables, "n.nspname", "c.relname"),
        tables.stream().map(Table::name).toList(),
        name -> name);
  }

  /** Reads page by page until all are found, since a server may truncate a result. */
  private <N> List<Found> find(
      String kind, Condition where, Collection<N> names, Function<TableName, N> key)
      throws SQLException, CannotCheckException {
    ListOrigin origin = new ListOrigin(session.where(), CatalogSource.PG_CATALOG);
    List<Found> all = new ArrayList<>();
    Set<N> missing = new HashSet<>(names);
    Set<Found> seen = new HashSet<>();
    List<Found> page;
    do {
      page = page(kind, where, all.isEmpty() ? null : all.get(all.size() - 1).name());
      all.addAll(page);
      // The server's collation orders the names, so only a row that comes again shows a repetition.
      seen.addAll(page);
      if (seen.size() < all.size() || page.size() > size) {
        throw origin.lying("the server returned a relation twice");
      }
      origin.requireSpaceFor(all.size());
      page.forEach(found -> missing.remove(key.apply(found.name())));
    } while (!page.isEmpty() && !missing.isEmpty());
    return all;
  }

  private List<Found> page(String kind, Condition where, @Nullable TableName after)
      throws SQLException {
    List<Object> values = new ArrayList<>(where.values());
    String sql = RELATIONS + kind + " AND " + where.sql();
    if (after != null) {
      // Only the first condition lets PostgreSQL use the index on the name.
      sql += " AND c.relname >= ? AND (c.relname > ? OR n.nspname > ?)";
      values.addAll(List.of(after.name(), after.name(), after.schema()));
    }
    return session.query(
        sql + " GROUP BY n.nspname, c.relname, c.oid ORDER BY c.relname, n.nspname LIMIT " + size,
        values,
        row ->
            new Found(
                new TableName(row.getString(1), row.getString(2)), row.getLong(3), row.getInt(4)));
  }

  /**
   * Reads the attributes of relations, with one statement for each page.
   *
   * @param counts the number of attributes of each relation, by its oid
   * @param progress receives the progress after each page
   * @return the attributes by relation, without the relations that are incomplete
   */
  Map<Long, List<Attribute>> attributes(Map<Long, Integer> counts, ReadProgress progress)
      throws SQLException, CannotCheckException {
    return new AttributeReader(session.where(), size, this::page, progress).read(counts);
  }

  private List<Attribute> page(List<Long> relations, @Nullable Attribute after, int limit)
      throws SQLException {
    StringBuilder sql = new StringBuilder(ATTRIBUTES);
    // As literals: parameters would not have the type oid.
    String separator = "";
    for (Long relation : relations) {
      if (after == null || relation >= after.relation()) {
        sql.append(separator).append(relation.longValue());
        separator = ", ";
      }
    }
    sql.append(')');
    if (after != null) {
      sql.append(" AND (a.attrelid > ").append(after.relation());
      sql.append(" OR a.attnum > ").append(after.number()).append(')');
    }
    return session.query(
        sql.append(" ORDER BY a.attrelid, a.attnum LIMIT ").append(limit).toString(),
        List.of(),
        row -> {
          String spelling = texts.intern(String.valueOf(row.getString(5)));
          return new Attribute(
              row.getLong(1),
              row.getInt(2),
              texts.intern(row.getString(3)),
              false,
              spelling,
              Attribute.isBuiltIn(row.getLong(4), spelling),
              spelling,
              row.getBoolean(6),
              null,
              null);
        });
  }

  /**
   * Reads the fields of composite types: finds the types by name, then reads their {@link
   * #attributes}.
   *
   * @param spellings types as {@code format_type} returns them
   * @return the fields of the composite types among them, by the spelling; without types whose bare
   *     name is ambiguous because several schemas have it
   */
  Map<String, List<Attribute>> composites(Collection<String> spellings)
      throws SQLException, CannotCheckException {
    Map<String, List<Found>> byName = new HashMap<>();
    List<String> names =
        spellings.stream().map(some -> QualifiedName.parse(some).name()).distinct().toList();
    for (List<String> batch : Condition.batches(names)) {
      Condition named = Condition.in("c.relname", batch);
      for (Found found : find("c.relkind = 'c'", named, batch, TableName::name)) {
        byName.computeIfAbsent(found.name().name(), name -> new ArrayList<>(1)).add(found);
      }
    }
    Map<String, Found> meant = new HashMap<>();
    for (String spelling : spellings) {
      QualifiedName type = QualifiedName.parse(spelling);
      List<Found> found = new ArrayList<>(byName.getOrDefault(type.name(), List.of()));
      found.removeIf(some -> type.schema() != null && !type.schema().equals(some.name().schema()));
      if (found.size() == 1) {
        meant.put(spelling, found.get(0));
      }
    }
    Map<Long, Integer> counts = new HashMap<>();
    meant.values().forEach(found -> counts.put(found.oid(), found.attributes()));
    Map<Long, List<Attribute>> attributes =
        counts.isEmpty() ? Map.of() : attributes(counts, ReadProgress.NONE);
    Map<String, List<Attribute>> composites = new HashMap<>();
    meant.forEach(
        (spelling, found) -> {
          List<Attribute> fields = attributes.get(found.oid());
          if (fields != null) {
            composites.put(spelling, fields);
          }
        });
    return composites;
  }
}
