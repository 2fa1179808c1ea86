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
import io.github.qsmaven.testing.TestCertificate;
import io.github.qsmaven.testing.TlsFront;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A store of the JVM that cannot be used is reported as that, by sessions and by the checklist. */
class JvmStoreTest {
  private static final List<String> NAMES = List.of("", "Password", "Type", "Provider");
  private static final String PASSWORD = "store-s3cret";

  private final TreeMap<String, String> before = new TreeMap<>();

  @TempDir Path folder;

  private TestCertificate root;
  private TlsFront front;

  @BeforeEach
  void start() throws Exception {
    root = TestCertificate.of("CN=root").authority(-1).sign();
    front =
        TlsFront.tls(
            TestCertificate.of("CN=server")
                .host("localhost")
                .by(root)
                .sign()
                .server(List.of(), null),
            1,
            socket -> {});
    for (String store : List.of("trustStore", "keyStore")) {
      for (String name : NAMES) {
        String property = "javax.net.ssl." + store + name;
        String value = System.getProperty(property);
        if (value != null) {
          before.put(property, value);
        }
        System.clearProperty(property);
      }
    }
  }

  @AfterEach
  void restore() throws Exception {
    for (String store : List.of("trustStore", "keyStore")) {
      NAMES.forEach(name -> System.clearProperty("javax.net.ssl." + store + name));
    }
    before.forEach(System::setProperty);
    front.close();
  }

  private static void set(String store, Path file, String password) {
    System.setProperty("javax.net.ssl." + store, file.toString());
    if (!password.isEmpty()) {
      System.setProperty("javax.net.ssl." + store + "Password", password);
    }
  }

  private Path store(String type, boolean withKey, boolean withCertificate) throws Exception {
    Path file = folder.resolve("store." + type);
    KeyStore store = KeyStore.getInstance(type);
    store.load(null, null);
    if (withKey) {
      store.setKeyEntry(
          "key", root.key(), PASSWORD.toCharArray(), new Certificate[] {root.certificate()});
    }
    if (withCertificate) {
      store.setCertificateEntry("root", root.certificate());
    }
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, PASSWORD.toCharArray());
    }
    return file;
  }

  private Target target(@Nullable Path authorities) {
    return new Target(
        new Endpoint(
            "aep", "localhost", front.port(), "prod:all", SslMode.VERIFY_FULL, authorities),
        new Credential("user", new Secret("s3cret-s3cret")),
        new Timeouts(20, 20, 2));
  }

  private void assertReported(String... parts) {
    Target target = target(null);
    List<String> messages = new ArrayList<>();
    assertThatThrownBy(
            () -> {
              try (Sessions sessions = new Sessions()) {
                sessions.use(target, new HeardLog(), session -> "");
              }
            })
        .isInstanceOf(CannotCheckException.class)
        .satisfies(e -> messages.add(String.valueOf(e.getMessage())));
    assertThat(front.connections()).as("not retried, nothing was sent").isZero();
    ServerProbe probe = new ServerProbe(target);
    assertThatThrownBy(
            () -> probe.check(probe.handshake(probe.addresses().get(0)), SslMode.VERIFY_CA))
        .isInstanceOf(CannotCheckException.class)
        .satisfies(e -> messages.add(String.valueOf(e.getMessage())));
    assertThat(messages)
        .allSatisfy(
            message ->
                assertThat(message)
                    .startsWith("Cannot connect to server \"aep\"")
                    .contains(parts)
                    .contains("MAVEN_OPTS")
                    .doesNotContain(PASSWORD, "the connection broke", "not signed by"));
    assertThat(messages.get(0)).isEqualTo(messages.get(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"trustStore", "keyStore"})
  void doesNotExist(String store) {
    set(store, folder.resolve("missing.p12"), "");

    assertReported(
        "javax.net.ssl." + store + "=" + folder.resolve("missing.p12"), "does not exist");
  }

  @ParameterizedTest
  @ValueSource(strings = {"trustStore", "keyStore"})
  void isAFolder(String store) {
    set(store, folder, "");

    assertReported("javax.net.ssl." + store + "=" + folder, "is a folder");
  }

  @ParameterizedTest
  @ValueSource(strings = {"trustStore", "keyStore"})
  void isDamaged(String store) throws Exception {
    set(store, Files.writeString(folder.resolve("x.p12"), "no store"), PASSWORD);

    assertReported("javax.net.ssl." + store + "=", "is damaged, or not a store of type pkcs12");
  }

  @ParameterizedTest
  @ValueSource(strings = {"trustStore", "keyStore"})
  void isAnEmptyFile(String store) throws Exception {
    set(store, Files.createFile(folder.resolve("x.p12")), PASSWORD);

    assertReported("javax.net.ssl." + store + "=", "is damaged, or not a store");
  }

  @ParameterizedTest
  @ValueSource(strings = {"trustStore", "keyStore"})
  void needsAnotherPassword(String store) throws Exception {
    set(store, store("PKCS12", true, true), "wrong");

    assertReported("cannot be opened with the password in javax.net.ssl." + store + "Password");
  }

  @Test
  void needsAPassword() throws Exception {
    set("keyStore", store("PKCS12", true, false), "");

    assertReported("needs a password, and javax.net.ssl.keyStorePassword is not set");
  }

  @Test
  void hidesItsCertificatesWithoutAPassword() throws Exception {
    set("trustStore", store("PKCS12", false, true), "");

    assertReported("contains no certificate of an authority that can be read without a password");
  }

  @ParameterizedTest
  @ValueSource(strings = {"trustStore", "keyStore"})
  void containsNothing(String store) throws Exception {
    set(store, store("PKCS12", false, false), PASSWORD);

    assertReported("javax.net.ssl." + store + "=", "contains no ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"trustStore", "keyStore"})
  void isOfAnUnknownType(String store) throws Exception {
    set(store, store("PKCS12", true, true), PASSWORD);
    System.setProperty("javax.net.ssl." + store + "Type", "nonsense");

    assertReported("cannot be read as a store of type nonsense", "javax.net.ssl." + store + "Type");
  }

  @ParameterizedTest
  @ValueSource(strings = {"trustStore", "keyStore"})
  void isNone(String store) {
    System.setProperty("javax.net.ssl." + store, "NONE");

    assertReported("javax.net.ssl." + store + "=NONE", "contains no ");
  }

  @Test
  void aTrustStoreOfTheUsersOwnIsUsed() throws Exception {
    set("trustStore", store("JKS", false, true), "");
    ServerProbe probe = new ServerProbe(target(null));

    probe.check(probe.handshake(probe.addresses().get(0)), SslMode.VERIFY_FULL);
  }

  @Test
  void aBrokenTrustStoreDoesNotMatterWhereItIsNotUsed() throws Exception {
    set("trustStore", folder.resolve("missing.p12"), "");
    Path authorities = Files.writeString(folder.resolve("ca.pem"), root.pem());
    ServerProbe probe = new ServerProbe(target(authorities));

    probe.check(probe.handshake(probe.addresses().get(0)), SslMode.VERIFY_FULL);
  }

  @Test
  void anSslRootCertThatVanishesIsReported() {
    Path missing = folder.resolve("gone.pem");

    assertThatThrownBy(
            () -> {
              try (Sessions sessions = new Sessions()) {
                sessions.use(target(missing), new HeardLog(), session -> "");
              }
            })
        .isInstanceOf(CannotCheckException.class)
        .hasMessageContainingAll("sslRootCert, " + missing + ", does not exist", "set sslRootCert");
  }
}
