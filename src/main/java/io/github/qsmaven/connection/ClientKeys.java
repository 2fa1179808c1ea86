package io.github.qsmaven.connection;

import io.github.qsmaven.settings.ClientCertificate;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
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
  private boolean sent;

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

  /** A step that reads. */
  @FunctionalInterface
  interface Step {
    /** Returns the number of bytes; negative at the end of the stream. */
    int read() throws IOException;
  }

  /**
   * Reads the first answer after the client's certificate. A server may reject that without an
   * alert, or break the connection before the alert can be read.
   *
   * @return what the step returns
   * @throws SocketException if the connection breaks; says so if the server asked for a certificate
   */
  int blamed(Step step) throws IOException {
    String end;
    try {
      int read = step.read();
      if (read >= 0 || !asked) {
        return read;
      }
      end = "the server closed the connection";
    } catch (SocketException | EOFException e) {
      if (!asked) {
        throw e;
      }
      end = String.valueOf(e.getMessage());
    }
    throw new SocketException(
        end
            + "; before, the server asked for a client certificate, "
            + (sent ? "and may reject this one" : "and none was sent"));
  }

  @Override
  public @Nullable String chooseClientAlias(
      String[] types, Principal[] issuers, @Nullable Socket socket) {
    asked = true;
    String alias = alias(types, issuers, socket);
    sent = alias != null;
    return alias;
  }

  private @Nullable String alias(String[] types, Principal[] issuers, @Nullable Socket socket) {
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
