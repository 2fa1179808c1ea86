package io.github.qsmaven.platform;

import io.github.qsmaven.connection.Backoff;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.settings.ConnectionLog;
import io.github.qsmaven.settings.Overrides;
import io.github.qsmaven.settings.ServerEntry;
import io.github.qsmaven.settings.Timeouts;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of one build: one for each OAuth client, so that all its executions and modules sign
 * in with the same, and share a session. Safe for use by many threads; those that need the same
 * token wait for the one that asks for it.
 */
public final class OAuthLogins {
  /** A token that is nearer to its end is replaced: it is to last for the sign-in. */
  private static final Duration NEAR_ITS_END = Duration.ofMinutes(1);

  private final Map<OAuthClient, TokenSlot> slots = new ConcurrentHashMap<>();
  private final Backoff backoff;
  private final InstantSource clock;
  private final @Nullable SSLContext tls;

  /** Trusts whom the JVM's trust store trusts. */
  public OAuthLogins() {
    this(new Backoff(), InstantSource.system(), null);
  }

  /**
   * @param tls whom to trust; null: whom the JVM's trust store trusts
   */
  OAuthLogins(Backoff backoff, InstantSource clock, @Nullable SSLContext tls) {
    this.backoff = backoff;
    this.clock = clock;
    this.tls = tls;
  }

  /** Whose turn it is to ask, and what came of it. */
  private static final class TokenSlot {
    private @Nullable ConnectionParameters parameters;
    private Instant end = Instant.MIN;
  }

  /**
   * Completes a server entry that names an OAuth client: user, password, and where it says nothing
   * itself, host, port and database.
   *
   * @param entry the entry
   * @param overrides what wins over it
   * @param timeouts the longest wait for an answer ({@code connectTimeout}, in seconds), and how
   *     often a fault that can pass is tried again
   * @param proxies what to go through, the first that is for a host; none: the JVM's own
   * @param log hears of it
   * @return the entry as one with a password
   * @throws CannotCheckException if a value of the entry is missing or cannot be used, or an API
   *     cannot be asked or refuses
   */
  public ServerEntry complete(
      ServerEntry entry,
      Overrides overrides,
      Timeouts timeouts,
      List<WebProxy> proxies,
      ConnectionLog log)
      throws CannotCheckException {
    OAuthSettings settings = new OAuthSettings(entry, overrides);
    OAuthClient client = settings.client();
    TokenSlot slot = slots.computeIfAbsent(client, key -> new TokenSlot());
    synchronized (slot) {
      ConnectionParameters parameters = slot.parameters;
      if (parameters == null || !clock.instant().isBefore(slot.end)) {
        Https https = new Https(backoff, clock, tls(), proxies, timeouts, log);
        Instant start = clock.instant();
        Ims.Token token = new Ims(https).token(client);
        parameters = new QueryServiceApi(https).connectionParameters(client, token.secret());
        slot.parameters = parameters;
        slot.end = start.plus(token.life()).minus(NEAR_ITS_END);
      }
      return settings.completedBy(parameters);
    }
  }

  private SSLContext tls() throws CannotCheckException {
    try {
      return tls == null ? SSLContext.getDefault() : tls;
    } catch (NoSuchAlgorithmException e) {
      throw new CannotCheckException(
          "The JVM's trust store cannot be read.",
          "check -Djavax.net.ssl.trustStore and -Djavax.net.ssl.trustStorePassword in MAVEN_OPTS"
              + " and .mvn/jvm.config.");
    }
  }
}
