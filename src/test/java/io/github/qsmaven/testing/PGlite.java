package io.github.qsmaven.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * PGlite, a PostgreSQL compiled to WebAssembly, behind its socket server. It runs in Node.js. Maven
 * cannot download it, so it must be installed before (see {@link #NOT_INSTALLED}).
 */
public final class PGlite {
  /** The reason why its tests are skipped. */
  public static final String NOT_INSTALLED =
      "PGlite is not in target/pglite: the section \"Tests\" of CONTRIBUTING.md has the command that installs it";

  private static final Path FOLDER = Path.of("target", "pglite").toAbsolutePath();
  private static final Path SERVER =
      FOLDER.resolve("node_modules/@electric-sql/pglite-socket/dist/scripts/server.js");

  /** Its server needs CustomEvent, which Node.js 18, the version of Debian 12, does not have. */
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

  /** PGlite accepts any user, and has this database only. */
  private static final FrontedServer.Login LOGIN =
      new FrontedServer.Login("postgres", "postgres", "any");

  private PGlite() {}

  /** Whether it is installed. */
  public static boolean isInstalled() {
    return Files.exists(SERVER);
  }

  /**
   * Starts PGlite with an empty database in memory.
   *
   * @throws IOException if it does not start, for example because Node.js is not installed
   */
  public static FrontedServer start() throws IOException {
    Path folder = Files.createTempDirectory("pglite-");
    ProcessBuilder command =
        new ProcessBuilder("node", "-e", RUN, "--", "--port", "0", "--max-connections", "10");
    command.environment().put("PGLITE_SERVER", SERVER.toUri().toString());
    return FrontedServer.start(command, folder, ANNOUNCEMENT, LOGIN);
  }
}
