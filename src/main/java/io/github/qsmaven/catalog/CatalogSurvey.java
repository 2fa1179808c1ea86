package io.github.qsmaven.catalog;

import io.github.qsmaven.connection.Session;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.Catalog;
import io.github.qsmaven.model.CatalogSource;
import io.github.qsmaven.model.NameEscaper;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Queries every catalog of a server, unlike {@link CatalogFallback}, which stops at the first that
 * returns tables.
 */
public final class CatalogSurvey {
  private final PageReader pages = new PageReader(PageReader.MAX_SIZE);

  /** Creates a survey; it has no state. */
  public CatalogSurvey() {}

  /**
   * The results of all catalogs.
   *
   * @param answers the result of each catalog, in the fallback order
   * @param views the result of {@code SHOW VIEWS}
   * @param used the catalog that {@link CatalogFallback} uses; null: none
   * @param failure the exception with which {@link CatalogFallback} fails; null: it does not fail
   */
  public record Result(
      List<Answer> answers,
      ViewsAnswer views,
      @Nullable CatalogSource used,
      @Nullable CannotCheckException failure) {
    public Result {
      answers = List.copyOf(answers);
    }
  }

  /**
   * The result of one catalog.
   *
   * @param source the catalog
   * @param tables the number of tables that it lists; null: it returns no list
   * @param reason why it returns no list, as a phrase that follows its name, escaped for the
   *     console; empty if it returns one
   */
  public record Answer(CatalogSource source, @Nullable Integer tables, String reason) {}

  /**
   * The result of {@code SHOW VIEWS}, which is not a catalog of its own: {@code show_tables} reads
   * it if views are requested.
   *
   * @param views the number of views that it lists; null: it returns no list
   * @param reason as in {@link Answer}
   */
  public record ViewsAnswer(@Nullable Integer views, String reason) {
    private static ViewsAnswer of(ShowViewsReader.Views views) {
      return views.areComplete()
          ? new ViewsAnswer(views.views().size(), "")
          : new ViewsAnswer(
              null,
              NameEscaper.CONSOLE.of(
                  views.mayBeTruncated() ? views.truncation() : views.problem()));
    }
  }

  /**
   * Queries all catalogs.
   *
   * @param session the session to use
   * @param query the tables to list
   * @throws SQLException if the connection breaks, or the server ends the session
   */
  public Result of(Session session, CatalogQuery query) throws SQLException {
    Dialect dialect = Dialect.of(session);
    List<Answer> answers = new ArrayList<>();
    CatalogSource accepted = null;
    CatalogSource first = null;
    CannotCheckException failure = null;
    for (CatalogSource source : CatalogSource.values()) {
      try {
        Catalog catalog = dialect.tablesReader(source, pages).read(session, query);
        answers.add(new Answer(source, catalog.tables().size(), ""));
        first = first == null ? source : first;
        if (accepted == null && dialect.accepts(catalog)) {
          accepted = source;
        }
      } catch (UnusableCatalogException e) {
        answers.add(new Answer(source, null, NameEscaper.CONSOLE.of(e.reason())));
      } catch (CannotCheckException e) {
        answers.add(new Answer(source, null, "cannot be used: " + e.problem()));
        failure = accepted == null && failure == null ? e : failure;
      } catch (SQLException e) {
        answers.add(
            new Answer(source, null, NameEscaper.CONSOLE.of(session.recoverFrom(e).toString())));
      }
    }
    ViewsAnswer views = ViewsAnswer.of(new ShowViewsReader().read(session));
    return failure == null
        ? new Result(answers, views, accepted == null ? first : accepted, null)
        : new Result(answers, views, null, failure);
  }
}
