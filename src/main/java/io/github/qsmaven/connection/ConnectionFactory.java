package io.github.qsmaven.connection;

import io.github.qsmaven.settings.Endpoint;
import io.github.qsmaven.settings.Target;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.postgresql.Driver;
import org.postgresql.PGConnection;
import org.postgresql.PGProperty;

/** Opens one session: the one place that knows the driver's properties. */
class ConnectionFactory {
  private static final String APPLICATION_NAME = "qs-maven-plugin";

  /**
   * The driver logs through {@code java.util.logging} straight to the console: at FINE the URL with
   * the password in it, at WARNING that it does not know version 0.1.0. Held here, since the log
   * manager holds loggers weakly and would forget the level.
   */
  private final Logger driverLog = Logger.getLogger("org.postgresql");

  /**
   * A connection as it is after sign-in.
   *
   * @param connection the driver's
   * @param serverVersion what the server calls itself; {@code unknown} if it does not say
   */
  record Opened(Connection connection, String serverVersion) {}

  /**
   * Connects and signs in.
   *
   * @param extended by which protocol statements are sent: PostgreSQL's extended one, or the simple
   *     one
   * @param deadline gets the sockets; whoever calls sets it, and closes them if this fails
   * @throws SQLException as the driver does
   */
  Opened open(Target target, boolean extended, Deadline deadline) throws SQLException {
    driverLog.setLevel(Level.OFF);
    String url = new JdbcUrl(target.endpoint(), target.credential()).value();
    DeadlineSocketFactory.belongTo(deadline);
    try {
      // Not by way of DriverManager, whose messages hold the URL.
      Connection connection = new Driver().connect(url, properties(target, extended));
      if (connection == null) {
        throw new SQLException("The driver does not take the URL");
      }
      // As the server told it; DatabaseMetaData has it too, but is the driver's largest class.
      String version = connection.unwrap(PGConnection.class).getParameterStatus("server_version");
      return new Opened(connection, version == null ? "unknown" : version);
    } finally {
      DeadlineSocketFactory.belongTo(null);
    }
  }

  /**
   * What the URL does not say. URL values win over these in the driver, so none of the three of
   * {@link JdbcUrl} stands here.
   */
  private static Properties properties(Target target, boolean extended) {
    Endpoint endpoint = target.endpoint();
    Properties properties = new Properties();
    PGProperty.SOCKET_FACTORY.set(properties, DeadlineSocketFactory.class.getName());
    // The deadline holds for all of it together. A time to sign in would mean another thread.
    PGProperty.LOGIN_TIMEOUT.set(properties, 0);
    PGProperty.CONNECT_TIMEOUT.set(properties, 0);
    PGProperty.SSL_RESPONSE_TIMEOUT.set(properties, 0);
    PGProperty.TCP_KEEP_ALIVE.set(properties, true);
    PGProperty.GSS_ENC_MODE.set(properties, "disable");
    PGProperty.APPLICATION_NAME.set(properties, APPLICATION_NAME);
    // Puts the application's name into the startup packet and so saves a round trip.
    PGProperty.ASSUME_MIN_SERVER_VERSION.set(properties, "9.0");
    PGProperty.READ_ONLY_MODE.set(properties, "always");
    // Not sent to the server, for a minimum below 9.4; but with it the driver leaves out its SET
    // extra_float_digits, which a credential that may only SELECT might be refused, and sign-in
    // with it (ConnectionFactoryImpl.getParametersForStartup and runInitialQueries).
    PGProperty.REPLICATION.set(properties, "false");
    // A ticket would be fetched from servers that no deadline reaches; the credential is a
    // password.
    PGProperty.REQUIRE_AUTH.set(properties, "!gss,!sspi");
    if (!extended) {
      PGProperty.PREFER_QUERY_MODE.set(properties, "simple");
    }
    // Statements without a name, so that a connection pooler in between does not mind.
    PGProperty.PREPARE_THRESHOLD.set(properties, 0);
    PGProperty.SSL_HOSTNAME_VERIFIER.set(properties, DiagnosticHostnameVerifier.class.getName());
    PGProperty.SSL_FACTORY.set(properties, EofSafeSslSocketFactory.class.getName());
    if (endpoint.sslMode().verifies() && endpoint.sslRootCert() == null) {
      PGProperty.SSL_FACTORY_ARG.set(properties, EofSafeSslSocketFactory.TRUST_OF_THE_JVM);
    } else {
      // Empty, or the driver would look for ~/.postgresql/postgresql.crt and .pk8.
      PGProperty.SSL_CERT.set(properties, "");
      PGProperty.SSL_KEY.set(properties, "");
      if (endpoint.sslRootCert() != null) {
        PGProperty.SSL_ROOT_CERT.set(properties, endpoint.sslRootCert().toString());
      }
    }
    return properties;
  }
}
