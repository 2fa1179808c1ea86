package io.github.qsmaven.docs;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Compares output in the documentation with the logs of the projects of {@code src/it} that it is
 * from: each line must be in the log, in the same order. A line without Maven's prefix matches one
 * with any; {@code ...} matches any text; ports, durations and times may differ. Lines that begin
 * with {@code $} are commands.
 */
public final class DocumentedOutput {
  private static final Pattern PREFIX = Pattern.compile("^\\[(INFO|WARNING|ERROR)] ?");
  private static final String ELLIPSIS = "...";

  private final List<String> problems = new ArrayList<>();
  private int compared;

  /**
   * Compares all output of all pages. Projects that did not run are left out.
   *
   * @param root the folder of the repository
   * @param projects the folder with the projects that ran
   * @throws IOException if a page or a log cannot be read
   */
  public DocumentedOutput(Path root, Path projects) throws IOException {
    for (Excerpt excerpt : new Documents(root).excerpts()) {
      Optional<Path> log =
          excerpt.project().map(name -> projects.resolve(name).resolve("build.log"));
      if (log.isPresent() && Files.isRegularFile(log.get())) {
        compared++;
        firstOtherLine(excerpt.text(), Files.readAllLines(log.get()))
            .ifPresent(
                line ->
                    problems.add(
                        "%s: the output of src/it/%s has no such line, or has it earlier: %s"
                            .formatted(excerpt.at(), excerpt.project().orElseThrow(), line)));
      }
    }
  }

  /** What differs, in the order of the pages. */
  public List<String> problems() {
    return List.copyOf(problems);
  }

  /** How many blocks were compared. */
  public int compared() {
    return compared;
  }

  /** The first line of some output that is not in a log, after the lines before it. */
  static Optional<String> firstOtherLine(String output, List<String> log) {
    int next = 0;
    for (String line : output.lines().toList()) {
      if (line.isBlank() || line.startsWith("$ ") || withoutPrefix(line).equals(ELLIPSIS)) {
        continue;
      }
      Pattern expected = pattern(line);
      boolean hasPrefix = PREFIX.matcher(line).find();
      int found = next;
      while (found < log.size()
          && !expected
              .matcher(normal(hasPrefix ? log.get(found) : withoutPrefix(log.get(found))))
              .matches()) {
        found++;
      }
      if (found == log.size()) {
        return Optional.of(line.strip());
      }
      next = found + 1;
    }
    return Optional.empty();
  }

  private static String withoutPrefix(String line) {
    return PREFIX.matcher(line).replaceFirst("");
  }

  private static Pattern pattern(String line) {
    return Pattern.compile(
        List.of(normal(line).split(Pattern.quote(ELLIPSIS), -1)).stream()
            .map(Pattern::quote)
            .collect(joining(".*")));
  }

  /** Without what differs from run to run. */
  private static String normal(String line) {
    return line.stripTrailing()
        .replaceAll("\u001b\\[[\\d;]*m", "")
        .replaceAll("\\b(localhost|127\\.0\\.0\\.1):\\d+", "$1:PORT")
        .replaceAll("\\bport \\d+", "port PORT")
        .replaceAll("\\b\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z", "TIME")
        .replaceAll("\\b\\d+(\\.\\d+)? (ms|s|min|h)\\b", "DURATION");
  }
}
