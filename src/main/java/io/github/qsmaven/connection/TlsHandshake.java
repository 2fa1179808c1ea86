package io.github.qsmaven.connection;

import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * The result of a TLS handshake with any certificate.
 *
 * @param session the session of TLS
 * @param chain the certificates that the server sent, its own first
 * @param problem why the certificate is not valid, apart from its name; null if it is
 * @param clientCertificateAsked whether the server asked for a certificate of the client
 */
public record TlsHandshake(
    SSLSession session,
    List<X509Certificate> chain,
    @Nullable CertificateException problem,
    boolean clientCertificateAsked) {
  public TlsHandshake {
    chain = List.copyOf(chain);
  }

  /** The version of the protocol: {@code TLSv1.3}. */
  public String protocol() {
    return session.getProtocol();
  }

  /** The cipher suite, by its name in the JDK. */
  public String cipherSuite() {
    return session.getCipherSuite();
  }

  /** The certificate of the client that was sent; null if none was. */
  public @Nullable X509Certificate clientCertificate() {
    Certificate[] sent = session.getLocalCertificates();
    return sent == null ? null : (X509Certificate) sent[0];
  }

  /** The names in the server's certificate. */
  public List<String> names() {
    return DiagnosticHostnameVerifier.names(session);
  }
}
