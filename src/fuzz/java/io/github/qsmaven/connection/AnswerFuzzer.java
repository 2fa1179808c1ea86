package io.github.qsmaven.connection;

import io.github.qsmaven.app.Check;
import io.github.qsmaven.app.CheckRequest;
import io.github.qsmaven.app.CheckRequest.Scope;
import io.github.qsmaven.app.Expectations;
import io.github.qsmaven.app.PendingExpectations;
import io.github.qsmaven.catalog.CatalogFallback;
import io.github.qsmaven.catalog.CatalogQuery;
import io.github.qsmaven.catalog.SchemaDetailsReader;
import io.github.qsmaven.catalog.TableProbe;
import io.github.qsmaven.check.CheckRules;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.ExpectedTable;
import io.github.qsmaven.model.Goal;
import io.github.qsmaven.model.NameFilter;
import io.github.qsmaven.model.SourcePosition;
import io.github.qsmaven.model.SourceTree;
import io.github.qsmaven.model.TableReference;
import io.github.qsmaven.model.TableType;
import io.github.qsmaven.report.files.ExecutionFolder;
import io.github.qsmaven.report.files.Formats;
import io.github.qsmaven.report.files.ReportFiles;
import io.github.qsmaven.settings.Credential;
import io.github.qsmaven.settings.Endpoint;
import io.github.qsmaven.settings.Secret;
import io.github.qsmaven.settings.SslMode;
import io.github.qsmaven.settings.Target;
import io.github.qsmaven.settings.Timeouts;
import io.github.qsmaven.testing.HeardLog;
import io.github.qsmaven.testing.ScriptedServer;
import io.github.qsmaven.testing.TlsFront;
import io.github.qsmaven.testing.TlsPostgres;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Whatever a server sends, a goal ends in time: with a report, or with the exception that says why
 * there is none. The first byte of the input says when: 0 to 63 at sign-in, otherwise after it; the
 * bytes 0xFE 0xFE end the answer to a statement.
 */
public final class AnswerFuzzer {
  private static final int TIMEOUT = 1;
  private static final int LONGEST_PAUSE_MS = 50;
  private static final long LONGEST_NANOS = 20_000_000_000L;
  private static final String PASSWORD = "s3cret-s3cret";

  private static volatile byte[] greeting = {};
  private static volatile List<byte[]> answers = List.of();
  private static final Target TARGET = startServer();
  private static final Path FOLDER = createFolder();

  private AnswerFuzzer() {}

  private static Path createFolder() {
    try {
      return Files.createTempDirectory("fuzz");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Target startServer() {
    try {
      return serve();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Target serve() throws IOException {
    ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    TlsFront front = TlsFront.tls(TlsPostgres.shared().certificate(), listener.getLocalPort());
    Thread server = new Thread(() -> listen(listener), "fuzzed-server");
    server.setDaemon(true);
    server.start();
    return new Target(
        new Endpoint(
            "aep",
            front.host(),
            front.port(),
            "prod:all",
            SslMode.VERIFY_FULL,
            TlsPostgres.shared().caFile()),
        new Credential("u", new Secret(PASSWORD)),
        new Timeouts(TIMEOUT, TIMEOUT, 0));
  }

  private static void listen(ServerSocket listener) {
    while (true) {
      try (Socket client = listener.accept()) {
        serve(client);
      } catch (IOException e) {
        // The client closed the connection.
      }
    }
  }

  /**
   * Closes the connection after the last answer, and where the client waits for more of one, so
   * that few inputs take as long as a timeout.
   */
  private static void serve(Socket client) throws IOException {
    client.setSoTimeout(LONGEST_PAUSE_MS);
    DataInputStream in = new DataInputStream(client.getInputStream());
    OutputStream out = client.getOutputStream();
    in.skipNBytes(in.readInt() - 4L);
    out.write(greeting);
    for (byte[] answer : answers) {
      int type;
      do {
        type = in.read();
        if (type < 0) {
          return;
        }
        in.skipNBytes(in.readInt() - 4L);
        // The end of a batch of the extended protocol, or a simple query.
      } while (type != 'S' && type != 'Q');
      out.write(answer);
    }
  }

  /** For Jazzer. */
  public static void fuzzerTestOneInput(byte[] input) {
    if (input.length == 0) {
      return;
    }
    boolean atSignIn = input[0] >= 0 && input[0] < 64;
    List<byte[]> parts = parts(input);
    greeting = atSignIn ? parts.get(0) : ScriptedServer.welcome(input[0] < 0 ? "18.0" : "0.1.0");
    answers = atSignIn ? parts.subList(1, parts.size()) : parts;
    long start = System.nanoTime();
    try (Sessions sessions = new Sessions()) {
      check(sessions, atSignIn ? Goal.LIST_TABLES : Goal.CHECK);
    } catch (CannotCheckException e) {
      String message = String.valueOf(e.getMessage());
      if (e.getCause() != null || message.contains(PASSWORD) || message.length() > 100_000) {
        throw new AssertionError("Not a message for a user", e);
      }
    }
    if (System.nanoTime() - start > LONGEST_NANOS) {
      throw new AssertionError("It took " + (System.nanoTime() - start) / 1_000_000 + " ms");
    }
  }

  private static List<byte[]> parts(byte[] input) {
    List<byte[]> parts = new ArrayList<>();
    int from = 1;
    for (int i = 1; i + 1 < input.length; i++) {
      if (input[i] == (byte) 0xFE && input[i + 1] == (byte) 0xFE) {
        parts.add(Arrays.copyOfRange(input, from, i));
        from = i + 2;
        i++;
      }
    }
    parts.add(Arrays.copyOfRange(input, from, input.length));
    return parts;
  }

  private static void check(Sessions sessions, Goal goal) throws CannotCheckException {
    ExpectedTable expected =
        new ExpectedTable(
            new TableReference("orders"), List.of(), null, new SourcePosition("x", 1, 1));
    new Check(
            sessions,
            new CatalogFallback(null, 1000),
            new SchemaDetailsReader(1000),
            new TableProbe(),
            Clock.systemUTC())
        .run(
            new CheckRequest(
                goal,
                TARGET,
                new CatalogQuery(List.of(), EnumSet.allOf(TableType.class), NameFilter.ALL),
                PendingExpectations.of(new Expectations(List.of(expected), List.of(), "")),
                goal == Goal.CHECK ? Scope.LISTED_COLUMNS : Scope.NAMES,
                CheckRules.ofNames(false, true, true),
                ReportFiles.of(
                    ExecutionFolder.of(FOLDER.resolve(goal.word())),
                    new Formats(goal, Set.of("json"), SourceTree.NONE))),
            new HeardLog());
  }
}
