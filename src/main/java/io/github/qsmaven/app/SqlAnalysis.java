package io.github.qsmaven.app;

import io.github.qsmaven.catalog.ReadProgress;
import io.github.qsmaven.catalog.ResultTypes;
import io.github.qsmaven.check.SqlAnswer;
import io.github.qsmaven.check.SqlAnswer.Holds;
import io.github.qsmaven.check.SqlAnswer.Mismatch;
import io.github.qsmaven.check.SqlAnswer.NotChecked;
import io.github.qsmaven.check.SqlAnswer.Rejected;
import io.github.qsmaven.check.SqlAnswer.Verdict;
import io.github.qsmaven.check.SqlError;
import io.github.qsmaven.connection.Analysis;
import io.github.qsmaven.connection.ResultColumn;
import io.github.qsmaven.connection.Session;
import io.github.qsmaven.connection.UserSql;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.SourcePosition;
import io.github.qsmaven.sql.Defined;
import io.github.qsmaven.sql.DefinedColumn;
import io.github.qsmaven.sql.Definition;
import io.github.qsmaven.sql.Outcome;
import io.github.qsmaven.sql.ScriptStatement;
import io.github.qsmaven.sql.SentSql;
import io.github.qsmaven.sql.SqlScript;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Has the server of a session analyze statements, each text once. */
final class SqlAnalysis {
  private final Session session;
  private final SqlTargets targets;
  private final AnalysisWay way;
  private final ReadProgress progress;
  private final Map<String, Analysis> known = new HashMap<>();
  private final Map<ScriptStatement, Analysis.Accepted> accepted = new HashMap<>();
  private final ResultTypes resultTypes = new ResultTypes();
  private int done;

  SqlAnalysis(Session session, AnalysisWay way, SqlTargets targets, ReadProgress progress) {
    this.session = session;
    this.way = way;
    this.targets = targets;
    this.progress = progress;
  }

  /** What the server says of the statements of files, in their order. */
  List<SqlAnswer> of(List<SqlScript> scripts) throws SQLException, CannotCheckException {
    return of(scripts, statement -> true);
  }

  /** How the server describes the statements that it accepted. */
  Map<ScriptStatement, Analysis.Accepted> accepted() {
    return accepted;
  }

  /**
   * What the server says of some statements of files, in their order, and of those that the others
   * may depend on.
   *
   * @param scripts the files
   * @param selected which statements
   */
  List<SqlAnswer> of(List<SqlScript> scripts, Predicate<ScriptStatement> selected)
      throws SQLException, CannotCheckException {
    Predicate<ScriptStatement> needed =
        selected.or(statement -> statement.definition() != null || statement.changes() != null);
    int all = 0;
    List<SqlScript> analyzed =
        scripts.stream().filter(script -> script.statements().stream().anyMatch(selected)).toList();
    for (SqlScript script : analyzed) {
      all += (int) script.statements().stream().filter(needed).count();
    }
    List<SqlAnswer> answers = new ArrayList<>(all);
    for (SqlScript script : analyzed) {
      List<Defined> earlier = new ArrayList<>();
      Map<String, ScriptStatement> changes = new HashMap<>();
      Map<String, Integer> mentions = new HashMap<>();
      for (ScriptStatement statement : script.statements()) {
        if (!needed.test(statement)) {
          continue;
        }
        List<ResultColumn> columns = new ArrayList<>();
        Verdict verdict = orChanged(statement, verdict(statement, earlier, columns), changes);
        answers.add(new SqlAnswer(script, statement, verdict));
        Definition definition = statement.definition();
        if (definition != null) {
          if (mentions.isEmpty()) {
            mentions.putAll(mentions(script));
          }
          earlier.add(defined(statement, definition, verdict, columns, mentions));
        }
        String changed = statement.changes();
        if (changed != null && verdict instanceof Holds) {
          changes.remove(changed); // It is a common table of the statements that follow.
        } else if (changed != null) {
          changes.put(changed, statement);
        }
        progress.statements(++done, all);
      }
    }
    return answers;
  }

  /** The last statement that mentions a name, by its ordinal. */
  private static Map<String, Integer> mentions(SqlScript script) {
    Map<String, Integer> last = new HashMap<>();
    for (ScriptStatement statement : script.statements()) {
      for (List<String> name : statement.names()) {
        name.forEach(part -> last.put(part, statement.statement().ordinal()));
      }
    }
    return last;
  }

  /** An error says nothing if an earlier statement would change what it is about. */
  private static Verdict orChanged(
      ScriptStatement statement, Verdict verdict, Map<String, ScriptStatement> changes) {
    if (!(verdict instanceof Rejected rejected) || changes.isEmpty()) {
      return verdict;
    }
    ScriptStatement cause =
        rejected.error().isAboutExistence() ? changes.get(ScriptStatement.ANYTHING) : null;
    Definition own = statement.definition();
    for (List<String> name : statement.names()) {
      for (String part : name) {
        boolean isOwn = own != null && own.name().contains(part);
        cause = cause == null && !isOwn ? changes.get(part) : cause;
      }
    }
    return cause == null
        ? verdict
        : new NotChecked(
            "needs the statement in line "
                + cause.statement().at().line()
                + ", which is not executed: the server says \""
                + rejected.error().message()
                + "\"",
            statement.statement().at());
  }

  /** What a statement defines, with its columns if a later statement names it. */
  private Defined defined(
      ScriptStatement statement,
      Definition definition,
      Verdict verdict,
      List<ResultColumn> columns,
      Map<String, Integer> mentions)
      throws SQLException {
    List<DefinedColumn> defined = null;
    int ordinal = statement.statement().ordinal();
    String name = definition.name().get(definition.name().size() - 1);
    if (verdict instanceof Holds && mentions.getOrDefault(name, 0) > ordinal) {
      List<String> types = resultTypes.of(session, columns);
      List<String> renamed = definition.columns();
      defined = new ArrayList<>();
      for (int i = 0; i < columns.size(); i++) {
        defined.add(
            new DefinedColumn(
                i < renamed.size() ? renamed.get(i) : columns.get(i).name(), types.get(i)));
      }
    }
    return new Defined(definition, ordinal, defined);
  }

  private Verdict verdict(
      ScriptStatement statement, List<Defined> earlier, List<ResultColumn> columns)
      throws SQLException, CannotCheckException {
    Outcome outcome = statement.outcome(earlier);
    if (outcome instanceof Outcome.NotChecked unknown) {
      return new NotChecked(unknown.why(), unknown.at());
    }
    Outcome.Sendable sendable = (Outcome.Sendable) outcome;
    SentSql sql = sendable.sql();
    SourcePosition at = statement.statement().at();
    if (way.wraps() && !sql.isQuery()) {
      return new NotChecked("only queries are sent to a server that is not PostgreSQL", at);
    }
    SentSql sent = way.wraps() ? sql.wrapped() : sql;
    Analysis analysis = known.get(sent.jdbc());
    if (analysis == null) {
      analysis = analyzed(sent);
      known.put(sent.jdbc(), analysis);
    }
    if (analysis instanceof Analysis.Rejected error) {
      return new Rejected(
          sent,
          sendable.templated(),
          new SqlError(
              error.sqlState(),
              error.message(),
              error.detail(),
              error.hint(),
              error.position(),
              error.routine()));
    } else if (analysis instanceof Analysis.Unknown unknown) {
      return new NotChecked(unknown.why(), at);
    }
    Analysis.Accepted described = (Analysis.Accepted) analysis;
    columns.addAll(described.columns());
    accepted.put(statement, described);
    Mismatch mismatch =
        !session.isPostgres()
            ? targets.mismatch(statement, columns)
            : sendable.templated() ? null : CreatedColumns.mismatch(statement, columns);
    return mismatch == null ? new Holds() : mismatch;
  }

  private Analysis analyzed(SentSql sent) throws SQLException {
    UserSql sql = new UserSql(sent.jdbc(), sent.parameters());
    return way.analyze(session, sql);
  }
}
