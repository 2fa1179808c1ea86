package io.github.qsmaven.sql;

import io.github.qsmaven.model.SourcePosition;
import io.github.qsmaven.model.SqlStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A statement of a file of SQL. */
public final class ScriptStatement {
  /** Stands for all names in {@link #changes}. */
  public static final String ANYTHING = "*";

  private static final int MOST_PLACES = 100;

  /** The words between CREATE or ALTER and the name of what has a name in statements. */
  private static final Set<String> BEFORE_NAME =
      Set.of(
          "AGGREGATE",
          "DOMAIN",
          "EXISTS",
          "FOREIGN",
          "FUNCTION",
          "GLOBAL",
          "IF",
          "LOCAL",
          "MATERIALIZED",
          "NOT",
          "ONLY",
          "OR",
          "PROCEDURE",
          "RECURSIVE",
          "REPLACE",
          "ROUTINE",
          "SCHEMA",
          "SEQUENCE",
          "TABLE",
          "TEMP",
          "TEMPORARY",
          "TYPE",
          "UNLOGGED",
          "VIEW");

  /** The words that may follow the last column of a query. */
  private static final Set<String> BEHIND_COLUMNS =
      Set.of(
          "FROM",
          "INTO",
          "WHERE",
          "GROUP",
          "ORDER",
          "LIMIT",
          "UNION",
          "INTERSECT",
          "EXCEPT",
          "ON",
          "RETURNING");

  private final SqlStatement statement;
  private final SourceLines source;
  private final StatementTokens tokens;
  private final SqlOptions options;

  /** All statements of its file. */
  private final List<ScriptStatement> script;

  /** Those of them that drop something. */
  private final List<ScriptStatement> drops;

  private final Names names;
  private final StatementReader reader;

  ScriptStatement(
      SqlStatement statement,
      SourceLines source,
      StatementTokens tokens,
      SqlOptions options,
      List<ScriptStatement> script,
      List<ScriptStatement> drops) {
    this.statement = statement;
    this.source = source;
    this.tokens = tokens;
    this.options = options;
    this.script = script;
    this.drops = drops;
    this.names = new Names(tokens, options);
    this.reader = new StatementReader(tokens, options);
    if (tokens.word(0).equals("DROP")) {
      drops.add(this);
    }
  }

  /** What it is called, and where it starts. */
  public SqlStatement statement() {
    return statement;
  }

  /** The dialect that it is read in. */
  public SqlDialect dialect() {
    return options.dialect();
  }

  /**
   * The names in its code as the server reads them, split at their dots: parts without quotes in
   * lower case, parts in quotes as they are. Keywords may be among them.
   */
  public List<List<String>> names() {
    return names.all();
  }

  /** What it defines for the statements that follow it; null if nothing. */
  public @Nullable Definition definition() {
    return reader.definition();
  }

  /**
   * The table that it writes to, if it is an INSERT or, on a server other than PostgreSQL, a CREATE
   * TABLE AS; else null.
   */
  public @Nullable Target target() {
    int at = reader.targetAt();
    return at < 0
        ? null
        : new Target(names.at(at), reader.targetColumns(), source.at(tokens.get(at).start()));
  }

  /** Whether it takes the columns of a table as they are: {@code SELECT *}, {@code TABLE t}. */
  public boolean takesAllColumns() {
    if (tokens.word(0).equals("TABLE")) {
      return true;
    }
    for (int i = 0; i < tokens.size(); i++) {
      // An operand would follow a multiplication, and a parenthesis is before it in count(*).
      if (tokens.spelled(i).equals("*")
          && !tokens.isMark(i - 1, '(')
          && (i + 1 == tokens.size()
              || tokens.isMark(i + 1, ',')
              || tokens.isMark(i + 1, ')')
              || BEHIND_COLUMNS.contains(tokens.word(i + 1)))) {
        return true;
      }
    }
    return false;
  }

  /**
   * The places of the tokens that spell a name, for servers that report no place.
   *
   * @param name the name; of one with dots, the last part is looked for
   * @return at most 100 places, from top to bottom
   */
  public List<SourcePosition> placesOf(String name) {
    String last = name.substring(name.lastIndexOf('.') + 1);
    List<SourcePosition> places = new ArrayList<>();
    for (int i = 0; i < tokens.size() && places.size() < MOST_PLACES; i++) {
      if (names.isName(i) && (names.piece(i).contains(last) || names.piece(i).contains(name))) {
        places.add(source.at(tokens.get(i).start()));
      }
    }
    return places;
  }

  /** Why no server can check it, and where; null if one can. */
  public Outcome.@Nullable NotChecked unsendable() {
    return plan() instanceof Plan.Skip skip
        ? new Outcome.NotChecked(skip.why(), source.at(skip.at().start()))
        : null;
  }

  /**
   * What is sent of it.
   *
   * @param earlier what earlier statements of its file define, from top to bottom
   */
  public Outcome outcome(List<Defined> earlier) {
    Outcome.NotChecked unsendable = unsendable();
    if (unsendable != null) {
      return unsendable;
    }
    Plan.Send send = (Plan.Send) plan();
    return new Sender(source, options)
        .outcome(
            tokens.all().subList(send.from(), send.to()),
            earlier.stream().filter(this::isThere).toList(),
            ordinal -> script.get(ordinal - 1).statement.at().line());
  }

  /** Whether no statement between a definition and this one drops what it defines. */
  private boolean isThere(Defined defined) {
    List<String> name = defined.definition().name();
    for (ScriptStatement drop : drops) {
      int ordinal = drop.statement.ordinal();
      if (ordinal > defined.ordinal()
          && ordinal < statement.ordinal()
          && drop.names.all().stream()
              .anyMatch(dropped -> dropped.contains(name.get(name.size() - 1)))) {
        return false;
      }
    }
    return true;
  }

  /**
   * What it changes for the statements that follow it, if it were executed: the last part of the
   * name of what it creates or alters; {@link #ANYTHING} for the search path and extensions; null
   * if it changes no name. What it drops is still there when the server analyzes the others.
   */
  public @Nullable String changes() {
    int first = tokens.has(0, "SET", "SESSION") || tokens.has(0, "SET", "LOCAL") ? 2 : 1;
    if (tokens.has(0, "USE") || (tokens.has(0, "SET") && tokens.has(first, "SEARCH_PATH"))) {
      return ANYTHING;
    } else if (!Set.of("CREATE", "ALTER").contains(tokens.word(0))) {
      return null;
    } else if (tokens.has(1, "EXTENSION")) {
      return ANYTHING;
    }
    int at = 1;
    while (BEFORE_NAME.contains(tokens.word(at))) {
      at++;
    }
    if (at == 1 || !names.isName(at)) {
      return null;
    }
    List<String> name = names.at(at);
    return name.isEmpty() ? null : name.get(name.size() - 1);
  }

  /** What to do with it. */
  Plan plan() {
    return reader.plan();
  }

  StatementTokens tokens() {
    return tokens;
  }

  SourceLines source() {
    return source;
  }

  SqlOptions options() {
    return options;
  }
}
