package io.github.qsmaven.check;

import io.github.qsmaven.check.SqlAnswer.Mismatch;
import io.github.qsmaven.check.SqlAnswer.Rejected;
import io.github.qsmaven.drift.Difference;
import io.github.qsmaven.model.CaseRule;
import io.github.qsmaven.model.FindingCode;
import io.github.qsmaven.model.SqlStatement;
import io.github.qsmaven.model.TableName;
import io.github.qsmaven.sql.ScriptStatement;
import io.github.qsmaven.sql.Target;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Finds the changes of the schema that explain why a server rejects a statement. */
public final class Attribution {
  /** By each name that a statement may write: with the schema, and bare where it is found so. */
  private final Map<List<String>, List<Difference>> byTable = new HashMap<>();

  /** By the statements that name a table, also through what their file defines. */
  private final Map<SqlStatement, List<Difference>> byReader = new HashMap<>();

  /** The lines of the files, which have many statements. */
  private final Map<String, SqlLines> lines = new HashMap<>();

  /**
   * @param differences the changes
   */
  public Attribution(List<Difference> differences) {
    this(differences, Map.of());
  }

  /**
   * @param differences the changes
   * @param readers the statements that name a table, also through a view that their file defines
   */
  Attribution(List<Difference> differences, Map<TableName, List<SqlStatement>> readers) {
    for (Difference difference : differences) {
      if (isCause(difference.code())) {
        String schema = CaseRule.fold(difference.table().schema());
        String name = CaseRule.fold(difference.table().name());
        put(List.of(schema, name), difference);
        if (difference.listedName().equals(difference.table().name())) {
          put(List.of(name), difference);
        }
        for (SqlStatement reader : readers.getOrDefault(difference.table(), List.of())) {
          byReader.computeIfAbsent(reader, one -> new ArrayList<>()).add(difference);
        }
      }
    }
  }

  private void put(List<String> key, Difference difference) {
    byTable.computeIfAbsent(key, name -> new ArrayList<>()).add(difference);
  }

  /** A rename is the cause as the column that is gone; the others make no statement fail. */
  private static boolean isCause(FindingCode code) {
    return code != FindingCode.COLUMN_RENAMED
        && code != FindingCode.TABLE_ADDED
        && code != FindingCode.DESCRIPTION_CHANGED
        && code != FindingCode.BECAME_NULLABLE
        && code != FindingCode.BECAME_NOT_NULL;
  }

  /**
   * The changes that explain why a statement fails that held before them: those of what is at the
   * place of the error; else those that such an error follows from, of columns that the statement
   * names; else those of any column that it names; else those of the columns that it takes without
   * naming them; else all of its tables.
   *
   * @param rejected the statement
   * @return the changes; none if it names no changed table
   */
  public List<Difference> causesOf(SqlAnswer rejected) {
    ScriptStatement statement = rejected.statement();
    List<Difference> all = of(statement);
    if (all.isEmpty()) {
      return all;
    }
    List<Difference> certain = certain(rejected, all);
    if (!certain.isEmpty()) {
      return certain;
    }
    Set<String> names = foldedNames(statement);
    List<Predicate<Difference>> steps = new ArrayList<>();
    if (rejected.verdict() instanceof Rejected fault) {
      SqlError error = fault.error();
      steps.add(one -> fits(one.code(), error) && (one.path().isEmpty() || isNamed(one, names)));
    }
    steps.add(one -> isNamed(one, names));
    if (isPositional(statement)) {
      steps.add(one -> isOfColumns(one.code()));
    }
    for (Predicate<Difference> step : steps) {
      List<Difference> found = all.stream().filter(step).toList();
      if (!found.isEmpty()) {
        return found;
      }
    }
    return all;
  }

  /**
   * The changes of what is at the place of the error.
   *
   * @param rejected a statement, of which it is not known whether it held before
   */
  List<Difference> certainCausesOf(SqlAnswer rejected) {
    return certain(rejected, of(rejected.statement()));
  }

  /** The changes of the tables that a statement names, in its order. */
  List<Difference> of(ScriptStatement statement) {
    if (byTable.isEmpty()) {
      return List.of();
    }
    Set<Difference> found = new LinkedHashSet<>();
    for (List<String> name : statement.names()) {
      List<String> key = name.stream().map(CaseRule::fold).toList();
      for (int i = 0; i < key.size(); i++) {
        // Of a.b.c, the table may be a, a.b or b.c.
        found.addAll(byTable.getOrDefault(key.subList(i, Math.min(i + 2, key.size())), List.of()));
        if (i == 0) {
          found.addAll(byTable.getOrDefault(key.subList(0, 1), List.of()));
        }
      }
    }
    found.addAll(byReader.getOrDefault(statement.statement(), List.of()));
    return List.copyOf(found);
  }

  private List<Difference> certain(SqlAnswer answer, List<Difference> all) {
    if (all.isEmpty() || !(answer.verdict() instanceof Rejected rejected)) {
      return List.of();
    }
    FaultPlace place = FaultPlace.of(answer, rejected);
    SqlLines file =
        lines.computeIfAbsent(answer.script().file(), name -> new SqlLines(answer.script()));
    List<String> parts =
        SqlLines.parts(file.dottedName(place.at())).stream().map(CaseRule::fold).toList();
    if (parts.isEmpty()) {
      return List.of();
    }
    SqlError error = rejected.error();
    return all.stream()
        .filter(
            one ->
                one.path().isEmpty()
                    ? fits(one.code(), error) && parts.contains(CaseRule.fold(one.table().name()))
                    : isAboutColumns(error) && isNamed(one, parts))
        .toList();
  }

  /** Whether the name at the place of an error may be that of a column. */
  private static boolean isAboutColumns(SqlError error) {
    return !error.is("42P01", "3F000", "42501", "42601");
  }

  /** Whether an error follows from a kind of change. */
  private static boolean fits(FindingCode code, SqlError error) {
    return switch (code) {
      case TABLE_GONE -> error.is("42P01", "3F000");
      case NO_LONGER_READABLE -> error.is("42501", "42P01", "3F000");
      case COLUMN_GONE -> error.is("42703", "42601");
      case COLUMN_ADDED -> error.is("42702", "42601", "42701");
      case TYPE_CHANGED, TYPE_WIDENED ->
          error.is("42883", "42804", "42846", "42725", "42P18", "42809") || error.isOfClass("22");
      case ORDER_CHANGED -> error.is("42804") || error.isOfClass("22");
      case TABLE_TYPE_CHANGED -> error.is("42809", "55000", "0A000");
      case KEY_CHANGED -> error.is("42803", "42P10");
      default -> false;
    };
  }

  private static boolean isOfColumns(FindingCode code) {
    return switch (code) {
      case COLUMN_GONE, COLUMN_ADDED, TYPE_CHANGED, TYPE_WIDENED, ORDER_CHANGED -> true;
      default -> false;
    };
  }

  /** Whether a column, its new name, or the field that is meant is among folded names. */
  static boolean isNamed(Difference difference, Collection<String> names) {
    if (difference.path().isEmpty()) {
      return false;
    }
    String field = difference.path().get(difference.path().size() - 1).replace("[]", "");
    String renamed = difference.renamedTo();
    return names.contains(CaseRule.fold(field))
        || (renamed != null && names.contains(CaseRule.fold(renamed)));
  }

  /** All parts of the names of a statement, folded; keywords are among them. */
  static Set<String> foldedNames(ScriptStatement statement) {
    Set<String> names = new HashSet<>();
    for (List<String> name : statement.names()) {
      name.forEach(part -> names.add(CaseRule.fold(part)));
    }
    return names;
  }

  /** Whether a statement takes columns by their order and number. */
  private static boolean isPositional(ScriptStatement statement) {
    Target target = statement.target();
    return statement.takesAllColumns() || (target != null && target.columns().isEmpty());
  }

  /** Whether a statement is known to fail. */
  static boolean fails(SqlAnswer.Verdict verdict) {
    return verdict instanceof Rejected || verdict instanceof Mismatch;
  }
}
