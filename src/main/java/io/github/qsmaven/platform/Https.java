package io.github.qsmaven.platform;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME;

import io.github.qsmaven.connection.Backoff;
import io.github.qsmaven.connection.QuietLoggers;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.settings.ConnectionLog;
import io.github.qsmaven.settings.JsonObject;
import io.github.qsmaven.settings.Timeouts;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.URISyntaxException;
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
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Sends an {@link ApiRequest}, and retries it. Does not follow redirects, since the request
 * contains a secret, and keeps no cookies.
 *
 * @param backoff how to wait between two attempts
 * @param clock the current time
 * @param tls the certificate authorities to trust
 * @param proxies the proxies; the first one for a host is used; empty: the JVM's own
 * @param timeouts how long to wait for each response, connecting included, and how often to retry
 * @param log receives each attempt
 */
record Https(
    Backoff backoff,
    InstantSource clock,
    SSLContext tls,
    List<WebProxy> proxies,
    Timeouts timeouts,
    ConnectionLog log) {
  /** What to do about a response with status 200 that is not an API's. */
  static final String NOT_THE_API =
      "check the URL (<imsUrl>, <platformUrl> in the server entry); a proxy or a login page of the"
          + " network may answer instead of the API.";

  /** With {@code jdk.httpclient.HttpClient.log}, the client logs headers, and so the secret. */
  private static final QuietLoggers LOGGERS =
      new QuietLoggers("jdk.httpclient.HttpClient javax.net.ssl");

  private static final String AGENT = "qs-maven-plugin";
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

  /**
   * By default, the JDK does not send a password to a proxy for a tunnel (its {@code
   * conf/net.properties}). It reads this property once, before its first request.
   */
  private static final String DISABLED_SCHEMES = "jdk.http.auth.tunneling.disabledSchemes";

  /**
   * Sends a request.
   *
   * @return the response, with any status
   * @throws CannotCheckException if there is none, or after all retries only one with a transient
   *     error (429, 5xx)
   */
  ApiResponse send(ApiRequest call) throws CannotCheckException {
    HttpClient client = client(call.proxy());
    HttpRequest request = request(call);
    int attempts = 0;
    while (true) {
      Attempt outcome = attempt(client, request, call);
      attempts++;
      if (outcome instanceof ApiResponse response && !response.isTransient()) {
        return requireFromTheApi(call, response);
      }
      backoff.pause(
          pause(call, outcome, attempts), failure(call, outcome, 1), attempts, timeouts, log);
    }
  }

  /**
   * Sends a request, and reads the object that the API returns.
   *
   * @param required the strings or numbers that the object must have
   * @param rejection the meaning of a response with another status than 200
   * @throws CannotCheckException if there is no valid response
   */
  JsonObject ask(ApiRequest call, List<String> required, Function<ApiResponse, Rejection> rejection)
      throws CannotCheckException {
    ApiResponse response = send(call);
    if (response.status() != 200) {
      Rejection rejected = rejection.apply(response);
      throw call.failure(rejected.meaning() + response.in(call), rejected.advice());
    }
    JsonObject json = response.json();
    if (json == null) {
      throw call.failure(response.in(call), NOT_THE_API);
    }
    List<String> missing = required.stream().filter(name -> json.get(name) == null).toList();
    if (!missing.isEmpty()) {
      throw call.failure("its response has no " + String.join(", no ", missing), NOT_THE_API);
    }
    return json;
  }

  /** The proxy for a URL; null: none. */
  @Nullable WebProxy proxyFor(URI url) {
    return proxies.stream().filter(proxy -> proxy.isFor(url.getHost())).findFirst().orElse(null);
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

  private static HttpRequest request(ApiRequest call) throws CannotCheckException {
    HttpRequest.Builder builder = HttpRequest.newBuilder(call.url());
    builder.setHeader("User-Agent", AGENT).setHeader("Accept", "application/json");
    for (Map.Entry<String, String> header : call.headers().entrySet()) {
      try {
        builder.setHeader(header.getKey(), header.getValue());
      } catch (IllegalArgumentException e) {
        // Its message quotes the value, which may be a secret.
        throw call.failure(
            "the header " + header.getKey() + " has characters that HTTP does not allow",
            "correct the values of the OAuth client in the server entry.");
      }
    }
    if (call.form() != null) {
      builder
          .setHeader("Content-Type", "application/x-www-form-urlencoded")
          .POST(BodyPublishers.ofString(call.form(), UTF_8));
    }
    WebProxy proxy = call.proxy();
    if (proxy != null && proxy.username() != null) {
      // By hand: with an Authenticator the client throws for a 401, and its text would be lost.
      // The client sends it only to the proxy, with the request for a tunnel.
      String password = proxy.password() == null ? "" : proxy.password().value();
      byte[] pair = (proxy.username() + ":" + password).getBytes(UTF_8);
      builder.setHeader("Proxy-Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
    }
    return builder.build();
  }

  private Attempt attempt(HttpClient client, HttpRequest request, ApiRequest call)
      throws CannotCheckException {
    long start = System.nanoTime();
    QuietLoggers.Time quiet = LOGGERS.begin();
    Attempt outcome;
    try {
      outcome = outcome(client, request, call);
    } finally {
      quiet.close();
    }
    log.debug(
        "%s %s%s: %s after %s ms"
            .formatted(
                call.method(),
                call.url(),
                call.through(),
                outcome instanceof ApiResponse response ? response.status() : outcome.in(call),
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start)));
    return outcome;
  }

  private Attempt outcome(HttpClient client, HttpRequest request, ApiRequest call)
      throws CannotCheckException {
    CompletableFuture<HttpResponse<String>> future;
    try {
      future = client.sendAsync(request, head -> new BoundedBody());
    } catch (RuntimeException e) {
      return HttpFault.of(e, timeouts.connectTimeout());
    }
    try {
      // The client's own timeout ends with the head of the response; the body may be slow.
      HttpResponse<String> response =
          future.get(timeouts.limit().limit(timeouts.connectTimeout()), TimeUnit.NANOSECONDS);
      // Without a body if a proxy asks for a password.
      String body = response.body() == null ? "" : response.body();
      return new ApiResponse(
          response.statusCode(),
          response.headers().firstValue("Retry-After").orElse(null),
          response.headers().firstValue("Location").orElse(null),
          body);
    } catch (ExecutionException | TimeoutException e) {
      future.cancel(true);
      if (timeouts.limit().isOver()) {
        throw call.failure(timeouts.limit().description(), timeouts.limit().advice());
      }
      return HttpFault.of(e, timeouts.connectTimeout());
    } catch (InterruptedException e) {
      future.cancel(true);
      Thread.currentThread().interrupt();
      throw call.failure("the build was interrupted", "run it again.");
    }
  }

  /**
   * How long to wait before the next attempt.
   *
   * @throws CannotCheckException if there must be none
   */
  private long pause(ApiRequest call, Attempt outcome, int attempts) throws CannotCheckException {
    if (!outcome.isTransient() || attempts > timeouts.retries()) {
      throw failure(call, outcome, attempts);
    }
    Duration asked = outcome instanceof ApiResponse response ? askedFor(response) : Duration.ZERO;
    if (asked.compareTo(LONGEST_WAIT) > 0) {
      throw call.failure(
          "%s, with a Retry-After of %s s; a build waits at most %s s"
              .formatted(outcome.in(call), asked.toSeconds(), LONGEST_WAIT.toSeconds()),
          "run the build again after that time.");
    }
    return Math.max(backoff.after(attempts), asked.toMillis());
  }

  /** {@code Retry-After}: seconds or a date (RFC 9110, 10.2.3). */
  private Duration askedFor(ApiResponse response) {
    String value = response.retryAfter() == null ? "" : response.retryAfter().strip();
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

  private static CannotCheckException failure(ApiRequest call, Attempt outcome, int attempts) {
    CannotCheckException failure =
        call.failure(
            outcome.in(call) + (attempts > 1 ? ", " + attempts + " times in a row" : ""),
            outcome.advice(call));
    boolean unreachable = outcome instanceof HttpFault http && http.fault().kind().isUnreachable();
    return unreachable
        ? CannotCheckException.unreachable(failure.problem(), failure.advice())
        : failure;
  }

  private static ApiResponse requireFromTheApi(ApiRequest call, ApiResponse response)
      throws CannotCheckException {
    if (response.status() == 407) {
      boolean given = call.proxy() != null && call.proxy().username() != null;
      throw call.failure(
          "the proxy requires a user and a password (407), and "
              + (given ? "rejects those in settings.xml" : "settings.xml does not contain them"),
          given
              ? "check <username> and <password> of that <proxy>, and that the proxy allows Basic"
                  + " authentication. If both are right, other code in this JVM has used the JDK's"
                  + " HTTP client before, which then sends no password to proxies: add -D"
                  + DISABLED_SCHEMES
                  + "= to MAVEN_OPTS or .mvn/jvm.config."
              : "add <username> and <password> to the <proxy> in settings.xml.");
    }
    if (response.status() >= 300 && response.status() < 400) {
      throw call.failure(
          "it answered %s, a redirect%s, which the plugin does not follow, since the request contains a secret"
              .formatted(response.status(), redirect(call, response.location())),
          NOT_THE_API);
    }
    return response;
  }

  /** Where to, without the path and the query, which may contain a secret. */
  private static String redirect(ApiRequest call, @Nullable String location) {
    try {
      String host = location == null ? null : new URI(location).getHost();
      return host == null ? "" : " to the host '" + call.quoted(host) + "'";
    } catch (URISyntaxException e) {
      return "";
    }
  }
}
