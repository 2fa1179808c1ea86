package io.github.qsmaven.sql;

import static java.util.stream.Collectors.joining;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/** Turns the tokens of a statement into what is sent. */
final class Sender {
  /** What the driver can bind. */
  private static final int MAX_PARAMETERS = 65_535;

  private static final Set<String> QUERIES = Set.of("SELECT", "VALUES", "WITH", "TABLE", "(");
  private static final Set<String> WRITES = Set.of("INTO", "INSERT", "UPDATE", "DELETE", "MERGE");
  private static final Set<String> STARTS_CONDITION =
      Set.of("(", "WHERE", "AND", "OR", "NOT", "ON", "WHEN", "HAVING", "SELECT", ",");
  private static final Set<String> CREATED_WORDS =
      Set.of("INTO", "TEMP", "TEMPORARY", "UNLOGGED", "LOCAL", "TABLE");

  private static final Set<String> SYSTEM_COLUMNS =
      Set.of("ctid", "xmin", "xmax", "cmin", "cmax", "tableoid");

  private final SourceLines source;
  private final SqlOptions options;

  Sender(SourceLines source, SqlOptions options) {
    this.source = source;
    this.options = options;
  }

  /**
   * Finds out what is sent.
   *
   * @param tokens the tokens, those of a query if the statement only names it
   * @param earlier what earlier statements of the file define
   * @param lines the lines of statements by their ordinals
   */
  Outcome outcome(List<Token> tokens, List<Defined> earlier, IntUnaryOperator lines) {
    Expander expander = new Expander(source, options);
    expander.read(tokens);
    Outcome.NotChecked problem = expander.problem();
    if (problem != null) {
      return problem;
    }
    return new Statement(expander.parts(), expander.isTemplated()).outcome(earlier, lines);
  }

  /** One statement. */
  private final class Statement {
    private final List<Part> parts;
    private final Code code;
    private final Roles roles;
    private final SentSql.Writer writer = new SentSql.Writer(source);

    /** The text to insert in front of parts of the code. */
    private final Map<Integer, String> insertions = new HashMap<>();

    private boolean templated;

    Statement(List<Part> all, boolean templated) {
      this.parts = describable(all);
      this.code = new Code(parts);
      this.roles = new Roles(code);
      this.templated = templated;
    }

    /**
     * What of the statement has a result to describe: the server describes the query of a CREATE
     * TABLE AS, but not the statement.
     */
    private static List<Part> describable(List<Part> all) {
      Code code = new Code(all);
      if (!code.is(0, "CREATE")) {
        return all;
      }
      int as = 0;
      while (as < code.size()
          && !(code.is(as, "AS") && code.around(as) < 0 && code.startsQuery(as + 1))) {
        as++;
      }
      if (as == code.size()) {
        return all;
      }
      int last = code.size() - 1;
      if (code.is(last, "DATA")) {
        last -= code.is(last - 1, "NO") ? 2 : 1;
        last -= code.is(last, "WITH") ? 1 : 0;
      }
      return all.subList(code.indexOf(as + 1), code.indexOf(last) + 1);
    }

    Outcome outcome(List<Defined> earlier, IntUnaryOperator lines) {
      if (code.size() == 0) {
        return new Outcome.NotChecked(
            "nothing is left of it without its templates", source.at(firstIndex()));
      }
      Outcome.NotChecked problem = names();
      if (problem == null) {
        problem = dependencies(earlier, lines);
      }
      boolean query = isQuery();
      if (problem == null && !options.postgres() && !query) {
        problem =
            new Outcome.NotChecked(
                "only queries are sent to a server other than PostgreSQL",
                source.at(code.part(0).start()));
      }
      if (problem != null) {
        return problem;
      }
      write();
      return writer.parameters() > MAX_PARAMETERS
          ? new Outcome.NotChecked(
              "it has more than 65,535 parameters", source.at(code.part(0).start()))
          : new Outcome.Sendable(writer.done(query, Guesses.of(code)), templated);
    }

    private int firstIndex() {
      return parts.isEmpty() ? 0 : parts.get(0).start();
    }

    /** The first placeholder that stands for something else than a value. */
    private Outcome.@Nullable NotChecked names() {
      for (int i = 0; i < code.size(); i++) {
        Placeholder placeholder = code.part(i).placeholder();
        if (placeholder != null && !roles.isValue(i)) {
          return new Outcome.NotChecked(
              "the placeholder "
                  + placeholder.written()
                  + (placeholder.kind() == PlaceholderKind.QUESTION
                      ? " stands where the server accepts no parameter"
                      : " stands for a name: set its value in qs.sqlValues"),
              source.at(code.part(i).start()));
        }
      }
      return null;
    }

    private boolean isQuery() {
      boolean query = code.isOneOf(0, QUERIES) && code.isBalanced();
      for (int i = 0; i < code.size() && query; i++) {
        boolean locks =
            code.is(i, "FOR") && code.isOneOf(i + 1, Set.of("SHARE", "KEY", "NO", "UPDATE"));
        query =
            !locks
                && !code.is(i, ";")
                && !(code.isOneOf(i, WRITES) && !code.is(i - 1, ".") && !code.is(i + 1, "("));
      }
      return query;
    }

    private Outcome.@Nullable NotChecked dependencies(
        List<Defined> earlier, IntUnaryOperator lines) {
      if (earlier.isEmpty()) {
        return null;
      }
      Map<String, Defined> byName = new HashMap<>();
      for (Defined defined : earlier) {
        List<String> name = defined.definition().name();
        byName.put(name.get(name.size() - 1), defined);
      }
      CommonTables commonTables = new CommonTables(code);
      Map<Integer, Map<String, Defined>> needed = new TreeMap<>();
      for (int i = 0; i < code.size(); i++) {
        Roles.Role role = roles.role(i);
        if (role != Roles.Role.TABLE && role != Roles.Role.TARGET) {
          continue;
        }
        int last = i;
        while (code.is(last + 1, ".") && code.isName(last + 2)) {
          last += 2;
        }
        boolean qualified = last > i;
        String name = code.name(last);
        Defined defined = byName.get(name);
        if (defined == null
            || (qualified
                ? !isSameSchema(defined, code.name(last - 2))
                : role == Roles.Role.TABLE && commonTables.hides(name, i))) {
          continue;
        }
        List<DefinedColumn> columns = defined.columns();
        String why =
            role == Roles.Role.TARGET || qualified || needsTable()
                ? "is not executed"
                : columns == null ? "could not be checked" : "";
        if (!why.isEmpty()) {
          return new Outcome.NotChecked(
              "needs the statement in line "
                  + lines.applyAsInt(defined.ordinal())
                  + ", which "
                  + why,
              source.at(code.part(i).start()));
        }
        needed
            .computeIfAbsent(
                commonTables.insertion(name, i, firstOfQuery()), at -> new LinkedHashMap<>())
            .put(name, defined);
      }
      needed.forEach(this::insert);
      return null;
    }

    /** Whether something is asked of a table that no common table has. */
    private boolean needsTable() {
      for (int i = 0; i < code.size(); i++) {
        boolean column = code.isName(i) && SYSTEM_COLUMNS.contains(code.name(i));
        boolean lock = code.is(i, "OF") && code.isOneOf(i - 1, Set.of("UPDATE", "SHARE"));
        if (column || lock || code.is(i, "TABLESAMPLE")) {
          return true;
        }
      }
      return false;
    }

    /** Whether a name with a schema may be that of a definition. */
    private static boolean isSameSchema(Defined defined, String schema) {
      List<String> name = defined.definition().name();
      return name.size() > 1
          ? name.get(name.size() - 2).equals(schema)
          : Set.of("public", "pg_temp").contains(schema);
    }

    /** The first part that a WITH may stand in front of. */
    private int firstOfQuery() {
      int i = 0;
      if (code.is(i, "EXPLAIN")) {
        i = code.is(1, "(") ? code.closing(1) + 1 : 1;
        while (code.isOneOf(i, Set.of("ANALYZE", "ANALYSE", "VERBOSE"))) {
          i++;
        }
      }
      String before = code.is(i, "DECLARE") ? "FOR" : code.is(i, "CREATE") ? "AS" : "";
      for (int j = i; j < code.size() && !before.isEmpty(); j++) {
        if (code.is(j, before) && code.around(j) < 0) {
          return j + 1;
        }
      }
      return i;
    }

    private void insert(int at, Map<String, Defined> needed) {
      String tables =
          needed.entrySet().stream()
              .map(entry -> commonTable(entry.getKey(), entry.getValue()))
              .collect(joining(", "));
      if (code.is(at, "WITH")) {
        insertions.put(at + (code.is(at + 1, "RECURSIVE") ? 2 : 1), tables + ", ");
      } else {
        insertions.put(at, "WITH " + tables + " ");
      }
    }

    private static String commonTable(String name, Defined defined) {
      List<DefinedColumn> columns = defined.columns() == null ? List.of() : defined.columns();
      List<String> renamed = defined.definition().columns();
      StringBuilder names = new StringBuilder();
      StringBuilder values = new StringBuilder();
      for (int i = 0; i < columns.size(); i++) {
        String column = i < renamed.size() ? renamed.get(i) : columns.get(i).name();
        names.append(i == 0 ? " (" : ", ").append(SqlNames.quoted(column));
        values
            .append(i == 0 ? " CAST(NULL AS " : ", CAST(NULL AS ")
            .append(columns.get(i).type())
            .append(')');
      }
      return SqlNames.quoted(name)
          + names
          + (columns.isEmpty() ? "" : ")")
          + " AS (SELECT"
          + values
          + " WHERE false)";
    }

    private void write() {
      int created = created();
      int createdEnd = created < 0 ? -1 : intoEnd(created);
      Expressions expressions = new Expressions(code);
      int index = 0;
      for (Part part : parts) {
        if (!part.isCode()) {
          text(part, part.text(), part.start());
          continue;
        }
        String insertion = insertions.get(index);
        if (insertion != null) {
          writer.beside(false);
          writer.add(insertion);
        }
        if (index < created || index >= createdEnd) {
          writer.beside(expressions.hasParameter(index));
          if (isParameter(index - 1) && joinsParameter(part)) {
            writer.add(" ");
          }
          code(part, index);
        }
        index++;
      }
    }

    /** The INTO of a SELECT INTO, which has no result to describe; -1 without one. */
    private int created() {
      boolean query = code.isOneOf(0, Set.of("SELECT", "WITH"));
      for (int i = 1; i < code.size() && query; i++) {
        if (roles.role(i) == Roles.Role.CREATED && code.around(i) < 0) {
          int into = i - 1;
          while (!code.is(into, "INTO")) {
            into--;
          }
          return into;
        }
      }
      return -1;
    }

    private int intoEnd(int into) {
      int end = into;
      while (code.isOneOf(end, CREATED_WORDS)) {
        end++;
      }
      while (code.is(end + 1, ".")) {
        end += 2;
      }
      return end + 1;
    }

    private void code(Part part, int index) {
      if (part.placeholder() != null) {
        parameter(part, index);
      } else if (part.kind() == TokenKind.STRING || part.kind() == TokenKind.QUOTED_NAME) {
        text(part, part.text(), part.start());
      } else {
        questionMarks(part);
      }
    }

    private void text(Part part, String text, int from) {
      if (part.exact()) {
        writer.copy(text, from, part.end(), part.ofPlaceholder());
      } else {
        writer.replace(text, part.start(), part.end(), part.ofPlaceholder());
      }
    }

    /** The driver takes a question mark for a parameter unless there are two. */
    private void questionMarks(Part part) {
      String text = part.text();
      int copied = 0;
      for (int i = text.indexOf('?'); i >= 0; i = text.indexOf('?', copied)) {
        text(part, text.substring(copied, i), part.start() + copied);
        writer.questionMark(
            part.start() + (part.exact() ? i : 0), part.end(), part.ofPlaceholder());
        copied = i + (text.startsWith("??", i) ? 2 : 1);
      }
      text(part, text.substring(copied), part.start() + copied);
    }

    private void parameter(Part part, int index) {
      boolean list = code.is(index - 1, "IN");
      boolean rows = code.isOneOf(index - 1, Set.of("LIMIT", "OFFSET"));
      // IS NULL does not tell the type of a parameter, and is valid for any.
      boolean untyped =
          code.is(index + 1, "IS")
              && code.isOneOf(index - 1, STARTS_CONDITION)
              && (code.is(index + 2, "NULL") || code.is(index + 3, "NULL"));
      templated |= roles.isItem(index) && part.placeholder() != null && isText(part);
      before(part, list ? "(" : "");
      if (options.postgres()) {
        writer.parameter(part.start(), part.end());
      } else {
        writer.replace(rows ? "1" : "NULL", part.start(), part.end(), true);
      }
      before(part, (untyped && options.postgres() ? "::text" : "") + (list ? ")" : ""));
    }

    /** Whether the driver would read a part together with the question mark in front of it. */
    private static boolean joinsParameter(Part part) {
      char first = part.text().charAt(0);
      return part.placeholder() != null || first == '?' || Character.isDigit(first);
    }

    private boolean isParameter(int index) {
      return index >= 0 && code.part(index).placeholder() != null;
    }

    private static boolean isText(Part part) {
      Placeholder placeholder = part.placeholder();
      return placeholder != null && placeholder.kind().isText();
    }

    private void before(Part part, String text) {
      writer.replace(text, part.start(), part.end(), true);
    }
  }
}
