package io.github.qsmaven.connection;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The meaning of an error of a connection pooler or a hosted server. These report most errors with
 * an SQLSTATE that says nothing, so the start of the text decides.
 *
 * @param kind what it means
 * @param text how such texts start
 */
record PoolerError(FaultKind kind, Pattern text) {
  /** The states that poolers use for any error. */
  private static final Set<String> STATES =
      Set.of("08P01", "XX000", "08000", "08001", "08004", "08006", "0A000", "28000", "58000");

  /** What may precede an error: a code of Supavisor, a name, or that the pooler passes it on. */
  private static final String LEAD =
      "(?is)(\\(E[A-Z]+\\) |MaxClients\\w*: |odyssey: [^:]*: |pool terminating: "
          + "|server login has been failing, cached error: |error: |FATAL: )*";

  /**
   * Sources: pgbouncer 1.25 (src/client.c, janitor.c, objects.c), Supavisor 2.9
   * (lib/supavisor/errors; before, "MaxClientsInSessionMode: ..." and "Tenant or user not found"),
   * Neon (proxy/src/auth/mod.rs, proxy/src/control_plane/errors.rs and messages.rs, and "Connection
   * errors" of its documentation), Odyssey 1.5 (sources/frontend.c, auth.c), RDS Proxy
   * ("Troubleshooting" in its documentation), PostgreSQL (auth-scram.c). A pooler passes on the
   * text of PostgreSQL's own errors.
   */
  private static final List<PoolerError> TABLE =
      List.of(
          of(
              FaultKind.CHANNEL_BINDING,
              "SCRAM channel binding",
              "frontend auth: doesn't support channel binding",
              "client requires SCRAM channel binding"),
          of(
              FaultKind.TOO_MANY_SESSIONS,
              // pgbouncer
              "query_wait_timeout",
              "no more connections allowed",
              "client connections exceeded",
              "bouncer resources exhaustion",
              // Supavisor
              "max clients reached",
              "max (client|proxy) connections reached",
              "max pools count reached",
              "unable to check out ",
              "failed to check out a connection",
              // Neon, Odyssey, PostgreSQL
              "too many (active clients|client|tcp|connections|database connection)",
              "failed to acquire permit to connect",
              "remaining connection slots are reserved",
              "sorry, too many clients",
              // RDS Proxy
              "timed-out waiting to acquire database connection"),
          of(
              FaultKind.UNKNOWN_DATABASE,
              "no such database",
              "database \".*\" does not exist",
              "route for '.*' is not found"),
          of(
              FaultKind.WRONG_PASSWORD,
              "no such user",
              "(\"trust\" |password |SASL )?auth(entication)? failed",
              "user not found in the database",
              "incorrect user"),
          of(
              FaultKind.NOT_ADMITTED,
              "login rejected",
              "certificate authentication failed",
              "no authentication method is found",
              "address not in tenant allow_list",
              "this IP address .* is not allowed",
              "this connection is trying to access this endpoint from a blocked network",
              "(this )?VPC endpoint ID",
              "this RDS proxy has no credentials for the role"),
          of(
              FaultKind.UNKNOWN_TENANT,
              "tenant or user not found",
              "tenant/user .* not found",
              "no tenant identifier provided",
              "authentication error, reason: \"Invalid format for user"),
          of(
              FaultKind.UNKNOWN_ENDPOINT,
              "(the )?(endpoint|project) ID is not specified",
              "inconsistent project name",
              "control plane request failed: endpoint cannot be found",
              "the requested endpoint could not be found"),
          of(
              FaultKind.DISABLED,
              "(authentication )?database \".*\" is disabled",
              "the endpoint has been disabled",
              "control plane request failed: endpoint is (disabled|temporarily unavailable)",
              "your .* has exceeded the .* quota",
              "you have exceeded the limit of concurrently active endpoints",
              "tenant is banned",
              "user blocked"),
          of(
              FaultKind.STARTUP_PARAMETER,
              "unsupported startup parameter",
              "unsupported options startup parameter"),
          of(FaultKind.STATEMENT_TOO_LONG, "query[_ ]timeout"),
          // pgbouncer (src/server.c)
          of(FaultKind.NO_TRANSACTIONS, "transaction blocks not allowed in statement pooling mode"),
          of(
              FaultKind.NOT_READY,
              // pgbouncer
              "server login has been failing",
              "pgbouncer cannot connect to server",
              "client_login_timeout",
              "(server|pooler is) shutting down",
              "(server conn crashed|server closed|server lifetime|suspend_timeout)",
              "(admin forced disconnect|client_idle_timeout|database configuration changed)",
              // Supavisor
              "connection to database (not available|closed)",
              "failed to start proxy connection",
              "proxy supervisor unavailable",
              "failed to subscribe to tenant",
              "pool terminating",
              "DbHandler exited",
              // Neon, Odyssey, PostgreSQL
              "couldn't connect to compute node",
              "control plane request failed",
              "(the )?odyssey (instance )?is gracefully shutting down",
              "failed to (connect to|get) remote server",
              "connection was (dropped|killed) by odyssey",
              "the database system is "));

  private static PoolerError of(FaultKind kind, String... texts) {
    return new PoolerError(kind, Pattern.compile(LEAD + "(" + String.join("|", texts) + ")"));
  }

  /**
   * The meaning of an error.
   *
   * @return null if it is not an error of a known pooler
   */
  static @Nullable FaultKind kind(String sqlState, String text) {
    if (STATES.contains(sqlState)) {
      for (PoolerError row : TABLE) {
        if (row.text.matcher(text).lookingAt()) {
          return row.kind;
        }
      }
    }
    return null;
  }
}
