package io.github.qsmaven.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A simulator of Adobe's IMS and of the API of Query Service, over HTTPS on a free port of the
 * loopback interface. It records requests and sends the configured replies, valid or invalid.
 *
 * <p>It requires of a request what the documents show: the parameters of {@code POST /ims/token/v3}
 * (Developer Console, "OAuth Server-to-Server credential API Reference"), the headers of {@code GET
 * /data/foundation/query/connection_parameters} (Query Service API, "Connection parameters
 * endpoint"). Its errors have the shapes of RFC 6749, 5.2, and of Experience Platform's "Request
 * header errors".
 */
public final class AdobeApis implements AutoCloseable {
  /** The path of the token endpoint. */
  public static final String TOKEN = "/ims/token/v3";

  /** The path of the connection parameters. */
  public static final String PARAMETERS = "/data/foundation/query/connection_parameters";

  static {
    // The JDK reads this once, at the first request of the JVM, which may be one without a proxy.
    System.setProperty("jdk.http.auth.tunneling.disabledSchemes", "");
  }

  private final HttpsServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool(AdobeApis::daemon);
  private final CountDownLatch closed = new CountDownLatch(1);
  private final List<Request> requests = new ArrayList<>();
  private final Map<String, List<Reply>> replies = new ConcurrentHashMap<>();

  /**
   * A request.
   *
   * @param method GET or POST
   * @param path the path, with the query if there is one
   * @param headers the headers, by their names in lower case
   * @param body the body
   */
  public record Request(String method, String path, Map<String, String> headers, String body) {
    /** The body as a form. */
    public Map<String, String> form() {
      Map<String, String> form = new LinkedHashMap<>();
      for (String pair : body.split("&", -1)) {
        int equals = pair.indexOf('=');
        form.put(
            URLDecoder.decode(pair.substring(0, equals), UTF_8),
            URLDecoder.decode(pair.substring(equals + 1), UTF_8));
      }
      return form;
    }
  }

  /** A reply to a request. */
  @FunctionalInterface
  public interface Reply {
    /**
     * Sends the reply.
     *
     * @throws IOException if the client closed the connection
     */
    void to(Request request, HttpExchange exchange) throws IOException;
  }

  /**
   * Starts the server. It answers 404 until a reply is configured.
   *
   * @param certificate the certificate to send to clients
   * @throws IOException if no port can be opened
   */
  public AdobeApis(TlsMaterial.ServerCertificate certificate) throws IOException {
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(certificate.context()));
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "adobe-apis");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Configures the replies for a path.
   *
   * @param path the path
   * @param inTurn the replies, one after the other; the last one repeats
   * @return this
   */
  public AdobeApis answer(String path, Reply... inTurn) {
    replies.put(path, new ArrayList<>(List.of(inTurn)));
    return this;
  }

  /** A complete reply. */
  public static Reply text(int status, Map<String, String> headers, String body) {
    return (request, exchange) -> {
      headers.forEach(exchange.getResponseHeaders()::set);
      byte[] bytes = body.getBytes(UTF_8);
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    };
  }

  /** A complete reply of JSON. */
  public static Reply json(int status, String body) {
    return text(status, Map.of("Content-Type", "application/json"), body);
  }

  /** Closes the connection without a reply. */
  public static Reply hangUp() {
    return (request, exchange) -> {};
  }

  /** Closes the connection in the middle of the body. */
  public static Reply breakOff(String start) {
    return (request, exchange) -> {
      byte[] bytes = start.getBytes(UTF_8);
      exchange.sendResponseHeaders(200, bytes.length + 1000L);
      exchange.getResponseBody().write(bytes);
    };
  }

  /** Sends nothing until the server is closed. */
  public Reply silence() {
    return (request, exchange) -> awaitClose();
  }

  /** Starts a body and sends nothing more until the server is closed. */
  public Reply silenceInTheBody() {
    return (request, exchange) -> {
      exchange.sendResponseHeaders(200, 0);
      exchange.getResponseBody().write('{');
      exchange.getResponseBody().flush();
      awaitClose();
    };
  }

  /** A token, as from IMS, for a request with this client id and secret. */
  public static Reply tokenFor(String clientId, String clientSecret, String token) {
    return (request, exchange) -> {
      Map<String, String> form = request.form();
      String wrong =
          !request.method().equals("POST") || !form.get("grant_type").equals("client_credentials")
              ? "{\"error\":\"invalid_request\"}"
              : !form.get("client_id").equals(clientId)
                  ? "{\"error\":\"invalid_client\",\"error_description\":\"invalid client_id parameter\"}"
                  : !form.get("client_secret").equals(clientSecret)
                      ? "{\"error\":\"invalid_client\",\"error_description\":\"invalid client_secret parameter\"}"
                      : "";
      Reply reply =
          wrong.isEmpty()
              ? json(
                  200,
                  "{\"access_token\":\"%s\",\"token_type\":\"bearer\",\"expires_in\":86399}"
                      .formatted(token))
              : json(400, wrong);
      reply.to(request, exchange);
    };
  }

  /** The connection parameters, as from Query Service's API, for a request with these headers. */
  public static Reply parametersFor(
      String token, String clientId, String orgId, String sandbox, String parameters) {
    return (request, exchange) -> {
      Map<String, String> headers = request.headers();
      Reply reply =
          !("Bearer " + token).equals(headers.get("authorization"))
              ? json(401, "{\"error_code\":\"401013\",\"message\":\"Oauth token is not valid\"}")
              : !clientId.equals(headers.get("x-api-key"))
                  ? json(403, "{\"error_code\":\"403003\",\"message\":\"Api Key is invalid\"}")
                  : !orgId.equals(headers.get("x-gw-ims-org-id"))
                      ? json(
                          403, "{\"error_code\":\"403025\",\"message\":\"Profile is not valid\"}")
                      : !sandbox.equals(headers.get("x-sandbox-name"))
                          ? json(
                              404,
                              "{\"status\":404,\"title\":\"NotFoundError\",\"detail\":\"Sandbox not found\"}")
                          : json(200, parameters);
      reply.to(request, exchange);
    };
  }

  private void awaitClose() {
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Map<String, String> headers = new TreeMap<>();
      exchange
          .getRequestHeaders()
          .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
      Request request =
          new Request(
              exchange.getRequestMethod(),
              exchange.getRequestURI().toString(),
              headers,
              new String(exchange.getRequestBody().readAllBytes(), UTF_8));
      next(request).to(request, exchange);
    }
  }

  private synchronized Reply next(Request request) {
    requests.add(request);
    List<Reply> known = replies.get(request.path());
    if (known == null) {
      return json(404, "{\"message\":\"no such path\"}");
    }
    return known.size() > 1 ? known.remove(0) : known.get(0);
  }

  /** The requests so far. */
  public synchronized List<Request> requests() {
    return List.copyOf(requests);
  }

  /** The port to connect to. */
  public int port() {
    return server.getAddress().getPort();
  }

  /** The URL: {@code https://localhost:port}. */
  public String url() {
    return "https://localhost:" + port();
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
