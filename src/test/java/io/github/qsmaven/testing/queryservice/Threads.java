package io.github.qsmaven.testing.queryservice;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The threads of one double, all with names that begin alike. */
final class Threads {
  private static final Duration LONGEST_END = Duration.ofSeconds(10);

  private final Set<Thread> running = ConcurrentHashMap.newKeySet();
  private final String prefix;

  Threads(String prefix) {
    this.prefix = prefix;
  }

  /** What a thread does; an IOException is its end: one side hung up. */
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
                // One side hung up, or the double was closed: what it is made for.
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
   * Waits for the end of all.
   *
   * @throws IllegalStateException if one goes on
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
