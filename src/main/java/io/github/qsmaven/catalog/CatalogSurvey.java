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
 * Asks each catalog of a server, where {@link CatalogFallback} is content with the first answer.
 */
public final class CatalogSurvey {
  private final PageReader pages = new PageReader(PageReader.MAX_SIZE);

  /** Makes a survey; it has no state. */
  public CatalogSurvey() {}

  /**
   * What came of all of it.
   *
   * @param answers of each catalog, the one that tells most first
   * @param used the catalog that {@link CatalogFallback} settles on; null: none
   * @param failure what it ends with instead of asking on; null: nothing
   */
  public record Result(
      List<Answer> answers, @Nullable CatalogSource used, @Nullable CannotCheckException failure) {
    /** Copies. */
    public Result {
      answers = List.copyOf(answers);
    }
  }

  /**
   * What came of one catalog.
   *
   * @param source the catalog
   * @param tables how many tables it lists; null: it lists none, for a reason
   * @param reason why, in words that go on after the catalog's name and are fit for a console;
   *     empty if it lists some
   */
  public record Answer(CatalogSource source, @Nullable Integer tables, String reason) {}

  /**
   * Asks them all.
   *
   * @param session where to ask
   * @param query which tables
   * @return what they answer
   * @throws SQLException if the connection breaks, or the server ends the session
   */
  public Result of(Session session, CatalogQuery query) throws SQLException {
    Dialect dialect = Dialect.of(session);
    List<Answer> answers = new ArrayList<>();
    CatalogSource sufficient = null;
    CatalogSource first = null;
    CannotCheckException failure = null;
    for (CatalogSource source : CatalogSource.values()) {
      try {
        Catalog catalog = dialect.tablesReader(source, pages).read(session, query);
        answers.add(new Answer(source, catalog.tables().size(), ""));
        first = first == null ? source : first;
        if (sufficient == null && dialect.accepts(catalog)) {
          sufficient = source;
        }
      } catch (UnusableCatalogException e) {
        answers.add(new Answer(source, null, NameEscaper.CONSOLE.of(e.reason())));
      } catch (CannotCheckException e) {
        answers.add(new Answer(source, null, "is of no use: " + e.problem()));
        failure = sufficient == null && failure == null ? e : failure;
      } catch (SQLException e) {
        answers.add(
            new Answer(source, null, NameEscaper.CONSOLE.of(session.recoverFrom(e).toString())));
      }
    }
    return failure == null
        ? new Result(answers, sufficient == null ? first : sufficient, null)
        : new Result(answers, null, failure);
  }
}
