package io.github.qsmaven.testing;

import io.github.qsmaven.connection.Credential;
import io.github.qsmaven.connection.Endpoint;
import io.github.qsmaven.connection.Secret;
import io.github.qsmaven.connection.Sessions;
import io.github.qsmaven.connection.SslMode;
import io.github.qsmaven.connection.Target;
import io.github.qsmaven.connection.Timeouts;
import io.github.qsmaven.model.CannotCheckException;
import java.sql.SQLException;
import java.util.UUID;

/** A database and a role of a test's own on the shared server, both with names nobody else has. */
public final class TestDatabase {
  /** A password with all that a URL, a shell or an XML file could trip over. */
  public static final String PASSWORD = "p&=%w #+?é'\"{x}\\/@:";

  private final TlsPostgres server = TlsPostgres.shared();
  private final String name = "db " + UUID.randomUUID();
  private final String role = "us er@" + UUID.randomUUID();

  /**
   * Makes them.
   *
   * @param statements what to do in the new database first, as the superuser
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
   * @param schemas as SQL writes them
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

  /** The database as a target, everything verified. */
  public Target target() {
    return target(
        new Endpoint(
            "qs", server.host(), server.port(), name, SslMode.VERIFY_FULL, server.caFile()));
  }

  /**
   * Another endpoint with the same credential.
   *
   * @param endpoint where
   */
  public Target target(Endpoint endpoint) {
    return new Target(
        endpoint, new Credential(role, new Secret(PASSWORD)), new Timeouts(20, 20, 0));
  }

  /**
   * Does some work with a session of its own.
   *
   * @param <T> the work's result
   * @throws CannotCheckException if it cannot be done
   */
  public <T> T use(Sessions.Work<T> work) throws CannotCheckException {
    try (Sessions sessions = new Sessions()) {
      return sessions.use(target(), new HeardLog(), work);
    }
  }
}
