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
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each mistake in a server's certificate in its own words, from a session and from the checklist.
 */
class CertificateFaultTest {
  private static final String CLIENT_AUTH = "1.3.6.1.5.5.7.3.2";

  @TempDir Path folder;

  /** Certificates of a server, those that the client trusts, and parts of the message. */
  private record Case(
      String name,
      TestCertificate own,
      List<TestCertificate> above,
      List<TestCertificate> trusted,
      List<String> message) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static TestCertificate.Builder server() {
    return TestCertificate.of("CN=server").host("localhost");
  }

  static List<Case> cases() throws GeneralSecurityException {
    Instant now = Instant.now();
    TestCertificate root = TestCertificate.of("CN=root").authority(-1).sign();
    TestCertificate middle = TestCertificate.of("CN=middle").by(root).authority(-1).sign();
    TestCertificate other = TestCertificate.of("CN=other").authority(-1).sign();
    TestCertificate namesake = TestCertificate.of("CN=root").authority(-1).sign();
    TestCertificate own = server().by(middle).sign();
    List<Case> cases = new ArrayList<>();
    cases.add(
        new Case(
            "missing intermediate",
            own,
            List.of(),
            List.of(root),
            List.of(
                "not signed by an authority in",
                "the issuer of \"CN=server\", \"CN=middle\", is neither there nor sent",
                "sslRootCert")));
    cases.add(
        new Case(
            "unknown authority",
            own,
            List.of(middle, root),
            List.of(other),
            List.of("not signed by an authority in", ", but by \"CN=root\"", "sslRootCert")));
    cases.add(
        new Case(
            "self-signed",
            server().sign(),
            List.of(),
            List.of(root),
            List.of("it is self-signed (\"CN=server\")", "sslRootCert")));
    cases.add(
        new Case(
            "another key of the authority",
            own,
            List.of(middle),
            List.of(namesake),
            List.of("the authority \"CN=root\" there has another key", "sslRootCert")));
    cases.add(
        new Case(
            "expired",
            server()
                .by(root)
                .valid(now.minus(Duration.ofDays(9)), now.minus(Duration.ofDays(2)))
                .sign(),
            List.of(),
            List.of(root),
            List.of(
                "its certificate, of \"CN=server\", issued by \"CN=root\", expired at "
                    + now.minus(Duration.ofDays(2)).toString().substring(0, 16),
                "this machine's clock is at 20",
                "clock")));
    cases.add(
        new Case(
            "not yet valid",
            server()
                .by(root)
                .valid(now.plus(Duration.ofDays(1)), now.plus(Duration.ofDays(2)))
                .sign(),
            List.of(),
            List.of(root),
            List.of("its certificate, of \"CN=server\"", "is not valid before 20", "clock")));
    TestCertificate old =
        TestCertificate.of("CN=old")
            .by(root)
            .authority(-1)
            .valid(now.minus(Duration.ofDays(9)), now.minus(Duration.ofDays(2)))
            .sign();
    cases.add(
        new Case(
            "expired intermediate",
            server().by(old).sign(),
            List.of(old),
            List.of(root),
            List.of(
                "the certificate of \"CN=old\" above its own, issued by \"CN=root\", expired at")));
    TestCertificate rsa = TestCertificate.of("CN=rsa").key("RSA", 2048).authority(-1).sign();
    cases.add(
        new Case(
            "MD5",
            server().key("RSA", 2048).by(rsa).signature("MD5withRSA").sign(),
            List.of(),
            List.of(rsa),
            List.of("that this JVM does not allow: RSA of 2048 bits, MD5withRSA", "SHA-256")));
    cases.add(
        new Case(
            "weak key",
            server().key("RSA", 768).by(rsa).sign(),
            List.of(),
            List.of(rsa),
            List.of("that this JVM does not allow: RSA of 768 bits, SHA256withRSA", "2048 bits")));
    cases.add(
        new Case(
            "extended key usage",
            server().by(root).extendedKeyUsage(CLIENT_AUTH).sign(),
            List.of(),
            List.of(root),
            List.of("is not for TLS servers", "extended key usage is " + CLIENT_AUTH)));
    cases.add(
        new Case(
            "key usage",
            server().by(root).keyUsage(0x08).sign(),
            List.of(),
            List.of(root),
            List.of("is not for TLS servers", "its key usage lacks digitalSignature")));
    TestCertificate noAuthority = TestCertificate.of("CN=no authority").by(root).sign();
    cases.add(
        new Case(
            "no CA flag",
            server().by(noAuthority).sign(),
            List.of(noAuthority),
            List.of(root),
            List.of("the certificate of \"CN=no authority\" above its own", "CA flag")));
    TestCertificate flatter = TestCertificate.of("CN=flatter").by(root).authority(0).sign();
    TestCertificate lower = TestCertificate.of("CN=lower").by(flatter).authority(-1).sign();
    cases.add(
        new Case(
            "path length of an intermediate",
            server().by(lower).sign(),
            List.of(lower, flatter),
            List.of(root),
            List.of("path length")));
    TestCertificate narrow =
        TestCertificate.of("CN=narrow").by(root).authority(-1).permitted("example.org").sign();
    cases.add(
        new Case(
            "name constraints",
            server().by(narrow).sign(),
            List.of(narrow),
            List.of(root),
            List.of("name constraints")));
    cases.add(
        new Case(
            "critical extension",
            server().by(root).extension("1.2.3.4.5", true, new byte[] {5, 0}).sign(),
            List.of(),
            List.of(root),
            List.of("a critical extension that this JVM does not know", "1.2.3.4.5")));
    TestCertificate noSigner =
        TestCertificate.of("CN=no signer").by(root).authority(-1).keyUsage(0x80).sign();
    cases.add(
        new Case(
            "key usage of an authority",
            server().by(noSigner).sign(),
            List.of(noSigner),
            List.of(root),
            List.of("\"CN=no signer\" above its own", "its key usage does not permit that")));
    TestCertificate plain = TestCertificate.of("CN=plain").sign();
    cases.add(
        new Case(
            "a trusted one without the CA flag",
            server().by(plain).sign(),
            List.of(),
            List.of(plain),
            List.of("CA flag")));
    cases.add(
        new Case(
            "a hostile name",
            TestCertificate.of("CN=\"evil\u001B[2J\n##[error]x\"").host("localhost").sign(),
            List.of(),
            List.of(root),
            List.of("it is self-signed (\"CN=evil\\")));
    return cases;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isReportedByASessionAndByTheChecklist(Case some) throws Exception {
    Path authorities = folder.resolve("ca.pem");
    StringBuilder pem = new StringBuilder();
    for (TestCertificate each : some.trusted) {
      pem.append(each.pem());
    }
    Files.writeString(authorities, pem);
    try (TlsFront front = TlsFront.tls(some.own.server(some.above, null), 1, socket -> {})) {
      Target target =
          new Target(
              new Endpoint(
                  "aep", "localhost", front.port(), "prod:all", SslMode.VERIFY_FULL, authorities),
              new Credential("user", new Secret("s3cret-s3cret")),
              new Timeouts(20, 20, 2));
      String told = message(target);

      assertThat(told).contains(some.message).doesNotContain("\u001B");
      assertThat(front.connections()).isEqualTo(1);
      ServerProbe probe = new ServerProbe(target);
      TlsHandshake handshake = probe.handshake(probe.addresses().get(0));
      assertThatThrownBy(() -> probe.check(handshake, SslMode.VERIFY_CA))
          .isInstanceOf(CannotCheckException.class)
          .satisfies(
              e ->
                  assertThat(withoutTime(String.valueOf(e.getMessage())))
                      .isEqualTo(withoutTime(told)));
    }
  }

  /** Only if the JVM is told to ask for it, before it starts. */
  @Test
  void aRevokedCertificateIsReported() throws Exception {
    TestCertificate root = TestCertificate.of("CN=root").authority(-1).sign();
    TestCertificate own = server().by(root).sign();

    assertThat(revocation(own, root, BasicReason.REVOKED))
        .hasMessageContainingAll("its certificate, of \"CN=server\"", "is revoked (the reason)");
    assertThat(revocation(own, root, BasicReason.UNDETERMINED_REVOCATION_STATUS))
        .hasMessageContainingAll("is revoked cannot be found out (the reason)");
  }

  private static TlsException revocation(
      TestCertificate own, TestCertificate root, BasicReason reason) {
    return new CertificateDiagnosis(
            List.of(own.certificate()), Set.of(root.certificate()), "the file")
        .of(
            new CertificateException(
                new CertPathValidatorException("the reason", null, null, -1, reason)));
  }

  private static String withoutTime(String message) {
    return message.replaceAll("clock is at [^.]*", "");
  }

  private static String message(Target target) {
    try (Sessions sessions = new Sessions()) {
      sessions.use(target, new HeardLog(), session -> "");
      return "no fault";
    } catch (CannotCheckException e) {
      return String.valueOf(e.getMessage());
    }
  }
}
