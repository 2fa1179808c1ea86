package io.github.qsmaven.testing.queryservice;

import io.github.qsmaven.testing.Superuser;
import io.github.qsmaven.testing.TlsPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.postgresql.Driver;

/** A database with three tables, simulators that use it, and the plain driver. */
final class Fixture {
  static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
  static final String DATABASE = "prod:all?FLATTEN";
  static final String USER = "analyst@AdobeOrg";
  static final String PASSWORD = "ID:se+cr%40et";

  /**
   * Kept in a field, or the log manager would forget the level. The driver warns of version 0.1.0
   * at each sign-in.
   */
  private static final Logger DRIVER_LOG = Logger.getLogger("org.postgresql");

  private final TlsPostgres server = TlsPostgres.shared();
  private final String name = "simulator " + UUID.randomUUID();

  Fixture() throws SQLException {
    DRIVER_LOG.setLevel(Level.OFF);
    server.createDatabase(name);
    execute(
        "CREATE TABLE luma_midvalues (id int)",
        "CREATE TABLE luma_postvalues (id int)",
        "CREATE TABLE segment_definitions (id int)",
        "INSERT INTO luma_midvalues SELECT generate_series(1, 2000)");
  }

  void execute(String... statements) throws SQLException {
    server.executeIn(name, statements);
  }

  String name() {
    return name;
  }

  QueryServiceSimulator.Builder simulator() {
    return QueryServiceSimulator.over(server).user(USER, PASSWORD).database(DATABASE, name);
  }

  QueryServiceSimulator start() throws IOException {
    return simulator().start();
  }

  static Properties properties() {
    Properties properties = new Properties();
    properties.setProperty("PGDBNAME", DATABASE);
    properties.setProperty("user", USER);
    properties.setProperty("password", PASSWORD);
    properties.setProperty("sslmode", "verify-full");
    properties.setProperty("sslrootcert", TlsPostgres.shared().caFile().toString());
    return properties;
  }

  static Connection connect(QueryServiceSimulator server) throws SQLException {
    return connect(server, properties());
  }

  static Connection connect(QueryServiceSimulator server, Properties properties)
      throws SQLException {
    return new Driver()
        .connect("jdbc:postgresql://" + server.host() + ":" + server.port() + "/", properties);
  }

  /** The first column. */
  static List<String> ask(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      List<String> values = new ArrayList<>();
      while (result.next()) {
        values.add(result.getString(1));
      }
      return values;
    }
  }

  static List<String> ask(QueryServiceSimulator server, String sql) throws SQLException {
    try (Connection connection = connect(server)) {
      return ask(connection, sql);
    }
  }

  static String role(String name) {
    return Superuser.identifier(name);
  }
}
