package io.github.qsmaven.testing;

import io.github.qsmaven.connection.Sessions;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.settings.Credential;
import io.github.qsmaven.settings.Endpoint;
import io.github.qsmaven.settings.Secret;
import io.github.qsmaven.settings.SslMode;
import io.github.qsmaven.settings.Target;
import io.github.qsmaven.settings.Timeouts;
import java.sql.SQLException;
import java.util.UUID;

/** A database and a role with unique names on the shared server, for one test. */
public final class TestDatabase {
  /** A password with special characters of URLs, shells and XML. */
  public static final String PASSWORD = "p&=%w #+?é'\"{x}\\/@:";

  private final TlsPostgres server = TlsPostgres.shared();
  private final String name = "db " + UUID.randomUUID();
  private final String role = "us er@" + UUID.randomUUID();

  /**
   * Creates the database and the role.
   *
   * @param statements the statements to execute in the new database, as the superuser
   * @throws SQLException if something fails
   */
  public TestDatabase(String... statements) throws SQLException {
    server.createRole(role, PASSWORD);
    server.createDatabase(name);
    server.executeIn(name, statements);
  }

  /** The name of the database. */
  public String name() {
    return name;
  }

  /** The name of the role. */
  public String role() {
    return role;
  }

  /**
   * Executes statements as the superuser.
   *
   * @throws SQLException if one fails
   */
  public void execute(String... statements) throws SQLException {
    server.executeIn(name, statements);
  }

  /**
   * Sets the search path of the role.
   *
   * @param schemas the schemas, as in SQL
   * @throws SQLException if it fails
   */
  public void searchPath(String schemas) throws SQLException {
    server.execute(
        "ALTER ROLE "
            + Superuser.identifier(role)
            + " IN DATABASE "
            + Superuser.identifier(name)
            + " SET search_path = "
            + schemas);
  }

  /** A target for this database with {@code verify-full}. */
  public Target target() {
    return target(
        new Endpoint(
            "qs", server.host(), server.port(), name, SslMode.VERIFY_FULL, server.caFile()));
  }

  /**
   * A target with another endpoint and the same credential.
   *
   * @param endpoint the endpoint
   */
  public Target target(Endpoint endpoint) {
    return new Target(
        endpoint, new Credential(role, new Secret(PASSWORD)), new Timeouts(20, 20, 0));
  }

  /**
   * Runs work in a session of its own.
   *
   * @param <T> the result of the work
   * @throws CannotCheckException if the work fails
   */
  public <T> T use(Sessions.Work<T> work) throws CannotCheckException {
    return use(target(), work);
  }

  /**
   * Runs work in a session of its own with any target.
   *
   * @param <T> the result of the work
   * @throws CannotCheckException if the work fails
   */
  public static <T> T use(Target target, Sessions.Work<T> work) throws CannotCheckException {
    try (Sessions sessions = new Sessions()) {
      return sessions.use(target, new HeardLog(), work);
    }
  }
}
