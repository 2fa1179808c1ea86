package io.github.qsmaven.report;

import io.github.qsmaven.model.Catalog;
import io.github.qsmaven.model.NameEscaper;
import io.github.qsmaven.model.Server;
import io.github.qsmaven.model.SkippedCatalog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Where an answer is from, in the words of the console.
 *
 * @param server the server that answered
 * @param catalog its catalog that answered
 */
record SourceDescription(Server server, Catalog catalog) {
  /** {@code database "prod:all" at host:port (server "qs")}. */
  String where() {
    return "database "
        + NameEscaper.CONSOLE.quoted(server.database())
        + " at "
        + server.address()
        + " (server "
        + NameEscaper.CONSOLE.quoted(server.id())
        + ")";
  }

  /**
   * The same, with the catalog and the time it took.
   *
   * @param duration how long
   */
  String readIn(Duration duration) {
    return where() + ", read from " + catalog.source().word() + " in " + seconds(duration);
  }

  /** Not by a formatter, whose classes would cost more to load than they save here. */
  private static String seconds(Duration duration) {
    long tenths = (duration.toMillis() + 50) / 100;
    return tenths / 10 + "." + tenths % 10 + " s";
  }

  /** A line for each catalog that was asked before, with why it was left. */
  List<String> askedBefore() {
    List<String> lines = new ArrayList<>(catalog.skipped().size());
    for (SkippedCatalog skipped : catalog.skipped()) {
      lines.add(
          "Asked before "
              + catalog.source().word()
              + ": "
              + skipped.source().word()
              + " "
              + NameEscaper.CONSOLE.of(skipped.reason())
              + ".");
    }
    return lines;
  }
}
