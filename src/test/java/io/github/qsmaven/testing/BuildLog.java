package io.github.qsmaven.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The log of a build that the invoker ran, for the {@code verify.groovy} of its project. */
public final class BuildLog {
  /** A stack frame as Java or Maven prints it: {@code at a.B.c (B.java:1)}. */
  private static final Pattern STACK_FRAME = Pattern.compile("\\s+at [\\w.$/@]+ ?\\(.*\\)");

  private static final Pattern COLOR = Pattern.compile("\u001B\\[[0-9;]*m");

  private final List<String> lines;

  private BuildLog(List<String> lines) {
    this.lines = lines;
  }

  /**
   * Reads a log.
   *
   * @param project the folder of the project
   * @return its {@code build.log}
   * @throws IOException if it cannot be read
   */
  public static BuildLog of(Path project) throws IOException {
    // The encoding of the log depends on the machine; only ASCII is searched.
    return new BuildLog(
        Files.readString(project.resolve("build.log"), ISO_8859_1)
            .lines()
            .map(line -> COLOR.matcher(line).replaceAll(""))
            .toList());
  }

  /** The lines, without colors. */
  public List<String> lines() {
    return lines;
  }

  /** The log of the last build, if several ran one after the other. */
  public BuildLog lastBuild() {
    int start = lines.size() - 1;
    while (start > 0 && !lines.get(start).contains("Scanning for projects...")) {
      start--;
    }
    return new BuildLog(lines.subList(Math.max(start, 0), lines.size()));
  }

  /**
   * Whether a line holds a text.
   *
   * @param text the text
   */
  public boolean has(String text) {
    return count(text) > 0;
  }

  /**
   * How many lines hold a text.
   *
   * @param text the text
   */
  public long count(String text) {
    return lines.stream().filter(line -> line.contains(text)).count();
  }

  /**
   * Fails unless each text is part of a line.
   *
   * @param texts the texts
   * @return this
   */
  public BuildLog mustHave(String... texts) {
    for (String text : texts) {
      if (!has(text)) {
        throw new AssertionError("No line of build.log holds: " + text);
      }
    }
    return this;
  }

  /**
   * Fails if a text is part of a line.
   *
   * @param texts the texts
   * @return this
   */
  public BuildLog mustNotHave(String... texts) {
    for (String text : texts) {
      lines.stream()
          .filter(line -> line.contains(text))
          .findFirst()
          .ifPresent(
              line -> {
                throw new AssertionError("A line of build.log holds " + text + ": " + line);
              });
    }
    return this;
  }

  /**
   * Fails unless the build failed with the given reasons and an instruction, without a stack trace.
   *
   * @param reasons texts of the message
   * @return this
   */
  public BuildLog mustFailWith(String... reasons) {
    mustHave("BUILD FAILURE", "What to do: ").mustHave(reasons);
    lines.stream()
        .filter(line -> STACK_FRAME.matcher(line).find())
        .findFirst()
        .ifPresent(
            line -> {
              throw new AssertionError("A stack trace for a mistake of the user: " + line);
            });
    return mustNotHave("Caused by:", "NullPointerException", "PSQLException");
  }
}
