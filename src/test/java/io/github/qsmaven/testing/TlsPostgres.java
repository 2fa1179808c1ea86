package io.github.qsmaven.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A real PostgreSQL server that requires TLS and a password (SCRAM), like a server on a network.
 * Its certificate is for {@code localhost} and {@code 127.0.0.1} and is signed by an authority of
 * its own ({@link #caFile()}), which also signs the certificates of its clients.
 *
 * <p>Only the superuser {@code postgres} signs in without a password, over TLS and from this
 * machine, for the set-up of tests.
 */
public final class TlsPostgres implements AutoCloseable {
  /** The user whose certificate is enough; create the role first. */
  public static final String BY_CERTIFICATE = "bycertificate";

  /** The user who needs a certificate beside the password; create the role first. */
  public static final String WITH_CERTIFICATE = "withcertificate";

  private static final String HOST = "localhost";
  private static final Duration LONGEST_START = Duration.ofSeconds(60);
  private static final List<String> ACCESS_RULES =
      List.of(
          "hostssl all postgres 127.0.0.1/32 trust",
          "hostssl all postgres ::1/128 trust",
          "hostssl all " + BY_CERTIFICATE + " all cert",
          "hostssl all " + WITH_CERTIFICATE + " all scram-sha-256 clientcert=verify-full",
          "hostssl all all 127.0.0.1/32 scram-sha-256",
          "hostssl all all ::1/128 scram-sha-256");

  private final Path folder;
  private final TlsMaterial tls;
  private final TlsMaterial.ServerCertificate certificate;
  private final EmbeddedPostgres server;

  private TlsPostgres(
      Path folder,
      TlsMaterial tls,
      TlsMaterial.ServerCertificate certificate,
      EmbeddedPostgres server) {
    this.folder = folder;
    this.tls = tls;
    this.certificate = certificate;
    this.server = server;
  }

  /**
   * The server that the tests of this JVM share; started at the first call, stopped with the JVM.
   * Do not close it. A test that writes creates its own database.
   */
  public static TlsPostgres shared() {
    return Shared.SERVER;
  }

  /**
   * Starts a server on a free port.
   *
   * @return the server
   * @throws IOException if it does not start
   */
  public static TlsPostgres start() throws IOException {
    return startIn(Files.createTempDirectory("tls-postgres-"));
  }

  /**
   * Starts a server on a free port.
   *
   * @param folder the folder for its certificates, data and log; the data is removed when it stops
   * @return the server
   * @throws IOException if it does not start
   */
  public static TlsPostgres startIn(Path folder) throws IOException {
    return startIn(folder, true);
  }

  private static TlsPostgres startIn(Path folder, boolean stopsWithJvm) throws IOException {
    TlsMaterial tls = TlsMaterial.createIn(folder.resolve("tls"));
    TlsMaterial.ServerCertificate certificate = tls.certificateFor(HOST, "127.0.0.1");
    Path data = folder.resolve("data").toAbsolutePath();
    delete(data);
    EmbeddedPostgres server =
        EmbeddedPostgres.builder()
            .setDataDirectory(data)
            .setServerConfig("ssl", "on")
            .setServerConfig("ssl_cert_file", "server.crt")
            .setServerConfig("ssl_key_file", "server.key")
            .setServerConfig("ssl_ca_file", "clients.crt")
            .setServerConfig("unix_socket_directories", "''")
            .setServerConfig("max_connections", "50")
            .setServerConfig("timezone", "UTC")
            .setLocaleConfig("locale", "C")
            // For the check that the server is up; with the authority, because another server may
            // have taken the port.
            .setConnectConfig("sslmode", "verify-full")
            .setConnectConfig("sslrootcert", tls.caFile().toString())
            .setRegisterShutdownHook(stopsWithJvm)
            .setPGStartupWait(LONGEST_START)
            .setOutputRedirector(Redirect.appendTo(folder.resolve("server.log").toFile()))
            .setDataDirectoryCustomizer(directory -> secure(directory, certificate, tls.caFile()))
            .start();
    return new TlsPostgres(folder, tls, certificate, server);
  }

  private static void secure(File data, TlsMaterial.ServerCertificate certificate, Path clients) {
    Path directory = data.toPath();
    certificate.copyTo(directory.resolve("server.crt"), directory.resolve("server.key"));
    try {
      Files.copy(clients, directory.resolve("clients.crt"));
      Files.write(directory.resolve("pg_hba.conf"), ACCESS_RULES);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The host name in the certificate. */
  public String host() {
    return HOST;
  }

  /** The port. */
  public int port() {
    return server.getPort();
  }

  /** The certificate of its authority, as PEM. */
  public Path caFile() {
    return tls.caFile();
  }

  /** Its authority, to create further certificates. */
  public TlsMaterial tls() {
    return tls;
  }

  /** Its certificate, for another server in this JVM with the same host name. */
  public TlsMaterial.ServerCertificate certificate() {
    return certificate;
  }

  /** The superuser, for the set-up of a test. */
  public Superuser superuser() {
    return new Superuser(port(), caFile());
  }

  /**
   * Signs in as the superuser.
   *
   * @param database the database
   * @return the connection, to be closed by the caller
   * @throws SQLException if it cannot be opened
   */
  public Connection adminConnection(String database) throws SQLException {
    return superuser().connection(database);
  }

  /**
   * Executes statements as the superuser in the database {@code postgres}.
   *
   * @param statements the statements, one after the other
   * @throws SQLException if one fails
   */
  public void execute(String... statements) throws SQLException {
    executeIn("postgres", statements);
  }

  /**
   * Executes statements as the superuser.
   *
   * @param database the database
   * @param statements the statements, one after the other
   * @throws SQLException if one fails
   */
  public void executeIn(String database, String... statements) throws SQLException {
    superuser().execute(database, statements);
  }

  /**
   * Creates a database.
   *
   * @param name any name
   * @throws SQLException if it cannot be created
   */
  public void createDatabase(String name) throws SQLException {
    execute("CREATE DATABASE " + Superuser.identifier(name));
  }

  /**
   * Creates a role that signs in with a password.
   *
   * @param name any name
   * @param password any password
   * @throws SQLException if it cannot be created
   */
  public void createRole(String name, String password) throws SQLException {
    execute(
        "CREATE ROLE "
            + Superuser.identifier(name)
            + " LOGIN PASSWORD '"
            + password.replace("'", "''")
            + "'");
  }

  /** Stops the server and removes its data; the certificates and the log stay. */
  @Override
  public void close() throws IOException {
    server.close();
    delete(folder.resolve("data"));
  }

  static void delete(Path path) throws IOException {
    if (!Files.exists(path)) {
      return;
    }
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static final class Shared {
    static final TlsPostgres SERVER = startShared();

    private static TlsPostgres startShared() {
      try {
        // Its own shutdown hook would run beside the one that removes its folder.
        TlsPostgres server = startIn(Files.createTempDirectory("tls-postgres-"), false);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server), "tls-postgres-stop"));
        return server;
      } catch (IOException e) {
        throw new UncheckedIOException("The PostgreSQL server of the tests does not start", e);
      }
    }

    private static void stop(TlsPostgres server) {
      try {
        server.close();
        delete(server.folder);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
