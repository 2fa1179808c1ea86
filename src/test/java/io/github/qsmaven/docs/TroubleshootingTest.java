package io.github.qsmaven.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Checks that the messages that troubleshooting.md quotes are those of the plugin. */
class TroubleshootingTest {
  private static final Path PAGE = Path.of("docs/troubleshooting.md");
  private static final Path SOURCES = Path.of("src/main/java");

  /** The table of messages that are not the plugin's. */
  private static final String OF_MAVEN = "## Messages of Maven";

  /** Messages of servers, and messages that the plugin puts together from shorter texts. */
  private static final Set<String> COMPOSED =
      Set.of(
          "The passwordFile of server",
          "The credentialFile of server",
          "Cannot get the connection parameters for server",
          "expected tables are missing",
          "statements fail in",
          "statement fails in",
          "permission denied for database",
          "endpoint ID is not specified");

  private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");
  private static final Pattern JOINED = Pattern.compile("\"\\s*\\+\\s*\\(?\"");

  /** Returns what is quoted in the first column of the tables. */
  private static List<String> quoted(String page) {
    List<String> quoted = new ArrayList<>();
    boolean ofMaven = false;
    for (String line : page.lines().toList()) {
      ofMaven = line.startsWith("## ") ? line.equals(OF_MAVEN) : ofMaven;
      if (!ofMaven && line.startsWith("| `")) {
        QUOTED
            .matcher(line.substring(0, line.indexOf(" | ")))
            .results()
            .forEach(text -> quoted.add(text.group(1)));
      }
    }
    return quoted;
  }

  private static String sources() throws IOException {
    StringBuilder sources = new StringBuilder();
    try (Stream<Path> files = Files.walk(SOURCES)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        sources.append(Files.readString(file));
      }
    }
    return JOINED.matcher(sources).replaceAll("").replace("\\\"", "\"");
  }

  @Test
  void quotesMessagesOfThePlugin() throws IOException {
    String sources = sources();
    List<String> quoted = quoted(Files.readString(PAGE));

    assertThat(quoted).hasSizeGreaterThan(100).doesNotHaveDuplicates().containsAll(COMPOSED);
    assertThat(quoted)
        .filteredOn(text -> !COMPOSED.contains(text))
        .allSatisfy(
            text ->
                assertThat(List.of(text.split(" ?\\.\\.\\. ?")))
                    .allMatch(sources::contains, "is in a message"));
  }
}
