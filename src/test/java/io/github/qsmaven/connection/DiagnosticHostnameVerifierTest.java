package io.github.qsmaven.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.github.qsmaven.testing.TlsMaterial;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLSession;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiagnosticHostnameVerifierTest {
  private static final int DNS = 2;
  private static final int IP = 7;

  private static boolean verify(String host, X509Certificate certificate) throws Exception {
    SSLSession session = mock(SSLSession.class);
    when(session.getPeerCertificates()).thenReturn(new X509Certificate[] {certificate});
    try {
      return new DiagnosticHostnameVerifier().verify(host, session);
    } catch (DiagnosticHostnameVerifier.MismatchException e) {
      return false;
    }
  }

  /**
   * A certificate.
   *
   * @param names its alternative names as {@code dns:name ip:address}, as the JDK writes them
   */
  private static X509Certificate certificate(String commonName, @Nullable String names)
      throws Exception {
    X509Certificate certificate = mock(X509Certificate.class);
    List<List<?>> alternatives =
        names == null
            ? null
            : Arrays.stream(names.split(" "))
                .<List<?>>map(
                    name ->
                        List.of(
                            name.startsWith("ip:") ? IP : DNS,
                            name.substring(name.indexOf(':') + 1)))
                .toList();
    when(certificate.getSubjectAlternativeNames()).thenReturn(alternatives);
    when(certificate.getSubjectX500Principal()).thenReturn(new X500Principal("CN=" + commonName));
    return certificate;
  }

  @ParameterizedTest
  @CsvSource({
    "[::1], true",
    "[0:0:0:0:0:0:0:1], true",
    "[::0.0.0.1], true",
    "[2001:DB8::7], true",
    "[2001:db8:0:0:0:0:0:7], true",
    "[2001:db8::8], false",
    "127.0.0.1, true",
    "[::ffff:127.0.0.1], true",
    "127.0.0.2, false",
    "db.example.com, true",
    "DB.example.com, true",
    "b.example.com, false"
  })
  void anAddressIsComparedAsAnAddress(String host, boolean valid) throws Exception {
    assertThat(verify(host, Real.certificate())).isEqualTo(valid);
  }

  private static final class Real {
    private static @Nullable X509Certificate certificate;

    static synchronized X509Certificate certificate() throws Exception {
      X509Certificate made = certificate;
      if (made == null) {
        Path folder = Files.createTempDirectory("names-");
        try (var in =
            Files.newInputStream(
                TlsMaterial.createIn(folder)
                    .certificateFor("db.example.com", "::1", "2001:db8::7", "127.0.0.1")
                    .certificateFile())) {
          made = (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
      }
      certificate = made;
      return made;
    }
  }

  /** As libpq, but for a common name beside alternative names of another type. */
  @ParameterizedTest
  @CsvSource({
    // host, common name, alternative names, valid
    "127.0.0.1, 127.0.0.1, , true",
    "[::1], '::1', , true",
    "127.0.0.1, db, , false",
    "127.0.0.1, 127.0.0.1, ip:127.0.0.2, false",
    "127.0.0.1, 127.0.0.1, dns:db.example.com, false",
    "127.0.0.1, db, dns:127.0.0.1, true",
    "127.0.0.1, db, ip:127.0.0.2 dns:127.0.0.1, true",
    "[::1], db, dns:::1, true",
    "127.0.0.1, db, ip:127.0.0.0/255.255.255.0, false",
    "[::1], db, ip:0:0:0:0:0:0:0:0/0:0:0:0:0:0:0:0, false",
    "127.0.0.1, db, dns:localhost ip:127.0.0.1, true",
    "[fe80::1%1], db, ip:fe80:0:0:0:0:0:0:1, true",
    "db.example.com, db.example.com, , true",
    "db.example.com, db.example.com, dns:other.example.com, false",
    "db.example.com, x, dns:*.example.com, true",
    "a.db.example.com, x, dns:*.example.com, false",
    "xn--bcher-kva.example, x, dns:xn--bcher-kva.example, true"
  })
  void aNameAndACommonNameCountAsInLibpq(
      String host, String commonName, @Nullable String names, boolean valid) throws Exception {
    assertThat(verify(host, certificate(commonName, names))).isEqualTo(valid);
  }

  @Test
  void aMismatchNamesWhatTheCertificateIsValidFor() throws Exception {
    X509Certificate certificate = certificate("db", "ip:0:0:0:0:0:0:0:1 dns:db.example.com");
    SSLSession session = mock(SSLSession.class);
    when(session.getPeerCertificates()).thenReturn(new X509Certificate[] {certificate});

    assertThatThrownBy(() -> new DiagnosticHostnameVerifier().verify("[::2]", session))
        .isInstanceOf(DiagnosticHostnameVerifier.MismatchException.class)
        .hasMessage("it is valid for 0:0:0:0:0:0:0:1, db.example.com");
  }
}
