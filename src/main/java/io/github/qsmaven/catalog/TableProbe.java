package io.github.qsmaven.catalog;

import io.github.qsmaven.connection.Refusal;
import io.github.qsmaven.connection.Session;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Asks a server for a table directly, since Query Service may not list all it has (Adobe's
 * documentation of credentials: a client "may perform differently than expected when listing out
 * query objects").
 *
 * <p>The question is {@code SELECT * FROM t WHERE 1=0}, Adobe's own way to "get only the metadata".
 * Not {@code LIMIT 0}, which lifts Query Service's limit of rows.
 */
public final class TableProbe {
  /**
   * Classes of SQLSTATEs that only something which was found can give: data exceptions, but for
   * those below, and the exceptions of routines (PostgreSQL's documentation, "PostgreSQL Error
   * Codes").
   */
  private static final Set<String> FOUND = Set.of("21", "22", "2F", "38", "39", "P0");

  /** What a server answers. */
  public enum Answer {
    /** It is there. */
    THERE,
    /** It is there, but this credential may not read it (42501). */
    UNREADABLE,
    /**
     * Whether it is there cannot be told: this credential may not look into its schema, of which
     * the server then says of every name that it may not be read.
     */
    HIDDEN,
    /** It is not there. */
    ABSENT
  }

  /** Nobody gives a table this name, so that it can be asked what a schema says of any name. */
  private static final String NOBODYS = "qs-maven-plugin: no such table";

  /** Makes a probe; it has no state. */
  public TableProbe() {}

  /**
   * Asks for one table. One statement; a second one to read a refusal.
   *
   * @param session where to ask
   * @param schema its schema; null: wherever the search path finds it
   * @param name its name
   * @return the answer
   * @throws SQLException if the server gives none: it refuses for another reason, or the connection
   *     breaks
   */
  public Answer ask(Session session, @Nullable String schema, String name) throws SQLException {
    Answer answer = answer(session, schema, name);
    return answer == Answer.UNREADABLE
            && schema != null
            && answer(session, schema, NOBODYS) != Answer.ABSENT
        ? Answer.HIDDEN
        : answer;
  }

  private static Answer answer(Session session, @Nullable String schema, String name)
      throws SQLException {
    try {
      session.query(question(schema, name), List.of(), row -> name);
      return Answer.THERE;
    } catch (SQLException e) {
      return switch (e.getSQLState() == null ? "" : e.getSQLState()) {
        // undefined_table, invalid_schema_name; wrong_object_type: an index or a type, no table;
        // invalid_name, feature_not_supported: "a.b"."c" read as a reference to another database;
        // character_not_in_repertoire, untranslatable_character: the database's encoding lacks a
        // character of the name, so that nothing there can bear it.
        case "42P01", "3F000", "42809", "42602", "22021", "22P05" -> Answer.ABSENT;
        case "42501" -> Answer.UNREADABLE;
        // A view whose own body fails, with a division by zero for example, was found all the same.
        default -> {
          if (wasFound(e)) {
            yield Answer.THERE;
          }
          if (isDenied(session.refusal(e), schema, name)) {
            yield Answer.ABSENT;
          }
          throw e;
        }
      };
    }
  }

  /**
   * QuestDB gives 00000, "successful completion", for every error; what it did not find it names:
   * {@code table does not exist [table=schema.name]}. Of a view of a table that was dropped it says
   * so with the name of that table, which tells nothing of the view.
   */
  private static boolean isDenied(@Nullable Refusal refusal, @Nullable String schema, String name) {
    if (refusal == null || !refusal.sqlState().equals("00000")) {
      return false;
    }
    String said = refusal.text();
    return said.contains("does not exist")
        && (said.endsWith("=" + QualifiedName.escaped(name) + "]")
            || (schema != null
                && said.endsWith(
                    "="
                        + QualifiedName.escaped(schema)
                        + "."
                        + QualifiedName.escaped(name)
                        + "]")));
  }

  /** Whether only something that was found can give an answer. */
  static boolean wasFound(SQLException answer) {
    return answer.getSQLState() != null && FOUND.contains(answer.getSQLState().substring(0, 2));
  }

  /**
   * The question for a table.
   *
   * @param schema its schema; null: wherever the search path finds it
   * @param name its name
   */
  static String question(@Nullable String schema, String name) {
    return "SELECT * FROM " + new QualifiedName(schema, name).quoted() + " WHERE 1=0";
  }
}
