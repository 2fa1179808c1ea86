package io.github.qsmaven.testing.queryservice;

import io.github.qsmaven.testing.queryservice.SimulatorProfile.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Decides how the simulator treats a statement: its own answer, a rejection, or a row limit. */
final class StatementRules {
  /** Guide, troubleshooting-guide.md: 53400 "LIMIT exceeds max value", above 100,000. */
  static final long HIGHEST_LIMIT = 100_000;

  static final ServerError LIMIT_TOO_HIGH = ServerError.error("53400", "LIMIT exceeds max value");

  /** A statement that PostgreSQL rejects in any state; the simulator replaces its error. */
  private static final String REFUSED = "rejected by the simulator";

  private static final Pattern SHOW_TABLES =
      Pattern.compile("^\\s*SHOW\\s+TABLES\\s*;?\\s*$", Pattern.CASE_INSENSITIVE);
  private static final Pattern SHOW_VIEWS =
      Pattern.compile("^\\s*SHOW\\s+VIEWS\\s*;?\\s*$", Pattern.CASE_INSENSITIVE);
  private static final Pattern SHOW_VERSION =
      Pattern.compile("^\\s*SHOW\\s+SERVER_VERSION\\s*;?\\s*$", Pattern.CASE_INSENSITIVE);
  private static final Pattern PG_CLASS =
      Pattern.compile("\\bpg_catalog\\s*\\.\\s*pg_class\\b", Pattern.CASE_INSENSITIVE);
  private static final Pattern PG_NAMESPACE =
      Pattern.compile("\\bpg_catalog\\s*\\.\\s*pg_namespace\\b", Pattern.CASE_INSENSITIVE);
  private static final Pattern SCHEMATA =
      Pattern.compile("\\binformation_schema\\s*\\.\\s*schemata\\b", Pattern.CASE_INSENSITIVE);
  private static final Pattern INFORMATION_SCHEMA_TABLES =
      Pattern.compile("\\binformation_schema\\s*\\.\\s*tables\\b", Pattern.CASE_INSENSITIVE);

  private final SimulatorProfile profile;

  StatementRules(SimulatorProfile profile) {
    this.profile = profile;
  }

  /**
   * The treatment of a statement.
   *
   * @param sql the statement to send to PostgreSQL instead
   * @param refusal the error to send to the client; null: PostgreSQL's response
   * @param limit the LIMIT whose value is a parameter; null: there is none
   * @param capped whether the row cap applies
   */
  record Verdict(
      String sql, @Nullable ServerError refusal, SqlText.@Nullable Limit limit, boolean capped) {}

  Verdict judge(SqlText statement) {
    for (Refusal refusal : profile.refusals()) {
      if (refusal.meets(statement)) {
        return refused(refusal.answer());
      }
    }
    if (statement.contains(SHOW_TABLES)) {
      return new Verdict(showTables(), null, null, true);
    }
    if (statement.contains(SHOW_VIEWS)) {
      return new Verdict(showViews(), null, null, true);
    }
    if (statement.contains(SHOW_VERSION)) {
      String version = "SELECT " + literal(profile.serverVersion()) + " AS server_version";
      return new Verdict(version, null, null, true);
    }
    SqlText.Limit limit = statement.limit().orElse(null);
    if (limit == null || limit.isParameter()) {
      return new Verdict(onViews(statement), null, limit, true);
    }
    if (limit.rows() > HIGHEST_LIMIT) {
      return refused(LIMIT_TOO_HIGH);
    }
    // Guide, troubleshooting-guide.md: "To bypass the output row limit, apply LIMIT 0".
    return limit.rows() == 0
        ? new Verdict(onViews(SqlText.of(statement.without(limit))), null, null, false)
        : new Verdict(onViews(statement), null, null, true);
  }

  static Verdict refused(ServerError refusal) {
    return new Verdict(REFUSED, refusal, null, true);
  }

  /** Whether a catalog hides tables. */
  private boolean hides(SimulatedCatalog catalog) {
    return profile.empty().contains(catalog)
        || profile.hidden().containsKey(catalog)
        || !profile.denied().isEmpty();
  }

  /**
   * The statements that create views in front of a session's catalogs, so that hidden tables are
   * hidden from every query, such as counts and pages. PostgreSQL finds a temporary relation before
   * one of {@code pg_catalog} (PostgreSQL's documentation, {@code search_path}).
   */
  List<String> views() {
    List<String> views = new ArrayList<>();
    if (hides(SimulatedCatalog.PG_CATALOG)) {
      views.add(
          "CREATE TEMP VIEW pg_class AS SELECT * FROM pg_catalog.pg_class c WHERE relname <> 'pg_class'"
              + except(SimulatedCatalog.PG_CATALOG, "relname")
              + exceptDenied(
                  "(SELECT nspname FROM pg_catalog.pg_namespace n WHERE n.oid = relnamespace)"));
      views.add("GRANT SELECT ON pg_temp.pg_class TO PUBLIC");
    }
    if (hides(SimulatedCatalog.INFORMATION_SCHEMA)) {
      views.add(
          "CREATE TEMP VIEW tables AS SELECT * FROM information_schema.tables WHERE table_schema"
              + " NOT LIKE 'pg\\_temp%'"
              + except(SimulatedCatalog.INFORMATION_SCHEMA, "table_name")
              + exceptDenied("table_schema"));
      views.add("GRANT SELECT ON pg_temp.tables TO PUBLIC");
    }
    if (!profile.denied().isEmpty()) {
      views.add(
          "CREATE TEMP VIEW schemata AS SELECT * FROM information_schema.schemata WHERE true"
              + exceptDenied("schema_name"));
      views.add("GRANT SELECT ON pg_temp.schemata TO PUBLIC");
    }
    if (hidesSchemas()) {
      views.add(
          "CREATE TEMP VIEW pg_namespace AS SELECT * FROM pg_catalog.pg_namespace WHERE "
              + !profile.noSchemas()
              + exceptDenied("nspname"));
      views.add("GRANT SELECT ON pg_temp.pg_namespace TO PUBLIC");
    }
    return views;
  }

  private String onViews(SqlText statement) {
    String sql = statement.text();
    if (hides(SimulatedCatalog.PG_CATALOG)) {
      sql = statement.replaced(PG_CLASS, "pg_temp.pg_class");
    }
    if (hidesSchemas()) {
      sql = SqlText.of(sql).replaced(PG_NAMESPACE, "pg_temp.pg_namespace");
    }
    if (!profile.denied().isEmpty()) {
      sql = SqlText.of(sql).replaced(SCHEMATA, "pg_temp.schemata");
    }
    for (Map.Entry<String, String> container : profile.containers().entrySet()) {
      String schema = identifier(container.getKey()) + '.';
      sql = sql.replace(identifier(container.getValue()) + '.' + schema, schema);
    }
    return hides(SimulatedCatalog.INFORMATION_SCHEMA)
        ? SqlText.of(sql).replaced(INFORMATION_SCHEMA_TABLES, "pg_temp.tables")
        : sql;
  }

  private String except(SimulatedCatalog catalog, String column) {
    if (profile.empty().contains(catalog)) {
      return " AND false";
    }
    Set<String> names = profile.hidden().getOrDefault(catalog, Set.of());
    return names.isEmpty()
        ? ""
        : names.stream()
            .map(StatementRules::literal)
            .collect(Collectors.joining(", ", " AND " + column + " NOT IN (", ")"));
  }

  private boolean hidesSchemas() {
    return profile.noSchemas() || !profile.denied().isEmpty();
  }

  private String exceptDenied(String schema) {
    return profile.denied().stream()
        .map(name -> " AND " + schema + " <> " + literal(name))
        .collect(Collectors.joining());
  }

  private static String identifier(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** A query that returns what SHOW TABLES does, for the tables that the session sees. */
  private String showTables() {
    String facts =
        profile.datasets().entrySet().stream()
            .map(
                entry ->
                    values(
                        entry.getKey(),
                        entry.getValue().id(),
                        entry.getValue().name(),
                        entry.getValue().description(),
                        entry.getValue().labels()))
            .collect(Collectors.joining(", "));
    return "SELECT "
        + profile.showTables().columns().stream()
            .map(column -> showTablesColumns().get(column) + " AS \"" + column + '"')
            .collect(Collectors.joining(", "))
        + " FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
        + " LEFT JOIN (VALUES "
        + (facts.isEmpty() ? values("", "", "", "", "") : facts)
        + ") AS d (relname, id, title, description, labels) ON d.relname = c.relname"
        + " WHERE c.relkind IN ('r', 'p'"
        + (profile.showTablesListsViews() ? ", 'v'" : "")
        + ") AND c.relpersistence <> 't'"
        + " AND pg_catalog.pg_table_is_visible(c.oid) AND n.nspname <> 'pg_catalog'"
        + except(SimulatedCatalog.SHOW_TABLES, "c.relname")
        + " ORDER BY c.relname";
  }

  private static Map<String, String> showTablesColumns() {
    return Map.of(
        "name", "c.relname::text",
        "dataSetId", "coalesce(d.id, substr(md5(c.relname), 1, 24))",
        "dataSet", "coalesce(d.title, initcap(replace(c.relname, '_', ' ')))",
        "description", "coalesce(d.description, '')",
        "labels", "coalesce(d.labels, '')",
        // False in every example of Adobe's documents, although the tables can be used.
        "resolved", "'false'::text",
        "type", "CASE c.relkind WHEN 'v' THEN 'view' ELSE 'table' END");
  }

  /**
   * A query that returns what SHOW VIEWS does; Guide, sql/syntax.md. The views of the search path
   * have neither database nor schema, as in the example there, unless their schema is in a
   * database.
   */
  private String showViews() {
    String facts =
        profile.views().entrySet().stream()
            .map(
                entry ->
                    values(
                        entry.getKey(),
                        entry.getValue().id(),
                        entry.getValue().datasets(),
                        entry.getValue().views()))
            .collect(Collectors.joining(", "));
    String databases =
        profile.containers().entrySet().stream()
            .map(entry -> values(entry.getKey(), entry.getValue()))
            .collect(Collectors.joining(", "));
    return "SELECT coalesce(d.name, '') AS \"Db Name\","
        + " CASE WHEN p.bare THEN '' ELSE n.nspname::text END AS \"Schema Name\","
        + " c.relname::text AS \"Name\","
        + " coalesce(v.id, substr(md5(c.relname), 1, 24)) AS \"Id\","
        + " coalesce(v.datasets, '') AS \"Dataset Dependencies\","
        + " coalesce(v.views, '') AS \"Views Dependencies\","
        + " CASE WHEN p.bare THEN 'ADLS' ELSE 'DWH' END AS \"TYPE\""
        + " FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
        + " LEFT JOIN (VALUES "
        + (facts.isEmpty() ? values("", "", "", "") : facts)
        + ") AS v (relname, id, datasets, views) ON v.relname = c.relname"
        + " LEFT JOIN (VALUES "
        + (databases.isEmpty() ? values("", "") : databases)
        + ") AS d (schema, name) ON d.schema = n.nspname"
        + " CROSS JOIN LATERAL (SELECT d.name IS NULL AND pg_catalog.pg_table_is_visible(c.oid))"
        + " AS p (bare)"
        + " WHERE c.relkind = 'v' AND c.relpersistence <> 't'"
        + " AND n.nspname NOT IN ('pg_catalog', 'information_schema')"
        + except(SimulatedCatalog.SHOW_VIEWS, "c.relname")
        + exceptDenied("n.nspname")
        + " ORDER BY n.nspname, c.relname";
  }

  private static String values(String... values) {
    return List.of(values).stream()
        .map(StatementRules::literal)
        .collect(Collectors.joining(", ", "(", ")"));
  }

  private static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
