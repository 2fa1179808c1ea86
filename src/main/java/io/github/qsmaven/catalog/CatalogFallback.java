package io.github.qsmaven.catalog;

import static java.util.stream.Collectors.toSet;

import io.github.qsmaven.catalog.ShowTablesReader.Datasets;
import io.github.qsmaven.connection.Refusal;
import io.github.qsmaven.connection.Session;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.Catalog;
import io.github.qsmaven.model.CatalogSource;
import io.github.qsmaven.model.NameEscaper;
import io.github.qsmaven.model.SchemaNames;
import io.github.qsmaven.model.SkippedCatalog;
import io.github.qsmaven.model.Table;
import io.github.qsmaven.model.TableName;
import io.github.qsmaven.model.TableType;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lists tables from the first catalog of a server that returns them, in the order of {@link
 * CatalogSource}. A catalog that the server rejects, or that returns nothing where another returns
 * tables, is skipped. A rejected catalog is not queried again, even if the read is repeated in
 * another session; use a new instance for each list.
 */
public final class CatalogFallback {
  /** The most schemas whose tables are read for suggestions. */
  private static final int MOST_SCHEMAS = 20;

  private static final int MOST_SIMILAR_SCHEMAS = 2;

  private final @Nullable CatalogSource pinned;
  private final PageReader pages;
  private final Map<CatalogSource, String> rejected = new LinkedHashMap<>();
  private @Nullable CatalogSource used;

  /**
   * @param pinned the only catalog to query; null: all, in their fallback order
   * @param pageSize the number of rows to read at a time, 1 to {@value PageReader#MAX_SIZE}
   * @throws IllegalArgumentException if the page size is out of range
   */
  public CatalogFallback(@Nullable CatalogSource pinned, int pageSize) {
    this(pinned, pageSize, null);
  }

  /**
   * @param pinned the only catalog to query; null: all, in their fallback order
   * @param pageSize the number of rows to read at a time, 1 to {@value PageReader#MAX_SIZE}
   * @param progress receives the progress of the read; may be null
   * @throws IllegalArgumentException if the page size is out of range
   */
  public CatalogFallback(
      @Nullable CatalogSource pinned, int pageSize, @Nullable ReadProgress progress) {
    this(pinned, new PageReader(pageSize, progress == null ? ReadProgress.NONE : progress));
  }

  private CatalogFallback(@Nullable CatalogSource pinned, PageReader pages) {
    this.pinned = pinned;
    this.pages = pages;
  }

  /** A reader with the same settings for another list, which knows of no rejection. */
  public CatalogFallback another() {
    return new CatalogFallback(pinned, pages);
  }

  /**
   * Lists tables.
   *
   * @param session the session to use
   * @param query the tables to list
   * @return the complete list
   * @throws SQLException if the connection breaks, or the server ends the session
   * @throws CannotCheckException if no catalog returns tables, a requested schema does not exist,
   *     or the list cannot be verified as complete
   */
  public Catalog read(Session session, CatalogQuery query)
      throws SQLException, CannotCheckException {
    pages.progress().begins();
    Dialect dialect = Dialect.of(session);
    Map<CatalogSource, String> reasons = new LinkedHashMap<>(rejected);
    Catalog empty = null;
    for (CatalogSource source : CatalogSource.values()) {
      if (rejected.containsKey(source) || (pinned != null && source != pinned)) {
        continue;
      }
      try {
        Catalog catalog = dialect.tablesReader(source, pages).read(session, query);
        if (dialect.accepts(catalog) || pinned != null) {
          return completed(session, dialect, catalog, reasons);
        }
        empty = empty == null ? catalog : empty;
        reasons.put(source, "returned no tables");
      } catch (UnusableCatalogException e) {
        reasons.put(source, e.reason());
      } catch (SQLException e) {
        Refusal refusal = session.refusal(e);
        if (refusal != null) {
          rejected.put(source, refusal.toString());
          reasons.put(source, refusal.toString());
        }
        session.recoverFrom(e);
      }
    }
    if (empty == null) {
      throw noCatalog(session, reasons);
    }
    return completed(session, dialect, empty, reasons);
  }

  /** Adds datasets and views, where only others report them, and the catalogs that were skipped. */
  private Catalog completed(
      Session session, Dialect dialect, Catalog catalog, Map<CatalogSource, String> reasons)
      throws SQLException {
    used = catalog.source();
    List<Table> tables = catalog.tables();
    List<String> remarks = new ArrayList<>(catalog.remarks());
    if (dialect.hasDatasets() && !catalog.source().reportsDatasets() && !tables.isEmpty()) {
      tables = withDatasets(session, tables, remarks);
      if (tables.stream().anyMatch(table -> table.type() == TableType.VIEW)) {
        tables = withViews(session, tables, remarks);
      }
    }
    List<SkippedCatalog> skipped = new ArrayList<>();
    reasons.forEach(
        (source, reason) -> {
          if (source.compareTo(catalog.source()) < 0) {
            skipped.add(new SkippedCatalog(source, reason));
          }
        });
    return tables == catalog.tables() && skipped.isEmpty()
        ? catalog
        : new Catalog(
            catalog.source(), catalog.schemas(), catalog.onSearchPath(), tables, skipped, remarks);
  }

  private static List<Table> withDatasets(Session session, List<Table> tables, List<String> remarks)
      throws SQLException {
    Datasets datasets;
    try {
      datasets = new ShowTablesReader().datasets(session);
    } catch (SQLException e) {
      session.recoverFrom(e);
      return tables;
    }
    if (datasets.mayBeTruncated()) {
      remarks.add(
          "SHOW TABLES returned "
              + datasets.byTable().size()
              + " datasets; the number of rows suggests that a limit truncated the list. The"
              + " datasets of other tables are unknown.");
    }
    return tables.stream()
        .map(
            table ->
                table.visible() ? table.with(datasets.byTable().get(table.name().name())) : table)
        .toList();
  }

  private static List<Table> withViews(Session session, List<Table> tables, List<String> remarks)
      throws SQLException {
    ShowViewsReader.Views views = new ShowViewsReader().read(session);
    if (views.mayBeTruncated()) {
      remarks.add(
          "SHOW VIEWS "
              + views.truncation()
              + ". The ids and dependencies of other views are unknown.");
    }
    return tables.stream()
        .map(table -> table.type() == TableType.VIEW ? table.withView(views.of(table)) : table)
        .toList();
  }

  private CannotCheckException noCatalog(Session session, Map<CatalogSource, String> reasons) {
    List<String> skipped = new ArrayList<>();
    reasons.forEach(
        (source, reason) -> skipped.add(source.word() + " " + NameEscaper.CONSOLE.of(reason)));
    return new CannotCheckException(
        "Cannot list tables on %s: no catalog returned them. %s."
            .formatted(session.where(), String.join("; ", skipped)),
        (pinned == null
                ? "check the database and the permissions of the credential"
                : "remove qs.catalog, so that the plugin tries the other catalogs too")
            + "; run mvn qs:doctor to see the result of each catalog.");
  }

  /**
   * Looks up schemas that expected names may contain, with two or three statements.
   *
   * @param session the session to use
   * @param written the names of schemas, as the user wrote them
   * @return the schemas of the server, and tables in the schemas that the user may have meant; as
   *     far as the catalog that returned the list reports them
   * @throws SQLException if the connection breaks
   */
  public SchemaNames findSchemas(Session session, Set<String> written) throws SQLException {
    if (used == null) {
      throw new IllegalStateException("No list was read yet");
    }
    CatalogReader reader = Dialect.of(session).tablesReader(used, pages);
    Set<String> schemas = Set.of();
    try {
      schemas = reader.schemas(session);
      Set<String> meant =
          SchemaNames.meant(schemas, written, MOST_SIMILAR_SCHEMAS).stream()
              .limit(MOST_SCHEMAS)
              .collect(toSet());
      return new SchemaNames(
          schemas, meant.isEmpty() ? List.of() : reader.tablesOf(session, meant));
    } catch (SQLException e) {
      session.recoverFrom(e);
      return new SchemaNames(schemas, List.of());
    }
  }

  /**
   * Relations that were looked up by name.
   *
   * @param names the relations
   * @param areAll whether no other relation has one of the names. PostgreSQL's {@code pg_class}
   *     shows the relations of every schema, also of those that the credential may not use
   */
  public record Found(List<TableName> names, boolean areAll) {
    public Found {
      names = List.copyOf(names);
    }
  }

  /**
   * Finds relations by name in the catalog that returned the list: in any schema, of any type,
   * readable or not, ignoring case.
   *
   * @param session the session to use
   * @param names bare names
   * @return the relations of those names, in no order; none if the server rejects the query
   * @throws SQLException if the connection breaks
   */
  public Found findAnywhere(Session session, Set<String> names) throws SQLException {
    if (used == null) {
      throw new IllegalStateException("No list was read yet");
    }
    Dialect dialect = Dialect.of(session);
    try {
      return new Found(
          dialect.tablesReader(used, pages).findAnywhere(session, names),
          dialect.isComplete() && used.showsEverySchema());
    } catch (SQLException e) {
      session.recoverFrom(e);
      return new Found(List.of(), false);
    }
  }
}
