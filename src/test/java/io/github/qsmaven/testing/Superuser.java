package io.github.qsmaven.testing;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.postgresql.Driver;

/**
 * The superuser of a {@link TlsPostgres}, which another JVM or class loader may have started: for
 * the set-up of tests and of the scripts of {@code src/it}, and for queries about the server.
 *
 * @param port the server's port on this machine
 * @param caFile the authority of its certificate, as PEM
 */
public record Superuser(int port, Path caFile) {
  private static final String USER = "postgres";

  /**
   * Signs in.
   *
   * @param database the database
   * @return the connection, to be closed by the caller
   * @throws SQLException if it cannot be opened
   */
  public Connection connection(String database) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("PGDBNAME", database);
    properties.setProperty("user", USER);
    properties.setProperty("sslmode", "verify-full");
    properties.setProperty("sslrootcert", caFile.toString());
    return new Driver().connect("jdbc:postgresql://localhost:" + port + "/", properties);
  }

  /**
   * Executes statements, one after the other.
   *
   * @param database the database
   * @param statements the statements
   * @throws SQLException if one fails
   */
  public void execute(String database, String... statements) throws SQLException {
    try (Connection connection = connection(database);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /**
   * Creates a database; drops an existing one of that name, and ends its sessions.
   *
   * @param database its name
   * @param statements what to execute in it
   * @throws SQLException if a statement fails
   */
  public void recreateDatabase(String database, String... statements) throws SQLException {
    execute(
        USER,
        "DROP DATABASE IF EXISTS " + identifier(database) + " WITH (FORCE)",
        "CREATE DATABASE " + identifier(database));
    execute(database, statements);
  }

  /**
   * Runs a query for one number.
   *
   * @param sql a query of one row and one column
   * @return the number
   * @throws SQLException if the query fails
   */
  public long number(String sql) throws SQLException {
    try (Connection connection = connection(USER);
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      result.next();
      return result.getLong(1);
    }
  }

  /**
   * Writes a name as SQL.
   *
   * @param name any name
   * @return the name in quotes
   */
  public static String identifier(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}
