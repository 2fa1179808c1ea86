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

/** Has the server of a session analyze statements, each text once. */
final class SqlAnalysis {
  private final Session session;
  private final SqlTargets targets;
  private final AnalysisWay way;
  private final ReadProgress progress;
  private final Map<String, Analysis> known = new HashMap<>();
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
    int all = scripts.stream().mapToInt(script -> script.statements().size()).sum();
    List<SqlAnswer> answers = new ArrayList<>(all);
    for (SqlScript script : scripts) {
      List<Defined> earlier = new ArrayList<>();
      List<ScriptStatement> statements = script.statements();
      for (int i = 0; i < statements.size(); i++) {
        ScriptStatement statement = statements.get(i);
        List<ResultColumn> columns = new ArrayList<>();
        Verdict verdict = verdict(statement, earlier, columns);
        answers.add(new SqlAnswer(script, statement, verdict));
        define(statement, verdict, columns, statements.subList(i + 1, statements.size()), earlier);
        progress.statements(++done, all);
      }
    }
    return answers;
  }

  /** Keeps what a statement defines, with its columns if a later statement names it. */
  private void define(
      ScriptStatement statement,
      Verdict verdict,
      List<ResultColumn> columns,
      List<ScriptStatement> later,
      List<Defined> earlier)
      throws SQLException {
    Definition definition = statement.definition();
    if (definition == null) {
      return;
    }
    List<DefinedColumn> defined = null;
    if (verdict instanceof Holds && !columns.isEmpty() && isNamed(definition, later)) {
      List<String> types = resultTypes.of(session, columns);
      defined = new ArrayList<>();
      for (int i = 0; i < columns.size(); i++) {
        List<String> renamed = definition.columns();
        defined.add(
            new DefinedColumn(
                i < renamed.size() ? renamed.get(i) : columns.get(i).name(), types.get(i)));
      }
    }
    earlier.add(new Defined(definition, statement.statement().ordinal(), defined));
  }

  private static boolean isNamed(Definition definition, List<ScriptStatement> later) {
    String name = definition.name().get(definition.name().size() - 1);
    return later.stream().flatMap(one -> one.names().stream()).anyMatch(one -> one.contains(name));
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
    columns.addAll(((Analysis.Accepted) analysis).columns());
    Mismatch mismatch = session.isPostgres() ? null : targets.mismatch(statement, columns);
    return mismatch == null ? new Holds() : mismatch;
  }

  private Analysis analyzed(SentSql sent) throws SQLException {
    UserSql sql = new UserSql(sent.jdbc(), sent.parameters());
    return way.analyze(session, sql);
  }
}
