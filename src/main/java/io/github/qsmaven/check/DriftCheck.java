package io.github.qsmaven.check;

import static java.util.stream.Collectors.toSet;

import io.github.qsmaven.check.SqlAnswer.Mismatch;
import io.github.qsmaven.check.SqlAnswer.NotChecked;
import io.github.qsmaven.check.SqlAnswer.Rejected;
import io.github.qsmaven.check.SqlAnswer.Verdict;
import io.github.qsmaven.drift.Difference;
import io.github.qsmaven.model.Acceptance;
import io.github.qsmaven.model.CaseRule;
import io.github.qsmaven.model.Catalog;
import io.github.qsmaven.model.Change;
import io.github.qsmaven.model.Change.Broken;
import io.github.qsmaven.model.Change.Impact;
import io.github.qsmaven.model.CheckResult;
import io.github.qsmaven.model.Checked;
import io.github.qsmaven.model.CodePointOrder;
import io.github.qsmaven.model.Finding;
import io.github.qsmaven.model.FindingCode;
import io.github.qsmaven.model.Lock;
import io.github.qsmaven.model.LockedColumn;
import io.github.qsmaven.model.LockedStatement.LockedField;
import io.github.qsmaven.model.LockedTable;
import io.github.qsmaven.model.NameFilter;
import io.github.qsmaven.model.Severity;
import io.github.qsmaven.model.SourcePosition;
import io.github.qsmaven.model.SqlStatement;
import io.github.qsmaven.model.Suggestion;
import io.github.qsmaven.model.TableName;
import io.github.qsmaven.model.Unchecked;
import io.github.qsmaven.sql.ScriptStatement;
import io.github.qsmaven.sql.Target;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Turns the changes of a schema, and what they do to the project's statements, into findings. */
public final class DriftCheck {
  /** What a shell takes as it is, also in double quotes, and the parameter does not split. */
  private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}_.-]+");

  private static final Pattern QUOTABLE = Pattern.compile("[\\p{L}\\p{N}_. ()/+=-]+");

  private static final String LOCK = "mvn qs:lock";

  private final CheckRules rules;
  private final List<Acceptance> acceptances;
  private final LocalDate today;

  /**
   * @param rules the severities of findings, and which of them fail the build
   * @param acceptances the accepted findings, of any goal
   * @param today the day, for acceptances
   */
  public DriftCheck(CheckRules rules, List<Acceptance> acceptances, LocalDate today) {
    this.rules = rules;
    this.acceptances = acceptances.stream().filter(one -> one.code().isChange()).toList();
    this.today = today;
  }

  /**
   * Makes the result.
   *
   * @param before the state before
   * @param after the state now
   * @param differences how they differ
   * @param answers what the server says of the statements that name a changed table
   * @param readers the statements that name a table, by its name
   */
  public CheckResult check(
      Lock before,
      Lock after,
      List<Difference> differences,
      List<DriftAnswer> answers,
      Map<TableName, List<SqlStatement>> readers) {
    FindingCollector collector = new FindingCollector(rules, CodePointOrder.INSTANCE);
    Map<TableName, String> names = names(before, after);
    compared(before, after, names, collector);
    Effects effects = new Effects(new Attribution(differences, readers));
    Map<SqlStatement, ScriptStatement> statements = new HashMap<>();
    for (DriftAnswer answer : answers) {
      ScriptStatement statement = answer.answer().statement();
      statements.put(statement.statement(), statement);
      Verdict verdict = judged(answer.answer(), after.postgres());
      if (verdict instanceof NotChecked unknown) {
        collector.leaveUnchecked(Unchecked.of(statement.statement(), unknown.why(), unknown.at()));
      }
      boolean held = answer.held() || !before.exact();
      effects.add(
          new DriftAnswer(with(answer.answer(), verdict), answer.locked(), answer.result()), held);
    }
    Map<TableName, Set<String>> notNull = notNull(after, differences);
    for (Difference difference : differences) {
      List<SqlStatement> all = readers.getOrDefault(difference.table(), List.of());
      Readers read = new Readers(difference, isNewNotNull(difference, notNull), all, statements);
      collector.report(finding(difference, effects.of(difference), read, accepting(before)));
    }
    List<Finding> findings =
        new Acceptances(acceptances, today)
            .applyTo(
                collector,
                new FilteredOut(
                    new Catalog(after.catalog(), after.schemas(), true, List.of()),
                    NameFilter.ALL));
    return new CheckResult(findings, collector.coverage(List.of()), rules.failOn());
  }

  private static Verdict judged(SqlAnswer answer, boolean postgres) {
    return answer.verdict() instanceof Rejected rejected
        ? new SqlRejection(answer.statement().dialect(), postgres).judged(answer, rejected)
        : answer.verdict();
  }

  private static SqlAnswer with(SqlAnswer answer, Verdict verdict) {
    return new SqlAnswer(answer.script(), answer.statement(), verdict);
  }

  /** The listed names of the tables: those after the change, or before it if they are gone. */
  private static Map<TableName, String> names(Lock before, Lock after) {
    Map<TableName, String> names = new HashMap<>();
    before.tables().forEach(table -> names.put(table.name(), table.listedName()));
    after.tables().forEach(table -> names.put(table.name(), table.listedName()));
    return names;
  }

  private static void compared(
      Lock before, Lock after, Map<TableName, String> names, FindingCollector collector) {
    Map<TableName, LockedTable> now = new HashMap<>();
    after.tables().forEach(table -> now.put(table.name(), table));
    for (LockedTable table : before.tables()) {
      String name = names.getOrDefault(table.name(), table.listedName());
      Checked subject = new Checked(name, null, table.at());
      LockedTable there = now.get(table.name());
      List<LockedColumn> columns = table.columns();
      collector.count(1, columns == null ? 0 : count(columns));
      if (columns == null) {
        collector.leaveUnchecked(
            Unchecked.What.TABLE, subject, "its columns were not known in the state before");
      } else if (there != null && there.columns() == null && there.readable()) {
        collector.leaveUnchecked(
            Unchecked.What.TABLE, subject, "the server does not report its columns");
      } else {
        collector.checked(subject);
        check(name, "", columns, collector);
      }
    }
  }

  private static int count(List<LockedColumn> columns) {
    return columns.stream().mapToInt(column -> 1 + count(column.fields())).sum();
  }

  private static void check(
      String table, String parent, List<LockedColumn> columns, FindingCollector collector) {
    for (LockedColumn column : columns) {
      String path = parent + column.name();
      collector.checked(new Checked(table, path, column.at()));
      check(table, path + ".", column.fields(), collector);
    }
  }

  /** How the user makes the state before like the state after. */
  private enum Accepting {
    LOCK,
    CONTRACT,
    /** Another server is as it is. */
    NOTHING
  }

  private static Accepting accepting(Lock before) {
    if (!before.exact()) {
      return Accepting.CONTRACT;
    }
    boolean isServer =
        !before.tables().isEmpty() && before.tables().stream().allMatch(one -> one.at() == null);
    return isServer ? Accepting.NOTHING : Accepting.LOCK;
  }

  private static String command(Accepting accepting, String table) {
    return switch (accepting) {
      case CONTRACT -> "mvn qs:init -Dqs.merge";
      case NOTHING -> "";
      case LOCK -> {
        if (PLAIN.matcher(table).matches()) {
          yield LOCK + " -Dqs.tables=" + table;
        }
        boolean quotable = QUOTABLE.matcher(table).matches() && table.equals(table.strip());
        yield quotable ? LOCK + " \"-Dqs.tables=" + table + "\"" : LOCK;
      }
    };
  }

  private Finding finding(
      Difference difference, Effect effect, Readers readers, Accepting accepting) {
    readers.addTo(effect);
    Severity severity = severity(difference.code(), effect, readers);
    Impact impact =
        !effect.broken.isEmpty()
            ? Impact.BREAKING_HERE
            : isBreaking(difference.code()) ? Impact.BREAKING_ELSEWHERE : Impact.SAFE;
    Change change =
        new Change(
            impact,
            difference.why(),
            effect.broken.values().stream().sorted(DriftCheck::compare).toList(),
            readers.all(),
            command(accepting, difference.listedName()));
    String renamed = difference.renamedTo();
    return new Finding(
        difference.code(),
        severity,
        difference.listedName(),
        difference.column(),
        difference.at(),
        difference.before(),
        difference.after(),
        change.sentences(UnaryOperator.identity(), DriftCheck::placed),
        renamed == null ? List.of() : List.of(new Suggestion(renamed, Suggestion.Reason.RENAME)),
        null,
        null,
        change,
        null);
  }

  /** The NOT NULL columns of the tables that columns were added to. */
  private static Map<TableName, Set<String>> notNull(Lock after, List<Difference> differences) {
    Set<TableName> wanted = new HashSet<>();
    for (Difference difference : differences) {
      if (difference.code() == FindingCode.COLUMN_ADDED) {
        wanted.add(difference.table());
      }
    }
    Map<TableName, Set<String>> notNull = new HashMap<>();
    for (LockedTable table : after.tables()) {
      List<LockedColumn> columns = table.columns();
      if (columns != null && wanted.contains(table.name())) {
        notNull.put(
            table.name(),
            columns.stream()
                .filter(LockedColumn::notNull)
                .map(LockedColumn::name)
                .collect(toSet()));
      }
    }
    return notNull;
  }

  private static boolean isNewNotNull(Difference difference, Map<TableName, Set<String>> notNull) {
    return difference.code() == FindingCode.COLUMN_ADDED
        && difference.path().size() == 1
        && notNull.getOrDefault(difference.table(), Set.of()).contains(difference.path().get(0));
  }

  private static int compare(Broken a, Broken b) {
    return a.statement().compareTo(b.statement());
  }

  private static String placed(SourcePosition at) {
    return at.file() + ":" + at.line() + ":" + at.column();
  }

  private static boolean isBreaking(FindingCode code) {
    return switch (code) {
      case TABLE_GONE, COLUMN_GONE, TYPE_CHANGED, NO_LONGER_READABLE -> true;
      default -> false;
    };
  }

  /** The severity that the user gives a code, or that its effect on the project gives it. */
  private Severity severity(FindingCode code, Effect effect, Readers readers) {
    Severity given = rules.severities().get(code);
    if (given != null) {
      return given;
    }
    if (effect.fails) {
      return Severity.ERROR;
    }
    boolean warns =
        switch (code) {
          case TYPE_WIDENED -> !effect.broken.isEmpty() || readers.readColumn();
          case BECAME_NOT_NULL, COLUMN_ADDED -> !effect.broken.isEmpty();
          case ORDER_CHANGED -> readers.readByOrder();
          default -> false;
        };
    return warns ? Severity.WARNING : code.severity();
  }

  /** What a change does to statements. */
  private static final class Effect {
    private final Map<SqlStatement, Broken> broken = new LinkedHashMap<>();
    private boolean fails;

    void add(Broken one, boolean failing) {
      broken.putIfAbsent(one.statement(), one);
      fails |= failing;
    }
  }

  /** What all changes do to statements, by what the server says of these. */
  private static final class Effects {
    private final Attribution attribution;

    /** By identity: two changes of a large table may have the same texts. */
    private final IdentityHashMap<Difference, Effect> effects = new IdentityHashMap<>();

    Effects(Attribution attribution) {
      this.attribution = attribution;
    }

    Effect of(Difference difference) {
      return effects.computeIfAbsent(difference, one -> new Effect());
    }

    void add(DriftAnswer answered, boolean held) {
      SqlAnswer answer = answered.answer();
      SqlStatement statement = answer.statement().statement();
      if (answer.verdict() instanceof Rejected rejected) {
        Broken broken =
            new Broken(statement, FaultPlace.of(answer, rejected).at(), rejected.error().message());
        causes(answer, held).forEach(one -> of(one).add(broken, true));
      } else if (answer.verdict() instanceof Mismatch mismatch) {
        Broken broken =
            new Broken(
                statement,
                mismatch.at(),
                "expected " + mismatch.expected() + ", found " + mismatch.actual());
        causes(answer, held).forEach(one -> of(one).add(broken, true));
      } else {
        List<LockedField> before = answered.resultBefore();
        if (before != null) {
          compare(answer.statement(), before, answered.result());
        }
      }
    }

    private List<Difference> causes(SqlAnswer answer, boolean held) {
      return held ? attribution.causesOf(answer) : attribution.certainCausesOf(answer);
    }

    /** Compares results by name: who reads them by name does not mind their order. */
    private void compare(
        ScriptStatement statement, List<LockedField> before, List<LockedField> after) {
      if (before.equals(after)) {
        return;
      }
      Map<String, List<String>> was = typesByName(before);
      Map<String, List<String>> is = typesByName(after);
      List<Difference> all = attribution.of(statement);
      Set<String> names = new HashSet<>(was.keySet());
      names.addAll(is.keySet());
      for (String name : names) {
        List<String> old = was.getOrDefault(name, List.of());
        List<String> now = is.getOrDefault(name, List.of());
        if (now.size() > old.size()) {
          report(statement, name, all, "the result also has " + name, FindingCode.COLUMN_ADDED);
        } else if (now.size() < old.size()) {
          report(statement, name, all, "the result no longer has " + name, FindingCode.COLUMN_GONE);
        } else if (!now.equals(old)) {
          String message =
              "the result has "
                  + name
                  + " as "
                  + String.join(", ", now)
                  + ", no longer as "
                  + String.join(", ", old);
          report(statement, name, all, message, FindingCode.TYPE_CHANGED, FindingCode.TYPE_WIDENED);
        }
      }
    }

    private static Map<String, List<String>> typesByName(List<LockedField> fields) {
      Map<String, List<String>> types = new LinkedHashMap<>();
      for (LockedField field : fields) {
        types.computeIfAbsent(field.name(), name -> new ArrayList<>()).add(field.type());
      }
      return types;
    }

    /** Reports a column of a result with the changes of that name, or of what is computed. */
    private void report(
        ScriptStatement statement,
        String name,
        List<Difference> all,
        String message,
        FindingCode... codes) {
      Set<FindingCode> kinds = Set.of(codes);
      List<Difference> ofKind = all.stream().filter(one -> kinds.contains(one.code())).toList();
      List<Difference> found = named(ofKind, Set.of(CaseRule.fold(name)));
      if (found.isEmpty() && kinds.contains(FindingCode.TYPE_CHANGED)) {
        found = named(ofKind, Attribution.foldedNames(statement));
      } else if (found.isEmpty()) {
        // A star takes the new name of a column as an addition.
        found = named(all, Set.of(CaseRule.fold(name)));
      }
      List<SourcePosition> places = statement.placesOf(name);
      SourcePosition at = places.isEmpty() ? statement.statement().at() : places.get(0);
      for (Difference one : found) {
        of(one)
            .add(
                new Broken(statement.statement(), at, message),
                one.code() == FindingCode.TYPE_CHANGED);
      }
    }

    private static List<Difference> named(List<Difference> all, Collection<String> names) {
      return all.stream().filter(one -> Attribution.isNamed(one, names)).toList();
    }
  }

  /**
   * The statements that name the table of a change.
   *
   * @param difference the change
   * @param isNewNotNull whether it is a column that was added as NOT NULL
   * @param all the statements
   * @param known what is known of them
   */
  private record Readers(
      Difference difference,
      boolean isNewNotNull,
      List<SqlStatement> all,
      Map<SqlStatement, ScriptStatement> known) {

    /** Adds what fails only when it is executed, which the server does not analyze. */
    void addTo(Effect effect) {
      for (SqlStatement one : all) {
        ScriptStatement statement = known.get(one);
        boolean writes = statement != null && isTarget(statement);
        if (difference.code() == FindingCode.NO_LONGER_READABLE && !writes) {
          effect.add(new Broken(one, one.at(), "this credential may not read the table"), true);
        } else if ((difference.code() == FindingCode.BECAME_NOT_NULL || isNewNotNull)
            && statement != null
            && leavesOut(statement)) {
          effect.add(
              new Broken(
                  one,
                  one.at(),
                  "it leaves out a column that must not be null, unless that has a default"),
              // A column is added as NOT NULL to a table with rows only with a default.
              !isNewNotNull);
        }
      }
    }

    /** Whether a statement reads the column, as far as that is known. */
    boolean readColumn() {
      return all.stream()
          .map(known::get)
          .anyMatch(
              one ->
                  one == null
                      || one.takesAllColumns()
                      || Attribution.isNamed(difference, Attribution.foldedNames(one)));
    }

    /** Whether a statement takes the columns by their order, where others have to fit. */
    boolean readByOrder() {
      return all.stream().map(known::get).anyMatch(one -> one != null && isByOrder(one));
    }

    private boolean isByOrder(ScriptStatement statement) {
      Target target = statement.target();
      if (target != null && target.columns().isEmpty() && isTarget(statement)) {
        return true;
      }
      Set<String> names = Attribution.foldedNames(statement);
      return statement.takesAllColumns()
          && (target != null
              || statement.definition() != null
              || names.contains("union")
              || names.contains("intersect")
              || names.contains("except"));
    }

    private boolean isTarget(ScriptStatement statement) {
      Target target = statement.target();
      return target != null
          && !target.name().isEmpty()
          && CaseRule.fold(target.name().get(target.name().size() - 1))
              .equals(CaseRule.fold(difference.table().name()));
    }

    private boolean leavesOut(ScriptStatement statement) {
      Target target = statement.target();
      return target != null
          && difference.path().size() == 1
          && isTarget(statement)
          && !target.columns().isEmpty()
          && target.columns().stream()
              .noneMatch(one -> CaseRule.fold(one).equals(CaseRule.fold(difference.path().get(0))));
    }
  }
}
