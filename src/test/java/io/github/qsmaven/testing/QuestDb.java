package io.github.qsmaven.testing;

import io.questdb.ServerMain;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * QuestDB, a database for time series with PostgreSQL's protocol and a part of its catalogs. It
 * runs in a JVM of its own, because it has native code and writes to standard output.
 */
public final class QuestDb {
  private static final List<String> CONFIGURATION =
      List.of(
          "pg.net.bind.to=127.0.0.1:0",
          "http.enabled=false",
          "http.min.enabled=false",
          "line.tcp.enabled=false",
          "line.udp.enabled=false",
          "telemetry.enabled=false");

  private static final Pattern ANNOUNCEMENT =
      Pattern.compile("pg-server listening on 127\\.0\\.0\\.1:(\\d+)");

  /** The defaults; QuestDB's documentation, "PGWire". */
  private static final FrontedServer.Login LOGIN = new FrontedServer.Login("qdb", "admin", "quest");

  private QuestDb() {}

  /**
   * Starts QuestDB with its own tables only.
   *
   * @throws IOException if it does not start
   */
  public static FrontedServer start() throws IOException {
    Path folder = Files.createTempDirectory("questdb-");
    Files.createDirectory(folder.resolve("conf"));
    Files.write(folder.resolve("conf").resolve("server.conf"), CONFIGURATION);
    ProcessBuilder command =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-p",
            jar().toString(),
            "-m",
            "io.questdb/io.questdb.ServerMain",
            "-d",
            folder.toString());
    return FrontedServer.start(command, folder, ANNOUNCEMENT, LOGIN);
  }

  private static Path jar() throws IOException {
    try {
      return Path.of(ServerMain.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IOException(e);
    }
  }
}
