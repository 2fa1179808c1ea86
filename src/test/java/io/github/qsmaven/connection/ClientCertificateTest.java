package io.github.qsmaven.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.settings.Overrides;
import io.github.qsmaven.settings.Secret;
import io.github.qsmaven.settings.ServerEntry;
import io.github.qsmaven.settings.Target;
import io.github.qsmaven.settings.TargetParameters;
import io.github.qsmaven.settings.TargetResolver;
import io.github.qsmaven.settings.TimeLimit;
import io.github.qsmaven.testing.HeardLog;
import io.github.qsmaven.testing.TestCertificate;
import io.github.qsmaven.testing.TestDatabase;
import io.github.qsmaven.testing.TlsFront;
import io.github.qsmaven.testing.TlsMaterial;
import io.github.qsmaven.testing.TlsPostgres;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Signs in with a certificate of the client, as pg_hba.conf asks for one. */
class ClientCertificateTest {
  private static final TlsPostgres SERVER = TlsPostgres.shared();
  private static final String PASSWORD = "s3cret-s3cret";

  private static TlsMaterial.ServerCertificate own;
  private static TlsMaterial.ServerCertificate ofSomeoneElse;

  @TempDir Path folder;

  private final Map<String, String> configuration = new LinkedHashMap<>();
  private int port = SERVER.port();
  private @Nullable Secret passphrase;

  @BeforeAll
  static void create() throws Exception {
    own = SERVER.tls().certificateFor(TlsPostgres.BY_CERTIFICATE);
    ofSomeoneElse = SERVER.tls().certificateFor("someone");
    SERVER.createRole(TlsPostgres.BY_CERTIFICATE, PASSWORD);
    SERVER.createRole(TlsPostgres.WITH_CERTIFICATE, PASSWORD);
  }

  private Target target(String user, @Nullable String password) throws CannotCheckException {
    configuration.putIfAbsent("host", "localhost");
    configuration.put("port", String.valueOf(port));
    configuration.put("database", "postgres");
    configuration.putIfAbsent("sslRootCert", SERVER.caFile().toString());
    return new TargetResolver(
            new TargetParameters(
                new Overrides(null, null, null, null, null), 20, 20, 2, TimeLimit.NONE),
            folder,
            Clock.systemUTC(),
            (settings, timeouts, log) -> {
              throw new AssertionError("not OAuth");
            },
            new HeardLog())
        .resolve(
            new ServerEntry(
                "aep",
                user,
                password == null ? null : new Secret(password),
                configuration,
                null,
                passphrase));
  }

  private void use(TlsMaterial.ServerCertificate certificate) {
    configuration.put("sslCert", certificate.certificateFile().toString());
    configuration.put("sslKey", certificate.keyFile().toString());
  }

  private static String user(Target target) throws CannotCheckException {
    return TestDatabase.use(
        target,
        session ->
            session.query("SELECT current_user::text", List.of(), row -> row.getString(1)).get(0));
  }

  private static void assertTold(Target target, String... parts) {
    assertThatThrownBy(() -> user(target))
        .isInstanceOf(CannotCheckException.class)
        .hasMessageContainingAll(parts)
        .hasMessageNotContaining(PASSWORD);
  }

  @Test
  void signsInWithTheCertificateAlone() throws Exception {
    use(own);

    assertThat(user(target(TlsPostgres.BY_CERTIFICATE, null)))
        .isEqualTo(TlsPostgres.BY_CERTIFICATE);
  }

  @Test
  void signsInWithAStoreOfTheEntry() throws Exception {
    passphrase = new Secret("only-for-tests");
    configuration.put("sslKey", store("client.pfx").toString());

    assertThat(user(target(TlsPostgres.BY_CERTIFICATE, null)))
        .isEqualTo(TlsPostgres.BY_CERTIFICATE);
  }

  @Test
  void signsInWithTheJvmsKeyStore() throws Exception {
    System.setProperty("javax.net.ssl.keyStore", store("client.p12").toString());
    System.setProperty("javax.net.ssl.keyStorePassword", "only-for-tests");
    try {
      assertThat(user(target(TlsPostgres.BY_CERTIFICATE, PASSWORD)))
          .isEqualTo(TlsPostgres.BY_CERTIFICATE);
    } finally {
      System.clearProperty("javax.net.ssl.keyStore");
      System.clearProperty("javax.net.ssl.keyStorePassword");
    }
  }

  /** A key store with the key of the client. */
  private Path store(String name) throws Exception {
    char[] password = "only-for-tests".toCharArray();
    TestCertificate client = TestCertificate.read(own.certificateFile(), own.keyFile());
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry("client", client.key(), password, new Certificate[] {client.certificate()});
    try (OutputStream out = Files.newOutputStream(folder.resolve(name))) {
      store.store(out, password);
    }
    return folder.resolve(name);
  }

  @Test
  void isAskedForBesideThePassword() throws Exception {
    use(SERVER.tls().certificateFor(TlsPostgres.WITH_CERTIFICATE));

    assertThat(user(target(TlsPostgres.WITH_CERTIFICATE, PASSWORD)))
        .isEqualTo(TlsPostgres.WITH_CERTIFICATE);
  }

  @ParameterizedTest
  @ValueSource(strings = {TlsPostgres.BY_CERTIFICATE, TlsPostgres.WITH_CERTIFICATE})
  void withoutOneTheMessageSaysWhatToSet(String user) throws Exception {
    assertTold(
        target(user, PASSWORD),
        "Cannot sign in to server \"aep\"",
        "connection requires a valid client certificate",
        "SQLSTATE 28000",
        "set <sslKey> and <sslCert> in the <configuration> of server entry \"aep\"");
  }

  @Test
  void thatOfAnotherUserIsReported() throws Exception {
    use(ofSomeoneElse);

    assertTold(
        target(TlsPostgres.BY_CERTIFICATE, null),
        "certificate authentication failed for user",
        "compares its CN with <username>");
  }

  @Test
  void aPasswordThatIsMissingIsReported() throws Exception {
    use(SERVER.tls().certificateFor(TlsPostgres.WITH_CERTIFICATE));

    assertTold(
        target(TlsPostgres.WITH_CERTIFICATE, null),
        "password",
        "set <password>: the server requires one beside the client certificate");
  }

  @Test
  void thatOfAnotherAuthorityIsReported() throws Exception {
    useOneOfAnotherAuthority();

    assertTold(
        target(TlsPostgres.BY_CERTIFICATE, null),
        "Cannot sign in to server \"aep\"",
        "TLS alert",
        "signed by an authority that the server trusts");
  }

  private void useOneOfAnotherAuthority() throws Exception {
    TestCertificate other = TestCertificate.of("CN=" + TlsPostgres.BY_CERTIFICATE).sign();
    configuration.put(
        "sslCert", Files.writeString(folder.resolve("c.pem"), other.pem()).toString());
    configuration.put(
        "sslKey", Files.writeString(folder.resolve("k.pem"), other.keyPem()).toString());
  }

  /**
   * Other servers refuse it by an alert, and close the connection while the client still writes:
   * with TLS 1.3 its startup packet, with TLS 1.2 the rest of the handshake.
   */
  @ParameterizedTest
  @CsvSource({
    "TLSv1.2, false, <sslKey>",
    "TLSv1.3, false, <sslKey>",
    "TLSv1.2, true, check that <sslCert>",
    "TLSv1.3, true, check that <sslCert>"
  })
  void anAlertSaysThatOneIsRequired(String protocol, boolean with, String advice) throws Exception {
    if (with) {
      useOneOfAnotherAuthority();
    }
    try (TlsFront front =
        front(
            false,
            socket -> {
              socket.setEnabledProtocols(new String[] {protocol});
              socket.setNeedClientAuth(true);
            })) {
      port = front.port();
      for (int i = 0; i < 10; i++) {
        assertTold(target("user", PASSWORD), "certificate", "TLS alert", advice);
      }
      assertThat(front.connections()).as("no retries").isEqualTo(10);
    }
  }

  @ParameterizedTest
  @CsvSource({"false, and none was sent", "true, and may reject this one"})
  void aServerThatClosesTheConnectionInsteadIsReported(boolean with, String told) throws Exception {
    if (with) {
      useOneOfAnotherAuthority();
    }
    try (TlsFront front = front(true, socket -> socket.setWantClientAuth(true))) {
      port = front.port();

      assertTold(
          target("user", PASSWORD),
          "the connection broke",
          "; before, the server asked for a client certificate, " + told,
          "If the server requires a client certificate, ");
    }
  }

  /** A server whose certificate is trusted; behind it, nothing listens. */
  private TlsFront front(boolean accepts, Consumer<SSLSocket> settings) throws Exception {
    TestCertificate root = TestCertificate.of("CN=root").authority(-1).sign();
    TestCertificate server = TestCertificate.of("CN=server").host("localhost").by(root).sign();
    configuration.put(
        "sslRootCert", Files.writeString(folder.resolve("ca.pem"), root.pem()).toString());
    return TlsFront.tls(server.server(List.of(), new Clients(accepts)), 1, settings);
  }

  /** Accepts every certificate of a client, or none. */
  private static final class Clients extends X509ExtendedTrustManager {
    private final boolean accepts;

    Clients(boolean accepts) {
      this.accepts = accepts;
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
        throws CertificateException {
      if (!accepts) {
        throw new CertificateException("refused");
      }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
