package io.github.qsmaven.connection;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Checks a server's certificate as the JDK does, and reports exactly what is wrong with it. It is
 * an extended trust manager, since the JDK adds checks of the algorithms to others.
 */
final class DiagnosticTrustManager extends X509ExtendedTrustManager {
  private final X509ExtendedTrustManager jdk;
  private final String authorities;

  /**
   * @param jdk the JDK's own check
   * @param authorities which authorities it trusts, for messages
   */
  DiagnosticTrustManager(X509ExtendedTrustManager jdk, String authorities) {
    this.jdk = jdk;
    this.authorities = authorities;
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String keyExchange, Socket socket)
      throws CertificateException {
    try {
      jdk.checkServerTrusted(chain, keyExchange, socket);
    } catch (CertificateException e) {
      throw diagnosis(chain, e);
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String keyExchange, SSLEngine engine)
      throws CertificateException {
    try {
      jdk.checkServerTrusted(chain, keyExchange, engine);
    } catch (CertificateException e) {
      throw diagnosis(chain, e);
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String keyExchange)
      throws CertificateException {
    try {
      jdk.checkServerTrusted(chain, keyExchange);
    } catch (CertificateException e) {
      throw diagnosis(chain, e);
    }
  }

  private TlsException diagnosis(X509Certificate[] chain, CertificateException e) {
    return new CertificateDiagnosis(List.of(chain), Set.of(jdk.getAcceptedIssuers()), authorities)
        .of(e);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String keyExchange, Socket socket)
      throws CertificateException {
    jdk.checkClientTrusted(chain, keyExchange, socket);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String keyExchange, SSLEngine engine)
      throws CertificateException {
    jdk.checkClientTrusted(chain, keyExchange, engine);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String keyExchange)
      throws CertificateException {
    jdk.checkClientTrusted(chain, keyExchange);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return jdk.getAcceptedIssuers();
  }
}
