package io.github.qsmaven.catalog;

import io.github.qsmaven.connection.Refusal;
import io.github.qsmaven.connection.Session;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Queries a table directly, since Query Service may not list every table (Adobe's documentation of
 * credentials: a client "may perform differently than expected when listing out query objects").
 *
 * <p>The query is {@code SELECT * FROM t WHERE 1=0}, which Adobe documents to "get only the
 * metadata". It is not {@code LIMIT 0}, which removes the row limit of Query Service.
 */
public final class TableProbe {
  /**
   * Classes of SQLSTATEs that show that the server found the table: data exceptions, except for
   * those below, and exceptions of routines (PostgreSQL's documentation, "PostgreSQL Error Codes").
   */
  private static final Set<String> FOUND = Set.of("21", "22", "2F", "38", "39", "P0");

  /** The result for a table. */
  public enum Answer {
    /** The table exists. */
    THERE,
    /** The table exists, but the credential may not read it (42501). */
    UNREADABLE,
    /**
     * The table may or may not exist: the credential may not use its schema, so the server denies
     * access to every name in the schema.
     */
    HIDDEN,
    /** The table does not exist. */
    ABSENT
  }

  /**
   * A name that no table has, to find out how the server responds to any name in a schema. It has
   * only characters that every server allows: an invalid name might get another response.
   */
  private static final String UNUSED_NAME = "qs_maven_plugin_no_such_table";

  /** Creates a probe; it has no state. */
  public TableProbe() {}

  /**
   * Queries a table with one statement, and with a second one if access is denied.
   *
   * @param session the session to use
   * @param schema the schema; null: the server finds the table by its bare name
   * @param name the name
   * @throws SQLException if the server rejects the query for another reason, or the connection
   *     breaks
   */
  public Answer ask(Session session, @Nullable String schema, String name) throws SQLException {
    Answer answer = answer(session, schema, name);
    // PostgreSQL does not search a schema that may not be used.
    return answer == Answer.UNREADABLE
            && (schema != null || !session.isPostgres())
            && answer(session, schema, UNUSED_NAME) != Answer.ABSENT
        ? Answer.HIDDEN
        : answer;
  }

  private static Answer answer(Session session, @Nullable String schema, String name)
      throws SQLException {
    try {
      session.query(query(session, schema, name), List.of(), row -> name);
      session.releaseLocks();
      return Answer.THERE;
    } catch (SQLException e) {
      return switch (e.getSQLState() == null ? "" : e.getSQLState()) {
        // undefined_table, invalid_schema_name; wrong_object_type: an index or a type, not a table;
        // invalid_name, feature_not_supported: "a.b"."c" read as a reference to another database;
        // character_not_in_repertoire, untranslatable_character: the database's encoding lacks a
        // character of the name, so nothing in the database has the name.
        case "42P01", "3F000", "42809", "42602", "22021", "22P05" -> Answer.ABSENT;
        case "42501" -> Answer.UNREADABLE;
        // A view whose query fails, with a division by zero for example, exists.
        default -> {
          if (wasFound(e)) {
            yield Answer.THERE;
          }
          if (isNotFound(session.refusal(e), schema, name)) {
            yield Answer.ABSENT;
          }
          throw e;
        }
      };
    }
  }

  /**
   * QuestDB returns 00000, "successful completion", for every error. If a table does not exist, the
   * message contains its name: {@code table does not exist [table=schema.name]}. If a view reads a
   * table that was dropped, the message contains the name of that table instead.
   */
  private static boolean isNotFound(
      @Nullable Refusal refusal, @Nullable String schema, String name) {
    if (refusal == null || !refusal.sqlState().equals("00000")) {
      return false;
    }
    String said = refusal.text();
    return said.contains("does not exist")
        && (said.endsWith("=" + QualifiedName.escaped(name) + "]")
            || (schema != null
                && said.endsWith(
                    "=%s.%s]"
                        .formatted(QualifiedName.escaped(schema), QualifiedName.escaped(name)))));
  }

  /** Whether an error shows that the server found the table. */
  static boolean wasFound(SQLException answer) {
    return answer.getSQLState() != null && FOUND.contains(answer.getSQLState().substring(0, 2));
  }

  /**
   * Returns the query for a table.
   *
   * @param session the session that is to send it
   * @param schema the schema; null: the server finds the table by its bare name
   * @param name the name
   */
  static String query(Session session, @Nullable String schema, String name) {
    QualifiedName table = new QualifiedName(schema, name);
    return "SELECT * FROM "
        + (session.isPostgres() ? table.quoted() : table.quotedByParts())
        + " WHERE 1=0";
  }
}
