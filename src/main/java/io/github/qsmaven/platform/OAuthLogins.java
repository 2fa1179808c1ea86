package io.github.qsmaven.platform;

import io.github.qsmaven.connection.Backoff;
import io.github.qsmaven.connection.ServerTls;
import io.github.qsmaven.connection.TlsException;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.NameEscaper;
import io.github.qsmaven.settings.ConnectionLog;
import io.github.qsmaven.settings.OAuthClient;
import io.github.qsmaven.settings.OAuthLogin;
import io.github.qsmaven.settings.OAuthSettings;
import io.github.qsmaven.settings.TimeLimit;
import io.github.qsmaven.settings.Timeouts;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The logins of one build, one for each OAuth client, so that all executions and modules sign in
 * with the same token, and share a session. Thread-safe; threads that need the same login wait for
 * the one that gets it.
 */
public final class OAuthLogins {
  /** A token with less time left is replaced, so that it is valid at sign-in. */
  private static final Duration NEAR_ITS_END = Duration.ofMinutes(1);

  private final Map<OAuthClient, LoginSlot> slots = new ConcurrentHashMap<>();
  private final Backoff backoff;
  private final InstantSource clock;
  private final @Nullable SSLContext tls;

  /** Logins that trust the JVM's trust store. */
  public OAuthLogins() {
    this(new Backoff(), InstantSource.system(), null);
  }

  /**
   * @param tls the certificate authorities to trust; null: the JVM's trust store
   */
  OAuthLogins(Backoff backoff, InstantSource clock, @Nullable SSLContext tls) {
    this.backoff = backoff;
    this.clock = clock;
    this.tls = tls;
  }

  /** The login of one client; locked by the thread that gets it. */
  private static final class LoginSlot {
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable OAuthLogin login;
    private Instant end = Instant.MIN;
  }

  /**
   * Gets the login of an OAuth client: user, password, host, port and database.
   *
   * @param settings the client
   * @param timeouts the longest wait for a response ({@code connectTimeout}, in seconds), and how
   *     often to retry after a transient fault
   * @param proxies the proxies; the first one for a host is used; empty: the JVM's own
   * @param log receives requests and retries
   * @throws CannotCheckException if a value of the client is missing or cannot be used, or an API
   *     rejects the client or cannot be reached
   */
  public OAuthLogin login(
      OAuthSettings settings, Timeouts timeouts, List<WebProxy> proxies, ConnectionLog log)
      throws CannotCheckException {
    OAuthClient client = settings.client();
    LoginSlot slot = slots.computeIfAbsent(client, key -> new LoginSlot());
    lock(slot, timeouts.limit());
    try {
      OAuthLogin login = slot.login;
      if (login == null || !clock.instant().isBefore(slot.end)) {
        Https https = new Https(backoff, clock, tls(client), proxies, timeouts, log);
        Instant start = clock.instant();
        Ims.Token token = new Ims(https).token(client);
        login = new QueryServiceApi(https).login(client, token.secret());
        slot.login = login;
        slot.end = start.plus(token.life()).minus(NEAR_ITS_END);
      }
      return login;
    } finally {
      slot.lock.unlock();
    }
  }

  private static void lock(LoginSlot slot, TimeLimit limit) throws CannotCheckException {
    try {
      if (!slot.lock.tryLock(limit.left(), TimeUnit.NANOSECONDS)) {
        limit.require("wait for the token that another thread of the build requests");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CannotCheckException(
          "Cannot wait for the token that another thread of the build requests: the build was"
              + " interrupted.",
          "run it again.");
    }
  }

  private SSLContext tls(OAuthClient client) throws CannotCheckException {
    try {
      return tls == null ? ServerTls.ofJvm().context() : tls;
    } catch (TlsException e) {
      throw new CannotCheckException(
          "Cannot get a token for server %s: %s."
              .formatted(
                  NameEscaper.CONSOLE.quoted(client.serverId()),
                  NameEscaper.CONSOLE.of(e.problem())),
          Objects.requireNonNullElse(e.advice(), "check the JVM's settings of TLS."));
    }
  }
}
