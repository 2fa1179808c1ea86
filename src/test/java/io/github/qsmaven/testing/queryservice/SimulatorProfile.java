package io.github.qsmaven.testing.queryservice;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How the double behaves: all that its builder was told.
 *
 * @param serverVersion what it calls itself
 * @param tlsProtocols the versions of TLS it speaks
 * @param databases the names it knows, and the databases behind them
 * @param passwords which user and password it lets in
 * @param role whose privileges a session has; null: a superuser's
 * @param settings of the sessions of the PostgreSQL behind, such as {@code search_path}
 * @param showTables the columns of SHOW TABLES
 * @param datasets what SHOW TABLES says of some tables, by their name
 * @param hidden names that a rung does not list
 * @param empty rungs that list nothing
 * @param noSchemas whether {@code pg_namespace} lists nothing
 * @param refusals statements that are refused
 * @param extendedProtocol whether it takes Parse messages
 * @param hangsUpAfterRefusal whether it does
 * @param rowCap how many rows of a result it sends at most
 * @param completionLies whether CommandComplete tells the number of rows there would have been
 * @param sessionLimit how many sessions it lets in at a time
 * @param limitReached what it says to one more
 * @param hooks what is run before a statement is answered
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

  /** How long a session that closes is waited for before another one is refused. */
  static final Duration SESSION_CLOSES = Duration.ofMillis(250);

  /**
   * What SHOW TABLES says of a table besides its name.
   *
   * @param id the dataset's id
   * @param name its display name, which need not be unique
   * @param description may be empty
   * @param labels such as {@code 'PROFILE'}; may be empty
   */
  record Dataset(String id, String name, String description, String labels) {}

  /**
   * A refusal.
   *
   * @param sql what the statement contains
   * @param outsideQuotes whether what stands in quotes does not count
   * @param answer what is said
   */
  record Refusal(Pattern sql, boolean outsideQuotes, ServerError answer) {
    boolean meets(SqlText statement) {
      return sql.matcher(outsideQuotes ? statement.bare() : statement.text()).find();
    }
  }

  /**
   * A hook.
   *
   * @param sql what the statement contains
   * @param action what is run; the statement waits for its end
   */
  record Hook(Pattern sql, StatementHook action) {}
}
