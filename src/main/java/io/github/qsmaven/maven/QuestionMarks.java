package io.github.qsmaven.maven;

import io.github.qsmaven.model.NameEscaper;
import io.github.qsmaven.settings.ServerEntry;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.logging.Log;
import org.jspecify.annotations.Nullable;

/**
 * Warns of question marks in names and credentials under a locale whose encoding is ASCII: a Java
 * program that starts Maven there, such as the agent of a CI server, writes one in place of each
 * character that is not ASCII. A question mark may be meant, so this is not an error.
 *
 * @param session the build
 * @param log receives the warnings
 */
record QuestionMarks(MavenSession session, Log log) {
  /** The parameters that are names; in others, a question mark is a wildcard or common. */
  private static final List<String> NAMES = List.of("qs.expectedTables", "qs.schemas");

  /** Whether the JVM decodes the command line and environment variables as ASCII. */
  static boolean mayStandForOthers() {
    String encoding = System.getProperty("sun.jnu.encoding");
    return encoding != null
        && Charset.isSupported(encoding)
        && Charset.forName(encoding).equals(StandardCharsets.US_ASCII);
  }

  /** Warns of the names that the command line sets. */
  void warnOfNames() {
    for (String property : NAMES) {
      String value = session.getUserProperties().getProperty(property);
      if (value != null && isSuspicious(value)) {
        warn("The value " + NameEscaper.CONSOLE.quoted(value) + " of -D" + property);
      }
    }
  }

  /** Warns of a user and secrets that come from the environment or the command line. */
  void warnOf(ServerEntry entry) {
    List<String> received = new ArrayList<>();
    addSuspicious(session.getSystemProperties(), received);
    addSuspicious(session.getUserProperties(), received);
    for (String element : entry.elementsWithOneOf(received)) {
      warn("The %s of server entry %s".formatted(element, NameEscaper.CONSOLE.quoted(entry.id())));
    }
  }

  private static void addSuspicious(@Nullable Properties properties, List<String> values) {
    if (properties != null) {
      for (Object value : properties.values()) {
        if (value instanceof String text && isSuspicious(text)) {
          values.add(text.strip());
        }
      }
    }
  }

  private static boolean isSuspicious(String text) {
    return text.indexOf('?') >= 0;
  }

  private void warn(String what) {
    log.warn(
        what
            + " contains a question mark, which may stand for another character: the locale of this"
            + " build is ASCII. Set LC_ALL=C.UTF-8 for Maven and for the program that starts it.");
  }
}
