package io.github.qsmaven.settings;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * The certificate with which this side proves its identity to a server.
 *
 * @param key its key
 * @param chain the certificate, then those of the authorities above it, as far as they are sent
 */
public record ClientCertificate(PrivateKey key, List<X509Certificate> chain) {
  public ClientCertificate {
    chain = List.copyOf(chain);
  }

  /** The certificate. */
  public X509Certificate certificate() {
    return chain.get(0);
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "ClientCertificate[***]";
  }
}
