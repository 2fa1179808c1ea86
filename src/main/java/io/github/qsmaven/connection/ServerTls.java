package io.github.qsmaven.connection;

import io.github.qsmaven.files.UnusableFileException;
import io.github.qsmaven.settings.ClientCertificate;
import io.github.qsmaven.settings.PemFile;
import io.github.qsmaven.settings.SslMode;
import io.github.qsmaven.settings.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * TLS to a server: which certificates are trusted, and which one this side sends. The sessions, the
 * checklist of {@code qs:doctor} and HTTPS all use it, so that they report the same.
 *
 * @param sslRootCert a file of the authorities to trust; null: the JVM's trust store
 * @param certificate the certificate of the client; null: that of the JVM's key store, if the
 *     system properties select one
 */
public record ServerTls(@Nullable Path sslRootCert, @Nullable ClientCertificate certificate) {
  private static final String JVM = "the JVM's trust store";

  /** With the JVM's trust store and key store. */
  public static ServerTls ofJvm() {
    return new ServerTls(null, null);
  }

  static ServerTls of(Target target) {
    return new ServerTls(target.endpoint().sslRootCert(), target.credential().certificate());
  }

  /**
   * A context that checks the certificates of servers.
   *
   * @throws TlsException if a store or file cannot be used
   */
  public SSLContext context() throws TlsException {
    return context(trustManager(), clientKeys());
  }

  /** Creates the sockets of the driver. */
  SSLSocketFactory socketFactory(SslMode mode, ClientKeys keys) throws TlsException {
    return context(mode.verifies() ? trustManager() : new RecordingTrustManager(null), keys)
        .getSocketFactory();
  }

  /** Sends the certificate of the client. */
  ClientKeys clientKeys() throws TlsException {
    return new ClientKeys(certificate, certificate == null ? JvmStore.KEY.keyManager() : null);
  }

  /** A context with another check of certificates. */
  SSLContext context(X509ExtendedTrustManager trustManager, ClientKeys keys) throws TlsException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(new KeyManager[] {keys}, new TrustManager[] {trustManager}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new TlsException(FaultKind.TLS_FAILED, String.valueOf(e.getMessage()), null);
    }
  }

  /** Checks the certificate of a server, but not its name. */
  X509ExtendedTrustManager trustManager() throws TlsException {
    return sslRootCert == null
        ? new DiagnosticTrustManager(JvmStore.TRUST.trustManager(), JVM)
        : new DiagnosticTrustManager(authorities(sslRootCert), sslRootCert.toString());
  }

  /** As libpq does, trusts each certificate in the file, that of an intermediate authority too. */
  private static X509ExtendedTrustManager authorities(Path file) throws TlsException {
    try {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int number = 0;
      for (X509Certificate each : new PemFile(file).certificates()) {
        store.setCertificateEntry("authority-" + number++, each);
      }
      return JvmStore.trustManager(store);
    } catch (UnusableFileException | IOException | GeneralSecurityException e) {
      throw new TlsException(
          FaultKind.LOCAL_STORE,
          "sslRootCert, " + file + ", " + e.getMessage(),
          "set sslRootCert to a PEM file with the certificate of the authority that signed the"
              + " server's certificate. Nothing was sent.");
    }
  }
}
