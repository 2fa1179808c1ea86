package io.github.qsmaven.connection;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Accepts any certificate: for {@code sslMode} require, and to examine the certificate of a server,
 * in which case it records the result of the check. It is an extended trust manager, since the JDK
 * adds checks of the algorithms to others.
 */
final class RecordingTrustManager extends X509ExtendedTrustManager {
  /** Makes the check of certificates. */
  @FunctionalInterface
  interface Check {
    X509ExtendedTrustManager manager() throws TlsException;
  }

  private final @Nullable Check check;
  private @Nullable CertificateException problem;

  /**
   * @param check checks the certificate, when the server has sent it; null: not checked
   */
  RecordingTrustManager(@Nullable Check check) {
    this.check = check;
  }

  /** Why the certificate would be rejected; null if it would not be. */
  @Nullable CertificateException problem() {
    return problem;
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String keyExchange, Socket socket) {
    try {
      if (check != null) {
        check.manager().checkServerTrusted(chain, keyExchange, socket);
      }
    } catch (CertificateException e) {
      problem = e;
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {}

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType) {}

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) {}

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {}

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType) {}

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
