package io.github.qsmaven.connection;

import io.github.qsmaven.settings.ClientCertificate;
import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * Sends the certificate of the client if the server asks for one, and records whether it does. As
 * libpq does, sends that of the server entry whichever authorities the server names, so that the
 * server reports what is wrong with it.
 */
final class ClientKeys extends X509ExtendedKeyManager {
  private static final String ALIAS = "client";

  private final @Nullable ClientCertificate own;
  private final @Nullable X509ExtendedKeyManager jvm;
  private boolean asked;

  /**
   * @param own the certificate of the server entry
   * @param jvm chooses from the JVM's key store
   */
  ClientKeys(@Nullable ClientCertificate own, @Nullable X509ExtendedKeyManager jvm) {
    this.own = own;
    this.jvm = jvm;
  }

  /** Whether a server has asked for a certificate. */
  boolean asked() {
    return asked;
  }

  @Override
  public @Nullable String chooseClientAlias(
      String[] types, Principal[] issuers, @Nullable Socket socket) {
    asked = true;
    if (own == null) {
      return jvm == null ? null : jvm.chooseClientAlias(types, issuers, socket);
    }
    String algorithm = own.key().getAlgorithm();
    // EdDSA is Ed25519 or Ed448 here.
    String type = algorithm.equals("EdDSA") ? "Ed" : algorithm;
    boolean supported = Arrays.stream(types).anyMatch(each -> each.startsWith(type));
    return supported ? ALIAS : null;
  }

  @Override
  public @Nullable String chooseEngineClientAlias(
      String[] types, Principal[] issuers, @Nullable SSLEngine engine) {
    return own == null && jvm != null
        ? jvm.chooseEngineClientAlias(types, issuers, engine)
        : chooseClientAlias(types, issuers, null);
  }

  @Override
  public X509Certificate[] getCertificateChain(String alias) {
    if (own != null) {
      return own.chain().toArray(X509Certificate[]::new);
    }
    return jvm == null ? new X509Certificate[0] : jvm.getCertificateChain(alias);
  }

  @Override
  public @Nullable PrivateKey getPrivateKey(String alias) {
    if (own != null) {
      return own.key();
    }
    return jvm == null ? null : jvm.getPrivateKey(alias);
  }

  @Override
  public String[] getClientAliases(String type, Principal[] issuers) {
    return new String[0];
  }

  @Override
  public String[] getServerAliases(String type, Principal[] issuers) {
    return new String[0];
  }

  @Override
  public @Nullable String chooseServerAlias(
      String type, Principal[] issuers, @Nullable Socket socket) {
    return null;
  }
}
