package io.github.qsmaven.connection;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.postgresql.Driver;
import org.postgresql.PGConnection;
import org.postgresql.PGProperty;
import org.postgresql.ssl.DefaultJavaSSLFactory;

/** Opens one session: the one place that knows the driver's properties. */
class Opener {
  private static final String APPLICATION_NAME = "qs-maven-plugin";

  /**
   * The driver logs through {@code java.util.logging} straight to the console: at FINE the URL with
   * the password in it, at WARNING that it does not know version 0.1.0. Held here, since the log
   * manager holds loggers weakly and would forget the level.
   */
  private final Logger driverLog = Logger.getLogger("org.postgresql");

  /**
   * Connects and signs in.
   *
   * @throws SQLException as the driver does
   */
  Session open(Target target) throws SQLException {
    driverLog.setLevel(Level.OFF);
    String url = new JdbcUrl(target.endpoint(), target.credential()).value();
    // Not by way of DriverManager, whose messages hold the URL.
    Connection connection = new Driver().connect(url, properties(target));
    if (connection == null) {
      throw new SQLException("The driver does not take the URL");
    }
    try {
      // As the server told it; DatabaseMetaData has it too, but is the driver's largest class.
      String version = connection.unwrap(PGConnection.class).getParameterStatus("server_version");
      // 0.1.0 is Query Service, which documents no statement that makes a session read-only.
      connection.setReadOnly(version != null && !version.startsWith("0."));
      return new Session(connection, version == null ? "unknown" : version);
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /**
   * What the URL does not say. URL values win over these in the driver, so none of the three of
   * {@link JdbcUrl} stands here.
   */
  private static Properties properties(Target target) {
    Endpoint endpoint = target.endpoint();
    int seconds = target.patience().connectTimeout();
    Properties properties = new Properties();
    PGProperty.CONNECT_TIMEOUT.set(properties, seconds);
    // Until sign-in is over; then the session's own time holds.
    PGProperty.SOCKET_TIMEOUT.set(properties, seconds);
    PGProperty.SSL_RESPONSE_TIMEOUT.set(
        properties, Math.toIntExact(TimeUnit.SECONDS.toMillis(seconds)));
    PGProperty.TCP_KEEP_ALIVE.set(properties, true);
    PGProperty.GSS_ENC_MODE.set(properties, "disable");
    PGProperty.APPLICATION_NAME.set(properties, APPLICATION_NAME);
    // Puts the application's name into the startup packet and so saves a round trip.
    PGProperty.ASSUME_MIN_SERVER_VERSION.set(properties, "9.0");
    PGProperty.READ_ONLY_MODE.set(properties, "always");
    // Statements without a name, so that a connection pooler in between does not mind.
    PGProperty.PREPARE_THRESHOLD.set(properties, 0);
    PGProperty.SSL_HOSTNAME_VERIFIER.set(properties, CertificateNames.class.getName());
    if (endpoint.sslMode().verifies() && endpoint.sslRootCert() == null) {
      // The driver's own factory would look for ~/.postgresql/root.crt.
      PGProperty.SSL_FACTORY.set(properties, DefaultJavaSSLFactory.class.getName());
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
