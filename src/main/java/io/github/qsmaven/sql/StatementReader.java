package io.github.qsmaven.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the head of a statement: which part of it a server analyzes without executing it, what it
 * defines, and which table it writes to.
 */
final class StatementReader {
  /**
   * The first words of PostgreSQL's statements whose contents a server does not analyze before it
   * executes them: "no error" says nothing about them.
   */
  private static final Set<String> NOT_ANALYZED =
      Set.of(
          "ABORT",
          "ALTER",
          "ANALYSE",
          "ANALYZE",
          "BEGIN",
          "CHECKPOINT",
          "CLOSE",
          "CLUSTER",
          "COMMENT",
          "COMMIT",
          "COPY",
          "CREATE",
          "DEALLOCATE",
          "DISCARD",
          "DROP",
          "END",
          "EXECUTE",
          "FETCH",
          "GRANT",
          "IMPORT",
          "LISTEN",
          "LOAD",
          "LOCK",
          "MOVE",
          "NOTIFY",
          "PREPARE",
          "REASSIGN",
          "REFRESH",
          "REINDEX",
          "RELEASE",
          "REPACK",
          "RESET",
          "REVOKE",
          "ROLLBACK",
          "SAVEPOINT",
          "SECURITY",
          "SET",
          "SHOW",
          "START",
          "TRUNCATE",
          "UNLISTEN",
          "VACUUM");

  private static final Set<String> ANALYZED =
      Set.of(
          "SELECT", "VALUES", "WITH", "TABLE", "INSERT", "UPDATE", "DELETE", "MERGE", "CALL",
          "EXPLAIN", "DECLARE");

  private static final Set<String> QUERY_STARTS = Set.of("SELECT", "WITH", "VALUES", "TABLE");
  private static final Set<String> TEMPORARY =
      Set.of("TEMP", "TEMPORARY", "UNLOGGED", "GLOBAL", "LOCAL");
  private static final Set<String> TRANSACTION_WORDS =
      Set.of("", "TRANSACTION", "WORK", "ISOLATION", "READ", "NOT", "DEFERRABLE");

  private final StatementTokens tokens;
  private final SqlOptions options;
  private final Names names;
  private @Nullable Definition definition;
  private int targetAt = -1;
  private List<String> targetColumns = List.of();
  private final Plan plan;

  /**
   * Reads a statement.
   *
   * @param tokens its tokens, at least one of them code
   * @param options the dialect and the kind of server
   */
  StatementReader(StatementTokens tokens, SqlOptions options) {
    this.tokens = tokens;
    this.options = options;
    this.names = new Names(tokens, options);
    Plan read = read();
    this.plan = read instanceof Plan.Send ? unlessForeign(read) : read;
  }

  Plan plan() {
    return plan;
  }

  @Nullable Definition definition() {
    return definition;
  }

  /** The code token at which the name of the table starts that it writes to; -1 without one. */
  int targetAt() {
    return targetAt;
  }

  List<String> targetColumns() {
    return targetColumns;
  }

  private boolean isQueryService() {
    return options.dialect() == SqlDialect.QUERY_SERVICE;
  }

  private Plan unlessForeign(Plan read) {
    if (!isQueryService() || !options.postgres()) {
      return read;
    }
    QueryServiceSyntax.Construct construct = new QueryServiceSyntax(tokens).first();
    return construct == null
        ? read
        : new Plan.Skip(construct.name() + " of Query Service", construct.at());
  }

  private Plan read() {
    String word = tokens.word(0);
    if (tokens.kind(0) == TokenKind.STRING && tokens.spelled(0).startsWith("$")) {
      return skip("a block of Query Service", 0);
    }
    if (tokens.kind(0) == TokenKind.PLACEHOLDER) {
      return skip("the placeholder " + tokens.spelled(0) + " stands for a statement", 0);
    }
    return switch (word) {
      case "CREATE" -> create();
      case "INSERT", "WITH", "SELECT" -> insertOrSelect();
      case "COPY" -> copy();
      case "PREPARE" -> behind("AS");
      case "SET" ->
          tokens.spelled(1).startsWith("@")
              ? skip("SET @v of Query Service", 0)
              : notAnalyzed("SET");
      case "DO" -> skip("a DO block is not analyzed by the server", 0);
      case "BEGIN" ->
          TRANSACTION_WORDS.contains(tokens.word(1)) && !tokens.spelled(1).startsWith("@")
              ? notAnalyzed(word)
              : skip("a block of Query Service", 0);
      case "IF", "ELSEIF", "RAISE_ERROR" ->
          isQueryService() ? skip(word + " of Query Service", 0) : whole();
      default -> {
        if (NOT_ANALYZED.contains(word)) {
          yield notAnalyzed(word);
        }
        boolean known = ANALYZED.contains(word) || tokens.isMark(0, '(');
        // PostgreSQL names the place of a word that starts no statement.
        yield known || (options.postgres() && !isQueryService())
            ? whole()
            : notAnalyzed(shortened(tokens.spelled(0)));
      }
    };
  }

  private Plan insertOrSelect() {
    int insert = tokens.find(0, "INSERT");
    if (tokens.has(insert, "INSERT", "INTO")) {
      int body = insertBody(insert + 2);
      return options.postgres() || insert > 0 ? whole() : send(body, tokens.size());
    }
    int into = tokens.find(0, "INTO");
    if (into < tokens.size()) {
      define(nameBehind(into), List.of(), true);
    }
    return whole();
  }

  /** Reads the target of an INSERT; returns where its query starts. */
  private int insertBody(int name) {
    targetAt = names.isName(name) ? name : -1;
    int i = names.endAt(name);
    if (tokens.has(i, "AS") && names.isName(i + 1)) {
      i += 2;
    } else if (tokens.has(i, "AS")) {
      i++;
    }
    if (tokens.isMark(i, '(') && !startsQuery(i)) {
      targetColumns = names.listed(i);
      i = tokens.closing(i) + 1;
    }
    if (tokens.has(i, "OVERRIDING")) {
      i += 3;
    }
    return i;
  }

  private Plan create() {
    int i = 1;
    boolean replaces = tokens.has(i, "OR", "REPLACE");
    i += replaces ? 2 : 0;
    while (TEMPORARY.contains(tokens.word(i))) {
      i++;
    }
    boolean materialized = tokens.has(i, "MATERIALIZED", "VIEW");
    i += materialized || tokens.has(i, "UNIQUE") ? 1 : 0;
    return switch (tokens.word(i)) {
      case "TABLE" -> createTable(nameBehind(i), false);
      case "VIEW" -> materialized ? createTable(nameBehind(i), true) : createView(nameBehind(i));
      case "FUNCTION", "PROCEDURE" ->
          skip("the body of a function is not analyzed by the server", 0);
      case "MODEL" -> skip("CREATE MODEL of Query Service", 0);
      case "" -> skip("CREATE is not analyzed by the server", 0);
      default -> notAnalyzed("CREATE " + shortened(tokens.word(i)));
    };
  }

  /** The index of the name behind TABLE, VIEW or INTO and the words that may be between them. */
  private int nameBehind(int index) {
    int i = index + 1;
    while (TEMPORARY.contains(tokens.word(i)) || tokens.has(i, "TABLE")) {
      i++;
    }
    return tokens.has(i, "IF", "NOT", "EXISTS") ? i + 3 : i;
  }

  private Plan createTable(int name, boolean materialized) {
    int body = queryBehindAs(names.endAt(name));
    List<String> columns = columnsAt(names.endAt(name));
    define(name, body < tokens.size() ? columns : List.of(), body < tokens.size());
    if (body == tokens.size()) {
      return notAnalyzed(materialized ? "CREATE MATERIALIZED VIEW" : "CREATE TABLE");
    }
    if (tokens.has(body, "EXECUTE")) {
      return notAnalyzed("EXECUTE");
    }
    if (!options.postgres()) {
      targetAt = names.isName(name) ? name : -1;
      return send(body, endOfData(body));
    }
    if (isQueryService()) {
      for (String clause : new String[] {"WITH", "TRANSFORM"}) {
        int at = tokens.find(names.endAt(name), clause);
        if (at < body && tokens.isMark(at + 1, '(')) {
          return skip("CREATE TABLE " + clause + " of Query Service", at);
        }
      }
    }
    return whole();
  }

  private Plan createView(int name) {
    int body = queryBehindAs(names.endAt(name));
    if (body == tokens.size()) {
      return notAnalyzed("CREATE VIEW");
    }
    define(name, columnsAt(names.endAt(name)), true);
    int end = tokens.size();
    if (tokens.has(end - 2, "CHECK", "OPTION")) {
      end -= tokens.has(end - 3, "WITH") ? 3 : 4;
    }
    return send(body, end);
  }

  private List<String> columnsAt(int index) {
    return tokens.isMark(index, '(') ? names.listed(index) : List.of();
  }

  /** Where the query of a CREATE … AS starts; the size if it has none. */
  private int queryBehindAs(int from) {
    for (int as = tokens.find(from, "AS"); as < tokens.size(); as = tokens.find(as + 1, "AS")) {
      if (startsQuery(as + 1) || tokens.has(as + 1, "EXECUTE")) {
        return as + 1;
      }
    }
    return tokens.size();
  }

  private boolean startsQuery(int index) {
    int i = index;
    while (tokens.isMark(i, '(')) {
      i++;
    }
    return QUERY_STARTS.contains(tokens.word(i));
  }

  /** The end of a query that may be followed by WITH [NO] DATA. */
  private int endOfData(int body) {
    int end = tokens.size();
    if (end - 2 > body && tokens.has(end - 2, "WITH", "DATA")) {
      return end - 2;
    }
    return end - 3 > body && tokens.has(end - 3, "WITH", "NO", "DATA") ? end - 3 : end;
  }

  private Plan copy() {
    if (tokens.isMark(1, '(')) {
      return send(2, tokens.closing(1));
    }
    if (QUERY_STARTS.contains(tokens.word(1)) && isQueryService()) {
      return options.postgres()
          ? skip("COPY without parentheses of Query Service", 0)
          : send(1, tokens.find(1, "TO"));
    }
    return notAnalyzed("COPY");
  }

  private Plan behind(String word) {
    int at = tokens.find(1, word);
    return startsQuery(at + 1) || ANALYZED.contains(tokens.word(at + 1))
        ? send(at + 1, tokens.size())
        : notAnalyzed(tokens.word(0));
  }

  private void define(int name, List<String> columns, boolean isQuery) {
    List<String> parts = names.at(name);
    if (!parts.isEmpty()) {
      definition = new Definition(parts, new ArrayList<>(columns), isQuery);
    }
  }

  private Plan whole() {
    return send(0, tokens.size());
  }

  /** Sends code tokens, with what is between them. */
  private Plan send(int from, int to) {
    if (from >= to) {
      return notAnalyzed(tokens.word(0));
    }
    return new Plan.Send(tokens.indexOf(from), tokens.indexOf(to - 1) + 1);
  }

  private Plan notAnalyzed(String what) {
    return skip(what + " is not analyzed by the server", 0);
  }

  private Plan skip(String why, int at) {
    return new Plan.Skip(why, tokens.get(at));
  }

  private static String shortened(String word) {
    String start =
        word.length() > 40 ? word.substring(0, word.offsetByCodePoints(0, 20)) + "..." : word;
    return start.toUpperCase(Locale.ROOT);
  }
}
