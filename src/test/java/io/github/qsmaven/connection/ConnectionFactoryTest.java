package io.github.qsmaven.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.settings.Credential;
import io.github.qsmaven.settings.Endpoint;
import io.github.qsmaven.settings.Secret;
import io.github.qsmaven.settings.SslMode;
import io.github.qsmaven.settings.Target;
import io.github.qsmaven.settings.Timeouts;
import io.github.qsmaven.testing.HeardLog;
import io.github.qsmaven.testing.TestDatabase;
import io.github.qsmaven.testing.TlsFront;
import io.github.qsmaven.testing.TlsMaterial;
import io.github.qsmaven.testing.TlsPostgres;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The faults of signing in, each made for real by a server. */
class ConnectionFactoryTest {
  private static final TlsPostgres SERVER = TlsPostgres.shared();

  private static TestDatabase database;

  @TempDir static Path folder;

  @BeforeAll
  static void createDatabase() throws SQLException {
    database = new TestDatabase();
  }

  private static Endpoint endpoint(String host, int port, String name, @Nullable Path authority) {
    return new Endpoint("aep", host, port, name, SslMode.VERIFY_FULL, authority);
  }

  private static Endpoint endpoint(String host, int port) {
    return endpoint(host, port, database.name(), SERVER.caFile());
  }

  private static String ask(Target target) throws CannotCheckException {
    return TestDatabase.use(
        target,
        session -> session.query("SELECT 1::text", List.of(), row -> row.getString(1)).get(0));
  }

  private static void assertTold(Target target, String... parts) {
    assertThatThrownBy(() -> ask(target))
        .isInstanceOf(CannotCheckException.class)
        .hasMessageContaining("server \"aep\" at " + target.endpoint().address())
        .hasMessageContainingAll(parts)
        .hasMessageContaining("What to do: ")
        .hasMessageNotContaining(TestDatabase.PASSWORD)
        .hasNoCause();
  }

  @ParameterizedTest
  @EnumSource
  void signsInByEverySslMode(SslMode mode) throws Exception {
    Endpoint endpoint =
        new Endpoint("aep", SERVER.host(), SERVER.port(), database.name(), mode, SERVER.caFile());

    assertThat(ask(database.target(endpoint))).isEqualTo("1");
  }

  @Test
  void anAddressIsVerifiedAsWellAsAName() throws Exception {
    assertThat(ask(database.target(endpoint("127.0.0.1", SERVER.port())))).isEqualTo("1");
  }

  @Test
  void theSessionOnlyReadsAndSaysWhoItIs() throws Exception {
    List<String> settings =
        database.use(
            session ->
                session
                    .query(
                        "SELECT current_setting('transaction_read_only'),"
                            + " current_setting('application_name')",
                        List.of(),
                        row -> List.of(row.getString(1), row.getString(2)))
                    .get(0));

    assertThat(settings).containsExactly("on", "qs-maven-plugin");
  }

  @Test
  void theServersVersionIsKnownWithoutAsking() throws Exception {
    String version = database.use(Session::serverVersion);

    assertThat(version).startsWith("18.");
  }

  @Test
  void aWrongPasswordIsTold() {
    Target target =
        new Target(
            endpoint(SERVER.host(), SERVER.port()),
            new Credential(database.role(), new Secret("wr0ng-wr0ng")),
            new Timeouts(20, 20, 2));

    assertTold(target, "28P01", "<password> of server entry \"aep\"");
    assertThatThrownBy(() -> ask(target)).hasMessageNotContainingAny("wr0ng", "24 hours");
  }

  @Test
  void anUnknownDatabaseIsTold() {
    assertTold(
        database.target(endpoint(SERVER.host(), SERVER.port(), "prod:nope", SERVER.caFile())),
        "database \"prod:nope\"",
        "3D000",
        "-Dqs.database");
  }

  @Test
  void aClosedPortIsTold() throws Exception {
    // Held, and nobody listens: a port that is let go may be another server's the next moment.
    try (Socket held = new Socket()) {
      held.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));

      assertTold(database.target(endpoint("localhost", held.getLocalPort())), "refused", "5432");
    }
  }

  @Test
  void anUnknownHostIsTold() {
    assertTold(
        database.target(endpoint("no-such-host.invalid", 80)),
        "the host name cannot be resolved",
        "-Dqs.host");
  }

  @Test
  void aServerWithoutTlsGetsNothingInTheClear() throws Exception {
    try (TlsFront plain = TlsFront.plainText()) {
      assertTold(database.target(endpoint("localhost", plain.port())), "does not support TLS");
    }
  }

  @Test
  void aServerThatHangsUpIsTold() throws Exception {
    try (TlsFront closing = TlsFront.closing()) {
      assertTold(database.target(endpoint("localhost", closing.port())), "the connection broke");
    }
  }

  @Test
  void aServerThatNeverAnswersIsToldInTime() throws Exception {
    try (TlsFront silent = TlsFront.silent()) {
      Target target =
          new Target(
              endpoint("localhost", silent.port()),
              database.target().credential(),
              new Timeouts(1, 1, 0));

      assertTold(target, "did not answer within 1 s", "-Dqs.connectTimeout");
    }
  }

  @Test
  void aStatementWithoutAnswerIsToldInTime() {
    Target target =
        new Target(
            endpoint(SERVER.host(), SERVER.port()),
            database.target().credential(),
            new Timeouts(20, 1, 2));

    assertThatThrownBy(
            () -> {
              try (Sessions sessions = new Sessions()) {
                sessions.use(
                    target,
                    new HeardLog(),
                    session ->
                        session.query(
                            "SELECT pg_catalog.pg_sleep(60)::text", List.of(), row -> ""));
              }
            })
        .isInstanceOf(CannotCheckException.class)
        .hasMessageContainingAll("did not answer a statement within 1 s", "-Dqs.queryTimeout");
  }

  @Test
  void aCertificateOfAnotherAuthorityIsTold() throws Exception {
    Path other = TlsMaterial.createIn(folder.resolve("other")).caFile();

    assertTold(
        database.target(endpoint(SERVER.host(), SERVER.port(), database.name(), other)),
        "not signed by an authority in " + other,
        "sslRootCert");
  }

  @Test
  void withoutARootCertificateTheJvmsTrustStoreDecides() {
    assertTold(
        database.target(endpoint(SERVER.host(), SERVER.port(), database.name(), null)),
        "the JVM's trust store",
        "set sslRootCert");
  }

  @Test
  void aNameThatTheCertificateDoesNotCarryIsToldWithThoseItCarries() throws Exception {
    TlsMaterial.ServerCertificate certificate =
        SERVER.tls().certificateFor("other.example.org", "*.example.com");
    try (TlsFront front = TlsFront.tls(certificate, SERVER.port())) {
      assertTold(
          database.target(endpoint("localhost", front.port())),
          "is not valid for this host name",
          "other.example.org",
          "*.example.com");
    }
  }

  @Test
  void anExpiredCertificateIsTold() throws Exception {
    TlsMaterial.ServerCertificate certificate = SERVER.tls().expiredCertificateFor("localhost");
    try (TlsFront front = TlsFront.tls(certificate, SERVER.port())) {
      assertTold(
          database.target(endpoint("localhost", front.port())),
          "its certificate, of \"CN=localhost\"",
          "expired at",
          "clock");
    }
  }
}
