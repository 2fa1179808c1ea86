package io.github.qsmaven.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.settings.ChannelBinding;
import io.github.qsmaven.settings.Credential;
import io.github.qsmaven.settings.Endpoint;
import io.github.qsmaven.settings.Secret;
import io.github.qsmaven.settings.SslMode;
import io.github.qsmaven.settings.Target;
import io.github.qsmaven.settings.Timeouts;
import io.github.qsmaven.testing.HeardLog;
import io.github.qsmaven.testing.ScriptedServer;
import io.github.qsmaven.testing.TlsPostgres;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The errors of connection poolers, in their own words, and what is made of them. */
class PoolerErrorTest {
  private static final String PASSWORD = "s3cret-s3cret";

  /** Retries that the target allows. */
  private static final int RETRIES = 2;

  private static Target target(ScriptedServer server, @Nullable String options) {
    return new Target(
        new Endpoint(
            "pool",
            server.host(),
            server.port(),
            "orders",
            SslMode.VERIFY_FULL,
            TlsPostgres.shared().caFile(),
            ChannelBinding.PREFER,
            options),
        new Credential("u", new Secret(PASSWORD)),
        new Timeouts(30, 30, RETRIES));
  }

  private static String ask(ScriptedServer server, @Nullable String options)
      throws CannotCheckException {
    try (Sessions sessions =
        new Sessions(
            new ConnectionFactory(),
            new Backoff(pause -> {}, new Random(1)),
            System::nanoTime,
            () -> {})) {
      return sessions.use(
          target(server, options),
          new HeardLog(),
          session -> {
            session.query("SELECT 1", List.of(), row -> row.getString(1));
            return session.serverVersion();
          });
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // pgbouncer
        "08P01 | query_wait_timeout | 3 | close other sessions",
        "08P01 | no more connections allowed (max_client_conn) | 3 | close other sessions",
        "08P01 | client connections exceeded (max_user_client_connections) | 3 | close other",
        "08P01 | client_login_timeout (server down) | 3 | try again when the server has started",
        "08P01 | server login has been failing, try again later (server_login_retry) | 3 | try",
        "08P01 | server login has been failing, cached error: connect failed (server_login_retry) | 3 | try",
        "08P01 | server login has been failing, cached error: the database system is starting up (server_login_retry) | 3 | try",
        "08P01 | server login has been failing, cached error: sorry, too many clients already (server_login_retry) | 3 | close",
        "08P01 | server login has been failing, cached error: database \"orders\" does not exist (server_login_retry) | 1 | check <database>",
        "08P01 | server login has been failing, cached error: password authentication failed for user \"u\" (server_login_retry) | 1 | check <username>",
        "08P01 | server shutting down | 3 | try again when the server has started",
        "08P01 | pooler is shutting down | 3 | try again when the server has started",
        "08P01 | no such database: orders | 1 | check <database> in the server entry",
        "08P01 | database \"orders\" is disabled | 1 | enable the database",
        "08P01 | no such user | 1 | check <username> and <password>",
        "08P01 | no such user: u | 1 | check <username> and <password>",
        "08P01 | password authentication failed | 1 | check <username> and <password>",
        "08P01 | SASL authentication failed | 1 | check <username> and <password>",
        "08P01 | auth failed | 1 | check <username> and <password>",
        "08P01 | login rejected | 1 | access rules",
        "08P01 | unsupported startup parameter: extra_float_digits | 1 | ignore_startup_parameters",
        "08P01 | unsupported startup parameter in options: search_path | 1 | ignore_startup",
        "08P01 | bouncer config error | 1 | ask the server's operator what this error means",
        // Supavisor
        "XX000 | Tenant or user not found | 1 | the user as role.project",
        "XX000 | (ENOTFOUND) tenant/user postgres.abc not found | 1 | the user as role.project",
        "XX000 | (ENOIDENTIFIER) no tenant identifier provided (external_id or sni_hostname required) | 1 | role.project",
        "XX000 | MaxClientsInSessionMode: max clients reached - in Session mode max clients are limited to pool_size | 3 | close",
        "XX000 | (EMAXCONNSESSION) max clients reached in session mode - max clients are limited to pool_size: 15 | 3 | close",
        "XX000 | Max client connections reached | 3 | close other sessions",
        "XX000 | (ECHECKOUTTIMEOUT) unable to check out connection from the pool after 60000ms in session mode | 3 | close",
        "XX000 | (EDBHANDLEREXITED) connection to database closed. Check logs for more information | 3 | try again",
        "XX000 | (EADDRNOTALLOWED) address not in tenant allow_list: {10, 0, 0, 1} | 1 | access rules",
        // Neon
        "XX000 | Endpoint ID is not specified. Either please upgrade the postgres client library | 1 | <options>endpoint=ep-cool-darkness-123456</options>",
        "08P01 | The endpoint ID is not specified. | 1 | <options>endpoint=",
        "XX000 | Inconsistent project name inferred from SNI ('a') and project option ('b'). | 1 | <options>endpoint=",
        "XX000 | The endpoint has been disabled. Enable it using Neon API and retry. | 1 | enable the database",
        "XX000 | Your account or project has exceeded the compute time quota. Upgrade your plan to increase limits. | 1 | raise its quota",
        "53400 | You have exceeded the limit of concurrently active endpoints. | 1 | limit what is read",
        "XX000 | Couldn't connect to compute node | 3 | try again when the server has started",
        "XX000 | Too many connections to this endpoint. Please try again later. | 3 | close other",
        "28000 | This IP address 10.0.0.1 is not allowed to connect to this endpoint. | 1 | access",
        // RDS Proxy, Odyssey, PostgreSQL
        "08000 | Timed-out waiting to acquire database connection | 3 | close other sessions",
        "28000 | This RDS proxy has no credentials for the role u. Check the credentials for this role and try again. | 1 | access rules",
        "08P01 | odyssey: c8d9b05: too many tcp connections (global client_max 10) | 3 | close",
        "08P01 | odyssey: c8d9b05: route for 'orders.u' is not found | 1 | check <database>",
        "53300 | remaining connection slots are reserved for roles with the SUPERUSER attribute | 3 | close",
        "57P03 | the database system is starting up | 3 | try again when the server has started",
        // Names in an error of PostgreSQL decide nothing.
        "28000 | no pg_hba.conf entry for host \"10.0.0.1\", user \"query_wait_timeout\" | 1 | access",
        "3D000 | database \"no such user\" does not exist | 1 | check <database>"
      })
  void anErrorAtSignInIsToldAsWhatItIs(String sqlState, String text, int connections, String advice)
      throws Exception {
    try (ScriptedServer server =
        new ScriptedServer(ScriptedServer.fatal(sqlState, text), new byte[0])) {
      assertThatThrownBy(() -> ask(server, null))
          .isInstanceOf(CannotCheckException.class)
          .hasMessageContainingAll(
              "server \"pool\" at localhost:" + server.port(),
              text,
              "(SQLSTATE " + sqlState + ")",
              "What to do: ",
              advice)
          .hasMessageNotContaining(PASSWORD);
      assertThat(server.connections()).isEqualTo(connections);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "08P01 | query_wait_timeout | 3 | close other sessions",
        "08P01 | server conn crashed? | 3 | try again",
        "08P01 | client_idle_timeout | 3 | try again",
        "08P01 | query_timeout | 1 | limit what is read",
        "08P01 | prepared statement did not exist | 1 | ask the server's operator",
        "XX000 | (ECHECKOUTTIMEOUT) unable to check out connection from the pool after 60000ms in transaction mode | 3 | close",
        "XX000 | (EDBHANDLEREXITED) connection to database closed. Check logs for more information | 3 | try again",
        "08006 | Connection was dropped by Odyssey due to idle timeout | 3 | try again",
        "08000 | Timed-out waiting to acquire database connection | 3 | close other sessions"
      })
  void anErrorAtWorkIsNoRejectionOfTheStatement(
      String sqlState, String text, int connections, String advice) throws Exception {
    try (ScriptedServer server =
        new ScriptedServer(
            ScriptedServer.welcome("0.1.0"),
            (message, out) -> {
              out.write(ScriptedServer.fatal(sqlState, text));
              // As a server does after a fatal error.
              out.close();
            })) {
      assertThatThrownBy(() -> ask(server, null))
          .isInstanceOf(CannotCheckException.class)
          .hasMessageContainingAll(
              connections > 1 ? "3 times in a row" : "Cannot query", text, advice);
      // With the simple protocol there would be one connection more.
      assertThat(server.connections()).isEqualTo(connections);
    }
  }

  @Test
  void aStartupParameterOfTheOptionsIsTold() throws Exception {
    try (ScriptedServer server =
        new ScriptedServer(
            ScriptedServer.fatal("08P01", "unsupported startup parameter in options: role"),
            new byte[0])) {
      assertThatThrownBy(() -> ask(server, "-c role=reader"))
          .hasMessageContaining("What to do: remove it from <options> of the server entry");
    }
  }
}
