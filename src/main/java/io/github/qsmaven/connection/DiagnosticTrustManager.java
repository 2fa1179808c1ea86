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

  /** One of the JDK's checks. */
  @FunctionalInterface
  private interface Check {
    void run() throws CertificateException;
  }

  private void diagnosed(X509Certificate[] chain, Check check) throws CertificateException {
    try {
      check.run();
    } catch (CertificateException e) {
      throw new CertificateDiagnosis(List.of(chain), Set.of(jdk.getAcceptedIssuers()), authorities)
          .of(e);
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String keyExchange, Socket socket)
      throws CertificateException {
    diagnosed(chain, () -> jdk.checkServerTrusted(chain, keyExchange, socket));
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String keyExchange, SSLEngine engine)
      throws CertificateException {
    diagnosed(chain, () -> jdk.checkServerTrusted(chain, keyExchange, engine));
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String keyExchange)
      throws CertificateException {
    diagnosed(chain, () -> jdk.checkServerTrusted(chain, keyExchange));
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
