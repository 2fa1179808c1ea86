package io.github.qsmaven.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.qsmaven.connection.Credential;
import io.github.qsmaven.connection.Endpoint;
import io.github.qsmaven.connection.Secret;
import io.github.qsmaven.connection.Sessions;
import io.github.qsmaven.connection.SslMode;
import io.github.qsmaven.connection.Target;
import io.github.qsmaven.connection.Timeouts;
import io.github.qsmaven.model.CannotCheckException;
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
 * A server that speaks PostgreSQL's protocol but no TLS: a process of its own on a free port of
 * this machine, with a {@link TlsFront} before it. Stopped with this object, and in any case with
 * the JVM.
 */
public final class FrontedServer implements AutoCloseable {
  private static final int LONGEST_START_S = 100;
  private static final Timeouts PATIENCE = new Timeouts(60, 60, 0);

  private final Process process;
  private final Path folder;
  private final Thread hook;
  private final Login login;
  private final int plainPort;
  private final TlsFront front;

  /**
   * Who signs in.
   *
   * @param database where
   * @param user as whom
   * @param password its password
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
   * Starts a server, and waits until it says where it listens.
   *
   * @param command what to run; it is to take a free port by itself
   * @param folder its own, where it runs; removed when it stops
   * @param announcement finds the port, its first group, in a line of what it prints
   * @param login who signs in
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

  /** Reads what the server prints, to its end: it would stand still if nobody did. */
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
                // It was stopped.
              }
              port.completeExceptionally(new IOException("The server has stopped: " + printed));
            },
            "read-" + process.pid());
    reader.setDaemon(true);
    reader.start();
    try {
      return port.get(LONGEST_START_S, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new IOException("The server does not say where it listens: " + printed, e);
    } catch (ExecutionException e) {
      throw new IOException("The server does not start", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while the server started", e);
    }
  }

  /** The server as a target, by way of TLS, everything verified. */
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
        PATIENCE);
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

  /**
   * Executes statements, not by way of TLS.
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

  /** At once: there is nothing to keep. */
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
