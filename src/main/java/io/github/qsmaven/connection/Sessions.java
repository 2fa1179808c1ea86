package io.github.qsmaven.connection;

import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.NameEscaper;
import io.github.qsmaven.settings.ConnectionLog;
import io.github.qsmaven.settings.Credential;
import io.github.qsmaven.settings.Endpoint;
import io.github.qsmaven.settings.Target;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of one build: at most one for each endpoint and credential. A session is opened at
 * its first use, kept for later executions of the build, and closed with this object, or with the
 * JVM if that ends first. Thread-safe; threads that need a session of the same user on the same
 * server wait for each other, since Query Service grants an organization only a few sessions. If no
 * session is left, the idle sessions of this build are closed first.
 *
 * <p>After a transient fault, the work is retried with a new session after a pause ({@link
 * Backoff}).
 */
public final class Sessions implements AutoCloseable {
  private static final Duration IDLE = Duration.ofSeconds(10);

  private final Map<ServerKey, SessionSlot> slots = new ConcurrentHashMap<>();
  private final ConnectionFactory connectionFactory;
  private final Backoff backoff;
  private final LongSupplier nanoTime;
  private final Runnable beforeOpening;
  private @Nullable Thread shutdownHook;
  private volatile boolean closed;
  private @Nullable Thread loader;

  /** Sessions with the driver. */
  public Sessions() {
    this(() -> {});
  }

  /**
   * Sessions with the driver, beside others of the same build.
   *
   * @param beforeOpening called before a session is opened, so that the others can close their idle
   *     ones ({@link #closeIdle})
   */
  public Sessions(Runnable beforeOpening) {
    this(new ConnectionFactory(), new Backoff(), System::nanoTime, beforeOpening);
  }

  Sessions(
      ConnectionFactory connectionFactory,
      Backoff backoff,
      LongSupplier nanoTime,
      Runnable beforeOpening) {
    this.beforeOpening = beforeOpening;
    this.nanoTime = nanoTime;
    this.connectionFactory = connectionFactory;
    this.backoff = backoff;
  }

  /** A server and a user, whose sessions are counted together. */
  private record ServerKey(String host, int port, String user) {
    ServerKey(Target target) {
      this(target.endpoint().host(), target.endpoint().port(), target.credential().user());
    }

    /** By hand: a build has only a few, and linking the generated method takes 15 ms. */
    @Override
    public int hashCode() {
      return 31 * host.hashCode() + user.hashCode();
    }
  }

  /** What identifies a session; the timeouts do not. */
  private record SessionKey(Endpoint endpoint, Credential credential) {
    /** By hand, as above. */
    @Override
    public int hashCode() {
      return 31 * endpoint.database().hashCode() + credential.user().hashCode();
    }
  }

  /**
   * What is done with a session. It is repeated with another session after a transient fault, so an
   * attempt that fails must have no effects.
   *
   * @param <T> its result
   */
  @FunctionalInterface
  public interface Work<T> {
    /**
     * Does the work.
     *
     * @throws SQLException if the server rejects a statement or the connection breaks
     * @throws CannotCheckException if the response cannot be used
     */
    T with(Session session) throws SQLException, CannotCheckException;
  }

  /**
   * Does some work with the session of a target.
   *
   * @param <T> the work's result
   * @param target where to connect
   * @param log receives connections, retries and faults
   * @param work what to do
   * @return its result
   * @throws CannotCheckException if the session cannot be opened or the work cannot be done
   */
  public <T> T use(Target target, ConnectionLog log, Work<T> work) throws CannotCheckException {
    SessionSlot slot = slots.computeIfAbsent(new ServerKey(target), key -> new SessionSlot());
    lock(slot, target);
    try {
      return attempt(target, slot, log, work);
    } finally {
      slot.atWork = null;
      if (closed) {
        slot.closeAll();
      }
      slot.lock.unlock();
    }
  }

  /**
   * Starts to load the classes that a session needs, at the first call; for goals that use one. It
   * does not matter if that fails.
   *
   * @param log receives a failure, from another thread
   * @return the thread that loads them, the same for all calls
   */
  public synchronized Thread prepare(ConnectionLog log) {
    if (loader == null) {
      loader = SessionClasses.load(log);
    }
    return loader;
  }

  /**
   * Closes idle sessions; the next use opens a new one. Returns at once: sessions in use stay open.
   */
  public void closeIdle() {
    for (SessionSlot slot : slots.values()) {
      if (slot.lock.tryLock()) {
        try {
          slot.closeAll();
        } finally {
          slot.lock.unlock();
        }
      }
    }
  }

  /** Waits for the thread that uses the session, as long as the time of the goal allows. */
  private static void lock(SessionSlot slot, Target target) throws CannotCheckException {
    Fault fault;
    try {
      if (slot.lock.tryLock(target.timeouts().limit().left(), TimeUnit.NANOSECONDS)) {
        return;
      }
      fault =
          Fault.of(FaultKind.OUT_OF_TIME, "the session, which another thread of the build uses");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      fault = Fault.INTERRUPTED;
    }
    throw new FaultMessage(target, fault, 1).toException();
  }

  private <T> T attempt(Target target, SessionSlot slot, ConnectionLog log, Work<T> work)
      throws CannotCheckException {
    SessionKey key = new SessionKey(target.endpoint(), target.credential());
    int attempts = 0;
    while (true) {
      Session session = slot.session(key, connectionFactory, target, log);
      boolean kept = session.isOpen();
      if (!kept) {
        closeWithTheJvm();
      }
      // Checked after the session is in its slot, so that close() cannot miss it.
      if (closed) {
        throw ended(target);
      }
      try {
        boolean idle = nanoTime.getAsLong() - session.lastUse() > IDLE.toNanos();
        if (kept && idle && !session.isAlive()) {
          // A firewall may drop an idle connection, and then the statement, without an answer.
          slot.close(key);
          continue;
        }
        if (!kept) {
          log.doing("connecting to " + target.endpoint().described());
          beforeOpening.run();
          session.open();
        }
        T result = work.with(session);
        session.usedAt(nanoTime.getAsLong());
        return result;
      } catch (CannotCheckException e) {
        // It may contain names and other texts of the server.
        throw e.with(target.credential().password()::redactName);
      } catch (RuntimeException | Error e) {
        // What is left of the answer is unknown.
        slot.close(key);
        throw e;
      } catch (SQLException e) {
        Fault fault = session.isOpen() ? Fault.of(e).atWork() : Fault.of(e);
        log.debug(session.words(e));
        slot.close(key);
        if (closed) {
          throw ended(target);
        }
        if (slot.retriesAtOnce(session, fault, kept, log)) {
          continue;
        }
        attempts++;
        if (!fault.passes() || attempts > target.timeouts().retries()) {
          throw new FaultMessage(target, fault, attempts).toException();
        }
        backoff.pause(
            backoff.after(attempts),
            new FaultMessage(target, fault, 1).toException(),
            attempts,
            target.timeouts(),
            log);
      }
    }
  }

  private static CannotCheckException ended(Target target) {
    return new CannotCheckException(
        "The build ended before server %s at %s answered."
            .formatted(
                NameEscaper.CONSOLE.quoted(target.endpoint().serverId()),
                target.endpoint().address()),
        "see the messages above for the reason.");
  }

  /** Query Service counts a session that was not ended against the organization's limit. */
  private synchronized void closeWithTheJvm() {
    if (shutdownHook == null && !closed) {
      // For Ctrl-C, a CI server that cancels a job, System.exit.
      Thread hook = new Thread(this::close, "qs-close-sessions");
      // Nobody reads a stack trace of a JVM that ends; the sockets close with it.
      hook.setUncaughtExceptionHandler((thread, e) -> {});
      try {
        Runtime.getRuntime().addShutdownHook(hook);
        shutdownHook = hook;
      } catch (IllegalStateException e) {
        // The JVM is already ending.
        closed = true;
      }
    }
  }

  /**
   * Closes every session, and opens no other one. Ends an idle session on the server; closes the
   * connection of one that another thread uses at once.
   */
  @Override
  public void close() {
    closed = true;
    slots.values().forEach(SessionSlot::end);
    removeShutdownHook();
  }

  private synchronized void removeShutdownHook() {
    if (shutdownHook != null && shutdownHook != Thread.currentThread()) {
      try {
        Runtime.getRuntime().removeShutdownHook(shutdownHook);
      } catch (IllegalStateException e) {
        // The hook is running; it has nothing left to close.
      }
    }
    shutdownHook = null;
  }

  /** The sessions of one user on one server; locked by the thread that uses one. */
  private static final class SessionSlot {
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<SessionKey, Session> sessions = new ConcurrentHashMap<>();
    private volatile @Nullable Session atWork;
    private boolean extended = true;
    private boolean transactions = true;
    private boolean unbound;

    Session session(
        SessionKey key, ConnectionFactory connectionFactory, Target target, ConnectionLog log) {
      Session session = sessions.get(key);
      if (session == null) {
        session = new Session(connectionFactory, extended, transactions, target, log);
        sessions.put(key, session);
      }
      session.use(
          unbound
              ? new Target(
                  target.endpoint().withoutChannelBinding(), target.credential(), target.timeouts())
              : target,
          log);
      atWork = session;
      return session;
    }

    /** Whether the work is retried at once, since the cause of the fault is removed. */
    boolean retriesAtOnce(Session session, Fault fault, boolean kept, ConnectionLog log) {
      if (session.isReadOnly() && fault.kind() == FaultKind.NO_TRANSACTIONS) {
        transactions = false;
        log.debug("The pooler rejects transactions: retrying without.");
        return true;
      }
      if (session.usesExtendedProtocol()
          && fault.signedIn()
          && fault.kind() == FaultKind.UNSUPPORTED_MESSAGE) {
        extended = false;
        log.debug("The server rejects the extended protocol: retrying with the simple one.");
        return true;
      }
      if (fault.kind() == FaultKind.CHANNEL_BINDING && session.mayUnbind()) {
        unbound = true;
        log.warn(
            "Cannot sign in to %s with channel binding: a proxy in between seems to use a certificate of its own. Trying again without channel binding, since that certificate is verified. To sign in without this warning, set <channelBinding> in the server entry to disable; to require channel binding, to require."
                .formatted(session.where()));
        return true;
      }
      if (fault.kind() == FaultKind.TOO_MANY_SESSIONS && !sessions.isEmpty()) {
        log.debug("The session limit is reached: closing the idle sessions of this build.");
        closeAll();
        return true;
      }
      // The server may have ended the idle session since an earlier execution.
      return kept && fault.passes();
    }

    void close(SessionKey key) {
      Session session = sessions.remove(key);
      if (session != null) {
        session.close();
      }
    }

    void closeAll() {
      sessions.keySet().forEach(this::close);
    }

    /** Ends all sessions, including the one that another thread uses. */
    void end() {
      Session busy = atWork;
      for (Session session : sessions.values()) {
        if (session == busy) {
          session.abort();
        } else {
          session.close();
        }
      }
    }
  }
}
