package io.github.qsmaven.settings;

import io.github.qsmaven.files.UnusableFileException;
import io.github.qsmaven.model.CannotCheckException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The {@code <sslKey>} and {@code <sslCert>} of a server entry. They are no parameters, since they
 * are a credential.
 *
 * @param entry the server entry
 * @param currentFolder the folder that relative paths are resolved against
 * @param clock the time by which the certificate expires
 * @param log receives a warning about a key that others may read
 */
record ClientCertificateSettings(
    ServerEntry entry, Path currentFolder, Clock clock, ConnectionLog log) {
  /**
   * Reads the certificate.
   *
   * @return null if the entry names none
   * @throws CannotCheckException if a file cannot be used, the key does not fit, or the certificate
   *     has expired
   */
  @Nullable ClientCertificate read() throws CannotCheckException {
    String certificate = entry.value(ServerEntry.SSL_CERT);
    String key = entry.value(ServerEntry.SSL_KEY);
    if (key == null) {
      if (certificate == null) {
        return null;
      }
      throw new CannotCheckException(
          "Server entry " + entry.quotedId() + " has an <sslCert>, but no <sslKey>.",
          "set <sslKey> to the file with the private key of that certificate.");
    }
    List<X509Certificate> chain = List.of();
    if (certificate != null) {
      SecretFile file = file(ServerEntry.SSL_CERT, certificate);
      try {
        chain = new PemFile(file.path()).certificates();
      } catch (UnusableFileException e) {
        throw unusable(file, e);
      }
    }
    SecretFile file = file(ServerEntry.SSL_KEY, key);
    ClientCertificate read;
    try {
      read = new KeyFile(file.path(), entry.passphrase()).with(chain);
    } catch (UnusableFileException e) {
      throw unusable(file, e);
    }
    requireValid(read.certificate());
    file.warning().ifPresent(log::warn);
    return read;
  }

  private SecretFile file(String element, String text) throws CannotCheckException {
    return SecretFile.of(FileLogin.path(entry, element, text, currentFolder), element, entry.id());
  }

  private static CannotCheckException unusable(SecretFile file, UnusableFileException e) {
    return new CannotCheckException(
        file.what() + e.problem() + ". Nothing was sent.",
        "set sslKey to the file with the private key (PEM or PKCS #12), sslCert to the PEM file with"
            + " its certificate, and <passphrase>, directly under <server>, if the key is"
            + " encrypted.");
  }

  private void requireValid(X509Certificate certificate) throws CannotCheckException {
    Instant now = clock.instant();
    Instant start = certificate.getNotBefore().toInstant();
    Instant end = certificate.getNotAfter().toInstant();
    if (now.isBefore(start) || now.isAfter(end)) {
      throw new CannotCheckException(
          "The client certificate of server entry %s %s, by the clock of this machine. Nothing was sent."
              .formatted(
                  entry.quotedId(),
                  now.isAfter(end) ? "expired at " + end : "is not valid before " + start),
          "ask the server's operator for a new one.");
    }
  }
}
