package io.github.qsmaven.connection;

import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLSession;

/**
 * The result of a TLS handshake, with a certificate that is not checked yet.
 *
 * @param session the session of TLS
 * @param chain the certificates that the server sent, its own first
 * @param keyExchange the key exchange algorithm, for the check by a trust manager
 */
public record TlsHandshake(SSLSession session, List<X509Certificate> chain, String keyExchange) {
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

  /** The names in the server's certificate. */
  public List<String> names() {
    return DiagnosticHostnameVerifier.names(session);
  }
}
