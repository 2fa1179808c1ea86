package io.github.qsmaven.maven;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.qsmaven.report.text.Colors;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import org.apache.maven.execution.MavenExecutionRequest;
import org.apache.maven.plugin.logging.Log;
import org.fusesource.jansi.Ansi;
import org.jspecify.annotations.Nullable;

/**
 * What Maven writes to. Whether it writes in colours is asked of Jansi: Maven 3 lets plugins see
 * its own, and Maven 4 a class in the place of that (their {@code META-INF/maven/extension.xml});
 * {@code -B}, {@code -l} and {@code -Dstyle.color=never} turn it off. What is written to something
 * else than a terminal, Maven 3 strips of colours, as it does with its own.
 */
final class MavenConsole implements Terminal {
  private @Nullable Boolean there;

  /** How to write for it. */
  Colors colors() {
    return isColoured() ? Colors.ANSI : Colors.NONE;
  }

  /**
   * A line for the progress of reads; null where nobody looks on, or others write between: on a CI
   * server, in batch mode, with {@code -q}, {@code -X} or {@code -T}.
   */
  @Nullable ProgressLine progressLine(MavenExecutionRequest request, Log log) {
    return request.isInteractiveMode()
            && request.getDegreeOfConcurrency() <= 1
            && log.isInfoEnabled()
            && !log.isDebugEnabled()
            && request.getSystemProperties().getProperty("env.CI") == null
        ? new ProgressLine(this)
        : null;
  }

  /** Past {@code System.out}, of which Maven 4 makes lines of its log. */
  @Override
  public void write(String text) {
    if (there == null) {
      there = isColoured() && isTerminal();
    }
    if (there) {
      try {
        // Not closed: it is the process's.
        new FileOutputStream(FileDescriptor.out).write(text.getBytes(US_ASCII));
      } catch (IOException e) {
        there = false;
      }
    }
  }

  @Override
  public long nanoTime() {
    return System.nanoTime();
  }

  private static boolean isColoured() {
    try {
      return Ansi.isEnabled();
    } catch (LinkageError e) {
      // An embedded Maven may do without.
      return false;
    }
  }

  /** From JDK 22 on there is a console without a terminal as well, and it tells. */
  @SuppressWarnings("SystemConsoleNull")
  private static boolean isTerminal() {
    Console console = System.console();
    try {
      return console != null && (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException e) {
      return true;
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }
}
