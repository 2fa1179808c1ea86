package io.github.qsmaven.connection;

import io.github.qsmaven.settings.Endpoint;
import io.github.qsmaven.settings.Target;
import java.net.InetAddress;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.postgresql.Driver;
import org.postgresql.PGConnection;
import org.postgresql.PGProperty;

/** Opens the connection of a session; the only class that sets the properties of the driver. */
class ConnectionFactory {
  private static final String APPLICATION_NAME = "qs-maven-plugin";

  /**
   * The loggers of the driver, all that its classes name, and that of the JVM's TLS. The driver
   * logs at FINE the URL, which contains the password, and the statements, at WARNING that it does
   * not know version 0.1.0, at SEVERE what {@link DiagnosticHostnameVerifier} reports. The JVM's
   * TLS, with an empty {@code javax.net.debug}, logs what is sent.
   */
  static final QuietLoggers LOGGERS =
      new QuietLoggers(
          """
          javax.net.ssl org.postgresql org.postgresql.Driver org.postgresql.core.Encoding \
          org.postgresql.core.QueryExecutorBase \
          org.postgresql.core.v3.AuthenticationPluginManager \
          org.postgresql.core.v3.ConnectionFactoryImpl \
          org.postgresql.core.v3.QueryExecutorImpl org.postgresql.core.v3.ScramAuthenticator \
          org.postgresql.core.v3.SimpleQuery \
          org.postgresql.core.v3.replication.V3PGReplicationStream \
          org.postgresql.core.v3.replication.V3ReplicationProtocol \
          org.postgresql.ds.common.BaseDataSource org.postgresql.gss.GssAction \
          org.postgresql.gss.MakeGSS org.postgresql.jdbc.BooleanTypeUtil \
          org.postgresql.jdbc.PgConnection org.postgresql.jdbc.TypeInfoCache \
          org.postgresql.jdbcurlresolver.PgPassParser \
          org.postgresql.jdbcurlresolver.PgServiceConfParser \
          org.postgresql.largeobject.BlobInputStream org.postgresql.ssl.MakeSSL \
          org.postgresql.ssl.PGjdbcHostnameVerifier org.postgresql.sspi.SSPIClient \
          org.postgresql.util.LazyCleanerImpl \
          org.postgresql.util.PGPropertyMaxResultBufferParser \
          org.postgresql.util.PGPropertyUtil org.postgresql.util.ServerErrorMessage \
          org.postgresql.util.SharedTimer org.postgresql.util.StreamWrapper \
          org.postgresql.xa.PGXAConnection org.postgresql.xa.RecoveredXid""");

  private final HostResolver resolver;

  ConnectionFactory() {
    this(InetAddress::getAllByName);
  }

  /**
   * @param resolver looks up hosts
   */
  ConnectionFactory(HostResolver resolver) {
    this.resolver = resolver;
  }

  /**
   * A connection after sign-in.
   *
   * @param connection the connection of the driver
   * @param serverVersion the version that the server reports; {@code unknown} if it reports none
   */
  record Opened(Connection connection, String serverVersion) {}

  /**
   * Connects and signs in.
   *
   * @param extended whether statements use PostgreSQL's extended protocol, not the simple one
   * @param deadline receives the sockets; the caller sets it, and closes them if this fails
   * @throws SQLException if the driver fails
   */
  Opened open(Target target, boolean extended, Deadline deadline) throws SQLException {
    String url = new JdbcUrl(target.endpoint(), target.credential()).value();
    ServerAddresses addresses = new ServerAddresses(target.endpoint(), resolver);
    long limit = target.timeouts().limit().limit(target.timeouts().connectTimeout());
    try {
      ServerTls tls = ServerTls.of(target);
      ClientKeys keys = tls.clientKeys();
      SessionSocketFactory.use(
          new SessionSocketFactory.Parts(
              () -> addresses.connect(deadline, limit),
              tls.socketFactory(target.endpoint().sslMode(), keys),
              keys));
      // Without DriverManager, whose messages contain the URL.
      Connection connection = new Driver().connect(url, properties(target.endpoint(), extended));
      if (connection == null) {
        throw new SQLException("The driver rejects the URL");
      }
      // DatabaseMetaData has the version too, but is the driver's largest class.
      String version = connection.unwrap(PGConnection.class).getParameterStatus("server_version");
      return new Opened(connection, version == null ? "unknown" : version);
    } catch (TlsException e) {
      throw new SQLException(e);
    } finally {
      SessionSocketFactory.use(null);
    }
  }

  /**
   * The properties that the URL does not contain. In the driver, the URL wins over properties, so
   * the three of {@link JdbcUrl} are not repeated here.
   */
  private static Properties properties(Endpoint endpoint, boolean extended) {
    Properties properties = new Properties();
    PGProperty.SOCKET_FACTORY.set(properties, SessionSocketFactory.class.getName());
    // The deadline covers all steps together. A login timeout would start another thread.
    PGProperty.LOGIN_TIMEOUT.set(properties, 0);
    PGProperty.CONNECT_TIMEOUT.set(properties, 0);
    PGProperty.SSL_RESPONSE_TIMEOUT.set(properties, 0);
    PGProperty.TCP_KEEP_ALIVE.set(properties, true);
    PGProperty.GSS_ENC_MODE.set(properties, "disable");
    PGProperty.APPLICATION_NAME.set(properties, APPLICATION_NAME);
    // Puts the application name into the startup packet, which saves a round trip.
    PGProperty.ASSUME_MIN_SERVER_VERSION.set(properties, "9.0");
    // BEGIN READ ONLY is sent along with a statement. A SET takes a round trip of its own, and
    // stays
    // on a connection that a pooler shares.
    PGProperty.READ_ONLY_MODE.set(properties, "transaction");
    // Not sent to the server for a minimum version below 9.4, but with it the driver does not send
    // SET extra_float_digits: a server may reject that for a credential that may only SELECT, and
    // sign-in would fail (ConnectionFactoryImpl.getParametersForStartup and runInitialQueries).
    PGProperty.REPLICATION.set(properties, "false");
    // The driver would get a ticket from servers that no deadline covers; the credential is a
    // password.
    PGProperty.REQUIRE_AUTH.set(properties, "!gss,!sspi");
    PGProperty.CHANNEL_BINDING.set(properties, endpoint.channelBinding().word());
    if (endpoint.options() != null) {
      PGProperty.OPTIONS.set(properties, endpoint.options());
    }
    if (!extended) {
      PGProperty.PREFER_QUERY_MODE.set(properties, "simple");
    }
    // No named statements, so that a connection pooler in between works.
    PGProperty.PREPARE_THRESHOLD.set(properties, 0);
    PGProperty.SSL_HOSTNAME_VERIFIER.set(properties, DiagnosticHostnameVerifier.class.getName());
    PGProperty.SSL_FACTORY.set(properties, SessionSocketFactory.class.getName());
    return properties;
  }
}
