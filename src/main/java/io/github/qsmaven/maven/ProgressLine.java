package io.github.qsmaven.maven;

import io.github.qsmaven.catalog.ReadProgress;
import io.github.qsmaven.model.Quantity;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Shows the progress of a read that takes longer than two seconds, in one line of a terminal that
 * is overwritten, and erased at the end. A thread updates the elapsed seconds, since one statement
 * may take long.
 */
final class ProgressLine implements ReadProgress, Runnable, AutoCloseable {
  private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final long PAUSE_MILLIS = 500;

  private final Terminal terminal;
  private @Nullable Thread thread;
  private boolean closed;
  private long start;
  private int pages;
  private String read = "";
  private String shown = "";

  ProgressLine(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public synchronized void begins() {
    pages = 0;
    read = "";
    if (thread == null) {
      start = terminal.nanoTime();
      thread = new Thread(this, "qs-progress");
      thread.setDaemon(true);
      // The line is a convenience: without it, the goal goes on.
      thread.setUncaughtExceptionHandler((ended, e) -> {});
      thread.start();
    }
  }

  @Override
  public synchronized void rows(long rows, long total) {
    count(rows, total, "rows");
  }

  @Override
  public synchronized void tables(int tables, int total) {
    count(tables, total, "tables");
  }

  @Override
  public synchronized void statements(int statements, int total) {
    read = ": " + statements + " of " + total + " statements";
    show();
  }

  private void count(long number, long total, String what) {
    pages++;
    read =
        ": %s%s %s, %s"
            .formatted(
                number,
                total == Long.MAX_VALUE ? "" : " of " + total,
                what,
                new Quantity(pages, "page"));
    show();
  }

  /** Writes the line, if it has changed and is due. */
  synchronized void show() {
    long elapsed = terminal.nanoTime() - start;
    if (closed || elapsed < QUIET_NANOS) {
      return;
    }
    String line = "Reading" + read + ", " + TimeUnit.NANOSECONDS.toSeconds(elapsed) + " s";
    if (!line.equals(shown)) {
      terminal.write("\r" + line + " ".repeat(Math.max(0, shown.length() - line.length())));
      shown = line;
    }
  }

  @Override
  public synchronized void run() {
    try {
      while (!closed) {
        show();
        wait(PAUSE_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Erases the line. */
  @Override
  public synchronized void close() {
    closed = true;
    notifyAll();
    if (!shown.isEmpty()) {
      terminal.write("\r" + " ".repeat(shown.length()) + "\r");
      shown = "";
    }
  }
}
