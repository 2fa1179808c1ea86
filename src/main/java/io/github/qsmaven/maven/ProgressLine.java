package io.github.qsmaven.maven;

import io.github.qsmaven.catalog.ReadProgress;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Shows how a read goes on that lasts longer than two seconds: in one line of a terminal, which is
 * written over, and is gone in the end. A thread of its own keeps the seconds going, since a
 * statement may take longer than any of them.
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
      thread.start();
    }
  }

  @Override
  public synchronized void rows(long rows, long total) {
    came(rows, total, "rows");
  }

  @Override
  public synchronized void tables(int tables, int total) {
    came(tables, total, "tables");
  }

  private void came(long number, long total, String what) {
    pages++;
    read =
        ": "
            + number
            + (total == Long.MAX_VALUE ? " " : " of " + total + " ")
            + what
            + ", "
            + pages
            + (pages == 1 ? " page" : " pages");
    show();
  }

  /** Shows what there is to show by now. */
  synchronized void show() {
    long lasts = terminal.nanoTime() - start;
    if (closed || lasts < QUIET_NANOS) {
      return;
    }
    String line = "Reading" + read + ", " + TimeUnit.NANOSECONDS.toSeconds(lasts) + " s";
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

  /** Takes the line away. */
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
