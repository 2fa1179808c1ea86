package io.github.qsmaven.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.qsmaven.catalog.CatalogSurvey;
import io.github.qsmaven.connection.Sessions;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.DoctorStep;
import io.github.qsmaven.model.Environment;
import io.github.qsmaven.model.Goal;
import io.github.qsmaven.model.StepResult;
import io.github.qsmaven.model.StepResult.Outcome;
import io.github.qsmaven.report.files.ExecutionFolder;
import io.github.qsmaven.report.files.ReportFiles;
import io.github.qsmaven.report.text.DoctorText;
import io.github.qsmaven.settings.ConnectionLog;
import io.github.qsmaven.settings.OAuthLogin;
import io.github.qsmaven.settings.Overrides;
import io.github.qsmaven.settings.Secret;
import io.github.qsmaven.settings.ServerEntry;
import io.github.qsmaven.settings.TargetParameters;
import io.github.qsmaven.settings.TargetResolver;
import io.github.qsmaven.settings.TimeLimit;
import io.github.qsmaven.testing.AllFormats;
import io.github.qsmaven.testing.HeardLog;
import io.github.qsmaven.testing.SecretCanary;
import io.github.qsmaven.testing.TestDatabase;
import io.github.qsmaven.testing.TlsFront;
import io.github.qsmaven.testing.TlsMaterial;
import io.github.qsmaven.testing.TlsPostgres;
import io.github.qsmaven.testing.queryservice.QueryServiceSimulator;
import io.github.qsmaven.testing.queryservice.SimulatedCatalog;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DoctorTest {
  private static final String SANDBOX = "prod:all?FLATTEN";
  private static final String USER = "ECBB80245ECFC73E8A095EC9@AdobeOrg";
  private static final String PASSWORD = "4F2611B8613DK3670V495N55:Zq7Kx9Wv3Rt5Zq7Kx9Wv3Rt5";
  private static final Overrides NONE = new Overrides(null, null, null, null, null);
  private static final Environment HERE =
      new Environment(
          "2026-11-21T14:00:00Z",
          "1.0.0",
          "3.9.11",
          "17.0.1 (a vendor)",
          "Linux amd64",
          "42.7.14",
          false);

  private static TestDatabase database;

  @TempDir Path folder;

  /** What Adobe's APIs add to the server entry. */
  private Map<String, String> told = Map.of();

  private Overrides overrides = NONE;
  private Clock clock = Clock.systemUTC();
  private int connectTimeout = 20;

  @BeforeAll
  static void createTables() throws SQLException {
    database =
        new TestDatabase(
            "CREATE TABLE luma_midvalues (id int)",
            "CREATE TABLE luma_postvalues (id int)",
            "CREATE SCHEMA sales",
            "CREATE TABLE sales.orders (id int)");
  }

  private static QueryServiceSimulator.Builder dressed() {
    return QueryServiceSimulator.over(TlsPostgres.shared())
        .user(USER, PASSWORD)
        .database(SANDBOX, database.name());
  }

  /** A server entry that names the authority of the tests. */
  private static Map<String, String> configuration(String host, int port, String name) {
    Map<String, String> configuration = new LinkedHashMap<>();
    configuration.put("host", host);
    configuration.put("port", String.valueOf(port));
    configuration.put("database", name);
    configuration.put("sslRootCert", TlsPostgres.shared().caFile().toString());
    return configuration;
  }

  private static ServerEntry entry(QueryServiceSimulator server, String password) {
    return entry(password, configuration(server.host(), server.port(), SANDBOX));
  }

  private static ServerEntry entry(String password, Map<String, String> configuration) {
    return new ServerEntry("aep", USER, new Secret(password), configuration, null);
  }

  private static ServerEntry entry(TlsFront server) {
    return entry(PASSWORD, configuration(server.host(), server.port(), SANDBOX));
  }

  private DoctorResult examine(@Nullable ServerEntry entry) throws CannotCheckException {
    try (Sessions sessions = new Sessions()) {
      return new Doctor(sessions, new CatalogSurvey(), clock)
          .run(
              new DoctorRequest(
                  new Given(entry, told, overrides, connectTimeout),
                  HERE,
                  ReportFiles.ofDoctor(ExecutionFolder.of(folder), AllFormats.of(Goal.DOCTOR))),
              new HeardLog());
    }
  }

  /** What a goal's parameters and settings give. */
  private record Given(
      @Nullable ServerEntry entry,
      Map<String, String> told,
      Overrides overrides,
      int connectTimeout)
      implements TargetSource {
    @Override
    public String findEntry() throws CannotCheckException {
      return readEntry().id();
    }

    @Override
    public ServerEntry readEntry() throws CannotCheckException {
      if (entry == null) {
        throw new CannotCheckException(
            "There is no server entry in " + System.getProperty("user.home") + "/.m2.", "add it.");
      }
      return entry;
    }

    @Override
    public TargetResolver resolver(ConnectionLog log) {
      return new TargetResolver(
          new TargetParameters(overrides, connectTimeout, 20, 0, TimeLimit.NONE),
          Path.of(""),
          Clock.systemUTC(),
          (settings, timeouts, any) ->
              new OAuthLogin(
                  "aep",
                  USER,
                  new Secret(PASSWORD),
                  told.getOrDefault("host", ""),
                  told.getOrDefault("port", ""),
                  told.getOrDefault("database", "")),
          log);
    }
  }

  private static StepResult step(DoctorResult result, DoctorStep expected) {
    return result.doctorReport().steps().stream()
        .filter(step -> step.step() == expected)
        .findFirst()
        .orElseThrow();
  }

  private static String findings(DoctorResult result, DoctorStep expected) {
    return String.join("\n", step(result, expected).findings());
  }

  /** Up to the failed step all is reached, and nothing after it; the failure is that step's. */
  private static StepResult failedAt(DoctorResult result, DoctorStep expected) {
    for (StepResult step : result.doctorReport().steps()) {
      int order = step.step().compareTo(expected);
      if (order < 0) {
        assertThat(step.outcome()).isIn(Outcome.PASSED, Outcome.WARNING);
      } else {
        assertThat(step.outcome()).isEqualTo(order == 0 ? Outcome.FAILED : Outcome.NOT_REACHED);
      }
      if (order > 0) {
        assertThat(step.findings()).containsExactly(step.step().need());
      }
    }
    StepResult failed = step(result, expected);
    assertThat(result.failure())
        .hasMessage(
            failed.findings().get(failed.findings().size() - 1)
                + "\nWhat to do: "
                + failed.advice());
    return failed;
  }

  private static void passed(DoctorResult result) {
    assertThat(result.failure()).isNull();
    assertThat(result.doctorReport().steps())
        .extracting(StepResult::step)
        .containsExactly(DoctorStep.values());
    assertThat(result.doctorReport().steps())
        .extracting(StepResult::outcome)
        .doesNotContain(Outcome.FAILED, Outcome.NOT_REACHED);
  }

  @Test
  void aStepThatThrowsIsAFailedStepAndTheOthersAreTaken() throws Exception {
    TlsPostgres server = TlsPostgres.shared();
    // Certificates are described by the time, which is part of the step TLS.
    clock =
        new Clock() {
          @Override
          public ZoneId getZone() {
            return ZoneOffset.UTC;
          }

          @Override
          public Clock withZone(ZoneId zone) {
            return this;
          }

          @Override
          public Instant instant() {
            throw new StackOverflowError(TestDatabase.PASSWORD + " of " + database.role());
          }
        };

    DoctorResult result =
        examine(
            new ServerEntry(
                "qs",
                database.role(),
                new Secret(TestDatabase.PASSWORD),
                configuration(server.host(), server.port(), database.name()),
                null));

    StepResult failed = step(result, DoctorStep.TLS);
    assertThat(failed.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(findings(result, DoctorStep.TLS))
        .contains(
            "internal error while taking the step \"TLS\": java.lang.StackOverflowError: *** of ***");
    assertThat(step(result, DoctorStep.CERTIFICATE).outcome()).isEqualTo(Outcome.NOT_REACHED);
    for (StepResult step : result.doctorReport().steps()) {
      if (step.step().compareTo(DoctorStep.CERTIFICATE) > 0) {
        assertThat(step.outcome()).as(step.step().title()).isIn(Outcome.PASSED, Outcome.WARNING);
      }
    }
    assertThat(result.failure())
        .hasMessageContaining("internal error")
        .hasCauseInstanceOf(Exception.class);
    assertThat(result.files()).hasSize(2).allMatch(Files::exists);
    assertThat(Files.readString(result.files().get(0))).contains("✗ TLS (", "Round trip");
  }

  @Test
  void onPostgresEveryStepIsPassed() throws Exception {
    TlsPostgres server = TlsPostgres.shared();

    DoctorResult result =
        examine(
            new ServerEntry(
                "qs",
                database.role(),
                new Secret(TestDatabase.PASSWORD),
                configuration(server.host(), server.port(), database.name()),
                null));

    passed(result);
    assertThat(findings(result, DoctorStep.HOST_NAME)).contains("localhost is 127.0.0.1");
    assertThat(findings(result, DoctorStep.TLS)).contains("TLSv1.3", "certificate of CN=localhost");
    assertThat(findings(result, DoctorStep.CERTIFICATE))
        .contains("localhost", "it passes verify-ca", "it passes verify-full");
    assertThat(findings(result, DoctorStep.SERVER))
        .contains("current_schema() is public", "extended protocol");
    assertThat(findings(result, DoctorStep.CATALOGS))
        .contains(
            "pg_catalog lists 2 tables",
            "pg_class lists 2 tables",
            "show_tables was rejected",
            "list-tables uses pg_catalog");
    assertThat(findings(result, DoctorStep.ROW_CAP))
        .contains("not seen", "lists are read with one statement each");
    assertThat(findings(result, DoctorStep.ANALYSIS))
        .isEqualTo("check-sql: the server analyzes statements (Parse and Describe)");
    assertThat(findings(result, DoctorStep.ROUND_TRIP)).containsPattern("[0-9.]+ ms, the median");
  }

  @Test
  void onQueryServiceEveryStepIsPassed() throws Exception {
    try (QueryServiceSimulator server = dressed().start()) {
      DoctorResult result = examine(entry(server, PASSWORD));

      passed(result);
      assertThat(findings(result, DoctorStep.CREDENTIAL))
          .contains("33 characters that end with @AdobeOrg");
      assertThat(findings(result, DoctorStep.TLS)).contains("TLSv1.2");
      assertThat(findings(result, DoctorStep.EXPIRY)).contains("non-expiring");
      assertThat(findings(result, DoctorStep.SERVER))
          .contains("reports version 0.1.0", "not treated as PostgreSQL");
      assertThat(findings(result, DoctorStep.CATALOGS))
          .contains(
              "show_tables lists 2 tables",
              "show_views lists 0 views",
              "list-tables uses pg_catalog");
      assertThat(server.sessions()).isEqualTo(1);
    }
  }

  @Test
  void saysWhereEachValueComesFrom() throws Exception {
    overrides = new Overrides(null, null, SANDBOX, null, null);
    try (QueryServiceSimulator server = dressed().start()) {
      DoctorResult result = examine(entry(server, PASSWORD));

      assertThat(step(result, DoctorStep.VALUES).findings())
          .containsExactly(
              "host localhost, from the server entry",
              "port " + server.port() + ", from the server entry",
              "database \"" + SANDBOX + "\", from -Dqs.database or the POM",
              "sslMode verify-full, the default",
              "sslRootCert ca.pem, from the server entry",
              "channelBinding prefer, the default",
              "options none, the default");
    }
  }

  @Test
  void saysWhichValuesAdobesApisTold() throws Exception {
    try (QueryServiceSimulator server = dressed().start()) {
      told = configuration(server.host(), server.port(), SANDBOX);

      DoctorResult result =
          examine(
              new ServerEntry(
                  "aep",
                  null,
                  null,
                  Map.of(
                      "clientId",
                      "1",
                      "database",
                      SANDBOX,
                      "sslRootCert",
                      TlsPostgres.shared().caFile().toString()),
                  new Secret("s")));

      passed(result);
      assertThat(findings(result, DoctorStep.CREDENTIAL)).contains("by OAuth server-to-server");
      assertThat(findings(result, DoctorStep.VALUES))
          .contains(
              "host localhost, from Adobe's APIs",
              "database \"" + SANDBOX + "\", from the server entry",
              "sslMode verify-full, the default");
    }
  }

  @Test
  void withoutAServerEntryNothingIsReached() throws Exception {
    StepResult failed = failedAt(examine(null), DoctorStep.SERVER_ENTRY);

    assertThat(failed.findings()).containsExactly("There is no server entry in ~/.m2.");
    assertThat(failed.advice()).isEqualTo("add it.");
  }

  @Test
  void aPasswordThatWasPastedWrongIsTold() throws Exception {
    Map<String, String> nowhere = configuration("localhost", 1, SANDBOX);

    failedAt(examine(entry("••••••••", nowhere)), DoctorStep.CREDENTIAL);
  }

  @Test
  void aValueThatIsMissingIsTold() throws Exception {
    assertThat(failedAt(examine(entry(PASSWORD, Map.of())), DoctorStep.VALUES).findings())
        .singleElement()
        .asString()
        .contains("The host of server");
  }

  @Test
  void aPasswordThatMaven4TakesForEncryptedIsAWarning() throws Exception {
    Map<String, String> nowhere = configuration("localhost", 1, SANDBOX);

    StepResult warned = step(examine(entry("{s3cret} and {more}", nowhere)), DoctorStep.CREDENTIAL);

    assertThat(warned.outcome()).isEqualTo(Outcome.WARNING);
    assertThat(warned.findings().toString()).contains("Maven 4").doesNotContain("s3cret");
    assertThat(warned.advice()).contains("<passwordFile>");
    assertThat(step(examine(entry("a{b}c", nowhere)), DoctorStep.CREDENTIAL).outcome())
        .isEqualTo(Outcome.PASSED);
  }

  @Test
  void aParameterThatMakesTlsWeakerFailsAndAnotherHostIsAWarning() throws Exception {
    Map<String, String> entry = configuration("db.example.com", 1, SANDBOX);
    entry.put("sslMode", "verify-full");

    overrides = new Overrides(null, null, null, "require", null);
    assertThat(failedAt(examine(entry(PASSWORD, entry)), DoctorStep.VALUES).findings().toString())
        .contains("weaker than verify-full");
    overrides = new Overrides("localhost", null, null, null, null);
    StepResult warned = step(examine(entry(PASSWORD, entry)), DoctorStep.VALUES);
    assertThat(warned.outcome()).isEqualTo(Outcome.WARNING);
    assertThat(warned.findings().toString()).contains("the host localhost", "db.example.com");
  }

  @Test
  void anUnknownHostIsTold() throws Exception {
    StepResult failed =
        failedAt(
            examine(entry(PASSWORD, configuration("no-such-host.invalid", 80, SANDBOX))),
            DoctorStep.HOST_NAME);

    assertThat(failed.findings())
        .singleElement()
        .asString()
        .contains("the host name cannot be resolved");
  }

  @Test
  void aClosedPortIsTold() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }

    StepResult failed =
        failedAt(
            examine(entry(PASSWORD, configuration("localhost", port, SANDBOX))), DoctorStep.PORT);

    assertThat(failed.advice()).contains("check host and port");
  }

  @Test
  void aServerWithoutTlsIsTold() throws Exception {
    try (TlsFront server = TlsFront.plainText()) {
      assertThat(failedAt(examine(entry(server)), DoctorStep.TLS).findings())
          .singleElement()
          .asString()
          .contains("does not support TLS");
    }
  }

  @Test
  void aServerThatHangsUpIsTold() throws Exception {
    try (TlsFront server = TlsFront.closing()) {
      failedAt(examine(entry(server)), DoctorStep.TLS);
    }
  }

  @Test
  void aSilentServerIsNotWaitedForLonger() throws Exception {
    connectTimeout = 1;
    try (TlsFront server = TlsFront.silent()) {
      assertThat(failedAt(examine(entry(server)), DoctorStep.TLS).findings())
          .singleElement()
          .asString()
          .contains("did not answer within 1 s");
    }
  }

  @Test
  void theCertificateOfTheClientIsShown() throws Exception {
    TlsPostgres server = TlsPostgres.shared();
    Map<String, String> configuration =
        configuration(server.host(), server.port(), database.name());
    assertThat(findings(examine(entry(PASSWORD, configuration)), DoctorStep.TLS))
        .contains("client certificate: asked for, none sent");
    TlsMaterial.ServerCertificate own = server.tls().certificateFor("client");
    configuration.put("sslCert", own.certificateFile().toString());
    configuration.put("sslKey", own.keyFile().toString());

    DoctorResult result = examine(new ServerEntry("aep", "u", null, configuration, null));

    assertThat(findings(result, DoctorStep.CREDENTIAL))
        .contains(
            "password from nowhere: a client certificate signs in", "client certificate until");
    assertThat(findings(result, DoctorStep.TLS))
        .contains("client certificate: asked for, sent: CN=client");
    assertThat(failedAt(result, DoctorStep.SIGN_IN).advice())
        .contains("set <password>: the server requires one");
  }

  @Test
  void anUntrustedCertificateIsShownAndTold() throws Exception {
    try (QueryServiceSimulator server = dressed().start()) {
      Map<String, String> configuration = configuration(server.host(), server.port(), SANDBOX);
      configuration.remove("sslRootCert");

      DoctorResult result = examine(entry(PASSWORD, configuration));

      assertThat(failedAt(result, DoctorStep.CERTIFICATE).advice()).contains("sslRootCert");
      assertThat(findings(result, DoctorStep.TLS)).contains("certificate of CN=localhost");
      assertThat(server.sessions()).isZero();
    }
  }

  @Test
  void whatTheModeDoesNotAskForOnlyWarns() throws Exception {
    try (QueryServiceSimulator server = dressed().start()) {
      Map<String, String> configuration = configuration(server.host(), server.port(), SANDBOX);
      configuration.remove("sslRootCert");
      configuration.put("sslMode", "require");

      DoctorResult result = examine(entry(PASSWORD, configuration));

      passed(result);
      StepResult step = step(result, DoctorStep.CERTIFICATE);
      assertThat(step.outcome()).isEqualTo(Outcome.WARNING);
      assertThat(step.findings()).last().asString().contains("with sslMode verify-ca:");
    }
  }

  @Test
  void theNameIsCheckedByVerifyFullAlone() throws Exception {
    TlsMaterial authority = TlsMaterial.createIn(folder.resolve("tls"));
    try (QueryServiceSimulator server =
        dressed().certificate(authority.certificateFor("db.example")).start()) {
      Map<String, String> configuration = configuration(server.host(), server.port(), SANDBOX);
      configuration.put("sslRootCert", authority.caFile().toString());

      StepResult failed = failedAt(examine(entry(PASSWORD, configuration)), DoctorStep.CERTIFICATE);
      assertThat(failed.findings())
          .contains("it is valid for db.example", "it passes verify-ca")
          .last()
          .asString()
          .contains("is not valid for this host name");

      configuration.put("sslMode", "verify-ca");
      DoctorResult result = examine(entry(PASSWORD, configuration));
      passed(result);
      assertThat(step(result, DoctorStep.CERTIFICATE).outcome()).isEqualTo(Outcome.WARNING);
    }
  }

  @Test
  void anExpiredCertificateIsTold() throws Exception {
    TlsMaterial authority = TlsMaterial.createIn(folder.resolve("tls"));
    try (QueryServiceSimulator server =
        dressed().certificate(authority.expiredCertificateFor("localhost")).start()) {
      Map<String, String> configuration = configuration(server.host(), server.port(), SANDBOX);
      configuration.put("sslRootCert", authority.caFile().toString());

      DoctorResult result = examine(entry(PASSWORD, configuration));

      assertThat(failedAt(result, DoctorStep.CERTIFICATE).findings())
          .last()
          .asString()
          .contains("its certificate, of \"CN=localhost\"");
      assertThat(step(result, DoctorStep.TLS).outcome()).isEqualTo(Outcome.WARNING);
      assertThat(findings(result, DoctorStep.TLS)).contains(": expired");
    }
  }

  @Test
  void aCertificateThatSoonExpiresIsAWarning() throws Exception {
    clock = Clock.offset(Clock.systemUTC(), Duration.ofDays(40));
    try (QueryServiceSimulator server = dressed().start()) {
      DoctorResult result = examine(entry(server, PASSWORD));

      passed(result);
      assertThat(step(result, DoctorStep.TLS).outcome()).isEqualTo(Outcome.WARNING);
      assertThat(step(result, DoctorStep.TLS).advice()).contains("renew");
    }
  }

  private static String token(Instant created) {
    Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
    return base64.encodeToString("{\"alg\":\"RS256\"}".getBytes(UTF_8))
        + "."
        + base64.encodeToString(
            "{\"created_at\":\"%d\",\"expires_in\":\"86400000\"}"
                .formatted(created.toEpochMilli())
                .getBytes(UTF_8))
        + ".Zq7Kx9Wv3Rt5-Zq7Kx9Wv3Rt5";
  }

  @Test
  void anExpiredTokenIsToldAndNotSent() throws Exception {
    try (QueryServiceSimulator server = dressed().start()) {
      DoctorResult result = examine(entry(server, token(Instant.parse("2024-01-01T00:00:00Z"))));

      assertThat(failedAt(result, DoctorStep.EXPIRY).findings())
          .contains("an expiring token of 119 characters, valid until" + " 2024-01-02T00:00:00Z")
          .last()
          .asString()
          .contains("expired");
      assertThat(server.sessions()).isZero();
    }
  }

  @Test
  void aTokenThatHoldsIsShownWithItsEnd() throws Exception {
    String token = token(Instant.now());
    try (QueryServiceSimulator server = dressed().user(USER, token).start()) {
      DoctorResult result = examine(entry(server, token));

      passed(result);
      assertThat(findings(result, DoctorStep.EXPIRY)).contains("valid until");
    }
  }

  @Test
  void aWrongPasswordAndAWrongSandboxAreToldAtSignIn() throws Exception {
    try (QueryServiceSimulator server = dressed().start()) {
      assertThat(failedAt(examine(entry(server, "wr0ng-wr0ng")), DoctorStep.SIGN_IN).findings())
          .singleElement()
          .asString()
          .contains("28P01");
      assertThat(
              failedAt(
                      examine(
                          entry(PASSWORD, configuration(server.host(), server.port(), "prod:al"))),
                      DoctorStep.SIGN_IN)
                  .advice())
          .contains("sandbox and database");
    }
  }

  @Test
  void noSessionLeftIsToldAtSignIn() throws Exception {
    try (QueryServiceSimulator server = dressed().sessionLimit(0).start()) {
      assertThat(failedAt(examine(entry(server, PASSWORD)), DoctorStep.SIGN_IN).findings())
          .singleElement()
          .asString()
          .contains("Session Limit Reached");
    }
  }

  @ParameterizedTest
  @EnumSource(SimulatedCatalog.class)
  void aCatalogThatIsRefusedIsShown(SimulatedCatalog rung) throws Exception {
    try (QueryServiceSimulator server = dressed().refuse(rung).start()) {
      DoctorResult result = examine(entry(server, PASSWORD));

      passed(result);
      assertThat(findings(result, DoctorStep.CATALOGS)).contains("was rejected", "lists 2 tables");
    }
  }

  @Test
  void withoutAnyCatalogItEnds() throws Exception {
    QueryServiceSimulator.Builder dressed = dressed();
    for (SimulatedCatalog rung : SimulatedCatalog.values()) {
      dressed.refuse(rung);
    }
    try (QueryServiceSimulator server = dressed.start()) {
      StepResult failed = failedAt(examine(entry(server, PASSWORD)), DoctorStep.CATALOGS);

      assertThat(failed.findings()).filteredOn(f -> f.contains("was rejected")).hasSize(5);
    }
  }

  @Test
  void aListThatIsCutEndsItAsItEndsListTables() throws Exception {
    TestDatabase thousand =
        new TestDatabase(
            "DO $$ BEGIN FOR i IN 1..1000 LOOP EXECUTE 'CREATE TABLE t' || i || ' (x int)';"
                + " END LOOP; END $$");
    try (QueryServiceSimulator server =
        QueryServiceSimulator.over(TlsPostgres.shared())
            .user(USER, PASSWORD)
            .database(SANDBOX, thousand.name())
            .refuse(SimulatedCatalog.PG_CATALOG)
            .refuse(SimulatedCatalog.INFORMATION_SCHEMA)
            .start()) {
      DoctorResult result = examine(entry(server, PASSWORD));

      StepResult failed = failedAt(result, DoctorStep.CATALOGS);
      assertThat(String.join("\n", failed.findings()))
          .contains("pg_catalog was rejected", "exactly 1000 rows");
      assertThat(failed.advice()).contains("qs.catalog");
    }
  }

  @Test
  void anEmptyDatabaseIsAWarning() throws Exception {
    TestDatabase empty = new TestDatabase();
    try (QueryServiceSimulator server = dressed().database("dev:all", empty.name()).start()) {
      DoctorResult result =
          examine(entry(PASSWORD, configuration(server.host(), server.port(), "dev:all")));

      passed(result);
      assertThat(step(result, DoctorStep.CATALOGS).outcome()).isEqualTo(Outcome.WARNING);
    }
  }

  @Test
  void aRowCapIsSeen() throws Exception {
    try (QueryServiceSimulator server = dressed().rowCap(100).start()) {
      assertThat(findings(examine(entry(server, PASSWORD)), DoctorStep.ROW_CAP))
          .contains("seen: the server counts", "returns 100 at once");
    }
  }

  @Test
  void theSimpleProtocolIsShown() throws Exception {
    try (QueryServiceSimulator server = dressed().refuseExtendedProtocol().start()) {
      DoctorResult result = examine(entry(server, PASSWORD));

      passed(result);
      assertThat(findings(result, DoctorStep.SERVER)).contains("the simple protocol");
    }
  }

  @Test
  void howStatementsAreAnalyzedIsShown() throws Exception {
    try (QueryServiceSimulator server = dressed().start()) {
      assertThat(findings(examine(entry(server, PASSWORD)), DoctorStep.ANALYSIS))
          .contains("check-sql: the server analyzes queries (Parse and Describe)");
    }
    try (QueryServiceSimulator server = dressed().refuseExtendedProtocol().start()) {
      assertThat(findings(examine(entry(server, PASSWORD)), DoctorStep.ANALYSIS))
          .contains("check-sql: the server executes queries");
    }
    try (QueryServiceSimulator server =
        dressed().refuse(Pattern.compile("\\) qs"), "0A000", "no \u001B[31m subqueries").start()) {
      StepResult warned = step(examine(entry(server, PASSWORD)), DoctorStep.ANALYSIS);
      assertThat(warned.outcome()).isEqualTo(Outcome.WARNING);
      assertThat(warned.findings())
          .containsExactly(
              "check-sql: the server does not accept SELECT 1 AS qs: 'no \\u001B[31m subqueries'"
                  + " (SQLSTATE 0A000), so check-sql cannot check statements");
    }
  }

  @Test
  void statementsThatAreRefusedDoNotEndIt() throws Exception {
    try (QueryServiceSimulator server =
        dressed()
            .refuse(Pattern.compile("search_path|SELECT 1$"), "0A000", "no \u001B[31m ::such")
            .start()) {
      DoctorResult result = examine(entry(server, PASSWORD));

      passed(result);
      assertThat(findings(result, DoctorStep.SERVER))
          .contains("search_path was rejected: 'no \\u001B[31m :\\u003Asuch'");
    }
  }

  @Test
  void neitherTheSecretNorTheUserIsWritten() throws Exception {
    try (QueryServiceSimulator server =
        dressed()
            .refuse(Pattern.compile("search_path"), "0A000", "not for " + USER + ", " + PASSWORD)
            .start()) {
      DoctorResult good = examine(entry(server, PASSWORD));
      String text = text(good) + reports();
      DoctorResult bad = examine(entry(server, PASSWORD.replace('Z', 'Y')));
      text += text(bad) + reports() + bad.failure();

      assertThat(new SecretCanary(PASSWORD).formsIn(text)).isEmpty();
      assertThat(new SecretCanary(PASSWORD.replace('Z', 'Y')).formsIn(text)).isEmpty();
      assertThat(text).doesNotContain(USER).contains("not for ***, ***");
    }
  }

  private static String text(DoctorResult result) {
    return String.join("\n", new DoctorText(result.doctorReport(), UTF_8).lines());
  }

  private String reports() throws IOException {
    return Files.readString(folder.resolve("doctor.txt"))
        + Files.readString(folder.resolve("doctor.json"));
  }

  @Test
  void theChecklistHasNothingOfThePasswordThatTheServerRepeats() throws Exception {
    String basic = Base64.getEncoder().encodeToString(("a:" + PASSWORD).getBytes(UTF_8));
    try (QueryServiceSimulator server =
        dressed()
            .serverVersion("0.1.0 " + PASSWORD)
            .refuse(Pattern.compile("SHOW search_path"), "42601", "no " + basic)
            .refuse(SimulatedCatalog.PG_CATALOG)
            .start()) {
      DoctorResult result = examine(entry(server, PASSWORD));

      assertThat(result.doctorReport().toString())
          .contains("reports version 0.1.0 ***", "'no ***' (SQLSTATE 42601)");
      SecretCanary canary = new SecretCanary(PASSWORD);
      assertThat(canary.formsIn(result.toString())).isEmpty();
      assertThat(canary.leaksBelow(folder, file -> false)).isEmpty();
    }
  }
}
