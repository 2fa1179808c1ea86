package io.github.qsmaven.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.qsmaven.connection.Sessions;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.settings.Credential;
import io.github.qsmaven.settings.Endpoint;
import io.github.qsmaven.settings.Secret;
import io.github.qsmaven.settings.SslMode;
import io.github.qsmaven.settings.Target;
import io.github.qsmaven.settings.Timeouts;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postgresql.Driver;

/**
 * A server with PostgreSQL's protocol but without TLS: a process of its own on a free port, behind
 * a {@link TlsFront}. It stops when this object is closed, and at the latest with the JVM.
 */
public final class FrontedServer implements AutoCloseable {
  private static final int LONGEST_START_S = 100;
  private static final Timeouts TIMEOUTS = new Timeouts(60, 60, 0);

  private final Process process;
  private final Path folder;
  private final Thread hook;
  private final Login login;
  private final int plainPort;
  private final TlsFront front;

  /**
   * A database and a user.
   *
   * @param database the database
   * @param user the user
   * @param password the password of the user
   */
  record Login(String database, String user, String password) {}

  private FrontedServer(Process process, Path folder, Pattern announcement, Login login)
      throws IOException {
    this.process = process;
    this.folder = folder;
    this.login = login;
    hook = new Thread(this::stop, "stop-" + login.database());
    Runtime.getRuntime().addShutdownHook(hook);
    plainPort = port(process, announcement);
    front = TlsFront.tls(TlsPostgres.shared().tls().certificateFor("localhost"), plainPort);
  }

  /**
   * Starts a server, and waits until it prints its port.
   *
   * @param command the command; it must choose a free port itself
   * @param folder its working folder, which is removed when it stops
   * @param announcement matches the line of its output with the port as the first group
   * @param login the database and user of its sessions
   * @throws IOException if it does not start
   */
  static FrontedServer start(ProcessBuilder command, Path folder, Pattern announcement, Login login)
      throws IOException {
    command.directory(folder.toFile()).redirectErrorStream(true);
    Process process = command.start();
    process.getOutputStream().close();
    try {
      return new FrontedServer(process, folder, announcement, login);
    } catch (IOException e) {
      process.destroyForcibly();
      throw e;
    }
  }

  /** Reads the output of the server to its end, because a full pipe would block the server. */
  private static int port(Process process, Pattern announcement) throws IOException {
    CompletableFuture<Integer> port = new CompletableFuture<>();
    List<String> printed = Collections.synchronizedList(new ArrayList<>());
    Thread reader =
        new Thread(
            () -> {
              try (BufferedReader lines = process.inputReader(UTF_8)) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                  Matcher matcher = announcement.matcher(line);
                  if (!port.isDone()) {
                    printed.add(line);
                    if (matcher.find()) {
                      port.complete(Integer.valueOf(matcher.group(1)));
                    }
                  }
                }
              } catch (IOException e) {
                // The server was stopped.
              }
              port.completeExceptionally(new IOException("The server has stopped: " + printed));
            },
            "read-" + process.pid());
    reader.setDaemon(true);
    reader.start();
    try {
      return port.get(LONGEST_START_S, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new IOException("The server does not print its port: " + printed, e);
    } catch (ExecutionException e) {
      throw new IOException("The server does not start", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while the server started", e);
    }
  }

  /** A target for the {@link TlsFront} of this server, with {@code verify-full}. */
  public Target target() {
    return new Target(
        new Endpoint(
            "qs",
            front.host(),
            front.port(),
            login.database(),
            SslMode.VERIFY_FULL,
            TlsPostgres.shared().caFile()),
        new Credential(login.user(), new Secret(login.password())),
        TIMEOUTS);
  }

  /**
   * Runs work in a session of its own.
   *
   * @param <T> the result of the work
   * @throws CannotCheckException if the work fails
   */
  public <T> T use(Sessions.Work<T> work) throws CannotCheckException {
    return TestDatabase.use(target(), work);
  }

  /**
   * Executes statements without TLS.
   *
   * @param statements the statements, one after the other
   * @throws SQLException if one fails
   */
  public void execute(String... statements) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", login.user());
    properties.setProperty("password", login.password());
    properties.setProperty("sslmode", "disable");
    properties.setProperty("gssEncMode", "disable");
    String url = "jdbc:postgresql://127.0.0.1:" + plainPort + "/" + login.database();
    try (Connection connection = new Driver().connect(url, properties);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  @Override
  public void close() throws IOException {
    Runtime.getRuntime().removeShutdownHook(hook);
    front.close();
    stop();
  }

  /** Kills the process, because there is no data to keep. */
  private void stop() {
    try {
      process.destroyForcibly().waitFor();
      TlsPostgres.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
