package io.github.qsmaven.testing.queryservice;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The threads of one simulator, with a common prefix of their names. */
final class Threads {
  private static final Duration LONGEST_END = Duration.ofSeconds(10);

  private final Set<Thread> running = ConcurrentHashMap.newKeySet();
  private final String prefix;

  Threads(String prefix) {
    this.prefix = prefix;
  }

  /** The work of a thread; an IOException ends it. */
  @FunctionalInterface
  interface Job {
    void run() throws IOException;
  }

  void start(String name, Job job) {
    Thread thread =
        new Thread(
            () -> {
              try {
                job.run();
              } catch (IOException e) {
                // One side closed the connection, or the simulator was closed.
              } finally {
                running.remove(Thread.currentThread());
              }
            },
            prefix + name);
    thread.setDaemon(true);
    running.add(thread);
    thread.start();
  }

  /**
   * Waits until all threads have ended.
   *
   * @throws IllegalStateException if a thread does not end in time
   */
  void join() {
    for (Thread thread : running) {
      try {
        thread.join(LONGEST_END.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
      if (thread.isAlive()) {
        throw new IllegalStateException("The thread " + thread.getName() + " does not end");
      }
    }
  }
}
