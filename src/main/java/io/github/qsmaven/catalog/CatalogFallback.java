package io.github.qsmaven.catalog;

import io.github.qsmaven.catalog.ShowTablesReader.Datasets;
import io.github.qsmaven.connection.Refusal;
import io.github.qsmaven.connection.Session;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.Catalog;
import io.github.qsmaven.model.CatalogSource;
import io.github.qsmaven.model.NameEscaper;
import io.github.qsmaven.model.SkippedCatalog;
import io.github.qsmaven.model.Table;
import io.github.qsmaven.model.TableName;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Asks the catalogs of a server from the one that tells most to the one that tells least, until one
 * answers. One that the server refuses, or that shows nothing where another shows something, is
 * left for the next; it is not asked again. Serves one question, also if it must be repeated in
 * another session.
 */
public final class CatalogFallback {
  private final @Nullable CatalogSource pinned;
  private final PageReader pages;
  private final Map<CatalogSource, String> left = new LinkedHashMap<>();
  private @Nullable CatalogSource answered;

  /**
   * @param pinned the only catalog to ask; null: whichever answers
   * @param pageSize how many rows to read at a time, 1 to {@value Pages#MAX_SIZE}
   * @throws IllegalArgumentException if the page size is another
   */
  public CatalogFallback(@Nullable CatalogSource pinned, int pageSize) {
    this(pinned, pageSize, null);
  }

  /**
   * @param pinned the only catalog to ask; null: whichever answers
   * @param pageSize how many rows to read at a time, 1 to {@value Pages#MAX_SIZE}
   * @param progress hears how it goes on; null: nobody does
   * @throws IllegalArgumentException if the page size is another
   */
  public CatalogFallback(
      @Nullable CatalogSource pinned, int pageSize, @Nullable ReadProgress progress) {
    this.pinned = pinned;
    this.pages = new PageReader(pageSize, progress == null ? ReadProgress.NONE : progress);
  }

  /**
   * Lists tables.
   *
   * @param session where to ask
   * @param query which tables
   * @return what is there, the whole of it
   * @throws SQLException if the connection breaks, or the server ends the session
   * @throws CannotCheckException if no catalog answers, a schema that was named does not exist, or
   *     the list cannot be shown to be whole
   */
  public Catalog read(Session session, CatalogQuery query)
      throws SQLException, CannotCheckException {
    pages.progress().begins();
    Dialect dialect = Dialect.of(session);
    Map<CatalogSource, String> reasons = new LinkedHashMap<>(left);
    Catalog empty = null;
    for (CatalogSource source : CatalogSource.values()) {
      if (left.containsKey(source) || (pinned != null && source != pinned)) {
        continue;
      }
      try {
        Catalog catalog = dialect.tablesReader(source, pages).read(session, query);
        if (dialect.accepts(catalog) || pinned != null) {
          return told(session, dialect, catalog, reasons);
        }
        empty = empty == null ? catalog : empty;
        reasons.put(source, "lists no table");
      } catch (UnusableCatalogException e) {
        reasons.put(source, e.reason());
      } catch (SQLException e) {
        Refusal refusal = session.refusal(e);
        if (refusal != null) {
          left.put(source, refusal.toString());
          reasons.put(source, refusal.toString());
        }
        session.recoverFrom(e);
      }
    }
    if (empty == null) {
      throw nothingAnswers(session, reasons);
    }
    return told(session, dialect, empty, reasons);
  }

  /** The catalog, with what others tell of it and how it came to be asked. */
  private Catalog told(
      Session session, Dialect dialect, Catalog catalog, Map<CatalogSource, String> reasons)
      throws SQLException {
    answered = catalog.source();
    List<Table> tables = catalog.tables();
    List<String> remarks = new ArrayList<>(catalog.remarks());
    if (dialect.hasDatasets() && !catalog.source().reportsDatasets() && !tables.isEmpty()) {
      tables = withDatasets(session, tables, remarks);
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
    if (datasets.cut()) {
      remarks.add(
          "SHOW TABLES gave "
              + datasets.byTable().size()
              + " datasets, as a list that a limit has cut: those of other tables are not known.");
    }
    return tables.stream()
        .map(
            table ->
                table.visible() ? table.with(datasets.byTable().get(table.name().name())) : table)
        .toList();
  }

  private CannotCheckException nothingAnswers(Session session, Map<CatalogSource, String> reasons) {
    List<String> words = new ArrayList<>();
    reasons.forEach(
        (source, reason) -> words.add(source.word() + " " + NameEscaper.CONSOLE.of(reason)));
    return new CannotCheckException(
        "No catalog of " + session.where() + " tells its tables: " + String.join("; ", words) + ".",
        (pinned == null
                ? "check the database and the rights of the credential"
                : "remove qs.catalog, so that the others are asked as well")
            + "; mvn qs:doctor shows what the server answers.");
  }

  /**
   * Finds relations by name, in whatever schema and of whatever type, whether they may be read or
   * not, case not counted; asks the catalog that answered.
   *
   * @param session where to ask
   * @param names bare names
   * @return the relations of those names, in no order; none if the server refuses to tell
   * @throws SQLException if the connection breaks
   */
  public List<TableName> findAnywhere(Session session, Set<String> names) throws SQLException {
    if (answered == null) {
      throw new IllegalStateException("Nothing was read yet");
    }
    try {
      return Dialect.of(session).tablesReader(answered, pages).findAnywhere(session, names);
    } catch (SQLException e) {
      session.recoverFrom(e);
      return List.of();
    }
  }
}
