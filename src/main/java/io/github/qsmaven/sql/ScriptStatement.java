package io.github.qsmaven.sql;

import io.github.qsmaven.model.SourcePosition;
import io.github.qsmaven.model.SqlStatement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement of a file of SQL. */
public final class ScriptStatement {
  private static final int MOST_PLACES = 100;

  private final SqlStatement statement;
  private final SourceLines source;
  private final StatementTokens tokens;
  private final SqlOptions options;

  /** All statements of its file. */
  private final List<ScriptStatement> script;

  private final Names names;
  private final StatementReader reader;
  private final boolean isDrop;

  ScriptStatement(
      SqlStatement statement,
      SourceLines source,
      StatementTokens tokens,
      SqlOptions options,
      List<ScriptStatement> script) {
    this.statement = statement;
    this.source = source;
    this.tokens = tokens;
    this.options = options;
    this.script = script;
    this.names = new Names(tokens, options);
    this.reader = new StatementReader(tokens, options);
    this.isDrop = tokens.word(0).equals("DROP");
  }

  /** What it is called, and where it starts. */
  public SqlStatement statement() {
    return statement;
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

  /**
   * What is sent of it.
   *
   * @param earlier what earlier statements of its file define, from top to bottom
   */
  public Outcome outcome(List<Defined> earlier) {
    Plan plan = plan();
    if (plan instanceof Plan.Skip skip) {
      return new Outcome.NotChecked(skip.why(), source.at(skip.at().start()));
    }
    Plan.Send send = (Plan.Send) plan;
    return new Sender(source, options)
        .outcome(
            tokens.all().subList(send.from(), send.to()),
            earlier.stream().filter(this::isThere).toList(),
            ordinal -> script.get(ordinal - 1).statement.at().line());
  }

  /** Whether no statement between a definition and this one drops what it defines. */
  private boolean isThere(Defined defined) {
    List<String> name = defined.definition().name();
    return script.subList(defined.ordinal(), statement.ordinal() - 1).stream()
        .noneMatch(between -> between.drops(name.get(name.size() - 1)));
  }

  private boolean drops(String name) {
    return isDrop && names.all().stream().anyMatch(dropped -> dropped.contains(name));
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
