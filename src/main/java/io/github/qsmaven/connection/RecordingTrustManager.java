package io.github.qsmaven.connection;

import java.net.Socket;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Takes any certificate, so that it can be looked at; nothing secret goes over a connection that it
 * was asked about. Extended, since of others the JDK checks the algorithms by itself.
 */
final class RecordingTrustManager extends X509ExtendedTrustManager {
  private String keyExchange = "UNKNOWN";

  /** The key exchange, as a trust manager needs to hear of it. */
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
