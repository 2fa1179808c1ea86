package io.github.qsmaven.connection;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.UnrecoverableKeyException;
import java.util.Collections;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * The trust store or the key store of the JVM, which system properties select (Java Secure Socket
 * Extension Reference Guide, "Customizing the Default Keystores and Truststores"). The JDK ignores
 * a trust store that does not exist, and then rejects every certificate.
 */
enum JvmStore {
  /** The authorities that the JVM trusts. */
  TRUST("javax.net.ssl.trustStore", "trust store"),
  /** The certificates with which the JVM signs in. */
  KEY("javax.net.ssl.keyStore", "key store");

  /** The JDK's name for a store that is not in a file. */
  private static final String NO_FILE = "NONE";

  private final String property;
  private final String noun;

  JvmStore(String property, String noun) {
    this.property = property;
    this.noun = noun;
  }

  /**
   * Checks certificates with the authorities in this store. Reads it itself: after a store that
   * cannot be read, the JDK silently uses an earlier one, or none.
   *
   * @throws TlsException if the store cannot be read, or contains no certificate
   */
  X509ExtendedTrustManager trustManager() throws TlsException {
    try {
      X509ExtendedTrustManager manager = trustManager(load());
      if (manager.getAcceptedIssuers().length > 0) {
        return manager;
      }
    } catch (IOException | GeneralSecurityException e) {
      throw unusable(e);
    }
    throw unusable(null);
  }

  /** Checks certificates with the authorities in a store. */
  static X509ExtendedTrustManager trustManager(KeyStore store) throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    // The only kind that the JDK makes, and the only one that sees the connection.
    return (X509ExtendedTrustManager) factory.getTrustManagers()[0];
  }

  /**
   * Signs in with the certificates in this store.
   *
   * @return null if no system property selects one
   * @throws TlsException if the store cannot be read, or contains no key
   */
  @Nullable X509ExtendedKeyManager keyManager() throws TlsException {
    if (value("").isEmpty()) {
      return null;
    }
    try {
      KeyStore store = load();
      for (String alias : Collections.list(store.aliases())) {
        if (store.isKeyEntry(alias)) {
          KeyManagerFactory factory =
              KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
          factory.init(store, hasPassword() ? value("Password").toCharArray() : null);
          return (X509ExtendedKeyManager) factory.getKeyManagers()[0];
        }
      }
    } catch (IOException | GeneralSecurityException e) {
      throw unusable(e);
    }
    throw unusable(null);
  }

  private KeyStore load() throws IOException, GeneralSecurityException {
    String provider = value("Provider");
    KeyStore store =
        provider.isEmpty() ? KeyStore.getInstance(type()) : KeyStore.getInstance(type(), provider);
    try (InputStream in = isFile() ? new FileInputStream(file()) : null) {
      store.load(in, hasPassword() ? value("Password").toCharArray() : null);
    }
    return store;
  }

  private boolean isFile() {
    return !value("").equals(NO_FILE);
  }

  /** The JDK's default is {@code jssecacerts}, if it exists, else {@code cacerts}. */
  private File file() {
    if (!value("").isEmpty()) {
      return new File(value(""));
    }
    File folder = new File(System.getProperty("java.home"), "lib/security");
    File own = new File(folder, "jssecacerts");
    return own.exists() ? own : new File(folder, "cacerts");
  }

  private boolean hasPassword() {
    return !value("Password").isEmpty();
  }

  private String type() {
    String type = value("Type");
    return type.isEmpty() ? KeyStore.getDefaultType() : type;
  }

  private String value(String part) {
    return System.getProperty(property + part, "");
  }

  private TlsException unusable(@Nullable Exception e) {
    boolean set = !value("").isEmpty();
    return new TlsException(
        FaultKind.LOCAL_STORE,
        "the JVM's %s, %s, %s"
            .formatted(noun, set ? property + "=" + value("") : file(), problem(e)),
        (set
                    ? "correct -D%1$s, and -D%1$sPassword and -D%1$sType if they are set,"
                    : "repair the JDK, or set -D%1$s to a trust store of your own,")
                .formatted(property)
            + " in MAVEN_OPTS or .mvn/jvm.config.");
  }

  /** Why it cannot be used. */
  private String problem(@Nullable Exception e) {
    if (isFile() && !file().canRead()) {
      return file().exists() ? "cannot be read by the user who runs the build" : "does not exist";
    }
    if (isFile() && file().isDirectory()) {
      return "is a folder";
    }
    if (e == null) {
      return "contains no "
          + (this == TRUST ? "certificate of an authority" : "private key")
          + (hasPassword() ? "" : " that can be read without a password");
    }
    if (NetworkFault.find(e, UnrecoverableKeyException.class) != null) {
      return hasPassword()
          ? "cannot be opened with the password in " + property + "Password"
          : "needs a password, and " + property + "Password is not set";
    }
    return e instanceof IOException
        ? "is damaged, or not a store of type " + type()
        : "cannot be read as a store of type " + type() + " (" + e.getMessage() + ")";
  }
}
