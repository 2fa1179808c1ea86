package io.github.qsmaven.connection;

import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLSession;

/**
 * A TLS handshake as it went, with a certificate that nobody has checked yet.
 *
 * @param session what was agreed on
 * @param chain the certificates that the server showed, its own first
 * @param keyExchange the key exchange, as a trust manager needs to hear of it
 */
public record TlsHandshake(SSLSession session, List<X509Certificate> chain, String keyExchange) {
  /** Copies. */
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

  /** The names that the server's certificate carries. */
  public List<String> names() {
    return DiagnosticHostnameVerifier.names(session);
  }
}
