package io.github.qsmaven.catalog;

import static java.util.Objects.requireNonNull;

import io.github.qsmaven.connection.Query;
import io.github.qsmaven.connection.Session;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.CaseRule;
import io.github.qsmaven.model.Catalog;
import io.github.qsmaven.model.CatalogSource;
import io.github.qsmaven.model.Glob;
import io.github.qsmaven.model.Table;
import io.github.qsmaven.model.TableName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads PostgreSQL's system catalogs, {@code pg_class} and {@code pg_namespace}.
 *
 * <p>Lists what SQLAlchemy 2.0's {@code get_table_names()} lists (its {@code
 * dialects/postgresql/base.py}, {@code _pg_class_filter_scope_schema}): relations that are not
 * temporary; without a schema those for which {@code pg_table_is_visible} and that are not in
 * {@code pg_catalog}, with a schema all relations in it. The same statement returns the schemas
 * that were searched, so that an empty list reports them too. A table that another relation hides
 * is read as well, so that the rows can be counted without the search path.
 *
 * @param pages reads the lists
 */
record PgCatalogReader(PageReader pages) implements CatalogReader {
  private static final String COMMENTS =
      " LEFT JOIN pg_catalog.pg_description d ON d.objoid = c.oid AND d.objsubid = 0"
          + " AND d.classoid = 'pg_catalog.pg_class'::pg_catalog.regclass";
  private static final String SEARCH_PATH = "pg_catalog.current_schemas(false)";

  /** The condition that a table is found without its schema. */
  static final String VISIBLE = "pg_catalog.pg_table_is_visible(c.oid)";

  /**
   * The same, without a call of the function for each table of the first schema of the search path,
   * which takes most of the server's time: there, only relations of pg_catalog, which is searched
   * before it unless the path names it, and temporary ones hide a table.
   */
  private static final String SHOWN =
      """
      CASE WHEN n.nspname = (SELECT (pg_catalog.current_schemas(false))[1]
          WHERE pg_catalog.pg_my_temp_schema() = 0)
        THEN (SELECT 'pg_catalog' = ANY (pg_catalog.current_schemas(false)))
          OR c.relname NOT IN (SELECT o.relname FROM pg_catalog.pg_class o
            WHERE o.relnamespace = 'pg_catalog'::pg_catalog.regnamespace)
        ELSE pg_catalog.pg_table_is_visible(c.oid) END""";

  /** The most tables of a row: relations whose oids are near each other share one. */
  private static final int OIDS_OF_GROUP = 1 << 14;

  /** How many of these rows the driver keeps. */
  private static final int GROUPS_OF_FETCH = 64;

  private static final String NAMED_SCHEMAS = "?::text[]";

  private static final String ANYWHERE =
      """
      SELECT n.nspname, c.relname
      FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND c.relpersistence <> 't'
        AND pg_catalog.lower(c.relname::text) = ANY (?)
      """;

  /** The relations of the catalog. */
  static final Relations RELATIONS =
      new Relations(
          "pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace",
          "n.nspname",
          "c.relname");

  /** The condition that a relation is not temporary. */
  static final String NOT_TEMPORARY = "c.relpersistence <> 't'";

  /** The schemas that the catalog shows. */
  static final SchemaLookup SCHEMAS =
      new SchemaLookup(CatalogSource.PG_CATALOG, "SELECT n.nspname FROM pg_catalog.pg_namespace n");

  @Override
  public Countable countable() {
    return new Countable("pg_catalog.pg_class", "relname");
  }

  @Override
  public Catalog read(Session session, CatalogQuery query)
      throws SQLException, UnusableCatalogException, CannotCheckException {
    boolean onSearchPath = query.schemas().isEmpty();
    List<Row> rows =
        pages.read(session.where(), CatalogSource.PG_CATALOG, new Rows(session, query));
    List<String> unknown =
        rows.stream()
            .filter(row -> !row.schemaExists())
            .sorted(Comparator.comparing(Row::ordinal))
            .map(Row::schema)
            .toList();
    if (rows.isEmpty() || !unknown.isEmpty()) {
      SCHEMAS.explainAbsence(session, unknown);
    }
    Map<Long, String> schemas = new TreeMap<>();
    List<Table> tables = new ArrayList<>(rows.size());
    for (Row row : rows) {
      schemas.put(row.ordinal(), row.schema());
      if (row.table() != null && (row.table().visible() || !onSearchPath)) {
        tables.add(row.table());
      }
    }
    return new Catalog(
        CatalogSource.PG_CATALOG, List.copyOf(schemas.values()), onSearchPath, tables);
  }

  /**
   * A table, or a schema that has no table.
   *
   * @param ordinal the position of the schema in the search
   * @param schema the schema
   * @param schemaExists whether the schema exists
   * @param table the table
   * @param total the number of rows that the server counts; only on the first page
   */
  private record Row(
      long ordinal, String schema, boolean schemaExists, @Nullable Table table, long total) {}

  /** The schema of a table that was created after the schemas were read. */
  private static final Row CHANGED = new Row(-1, "", false, null, 0);

  private static Row row(ResultSet row) throws SQLException {
    String schema = row.getString(1);
    String name = row.getString(3);
    return new Row(
        row.getLong(7),
        schema,
        row.getBoolean(2),
        name == null
            ? null
            : table(
                new TableName(schema, name), row.getString(4), row.getBoolean(5), row.getString(6)),
        row.getLong(8));
  }

  /**
   * Tables of one schema and one kind, or the number of such groups.
   *
   * @param rows the tables
   * @param count the number of the groups; 0 for one of them
   * @param isCount whether it is the number
   */
  private record Group(List<Row> rows, long count, boolean isCount) {
    static Group of(ResultSet row, Row schema) throws SQLException {
      ArrayText arrays = new ArrayText(row);
      List<@Nullable String> names = arrays.texts(4);
      if (names.isEmpty()) {
        return new Group(List.of(), row.getLong(6), true);
      }
      String kind = row.getString(2);
      boolean visible = row.getBoolean(3);
      List<@Nullable String> comments = arrays.texts(5);
      List<Row> rows = new ArrayList<>(names.size());
      for (int i = 0; i < names.size(); i++) {
        TableName name = new TableName(schema.schema(), requireNonNull(names.get(i)));
        Table table = table(name, kind, visible, comments.isEmpty() ? null : comments.get(i));
        rows.add(new Row(schema.ordinal(), schema.schema(), true, table, 0));
      }
      return new Group(rows, 0, false);
    }
  }

  private static Table table(
      TableName name, String kind, boolean visible, @Nullable String comment) {
    Table table = new Table(name, TypeCodes.RELKIND.type(kind), visible, comment);
    return kind.equals(TypeCodes.PARTITIONED) ? table.asPartitioned() : table;
  }

  /**
   * Queries the requested tables and the schemas, in the order of the search.
   *
   * @param session the session to use
   * @param query the tables to list
   */
  private record Rows(Session session, CatalogQuery query) implements PagedQuery<Row> {
    /**
     * Reads the schemas apart from the tables, and many tables in each row: what a row costs the
     * driver is then a small part of the time.
     */
    @Override
    public @Nullable List<Row> whole(int fetchSize) throws SQLException {
      // By their oids: another schema may have the position when the tables are read.
      Map<Long, Row> schemas = new HashMap<>();
      Query<Row> schemaQuery =
          new Query<>(
              "SELECT s.name, n.oid, s.ordinal FROM " + searched("LEFT JOIN"),
              schemaValues(),
              row -> {
                long oid = row.getLong(2);
                Row schema = new Row(row.getLong(3), row.getString(1), oid != 0, null, 0);
                schemas.put(oid, schema);
                return schema;
              });
      Condition names = names();
      Query<Group> groupQuery =
          new Query<>(
              "WITH g AS (SELECT n.oid, c.relkind, "
                  + SHOWN
                  + ", pg_catalog.array_agg(c.relname::text),"
                  + " CASE WHEN pg_catalog.count(d.description) > 0"
                  + " THEN pg_catalog.array_agg(d.description) END FROM "
                  + searched("JOIN")
                  + " JOIN pg_catalog.pg_class c ON "
                  + relations(names)
                  + COMMENTS
                  + " GROUP BY 1, 2, 3, c.oid::int8 / "
                  + OIDS_OF_GROUP
                  + ") SELECT g.*, 0 FROM g UNION ALL"
                  + " SELECT NULL, NULL, NULL, NULL, NULL, (SELECT pg_catalog.count(*) FROM g)",
              values(names),
              row -> Group.of(row, schemas.getOrDefault(row.getLong(1), CHANGED)));
      session.send(Math.min(fetchSize, GROUPS_OF_FETCH), schemaQuery, groupQuery);
      long counted = -1;
      List<Row> rows = new ArrayList<>();
      for (Group group : groupQuery.rows()) {
        counted = Math.max(counted, group.isCount() ? group.count() : -1);
        rows.addAll(group.rows());
      }
      // A server may truncate what it counts, too: pages show it.
      boolean mayBeTruncated =
          rows.size() >= RowCap.REQUESTED - 1 && PageReader.mayBeTruncated(rows.size());
      if (counted != groupQuery.rows().size() - 1
          || mayBeTruncated
          || rows.stream().anyMatch(row -> row.ordinal() == CHANGED.ordinal())) {
        return null;
      }
      rows.addAll(schemaQuery.rows());
      return rows;
    }

    @Override
    public List<Row> page(@Nullable Row first, int limit) throws SQLException {
      Condition names = names();
      List<Object> values = new ArrayList<>(values(names));
      String sql = select(first == null ? "count(*) OVER ()" : "0", names);
      if (first != null) {
        sql += " WHERE s.ordinal > ? OR s.ordinal = ?";
        values.add(first.ordinal());
        values.add(first.ordinal());
        if (first.table() != null) {
          sql += " AND c.relname >= ?";
          values.add(first.table().name().name());
        }
      }
      return session.query(
          sql + " ORDER BY s.ordinal, c.relname LIMIT " + limit, values, PgCatalogReader::row);
    }

    private Condition names() {
      return Condition.matching(query.filter(), PgCatalogReader::anyOf);
    }

    private boolean onSearchPath() {
      return query.schemas().isEmpty();
    }

    /** The schemas in the order of the search, with their oids. */
    private String searched(String join) {
      return "pg_catalog.unnest("
          + (onSearchPath() ? SEARCH_PATH : NAMED_SCHEMAS)
          + ") WITH ORDINALITY AS s (name, ordinal) "
          + join
          + " pg_catalog.pg_namespace n ON n.nspname = s.name";
    }

    private List<Object> schemaValues() {
      return onSearchPath() ? List.of() : List.of(query.schemas());
    }

    private List<Object> values(Condition names) {
      List<Object> values = new ArrayList<>(schemaValues());
      values.addAll(names.values());
      return values;
    }

    private String select(String count, Condition names) {
      return "SELECT s.name, n.oid IS NOT NULL, c.relname, c.relkind::text, "
          + SHOWN
          + ", d.description, s.ordinal, "
          + count
          + " FROM "
          + searched("LEFT JOIN")
          + " LEFT JOIN pg_catalog.pg_class c ON "
          + relations(names)
          + COMMENTS;
    }

    private String relations(Condition names) {
      return "c.relnamespace = n.oid AND "
          + NOT_TEMPORARY
          + " AND c.relkind IN ("
          + TypeCodes.RELKIND.literals(query.types())
          + ")"
          + (onSearchPath() ? " AND n.nspname <> 'pg_catalog'" : "")
          + (names.sql().isEmpty() ? "" : " AND " + names.sql());
    }

    @Override
    public long total(List<Row> firstPage) {
      return firstPage.isEmpty() ? 0 : firstPage.get(0).total();
    }

    @Override
    public Object key(Row row) {
      return row.table() == null ? row.schema() : row.table().name();
    }

    @Override
    public boolean areTied(Row row, Row other) {
      return key(row).equals(key(other));
    }
  }

  private static Condition anyOf(List<Glob> globs) {
    List<String> patterns = globs.stream().map(Glob::toLike).toList();
    List<String> qualified = globs.stream().filter(Glob::hasDot).map(Glob::toLike).toList();
    String names = "c.relname::text LIKE ANY (?)";
    return qualified.isEmpty()
        ? new Condition(names, List.of(patterns))
        : new Condition(
            names + " OR n.nspname || '.' || c.relname LIKE ANY (?)", List.of(patterns, qualified));
  }

  @Override
  public List<TableName> findAnywhere(Session session, Set<String> names) throws SQLException {
    List<String> folded = names.stream().map(CaseRule::fold).toList();
    return session.query(
        ANYWHERE, List.of(folded), row -> new TableName(row.getString(1), row.getString(2)));
  }

  @Override
  public Set<String> schemas(Session session) throws SQLException {
    return SCHEMAS.all(session);
  }

  @Override
  public List<TableName> tablesOf(Session session, Set<String> schemas) throws SQLException {
    return RELATIONS.of(session, TypeCodes.HAS_RELKIND + " AND " + NOT_TEMPORARY, schemas);
  }
}
