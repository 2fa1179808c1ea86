package io.github.qsmaven.connection;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps loggers of {@code java.util.logging} quiet for as long as somebody needs it: they would
 * publish secrets. The loggers belong to the JVM, so a plugin that runs at the same time with a
 * driver of its own is not logged either; afterwards the loggers are as they were. Thread-safe.
 *
 * <p>By a filter, which a logger asks before its own handlers and those above it, whatever its
 * level: neither a configuration file nor code that sets levels or adds handlers, before or after,
 * makes the logger publish. Each logger has a filter of its own, since a parent's is not asked.
 */
public final class QuietLoggers {
  private final String names;
  private final List<Mute> mutes = new ArrayList<>();
  private int users;

  /**
   * @param names the names of the loggers, with spaces between
   */
  public QuietLoggers(String names) {
    this.names = names;
  }

  /** The time in which the loggers are quiet; ends when it is closed, the first time. */
  public final class Time implements AutoCloseable {
    private boolean closed;

    private Time() {}

    @Override
    public void close() {
      synchronized (QuietLoggers.this) {
        if (!closed && --users == 0) {
          for (Mute mute : mutes) {
            mute.end();
          }
          mutes.clear();
        }
        closed = true;
      }
    }
  }

  /** Begins a time in which the loggers are quiet. */
  public synchronized Time begin() {
    if (users++ == 0) {
      for (String name : names.split(" ", -1)) {
        mutes.add(new Mute(Logger.getLogger(name)));
      }
    }
    return new Time();
  }

  /** The filter of one logger. Holds the logger: the log manager holds it weakly. */
  private static final class Mute implements Filter {
    private final Logger logger;
    private final @Nullable Filter before;
    private volatile boolean ended;

    Mute(Logger logger) {
      this.logger = logger;
      // The logger is the lock, since this class may be loaded several times in one JVM.
      synchronized (logger) {
        before = logger.getFilter();
        logger.setFilter(this);
      }
    }

    @Override
    public boolean isLoggable(LogRecord entry) {
      return ended && (before == null || before.isLoggable(entry));
    }

    void end() {
      synchronized (logger) {
        ended = true;
        // Another filter that was set meanwhile passes on to this one, and may still be needed.
        if (logger.getFilter() == this) {
          logger.setFilter(before);
        }
      }
    }
  }
}
