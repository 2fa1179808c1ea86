package io.github.qsmaven.testing.queryservice;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The behavior of a simulator, as set by its builder.
 *
 * @param serverVersion the version that it reports
 * @param tlsProtocols the versions of TLS that it supports
 * @param databases the database names that it accepts, with the PostgreSQL databases they stand for
 * @param passwords accepts or rejects a user and password
 * @param role the role whose privileges a session has; null: the superuser's
 * @param settings parameters of the PostgreSQL sessions, such as {@code search_path}
 * @param showTables the columns of SHOW TABLES
 * @param datasets the datasets that SHOW TABLES reports, by table name
 * @param showTablesListsViews whether SHOW TABLES lists views too
 * @param views what SHOW VIEWS reports of views, by their names
 * @param containers the databases of schemas
 * @param denied the schemas that the credential may not read
 * @param hidden the tables that a catalog does not list
 * @param empty the catalogs that list nothing
 * @param noSchemas whether {@code pg_namespace} lists nothing
 * @param refusals the statements to reject
 * @param extendedProtocol whether it accepts Parse messages
 * @param hangsUpAfterRefusal whether it closes the connection after a rejection
 * @param rowCap the maximum number of rows of a result
 * @param completionLies whether CommandComplete reports the number of rows without the cap
 * @param sessionLimit the maximum number of open sessions
 * @param limitReached the error for one session more
 * @param hooks run before a statement is answered
 */
record SimulatorProfile(
    String serverVersion,
    List<String> tlsProtocols,
    Map<String, String> databases,
    BiPredicate<String, String> passwords,
    @Nullable String role,
    Map<String, String> settings,
    ShowTables showTables,
    Map<String, Dataset> datasets,
    boolean showTablesListsViews,
    Map<String, View> views,
    Map<String, String> containers,
    Set<String> denied,
    Map<SimulatedCatalog, Set<String>> hidden,
    Set<SimulatedCatalog> empty,
    boolean noSchemas,
    List<Refusal> refusals,
    boolean extendedProtocol,
    boolean hangsUpAfterRefusal,
    int rowCap,
    boolean completionLies,
    int sessionLimit,
    ServerError limitReached,
    List<Hook> hooks) {

  /** How long a new session waits for another one to close before it is rejected. */
  static final Duration SESSION_CLOSES = Duration.ofMillis(250);

  /**
   * The columns of SHOW TABLES besides the name of the table.
   *
   * @param id the dataset's id
   * @param name its display name, which need not be unique
   * @param description may be empty
   * @param labels such as {@code 'PROFILE'}; may be empty
   */
  record Dataset(String id, String name, String description, String labels) {}

  /**
   * The columns of SHOW VIEWS that PostgreSQL does not know.
   *
   * @param id the id of the view
   * @param datasets the datasets that it depends on; may be empty
   * @param views the views that it depends on; may be empty
   */
  record View(String id, String datasets, String views) {}

  /**
   * A rejection of statements.
   *
   * @param sql matches a part of the statement
   * @param outsideQuotes whether to ignore text in quotes
   * @param answer the error to send
   */
  record Refusal(Pattern sql, boolean outsideQuotes, ServerError answer) {
    boolean meets(SqlText statement) {
      return sql.matcher(outsideQuotes ? statement.bare() : statement.text()).find();
    }
  }

  /**
   * An action before a statement.
   *
   * @param sql matches a part of the statement
   * @param action the action; the statement waits until it ends
   */
  record Hook(Pattern sql, StatementHook action) {}
}
