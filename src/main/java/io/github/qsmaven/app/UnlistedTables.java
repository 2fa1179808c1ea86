package io.github.qsmaven.app;

import io.github.qsmaven.catalog.CatalogFallback;
import io.github.qsmaven.catalog.CatalogQuery;
import io.github.qsmaven.catalog.TableProbe;
import io.github.qsmaven.catalog.TableProbe.Answer;
import io.github.qsmaven.check.ListedExpectations;
import io.github.qsmaven.check.ServerSnapshot;
import io.github.qsmaven.connection.Session;
import io.github.qsmaven.model.CaseInsensitiveNames;
import io.github.qsmaven.model.Catalog;
import io.github.qsmaven.model.ExpectedTable;
import io.github.qsmaven.model.NameFilter;
import io.github.qsmaven.model.SchemaDetails;
import io.github.qsmaven.model.SchemaNames;
import io.github.qsmaven.model.Table;
import io.github.qsmaven.model.TableName;
import io.github.qsmaven.model.TableReference;
import io.github.qsmaven.model.TableType;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Probes expected tables that are not listed: they may be in a schema that is not searched or of a
 * type that is not selected, or the server may not list all its tables.
 */
final class UnlistedTables {
  private static final Location ABSENT = new Location(null, false, Answer.ABSENT);

  private final Session session;
  private final CatalogFallback catalogs;
  private final TableProbe probe;
  private final CatalogQuery query;
  private final Catalog catalog;
  private final ListedExpectations listed;
  private final NameFilter filter;
  private final boolean namesOnly;

  /** The unlisted tables, and whether a contract expects more of them than their names. */
  private final Map<TableReference, Boolean> expected = new LinkedHashMap<>();

  private final Map<TableName, Table> tables = new LinkedHashMap<>();
  private final Set<TableName> untyped = new HashSet<>();
  private final Set<TableReference> answered = new HashSet<>();
  private final Set<TableReference> unreadable = new HashSet<>();
  private final Map<TableReference, String> denied = new HashMap<>();
  private @Nullable Known known;
  private SchemaNames schemas = SchemaNames.UNKNOWN;

  /**
   * @param session the session
   * @param catalogs reads the catalog
   * @param probe queries a table directly
   * @param query selects the listed tables
   * @param catalog the list of tables
   * @param listed the expected tables that are not in it
   * @param filter the filter that applies to expected tables
   * @param namesOnly whether only the names of tables are checked. Then a table must be readable: a
   *     name is looked up in all schemas until one has a readable table
   */
  UnlistedTables(
      Session session,
      CatalogFallback catalogs,
      TableProbe probe,
      CatalogQuery query,
      Catalog catalog,
      ListedExpectations listed,
      NameFilter filter,
      boolean namesOnly) {
    this.session = session;
    this.catalogs = catalogs;
    this.probe = probe;
    this.query = query;
    this.catalog = catalog;
    this.listed = listed;
    this.filter = filter;
    this.namesOnly = namesOnly;
    for (ExpectedTable table : listed.unlisted()) {
      boolean details = table.needsDetails() || table.physicalType() != null;
      expected.merge(table.name(), details, Boolean::logicalOr);
    }
  }

  /** The unlisted tables of which more than the name is expected. */
  Collection<Table> tables() {
    return tables.values();
  }

  /**
   * The state of the server.
   *
   * @param details the listed tables, and the columns that were read
   */
  ServerSnapshot snapshot(SchemaDetails details) {
    return new ServerSnapshot(
        details,
        untyped,
        answered,
        unreadable,
        denied,
        known == null ? Set.of() : known.names(),
        schemas,
        filter,
        session.isPostgres());
  }

  /**
   * The result of a probe; the name is null if the table is absent or its schema is unknown. It is
   * hidden if it is unknown whether it exists.
   */
  private record Location(@Nullable TableName name, boolean visible, Answer answer) {
    boolean exists() {
      return answer == Answer.THERE || answer == Answer.UNREADABLE;
    }

    boolean readable() {
      return answer == Answer.THERE;
    }
  }

  /**
   * Probes all unlisted tables with a few statements each. If one is not found, one more statement
   * looks up the names of all, and a few look up the schemas that such names contain. If more than
   * a name is expected, one or a few read the catalog.
   */
  void find() throws SQLException {
    Map<TableName, Table> located = new LinkedHashMap<>();
    Set<String> unknownSchemas = new LinkedHashSet<>();
    for (Map.Entry<TableReference, Boolean> table : expected.entrySet()) {
      TableReference name = table.getKey();
      boolean details = table.getValue();
      boolean isListed = listed.listed().containsKey(name);
      Location location = isListed ? locateInSchema(name) : locate(name, details);
      if (location.exists() && location.name() != null && details) {
        put(located, location.name(), location.visible());
      } else if (location.exists()) {
        answered.add(name);
        if (namesOnly && !location.readable()) {
          unreadable.add(name);
        }
      } else if (!isListed) {
        if (location.answer() == Answer.HIDDEN) {
          denied.put(name, whyUnknown(location.name()));
        } else {
          name.qualifiedReadings().forEach(reading -> unknownSchemas.add(reading.schema()));
        }
        for (TableName other : details ? differingInCase(name) : List.<TableName>of()) {
          put(located, other, false);
        }
      }
    }
    unknownSchemas.removeAll(catalog.schemas());
    if (!unknownSchemas.isEmpty()) {
      schemas = catalogs.findSchemas(session, unknownSchemas);
    }
    if (!located.isEmpty()) {
      readListed(located);
    }
  }

  private static String whyUnknown(@Nullable TableName hidden) {
    return (hidden == null
            ? "the server denies this credential every name without a schema"
            : "this credential may not use schema " + hidden.schema())
        + ", so it is unknown whether the table exists";
  }

  private static void put(Map<TableName, Table> located, TableName name, boolean visible) {
    located.putIfAbsent(name, new Table(name, TableType.TABLE, visible, null));
  }

  /** Probes whether each listed expected table may be read. */
  void askForListed() throws SQLException {
    for (Map.Entry<TableReference, TableReference> table : listed.listed().entrySet()) {
      if (!ask(table.getValue(), new ArrayList<>()).readable()) {
        unreadable.add(table.getKey());
      }
    }
  }

  private Location locate(TableReference table, boolean details) throws SQLException {
    Location hidden = ABSENT;
    for (TableReference spelling : listed.spellings(table)) {
      Location location = locateAs(spelling, details);
      if (location.exists()) {
        return location;
      }
      hidden = hidden.answer() == Answer.HIDDEN ? hidden : location;
    }
    Location other = details ? ABSENT : locateInAnyCase(table);
    return other.exists() ? other : hidden;
  }

  /**
   * The name of a listed table contains a dot: another table, in a schema that was not searched,
   * may have that name as well.
   */
  private Location locateInSchema(TableReference table) throws SQLException {
    List<TableName> readings = new ArrayList<>(table.qualifiedReadings());
    Known all = lookUp();
    readings.removeIf(reading -> all.areAll() && !all.names().contains(reading));
    return ask(readings, new ArrayList<>());
  }

  private Location locateAs(TableReference spelling, boolean details) throws SQLException {
    List<TableName> hidden = new ArrayList<>();
    Location location = ask(spelling, hidden);
    if (!location.exists()) {
      return hidden.isEmpty() ? location : knownAmong(hidden);
    }
    return location.name() == null && details ? locateBare(spelling) : location;
  }

  /**
   * Probes the other spellings that the catalog has and the rule accepts. A list is no proof that a
   * table exists: what the server then does not find is forgotten.
   */
  private Location locateInAnyCase(TableReference table) throws SQLException {
    List<Location> locations = new ArrayList<>();
    for (Map.Entry<TableReference, List<TableName>> spelling :
        listed.inAnyCase(table, differingInCase(table)).entrySet()) {
      Location location = locateAs(spelling.getKey(), false);
      if (location.exists()) {
        locations.add(location);
      } else {
        known().removeAll(spelling.getValue());
      }
    }
    return locations.size() == 1 ? locations.get(0) : ABSENT;
  }

  /** In a check of names, another schema may have a readable table of the same name. */
  private boolean suffices(Location location) {
    return namesOnly ? location.readable() : location.exists();
  }

  /** Asks for a name in every schema in which it may be, and without a schema. */
  private Location ask(TableReference table, List<TableName> hidden) throws SQLException {
    Location location = ask(table.readingsIn(query.schemas()), hidden);
    if (query.schemas().isEmpty() && !suffices(location) && table.exact() == null) {
      Answer answer = probe.ask(session, null, table.text());
      if (answer == Answer.THERE || !location.exists()) {
        return new Location(null, true, answer);
      }
    }
    return location;
  }

  /**
   * Probes the readings of a name until one can be read; for a check of columns, until one exists.
   *
   * @param hidden receives the readings of which the server does not report whether they exist
   */
  private Location ask(List<TableName> readings, List<TableName> hidden) throws SQLException {
    Location location = ABSENT;
    for (TableName reading : readings) {
      Answer answer = probe.ask(session, reading.schema(), reading.name());
      // In a schema that may not be used, the server reports every name as not readable.
      if (answer == Answer.HIDDEN) {
        hidden.add(reading);
        answer = !namesOnly && known().contains(reading) ? Answer.UNREADABLE : Answer.ABSENT;
      }
      if (answer != Answer.ABSENT) {
        location = new Location(reading, false, answer);
        if (suffices(location)) {
          break;
        }
      }
    }
    return location;
  }

  /** The schema in which the server found a bare name. */
  private Location locateBare(TableReference table) throws SQLException {
    List<TableName> readings =
        catalog.schemas().stream().map(schema -> new TableName(schema, table.text())).toList();
    Location location = ask(readings, new ArrayList<>());
    return new Location(location.name(), true, Answer.THERE);
  }

  /**
   * A catalog may list a table whose schema this credential may not use. If it shows all of them, a
   * table that it does not list does not exist; otherwise nothing is known of the table.
   */
  private Location knownAmong(List<TableName> hidden) throws SQLException {
    for (TableName name : hidden) {
      if (known().contains(name)) {
        return new Location(name, false, Answer.UNREADABLE);
      }
    }
    return lookUp().areAll() ? ABSENT : new Location(hidden.get(0), false, Answer.HIDDEN);
  }

  private List<TableName> differingInCase(TableReference table) throws SQLException {
    Known all = lookUp();
    return all.unlisted().matching(table, catalog.schemas()).stream()
        .filter(name -> all.names().contains(name) && filter.selects(name))
        .toList();
  }

  /**
   * The tables with the name of an unlisted table.
   *
   * @param names those that were not probed without success
   * @param unlisted those that the catalog does not list
   * @param areAll whether there is no other
   */
  private record Known(Set<TableName> names, CaseInsensitiveNames unlisted, boolean areAll) {}

  private Set<TableName> known() throws SQLException {
    return lookUp().names();
  }

  /** Queried once, when needed. */
  private Known lookUp() throws SQLException {
    Known result = known;
    if (result == null) {
      Set<String> bareNames = new HashSet<>();
      expected.keySet().forEach(table -> bareNames.addAll(table.bareNames()));
      CatalogFallback.Found found = catalogs.findAnywhere(session, bareNames);
      Set<TableName> names = new LinkedHashSet<>(found.names());
      Set<TableName> unlisted = new LinkedHashSet<>(names);
      catalog.tables().forEach(table -> unlisted.remove(table.name()));
      result = new Known(names, new CaseInsensitiveNames(unlisted), found.areAll());
      known = result;
    }
    return result;
  }

  /** Reads the catalog entries of located tables. */
  private void readListed(Map<TableName, Table> located) throws SQLException {
    List<TableName> names = located.keySet().stream().filter(known()::contains).toList();
    tables.putAll(located);
    untyped.addAll(located.keySet());
    if (names.isEmpty()) {
      return;
    }
    new NamedTables(session, catalogs, catalog)
        .read(names)
        .forEach(
            (name, table) -> {
              if (tables.replace(name, table) != null) {
                untyped.remove(name);
              }
            });
  }
}
