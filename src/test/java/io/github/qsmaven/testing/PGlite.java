package io.github.qsmaven.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * PGlite, a PostgreSQL compiled to WebAssembly, behind the socket server that comes with it. Runs
 * in Node.js; the build cannot fetch it through Maven, so somebody must have installed it (see
 * {@link #NOT_INSTALLED}).
 */
public final class PGlite {
  /** Why its tests are skipped. */
  public static final String NOT_INSTALLED =
      "PGlite is not in target/pglite: the chapter \"Tests\" of CONTRIBUTING.md tells how to get it";

  private static final Path FOLDER = Path.of("target", "pglite").toAbsolutePath();
  private static final Path SERVER =
      FOLDER.resolve("node_modules/@electric-sql/pglite-socket/dist/scripts/server.js");

  /** Its server needs what Node.js 18 does not have, which is Debian 12's. */
  private static final String RUN =
      """
      globalThis.CustomEvent ??= class extends Event {
        constructor(type, options) {
          super(type, options);
          this.detail = options?.detail;
        }
      };
      import(process.env.PGLITE_SERVER);
      """;

  private static final Pattern ANNOUNCEMENT =
      Pattern.compile("PGLiteSocketServer listening on .*\"port\":(\\d+)");

  /** It lets in anybody, and knows no other database. */
  private static final FrontedServer.Login LOGIN =
      new FrontedServer.Login("postgres", "postgres", "any");

  private PGlite() {}

  /** Whether it is installed. */
  public static boolean isInstalled() {
    return Files.exists(SERVER);
  }

  /**
   * Starts it, with an empty database in memory.
   *
   * @throws IOException if it does not start, because Node.js is not there for example
   */
  public static FrontedServer start() throws IOException {
    Path folder = Files.createTempDirectory("pglite-");
    ProcessBuilder command =
        new ProcessBuilder("node", "-e", RUN, "--", "--port", "0", "--max-connections", "10");
    command.environment().put("PGLITE_SERVER", SERVER.toUri().toString());
    return FrontedServer.start(command, folder, ANNOUNCEMENT, LOGIN);
  }
}
