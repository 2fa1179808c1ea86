package io.github.qsmaven.app;

import io.github.qsmaven.app.LockResult.RejectedStatement;
import io.github.qsmaven.app.ServerState.Described;
import io.github.qsmaven.check.SqlAnswer;
import io.github.qsmaven.check.SqlAnswer.Holds;
import io.github.qsmaven.check.SqlAnswer.Mismatch;
import io.github.qsmaven.check.SqlAnswer.NotChecked;
import io.github.qsmaven.check.SqlAnswer.Rejected;
import io.github.qsmaven.check.SqlAnswer.Verdict;
import io.github.qsmaven.model.LockedStatement;
import io.github.qsmaven.model.SourcePosition;
import io.github.qsmaven.model.Table;
import io.github.qsmaven.sql.Fingerprints;
import io.github.qsmaven.sql.SentSql;
import io.github.qsmaven.sql.SqlScript;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The statements of a project that a lock records, and those that fail. */
final class LockedStatements {
  /** What differs when a file is edited elsewhere, or in the language of the server. */
  private static final Pattern UNSTABLE = Pattern.compile(" in line \\d+|: .*", Pattern.DOTALL);

  private final Map<String, LockedStatement> locked = new LinkedHashMap<>();
  private final List<RejectedStatement> rejected = new ArrayList<>();

  /**
   * @param statements what is known of the statements
   * @param names the tables that they name
   */
  LockedStatements(List<Described> statements, StatementTables names) {
    Map<SqlScript, Fingerprints> fingerprints = new HashMap<>();
    for (Described one : statements) {
      SqlAnswer answer = one.answer();
      Verdict verdict = answer.verdict();
      if (verdict instanceof Holds || verdict instanceof NotChecked) {
        String fingerprint =
            fingerprints.computeIfAbsent(answer.script(), Fingerprints::new).of(answer.statement());
        LockedStatement statement =
            new LockedStatement(
                fingerprint,
                names.of(answer.statement()).stream().map(Table::name).toList(),
                one.result(),
                one.parameters(),
                verdict instanceof NotChecked not ? stable(not.why()) : null);
        locked.merge(fingerprint, statement, (a, b) -> a.notChecked() == null ? a : b);
      } else {
        rejected.add(new RejectedStatement(at(answer), message(verdict)));
      }
    }
  }

  /** Those that hold or could not be checked, each once. */
  List<LockedStatement> locked() {
    return List.copyOf(locked.values());
  }

  /** Those that fail, in their order. */
  List<RejectedStatement> rejected() {
    return rejected;
  }

  private static String stable(String why) {
    return UNSTABLE.matcher(why).replaceAll("");
  }

  private static SourcePosition at(SqlAnswer answer) {
    SourcePosition start = answer.statement().statement().at();
    if (answer.verdict() instanceof Mismatch mismatch) {
      return mismatch.at();
    }
    if (answer.verdict() instanceof Rejected error && error.error().position() > 0) {
      SentSql.Place place = error.sent().place(error.error().position());
      return place == null ? start : place.at();
    }
    return start;
  }

  private static String message(Verdict verdict) {
    return verdict instanceof Rejected rejected
        ? rejected.error().message()
        : verdict instanceof Mismatch mismatch
            ? mismatch.table()
                + ": expected "
                + mismatch.expected()
                + ", found "
                + mismatch.actual()
            : "";
  }
}
