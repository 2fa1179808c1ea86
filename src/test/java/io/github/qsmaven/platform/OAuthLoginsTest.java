package io.github.qsmaven.platform;

import static io.github.qsmaven.testing.AdobeApis.PARAMETERS;
import static io.github.qsmaven.testing.AdobeApis.TOKEN;
import static io.github.qsmaven.testing.AdobeApis.breakOff;
import static io.github.qsmaven.testing.AdobeApis.hangUp;
import static io.github.qsmaven.testing.AdobeApis.json;
import static io.github.qsmaven.testing.AdobeApis.parametersFor;
import static io.github.qsmaven.testing.AdobeApis.text;
import static io.github.qsmaven.testing.AdobeApis.tokenFor;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.qsmaven.connection.Backoff;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.settings.Credential;
import io.github.qsmaven.settings.OAuthLogin;
import io.github.qsmaven.settings.OAuthSettings;
import io.github.qsmaven.settings.Overrides;
import io.github.qsmaven.settings.PasswordSource;
import io.github.qsmaven.settings.Secret;
import io.github.qsmaven.settings.ServerEntry;
import io.github.qsmaven.settings.Timeouts;
import io.github.qsmaven.testing.AdobeApis;
import io.github.qsmaven.testing.AdobeApis.Reply;
import io.github.qsmaven.testing.AdobeApis.Request;
import io.github.qsmaven.testing.ConnectProxy;
import io.github.qsmaven.testing.HeardLog;
import io.github.qsmaven.testing.SecretCanary;
import io.github.qsmaven.testing.TlsFront;
import io.github.qsmaven.testing.TlsMaterial;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.assertj.core.api.AbstractThrowableAssert;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a real HTTPS server. */
@Timeout(60)
class OAuthLoginsTest {
  private static final String CLIENT_ID = "c0ffee";
  private static final String SECRET = "p8e-Xk42Vq9mTr7 &=%+\"é/?";
  private static final String ACCESS_TOKEN = "eyJhbGciOiJSUzI1NiJ9.t0kenT0kenT0ken";
  private static final String ORG = "ECBB80245ECFC73E8A095EC9@AdobeOrg";
  private static final String SANDBOX = "prod";
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
  private static final String ANSWER =
      """
      {"username": "%s", "dbName": "prod:all", "host": "acme.platform-query.adobe.io", "version": 1,
       "port": 80, "token": "%s", "compressedToken": "NkgNkgNkg", "websocketHost": "w"}\
      """
          .formatted(ORG, ACCESS_TOKEN);

  @TempDir private static Path folder;
  private static TlsMaterial tls;
  private static TlsMaterial.ServerCertificate certificate;
  private static SSLContext trust;

  private final HeardLog log = new HeardLog();
  private final List<Long> pauses = new ArrayList<>();
  private final Map<String, String> configuration = new LinkedHashMap<>();
  private final ExecutorService executor = Executors.newCachedThreadPool();

  private AdobeApis apis;
  private OAuthLogins logins;
  private Timeouts timeouts = new Timeouts(20, 20, 0);
  private Instant now = NOW;

  @BeforeAll
  static void makeCertificates() throws IOException {
    tls = TlsMaterial.createIn(folder);
    certificate = tls.certificateFor("localhost");
    trust = tls.trusting();
  }

  @BeforeEach
  void start() throws IOException {
    apis = new AdobeApis(certificate);
    apis.answer(TOKEN, tokenFor(CLIENT_ID, SECRET, ACCESS_TOKEN));
    apis.answer(PARAMETERS, parametersFor(ACCESS_TOKEN, CLIENT_ID, ORG, SANDBOX, ANSWER));
    configuration.put("clientId", CLIENT_ID);
    configuration.put("orgId", ORG);
    configuration.put("sandbox", SANDBOX);
    configuration.put("imsUrl", apis.url());
    configuration.put("platformUrl", apis.url());
    logins = trusting(trust);
  }

  private OAuthLogins trusting(@Nullable SSLContext context) {
    return new OAuthLogins(new Backoff(pauses::add, new Random(1)), () -> now, context);
  }

  @AfterEach
  void stop() {
    apis.close();
    executor.shutdownNow();
  }

  private OAuthLogin login(WebProxy... proxies) throws CannotCheckException {
    return login(SECRET, proxies);
  }

  private OAuthLogin login(String secret, WebProxy... proxies) throws CannotCheckException {
    return logins.login(
        new OAuthSettings(
            new ServerEntry("aep", null, null, configuration, new Secret(secret)),
            new Overrides(null, null, null, null, null)),
        timeouts,
        List.of(proxies),
        log);
  }

  /** What the user is told; nothing of what was told or logged holds a secret. */
  private AbstractThrowableAssert<?, ?> assertTold(WebProxy... proxies) {
    CannotCheckException told = refusal(proxies);
    assertNoSecretIn(told.getMessage() + log.warnings() + log.details());
    return assertThat(told).hasNoCause().hasMessageContaining("\nWhat to do: ");
  }

  private CannotCheckException refusal(WebProxy... proxies) {
    try {
      login(proxies);
    } catch (CannotCheckException e) {
      return e;
    }
    throw new AssertionError("It did not fail");
  }

  private static void assertNoSecretIn(String text) {
    assertThat(new SecretCanary(SECRET).formsIn(text)).isEmpty();
    assertThat(new SecretCanary(ACCESS_TOKEN).formsIn(text)).isEmpty();
  }

  @Test
  void aClientGetsWhatToConnectWith() throws Exception {
    OAuthLogin login = login();

    assertThat(login)
        .isEqualTo(
            new OAuthLogin(
                "aep",
                ORG,
                new Secret(ACCESS_TOKEN),
                "acme.platform-query.adobe.io",
                "80",
                "prod:all"));
    assertThat(login.credential())
        .isEqualTo(new Credential(ORG, new Secret(ACCESS_TOKEN), PasswordSource.OAUTH));
    assertThat(log.warnings()).isEmpty();
    assertThat(log.details())
        .hasSize(2)
        .allMatch(line -> line.contains(": 200 after "))
        .noneMatch(line -> line.contains("Bearer"));
  }

  @Test
  void theRequestsAreThoseThatAdobeDocuments() throws Exception {
    login();

    Request token = apis.requests().get(0);
    assertThat(token.method()).isEqualTo("POST");
    assertThat(token.path()).isEqualTo("/ims/token/v3");
    assertThat(token.headers())
        .containsEntry("content-type", "application/x-www-form-urlencoded")
        .containsEntry("accept", "application/json")
        .containsEntry("user-agent", "qs-maven-plugin")
        .doesNotContainKeys("authorization", "proxy-authorization", "cookie");
    assertThat(token.form())
        .containsExactly(
            Map.entry("grant_type", "client_credentials"),
            Map.entry("client_id", CLIENT_ID),
            Map.entry("client_secret", SECRET),
            Map.entry(
                "scope",
                "openid,AdobeID,read_organizations,additional_info.projectedProductContext,session"));

    Request parameters = apis.requests().get(1);
    assertThat(parameters.method()).isEqualTo("GET");
    assertThat(parameters.path()).isEqualTo("/data/foundation/query/connection_parameters");
    assertThat(parameters.body()).isEmpty();
    assertThat(parameters.headers())
        .containsEntry("authorization", "Bearer " + ACCESS_TOKEN)
        .containsEntry("x-api-key", CLIENT_ID)
        .containsEntry("x-gw-ims-org-id", ORG)
        .containsEntry("x-sandbox-name", SANDBOX)
        .containsEntry("user-agent", "qs-maven-plugin");
    assertThat(UUID.fromString(parameters.headers().get("x-request-id"))).isNotNull();
  }

  @Test
  void aUrlMayHaveAPath() throws Exception {
    configuration.put("imsUrl", apis.url() + "/gateway/");
    apis.answer("/gateway" + TOKEN, tokenFor(CLIENT_ID, SECRET, ACCESS_TOKEN));

    assertThat(login().user()).isEqualTo(ORG);
  }

  @Test
  void aTokenOf16KilobytesWorks() throws Exception {
    String token = "t".repeat(16_384);
    apis.answer(TOKEN, tokenFor(CLIENT_ID, SECRET, token));
    apis.answer(
        PARAMETERS,
        parametersFor(token, CLIENT_ID, ORG, SANDBOX, ANSWER.replace(ACCESS_TOKEN, token)));

    assertThat(login().token()).isEqualTo(new Secret(token));
  }

  @Test
  void oneTokenServesTheWholeBuildHoweverManyThreadsAsk() throws Exception {
    int threads = 8;
    CountDownLatch start = new CountDownLatch(1);
    List<Future<OAuthLogin>> futures = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      futures.add(
          executor.submit(
              () -> {
                start.await();
                return login();
              }));
    }
    start.countDown();
    for (Future<OAuthLogin> future : futures) {
      assertThat(future.get().token()).isEqualTo(new Secret(ACCESS_TOKEN));
    }

    assertThat(apis.requests()).hasSize(2);
  }

  @Test
  void anotherSandboxOrAnotherSecretIsAnotherQuestion() throws Exception {
    login();

    configuration.put("sandbox", "dev");
    assertThatThrownBy(this::login).hasMessageContaining("the sandbox \"dev\" does not exist");
    configuration.put("sandbox", SANDBOX);
    assertThatThrownBy(() -> login("another")).hasMessageContaining("client secret is wrong");
    assertThat(apis.requests()).hasSize(5);
  }

  @ParameterizedTest
  @CsvSource({"86399, 86338, 86340", "3600000, 3538, 3540", "'\"7200\"', 7138, 7140"})
  void aTokenIsReplacedShortlyBeforeItsEnd(String expiresIn, long still, long noMore)
      throws Exception {
    apis.answer(
        TOKEN,
        json(
            200, "{\"access_token\":\"%s\",\"expires_in\":%s}".formatted(ACCESS_TOKEN, expiresIn)));
    login();

    now = NOW.plusSeconds(still);
    login();
    assertThat(apis.requests()).hasSize(2);

    now = NOW.plusSeconds(noMore);
    login();
    assertThat(apis.requests()).hasSize(4);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ",\"expires_in\":\"soon\"",
        ",\"expires_in\":-9223372036854775808",
        ",\"expires_in\":9223372036854775807",
        ",\"expires_in\":-1",
        ",\"expires_in\":0",
        ",\"expires_in\":1e400",
        ",\"expires_in\":null"
      })
  void aTokenThatDoesNotSayHowLongItLivesLivesADay(String expiresIn) throws Exception {
    apis.answer(TOKEN, json(200, "{\"access_token\":\"%s\"%s}".formatted(ACCESS_TOKEN, expiresIn)));
    login();

    now = NOW.plus(Duration.ofHours(23));
    login();
    assertThat(apis.requests()).hasSize(2);

    now = NOW.plus(Duration.ofHours(24));
    login();
    assertThat(apis.requests()).hasSize(4);
  }

  private static Stream<Arguments> refusalsOfIms() {
    return Stream.of(
        Arguments.of(
            400,
            "{\"error\":\"invalid_client\",\"error_description\":\"invalid client_secret"
                + " parameter\"}",
            List.of(
                "the client secret is wrong", "400", "<clientSecret>", "OAuth Server-to-Server")),
        Arguments.of(
            400,
            "{\"error\":\"invalid_client\",\"error_description\":\"invalid client_id parameter\"}",
            List.of("the client id does not exist", "<clientId> (c0ffee)", "Developer Console")),
        Arguments.of(
            401,
            "{\"error\":\"invalid_client\"}",
            List.of("it rejects the client", "401 'invalid_client'")),
        Arguments.of(
            400,
            "{\"error\":\"invalid_scope\",\"error_description\":\"no session for you\"}",
            List.of(
                "may not have the requested scopes",
                "no session for you",
                "<scopes>",
                "openid,AdobeID")),
        Arguments.of(
            400,
            "{\"error\":\"unauthorized_client\"}",
            List.of(
                "does not belong to an OAuth Server-to-Server credential",
                "add the credential",
                "JWT")),
        Arguments.of(
            400,
            "{\"error\":\"invalid_request\",\"error_description\":\"odd\"}",
            List.of("400 'invalid_request: odd'", "<clientId>, <clientSecret> and <scopes>")),
        Arguments.of(404, "", List.of("404 without a body", "check <imsUrl>")),
        Arguments.of(
            403,
            "<html><head><Title>\n Access denied by ACME </title></head><body>secret</body></html>",
            List.of("403 with a web page or other XML, not with JSON")),
        Arguments.of(403, "go away", List.of("403 with text that is not JSON")),
        Arguments.of(400, "{}", List.of("400 with JSON without a message")),
        Arguments.of(400, "{\"error\":\"inva", List.of("400 with invalid JSON")),
        Arguments.of(
            200,
            "<html><title>Sign in</title></html>",
            List.of("200 with a web page", "login page")),
        Arguments.of(200, "", List.of("200 without a body", "<imsUrl>", "login page")),
        Arguments.of(200, "{\"access_token\":\"\"}", List.of("its response has no access_token")),
        Arguments.of(
            200, "[]", List.of("200 with invalid JSON, or with JSON that is not an object")));
  }

  @ParameterizedTest
  @MethodSource("refusalsOfIms")
  void whatImsAnswersIsToldInWords(int status, String body, List<String> words) {
    apis.answer(TOKEN, json(status, body));
    timeouts = new Timeouts(20, 20, 2);

    assertTold()
        .hasMessageContainingAll(words.toArray(String[]::new))
        .hasMessageStartingWith(
            "Cannot get a token for server \"aep\" from " + apis.url() + "/ims/token/v3: ");
    assertThat(apis.requests()).hasSize(1);
  }

  private static Stream<Arguments> refusalsOfThePlatform() {
    return Stream.of(
        Arguments.of(
            401,
            "{\"error_code\":\"401013\",\"message\":\"Oauth token is not valid\"}",
            List.of("401 '401013: Oauth token is not valid'", ORG, CLIENT_ID, "one environment")),
        Arguments.of(
            403,
            "{\"error_code\":\"403003\",\"message\":\"Api Key is invalid\"}",
            List.of("403 '403003: Api Key is invalid'", "add Experience Platform API")),
        Arguments.of(
            403,
            "{\"error_code\":\"403025\",\"message\":\"Profile is not valid\"}",
            List.of("Profile is not valid", "<orgId>", "product profile", "Manage Queries")),
        Arguments.of(
            404,
            "{\"status\":404,\"title\":\"NotFoundError\",\"detail\":\"Sandbox not found\"}",
            List.of(
                "the sandbox \"prod\" does not exist",
                "NotFoundError: Sandbox not found",
                "name, not the title")),
        Arguments.of(
            403,
            "{\"errors\":[{\"x\":{\"msg\":\"no access to SANDBOX prod\"}}]}",
            List.of("the sandbox \"prod\" does not exist", "403 with JSON without", "Roles")),
        Arguments.of(404, "{\"message\":\"no route\"}", List.of("no route", "check <platformUrl>")),
        Arguments.of(
            400,
            "{\"error_code\":\"400003\",\"message\":\"Missing header\"}",
            List.of("Missing header", "Adobe's support")),
        Arguments.of(200, "<html>", List.of("200 with a web page", "login page")),
        Arguments.of(
            200,
            "{\"token\":\"%s\",\"port\":80}".formatted(ACCESS_TOKEN),
            List.of("its response has no username, no host, no dbName")),
        Arguments.of(
            200,
            "{\"token\":\"%s\",\"port\":80".formatted(ACCESS_TOKEN),
            List.of("200 with invalid JSON")),
        Arguments.of(
            200,
            ANSWER.replace("prod:all", "dev:all"),
            List.of(
                "request was for the sandbox \"prod\"", "database 'dev:all' of another sandbox")));
  }

  @ParameterizedTest
  @MethodSource("refusalsOfThePlatform")
  void whatThePlatformAnswersIsToldInWordsWithTheIdOfTheRequest(
      int status, String body, List<String> words) {
    apis.answer(PARAMETERS, json(status, body));
    timeouts = new Timeouts(20, 20, 2);

    assertTold()
        .hasMessageContainingAll(words.toArray(String[]::new))
        .hasMessageStartingWith(
            "Cannot get the connection parameters for server \"aep\" from "
                + apis.url()
                + PARAMETERS
                + ": ")
        .hasMessageContaining(
            "(x-request-id " + apis.requests().get(1).headers().get("x-request-id") + ")");
    assertThat(apis.requests()).hasSize(2);
  }

  @Test
  void aRefusalIsNotRememberedAsAToken() throws Exception {
    apis.answer(TOKEN, json(400, "{}"), tokenFor(CLIENT_ID, SECRET, ACCESS_TOKEN));

    assertTold();

    assertThat(login().user()).isEqualTo(ORG);
  }

  @Test
  void secretsThatAreSentBackAreTakenOutBeforeTheTextIsCut() {
    apis.answer(
        PARAMETERS,
        json(
            400,
            "{\"message\":\"%s %s %s\"}"
                .formatted(
                    "x".repeat(285), ACCESS_TOKEN, SECRET.replace("\"", "\\\"") + "y".repeat(99))));

    assertTold().hasMessageContaining("x *** ***").hasMessageContaining("...'");
  }

  @Test
  void whatCameBackCannotWriteIntoTheLog() {
    apis.answer(TOKEN, json(400, "{\"error\":\"a\\n::error::b\\u001B[31m\\u202Ec\"}"));

    assertTold().hasMessageContaining("'a\\n:\\u003Aerror:\\u003Ab\\u001B[31m\\u202Ec'");
  }

  /** The JDK throws an exception with the header, and the driver one with the password. */
  @ParameterizedTest
  @ValueSource(strings = {"\\n", "\\r\\nx: y", "\\u0000", " ", "\\u00e9", "\\uD800"})
  void aTokenThatCannotBeOneIsNeitherSentNorQuoted(String odd) {
    String token = ACCESS_TOKEN.substring(0, 20) + odd + ACCESS_TOKEN.substring(20);
    apis.answer(PARAMETERS, json(200, ANSWER.replace(ACCESS_TOKEN, token)));

    assertTold()
        .hasMessageContaining(": its response has token with characters that a token cannot have")
        .hasMessageNotContaining(ACCESS_TOKEN.substring(0, 20));

    apis.answer(TOKEN, json(200, "{\"access_token\":\"%s\"}".formatted(token)));

    assertTold()
        .hasMessageContaining(
            ": its response has access_token with characters that a token cannot have")
        .hasMessageNotContaining(ACCESS_TOKEN.substring(0, 20));
  }

  /** Bodies with a token in a form that is not the documented one. */
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "200, access_token=T&expires_in=3",
        "200, T",
        "200, \"T\"",
        "200, `[\"T\",1]`",
        "200, <token>T</token>",
        "200, <html><title>T</title>",
        "200, `{\"token\":\"T\",\"message\":\"T\"}`",
        "200, {\"access_token\":\"T",
        "302, T",
        "400, access_token=T",
        "400, T",
        "400, `[{\"message\":\"T\"}]`",
        "400, <html><title>T</title>",
        "400, `{\"x\":\"T\",\"y\":{\"message\":\"T\"},\"error\":[\"T\"],\"title\":{\"a\":\"T\"}}`",
        "500, {\"hint\":\"T\"}",
        "503, T"
      })
  void aBodyIsNotQuoted(int status, String body) {
    String token = "eyJhbGciOiJSUzI1NiJ9.never-seen-before";
    apis.answer(TOKEN, json(status, body.replace("T", token)));

    assertTold()
        .hasMessageNotContaining("never-seen")
        .hasMessageContaining(
            status == 200 && body.startsWith("{\"t") ? "no access_t" : "" + status);
    assertThat(log.details() + "" + log.warnings()).doesNotContain("never-seen");
  }

  @Test
  void aNumberIsNoMessage() {
    apis.answer(TOKEN, json(400, "{\"error\":4815162342,\"message\":\"odd\"}"));

    assertTold().hasMessageContaining("400 'odd'").hasMessageNotContaining("4815162342");
  }

  @Test
  void aDescriptionThatRepeatsTheRequestIsRedacted() {
    apis.answer(
        TOKEN,
        (request, exchange) -> {
          String form = request.body();
          String quoted = form.replaceAll("%", "%25").replace("+", "%20") + " " + form;
          String base64 =
              Base64.getEncoder().encodeToString((CLIENT_ID + ":" + SECRET).getBytes(UTF_8));
          json(
                  400,
                  "{\"error\":\"invalid_request\",\"error_description\":\"%s %s %s\"}"
                      .formatted(
                          quoted, base64, SECRET.replace("\"", "&quot;").replace("&", "&amp;")))
              .to(request, exchange);
        });

    assertTold().hasMessageContaining("client_secret=***");
  }

  @ParameterizedTest
  @CsvSource({"acme.platform-query.adobe.io, host", "prod:all, dbName", "@AdobeOrg, username"})
  void aTokenInAnotherMemberIsNotUsed(String value, String member) {
    apis.answer(
        PARAMETERS,
        parametersFor(
            ACCESS_TOKEN, CLIENT_ID, ORG, SANDBOX, ANSWER.replace(value, value + ACCESS_TOKEN)));

    assertTold().hasMessageContaining("its response has a secret in " + member);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 T\r\n\r\n",
        "T\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: T\r\n\r\n",
        "HTTP/1.1 200 OK\r\nT\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nT\r\n"
      })
  void whatIsNotHttpIsNotQuoted(String answer) throws Exception {
    try (ServerSocket server =
        certificate
            .context()
            .getServerSocketFactory()
            .createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      configuration.put("imsUrl", "https://localhost:" + server.getLocalPort());
      Future<?> served =
          executor.submit(
              () -> {
                try (Socket client = server.accept()) {
                  client.getOutputStream().write(answer.replace("T", "n3ver-seen").getBytes(UTF_8));
                  client.getOutputStream().flush();
                  return client.getInputStream().read(new byte[4096]);
                }
              });

      assertTold().hasMessageNotContaining("n3ver").hasMessageContaining("Cannot get a token");
      assertThat(log.details() + "").doesNotContain("n3ver");
      served.get();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 500, 502, 503, 504})
  void whatCanPassIsTriedAgainWithGrowingPauses(int status) throws Exception {
    Reply busy = json(status, "{\"message\":\"busy\"}");
    apis.answer(TOKEN, busy, busy, tokenFor(CLIENT_ID, SECRET, ACCESS_TOKEN));
    apis.answer(PARAMETERS, busy, parametersFor(ACCESS_TOKEN, CLIENT_ID, ORG, SANDBOX, ANSWER));
    timeouts = new Timeouts(20, 20, 2);

    assertThat(login().user()).isEqualTo(ORG);
    assertThat(pauses).hasSize(3);
    assertThat(pauses.get(0)).isBetween(250L, 500L);
    assertThat(pauses.get(1)).isBetween(500L, 1000L);
    assertThat(pauses.get(2)).isBetween(250L, 500L);
    assertThat(log.warnings().get(1))
        .startsWith("Cannot get a token for server \"aep\"")
        .contains("it answered " + status + " 'busy'")
        .matches("(?s).*Trying again in [01]\\.\\d s \\(2 of 2\\)\\.");
  }

  @ParameterizedTest
  @CsvSource({"429, fewer builds at a time", "503, status.adobe.com"})
  void whatDoesNotPassIsToldInTheEnd(int status, String advice) {
    apis.answer(TOKEN, json(status, "{\"message\":\"busy\"}"));
    timeouts = new Timeouts(20, 20, 2);

    assertTold().hasMessageContainingAll(status + " 'busy', 3 times in a row", advice);
    assertThat(apis.requests()).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource({
    "7, 7000",
    "30, 30000",
    "'Sat, 21 Nov 2026 10:00:20 GMT', 20000",
  })
  void retryAfterIsHonoured(String retryAfter, long milliseconds) throws Exception {
    apis.answer(
        TOKEN,
        text(429, Map.of("Retry-After", retryAfter), ""),
        tokenFor(CLIENT_ID, SECRET, ACCESS_TOKEN));
    timeouts = new Timeouts(20, 20, 1);

    login();

    assertThat(pauses).containsExactly(milliseconds);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "soon", "-5", "Sat, 21 Nov 2026 09:00:00 GMT"})
  void aRetryAfterThatSaysNothingIsAPauseAsAnyOther(String retryAfter) throws Exception {
    apis.answer(
        TOKEN,
        text(503, Map.of("Retry-After", retryAfter), ""),
        tokenFor(CLIENT_ID, SECRET, ACCESS_TOKEN));
    timeouts = new Timeouts(20, 20, 1);

    login();

    assertThat(pauses).singleElement().matches(pause -> pause >= 250 && pause <= 500);
  }

  @ParameterizedTest
  @CsvSource({
    "31, 31",
    "3600, 3600",
    "99999999999999999999, 999999999",
    "'Sat, 21 Nov 2026 10:02:00 GMT', 120"
  })
  void aRetryAfterThatIsTooLongIsToldAndNotWaitedFor(String retryAfter, long seconds) {
    apis.answer(TOKEN, text(429, Map.of("Retry-After", retryAfter), ""));
    timeouts = new Timeouts(20, 20, 5);

    assertTold().hasMessageContainingAll("a Retry-After of " + seconds + " s", "30 s");
    assertThat(pauses).isEmpty();
  }

  @Test
  void aConnectionThatBreaksIsTriedAgain() throws Exception {
    apis.answer(TOKEN, hangUp(), tokenFor(CLIENT_ID, SECRET, ACCESS_TOKEN));
    apis.answer(
        PARAMETERS,
        breakOff("{\"token\":\"" + ACCESS_TOKEN),
        parametersFor(ACCESS_TOKEN, CLIENT_ID, ORG, SANDBOX, ANSWER));
    timeouts = new Timeouts(20, 20, 1);

    assertThat(login().user()).isEqualTo(ORG);
    assertThat(log.warnings()).hasSize(2).allMatch(w -> w.contains("the connection broke"));
    assertNoSecretIn(log.warnings() + "" + log.details());
  }

  @Test
  void aConnectionThatKeepsBreakingIsTold() {
    apis.answer(TOKEN, hangUp());
    timeouts = new Timeouts(20, 20, 1);

    assertTold().hasMessageContainingAll("the connection broke", "2 times in a row", "firewall");
  }

  @Test
  void aPortWhereNobodyListensIsTriedAgainAndTold() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      configuration.put("imsUrl", "https://localhost:" + socket.getLocalPort());
    }
    timeouts = new Timeouts(20, 20, 1);

    assertTold()
        .hasMessageContainingAll("the connection was refused, 2 times in a row", "<proxies>");
    assertThat(pauses).hasSize(1);
  }

  @Test
  void anUnknownHostIsToldAtOnce() {
    configuration.put("imsUrl", "https://no-such-host.invalid");
    timeouts = new Timeouts(20, 20, 3);

    assertTold().hasMessageContaining("the host name cannot be resolved");
    assertThat(pauses).isEmpty();
  }

  @Test
  void silenceEndsWithTheTime() {
    apis.answer(TOKEN, apis.silence());
    timeouts = new Timeouts(1, 20, 1);
    long start = System.nanoTime();

    assertTold()
        .hasMessageContainingAll(
            "it did not answer within 1 s (connectTimeout), 2 times in a row",
            "-Dqs.connectTimeout");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(seconds(2), seconds(12));
  }

  @Test
  void silenceInTheMiddleOfABodyEndsWithTheTimeToo() {
    apis.answer(PARAMETERS, apis.silenceInTheBody());
    timeouts = new Timeouts(1, 20, 0);

    assertTold().hasMessageContaining("it did not answer within 1 s");
  }

  private static Duration seconds(int seconds) {
    return Duration.ofSeconds(seconds);
  }

  @Test
  void anEndlessBodyIsNotTakenIn() {
    apis.answer(PARAMETERS, json(200, "{\"x\":\"" + "y".repeat(1 << 21) + "\"}"));

    assertTold().hasMessageContaining("the response is longer than 1048576 bytes");
  }

  @Test
  void aSecretIsNotCarriedToWhereARedirectionPoints() {
    apis.answer(TOKEN, text(307, Map.of("Location", apis.url() + "/else?code=k0depart"), ""));

    assertTold()
        .hasMessageContainingAll("307, a redirect to the host 'localhost', which", "secret")
        .hasMessageNotContaining("k0depart");
    assertThat(apis.requests()).hasSize(1);
  }

  @Test
  void aCertificateOfAnUnknownAuthorityIsRefused() {
    logins = trusting(null);
    timeouts = new Timeouts(20, 20, 2);

    assertTold().hasMessageContainingAll("JVM's trust store", "-Djavax.net.ssl.trustStore");
    assertThat(apis.requests()).isEmpty();
    assertThat(pauses).isEmpty();
  }

  @Test
  void aTrustStoreThatCannotBeReadIsReported() {
    String before = System.getProperty("javax.net.ssl.trustStore");
    System.setProperty("javax.net.ssl.trustStore", folder.resolve("missing.p12").toString());
    try {
      logins = trusting(null);
      timeouts = new Timeouts(20, 20, 2);

      assertTold()
          .hasMessageContainingAll(
              "javax.net.ssl.trustStore=" + folder.resolve("missing.p12"), "does not exist");
      assertThat(pauses).isEmpty();
    } finally {
      if (before == null) {
        System.clearProperty("javax.net.ssl.trustStore");
      } else {
        System.setProperty("javax.net.ssl.trustStore", before);
      }
    }
  }

  @Test
  void aCertificateOfAnotherHostIsRefused() throws Exception {
    try (AdobeApis other = new AdobeApis(tls.certificateFor("ims.example"))) {
      configuration.put("imsUrl", other.url());

      assertTold().hasMessageContainingAll("not valid for this host name", "localhost", "<imsUrl>");
      assertThat(other.requests()).isEmpty();
    }
  }

  @Test
  void anExpiredCertificateIsRefused() throws Exception {
    try (AdobeApis other = new AdobeApis(tls.expiredCertificateFor("localhost"))) {
      configuration.put("imsUrl", other.url());

      assertTold()
          .hasMessageContainingAll("its certificate, of", "localhost", "expired at", "clock");
    }
  }

  @Test
  void aServerThatSpeaksNoTlsIsTold() throws Exception {
    try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      configuration.put("imsUrl", "https://localhost:" + plain.getLocalPort());
      Future<?> served =
          executor.submit(
              () -> {
                try (Socket client = plain.accept()) {
                  client
                      .getOutputStream()
                      .write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(UTF_8));
                  return client.getInputStream().readAllBytes();
                }
              });

      assertTold().hasMessageContainingAll("the TLS handshake failed", "uses HTTPS");
      served.get();
    }
  }

  @Test
  void aServerThatHangsUpInTheHandshakeIsTold() throws Exception {
    try (TlsFront front = TlsFront.closing()) {
      configuration.put("imsUrl", "https://localhost:" + front.port());

      assertTold().hasMessageContaining("the connection broke");
    }
  }

  private static WebProxy proxy(
      ConnectProxy proxy, @Nullable String user, String... nonProxyHosts) {
    return new WebProxy(
        "localhost",
        proxy.port(),
        List.of(nonProxyHosts),
        user,
        user == null ? null : new Secret("pr0xyPassw0rd"));
  }

  @Test
  void aProxyIsGoneThrough() throws Exception {
    try (ConnectProxy proxy = ConnectProxy.open()) {
      login(proxy(proxy, null));

      String line = "CONNECT localhost:" + apis.port() + " HTTP/1.1";
      assertThat(proxy.requests()).containsExactly(line, line);
      assertThat(log.details()).allMatch(l -> l.contains("the proxy localhost:" + proxy.port()));
    }
  }

  @Test
  void aProxyIsToldItsPasswordAndNobodyElseIs() throws Exception {
    try (ConnectProxy proxy = ConnectProxy.withPassword("us", "pr0xyPassw0rd")) {
      login(proxy(proxy, "us"));

      assertThat(proxy.requests()).hasSize(2);
      assertThat(apis.requests())
          .hasSize(2)
          .noneMatch(request -> request.headers().containsKey("proxy-authorization"));
    }
  }

  @Test
  void aHostThatTheProxyIsNotForIsAskedDirectly() throws Exception {
    try (ConnectProxy proxy = ConnectProxy.refusing(403)) {
      login(proxy(proxy, "us", "local*"));

      assertThat(proxy.requests()).isEmpty();
      assertThat(apis.requests())
          .noneMatch(request -> request.headers().containsKey("proxy-authorization"));
    }
  }

  @Test
  void aProxyThatWantsAPasswordIsTold() throws Exception {
    try (ConnectProxy proxy = ConnectProxy.withPassword("u", "another")) {
      assertTold(proxy(proxy, null))
          .hasMessageContainingAll(
              "through the proxy localhost:" + proxy.port(),
              "(407), and settings.xml does not contain them",
              "to the <proxy>");
      assertTold(proxy(proxy, "us"))
          .hasMessageContainingAll(
              "(407), and rejects those in settings.xml",
              "-Djdk.http.auth.tunneling.disabledSchemes=")
          .hasMessageNotContaining("pr0xyPassw0rd");
    }
  }

  @Test
  void aProxyThatRefusesTheHostIsTold() throws Exception {
    try (ConnectProxy proxy = ConnectProxy.refusing(403)) {
      assertTold(proxy(proxy, null))
          .hasMessageContainingAll("the proxy refuses to connect to it", "403", "<nonProxyHosts>");
    }
  }

  @Test
  void aProxyThatIsNotThereIsTold() throws Exception {
    WebProxy gone;
    try (ConnectProxy proxy = ConnectProxy.open()) {
      gone = proxy(proxy, null);
    }
    assertTold(gone).hasMessageContainingAll("the connection to the proxy was refused", "<proxy>");
    assertTold(new WebProxy("no-such-host.invalid", 8080, List.of(), null, null))
        .hasMessageContaining("the proxy's host name cannot be resolved");
  }

  @Test
  void anInterruptEndsTheWaiting() {
    apis.answer(TOKEN, apis.silence());
    Thread.currentThread().interrupt();

    assertTold().hasMessageContaining("the build was interrupted");
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void anInterruptEndsThePauses() throws Exception {
    apis.answer(TOKEN, json(503, "{}"));
    timeouts = new Timeouts(20, 20, 5);
    logins =
        new OAuthLogins(
            new Backoff(
                milliseconds -> {
                  throw new InterruptedException();
                },
                new Random(1)),
            () -> now,
            trust);

    assertTold().hasMessageContaining("503");
    assertThat(Thread.interrupted()).isTrue();
    assertThat(apis.requests()).hasSize(1);
  }
}
