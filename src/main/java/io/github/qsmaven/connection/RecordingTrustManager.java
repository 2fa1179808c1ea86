package io.github.qsmaven.connection;

import java.net.Socket;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Accepts any certificate, and records the key exchange, so that the certificate can be examined.
 * Nothing secret is sent over such a connection. It is an extended trust manager, since the JDK
 * adds checks of the algorithms to others.
 */
final class RecordingTrustManager extends X509ExtendedTrustManager {
  private String keyExchange = "UNKNOWN";

  /** The key exchange algorithm, for the check by another trust manager. */
  String keyExchange() {
    return keyExchange;
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) {
    keyExchange = authType;
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
