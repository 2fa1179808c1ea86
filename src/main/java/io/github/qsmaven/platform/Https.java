package io.github.qsmaven.platform;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME;

import io.github.qsmaven.connection.Backoff;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.settings.ConnectionLog;
import io.github.qsmaven.settings.Timeouts;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Makes a {@link ApiRequest}, as often as is allowed. It follows no redirection, since what it
 * sends is secret, and keeps no cookies.
 */
final class Https {
  /** What to do about an answer of the status 200 that is not an API's. */
  static final String NOT_THE_API =
      "check the URL (<imsUrl>, <platformUrl> in the server entry); a proxy or a login page of the"
          + " network may answer in its place.";

  private static final String AGENT = "qs-maven-plugin";
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

  /**
   * By default the JDK does not send a password, though it was given one, to a proxy that is asked
   * for a tunnel (its {@code conf/net.properties}). It looks once, before its first request.
   */
  private static final String DISABLED_SCHEMES = "jdk.http.auth.tunneling.disabledSchemes";

  private final Backoff backoff;
  private final InstantSource clock;
  private final SSLContext tls;
  private final List<WebProxy> proxies;
  private final Timeouts timeouts;
  private final ConnectionLog log;

  /**
   * @param backoff how to wait between two attempts
   * @param clock what time it is
   * @param tls whom to trust
   * @param proxies what to go through; the first that is for a host is taken, none: the JVM's own
   * @param timeouts how long to wait for each answer, connecting included, and how often to ask
   * @param log hears of each attempt
   */
  Https(
      Backoff backoff,
      InstantSource clock,
      SSLContext tls,
      List<WebProxy> proxies,
      Timeouts timeouts,
      ConnectionLog log) {
    this.backoff = backoff;
    this.clock = clock;
    this.tls = tls;
    this.proxies = proxies;
    this.timeouts = timeouts;
    this.log = log;
  }

  /**
   * Makes a call.
   *
   * @return the answer, whatever it says
   * @throws CannotCheckException if there is none, or still only one that can pass (429, 5xx)
   */
  ApiResponse send(ApiRequest call) throws CannotCheckException {
    WebProxy proxy = proxyFor(call);
    HttpClient client = client(proxy);
    HttpRequest request = request(call, proxy);
    int attempts = 0;
    while (true) {
      Attempt outcome = attempt(client, request, call, proxy);
      attempts++;
      if (outcome instanceof ApiResponse answer && !answer.passing()) {
        return requireFromTheApi(call, proxy, answer);
      }
      backoff.pause(
          pause(call, proxy, outcome, attempts),
          problem(call, proxy, outcome, 1),
          attempts,
          timeouts.retries(),
          log);
    }
  }

  /** The failure of a call in words, when what it came back with is not what was asked for. */
  CannotCheckException problem(ApiRequest call, String cameBack, String advice) {
    return call.problem(proxyFor(call), cameBack, advice);
  }

  /** The one that a call goes through. */
  private @Nullable WebProxy proxyFor(ApiRequest call) {
    for (WebProxy proxy : proxies) {
      if (proxy.isFor(call.url().getHost())) {
        return proxy;
      }
    }
    return null;
  }

  private HttpClient client(@Nullable WebProxy proxy) {
    if (proxy != null && proxy.username() != null && System.getProperty(DISABLED_SCHEMES) == null) {
      System.setProperty(DISABLED_SCHEMES, "");
    }
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(timeouts.connectTimeout()))
            .sslContext(tls);
    if (proxy != null) {
      builder.proxy(
          ProxySelector.of(InetSocketAddress.createUnresolved(proxy.host(), proxy.port())));
    } else if (!proxies.isEmpty()) {
      builder.proxy(HttpClient.Builder.NO_PROXY);
    }
    return builder.build();
  }

  private static HttpRequest request(ApiRequest call, @Nullable WebProxy proxy) {
    HttpRequest.Builder builder = HttpRequest.newBuilder(call.url());
    builder.setHeader("User-Agent", AGENT).setHeader("Accept", "application/json");
    call.headers().forEach(builder::setHeader);
    if (call.form() != null) {
      builder
          .setHeader("Content-Type", "application/x-www-form-urlencoded")
          .POST(BodyPublishers.ofString(call.form(), UTF_8));
    }
    if (proxy != null && proxy.username() != null) {
      // By hand: with an Authenticator the client throws for a 401, and its text would be lost.
      // The client sends it to the proxy alone, with the request for a tunnel.
      String password = proxy.password() == null ? "" : proxy.password().value();
      byte[] pair = (proxy.username() + ":" + password).getBytes(UTF_8);
      builder.setHeader("Proxy-Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
    }
    return builder.build();
  }

  private Attempt attempt(
      HttpClient client, HttpRequest request, ApiRequest call, @Nullable WebProxy proxy)
      throws CannotCheckException {
    long start = System.nanoTime();
    Attempt outcome = answer(client, request, call, proxy);
    log.debug(
        call.method()
            + " "
            + call.url()
            + (proxy == null ? "" : " through the proxy " + proxy.address())
            + ": "
            + (outcome instanceof ApiResponse answer
                ? String.valueOf(answer.status())
                : cameBack(call, proxy, outcome))
            + " after "
            + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start)
            + " ms");
    return outcome;
  }

  private Attempt answer(
      HttpClient client, HttpRequest request, ApiRequest call, @Nullable WebProxy proxy)
      throws CannotCheckException {
    CompletableFuture<HttpResponse<String>> future =
        client.sendAsync(request, head -> new BoundedBody());
    try {
      // The client's own time ends with the head of the answer; the body may drip.
      HttpResponse<String> response = future.get(timeouts.connectTimeout(), TimeUnit.SECONDS);
      // Without a body at all where a proxy asks for a password.
      String body = response.body() == null ? "" : response.body();
      return new ApiResponse(
          response.statusCode(),
          response.headers().firstValue("Retry-After").orElse(null),
          response.headers().firstValue("Location").orElse(null),
          body);
    } catch (ExecutionException | TimeoutException e) {
      future.cancel(true);
      return HttpFault.of(e);
    } catch (InterruptedException e) {
      future.cancel(true);
      Thread.currentThread().interrupt();
      throw call.problem(proxy, "the build was interrupted", "run it again.");
    }
  }

  /**
   * How long to wait before the next attempt.
   *
   * @throws CannotCheckException if there is to be none
   */
  private long pause(ApiRequest call, @Nullable WebProxy proxy, Attempt outcome, int attempts)
      throws CannotCheckException {
    if ((outcome instanceof HttpFault fault && !fault.kind().passing())
        || attempts > timeouts.retries()) {
      throw problem(call, proxy, outcome, attempts);
    }
    Duration asked = outcome instanceof ApiResponse answer ? askedFor(answer) : Duration.ZERO;
    if (asked.compareTo(LONGEST_WAIT) > 0) {
      throw call.problem(
          proxy,
          cameBack(call, proxy, outcome)
              + ", and asks to wait "
              + asked.toSeconds()
              + " s (Retry-After), where a build waits "
              + LONGEST_WAIT.toSeconds()
              + " s at the most",
          "run the build again after that time.");
    }
    return Math.max(backoff.after(attempts), asked.toMillis());
  }

  /** {@code Retry-After}: seconds or a date (RFC 9110, 10.2.3). */
  private Duration askedFor(ApiResponse answer) {
    String value = answer.retryAfter() == null ? "" : answer.retryAfter().strip();
    try {
      if (!value.isEmpty() && value.chars().allMatch(c -> c >= '0' && c <= '9')) {
        // Nine digits are thirty years, and more would not fit.
        return Duration.ofSeconds(
            Integer.parseInt(value.substring(0, Math.min(value.length(), 9))));
      }
      Instant date = ZonedDateTime.parse(value, RFC_1123_DATE_TIME).toInstant();
      Duration wait = Duration.between(clock.instant(), date);
      return wait.isNegative() ? Duration.ZERO : wait;
    } catch (DateTimeException e) {
      return Duration.ZERO;
    }
  }

  private String cameBack(ApiRequest call, @Nullable WebProxy proxy, Attempt outcome) {
    return outcome instanceof ApiResponse answer
        ? answer.in(call)
        : ((HttpFault) outcome).in(call, proxy, timeouts.connectTimeout());
  }

  private CannotCheckException problem(
      ApiRequest call, @Nullable WebProxy proxy, Attempt outcome, int attempts) {
    return call.problem(
        proxy,
        cameBack(call, proxy, outcome) + (attempts > 1 ? ", " + attempts + " times in a row" : ""),
        outcome instanceof ApiResponse answer
            ? adviceToWait(answer)
            : ((HttpFault) outcome).advice(proxy));
  }

  private static String adviceToWait(ApiResponse answer) {
    return answer.status() == 429
        ? "run the build again in a few minutes, and fewer builds at a time; the limit is that of"
            + " the organization or the client."
        : "run the build again later; if it stays so, see status.adobe.com, or ask Adobe's support"
            + " with what came back.";
  }

  private static ApiResponse requireFromTheApi(
      ApiRequest call, @Nullable WebProxy proxy, ApiResponse answer) throws CannotCheckException {
    if (answer.status() == 407) {
      boolean given = proxy != null && proxy.username() != null;
      throw call.problem(
          proxy,
          "the proxy asks for a user and a password (407), and "
              + (given ? "does not take those of settings.xml" : "was given none"),
          given
              ? "check <username> and <password> of that <proxy>, and that the proxy lets people"
                  + " sign in by Basic. If so, something in this JVM had used its HTTP client before,"
                  + " which then sends no password to proxies: add -D"
                  + DISABLED_SCHEMES
                  + "= to MAVEN_OPTS or .mvn/jvm.config."
              : "put <username> and <password> into the <proxy> in settings.xml.");
    }
    if (answer.status() >= 300 && answer.status() < 400) {
      throw call.problem(
          proxy,
          "it answered "
              + answer.status()
              + ", a redirection"
              + (answer.location() == null ? "" : " to '" + call.quoted(answer.location()) + "'")
              + ", which is not followed, since a secret would travel",
          NOT_THE_API);
    }
    return answer;
  }
}
