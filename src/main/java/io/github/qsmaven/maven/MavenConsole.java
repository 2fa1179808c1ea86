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
 * The console of Maven. Jansi determines whether Maven writes in color: Maven 3 exports its own
 * Jansi to plugins, and Maven 4 a replacement (their {@code META-INF/maven/extension.xml}). {@code
 * -B}, {@code -l} and {@code -Dstyle.color=never} turn color off. Maven 3 removes colors from
 * output that does not go to a terminal.
 */
final class MavenConsole implements Terminal {
  private @Nullable Boolean usable;

  /** The colors that the console supports. */
  Colors colors() {
    return isColored() ? Colors.ANSI : Colors.NONE;
  }

  /**
   * A line for the progress of reads. Null where no user watches or other output would interrupt
   * the line: on a CI server, in batch mode, with {@code -q}, {@code -X} or {@code -T}.
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

  /** Does not use {@code System.out}, since Maven 4 redirects that to its log. */
  @Override
  public void write(String text) {
    if (usable == null) {
      usable = isColored() && isTerminal();
    }
    if (usable) {
      try {
        // Not closed, since the stream belongs to the process.
        new FileOutputStream(FileDescriptor.out).write(text.getBytes(US_ASCII));
      } catch (IOException e) {
        usable = false;
      }
    }
  }

  @Override
  public long nanoTime() {
    return System.nanoTime();
  }

  private static boolean isColored() {
    try {
      return Ansi.isEnabled();
    } catch (LinkageError e) {
      // An embedded Maven may not have Jansi.
      return false;
    }
  }

  /** From JDK 22 on, a console may have no terminal; its method {@code isTerminal} reports that. */
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
