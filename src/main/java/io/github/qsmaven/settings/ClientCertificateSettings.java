package io.github.qsmaven.settings;

import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.NameEscaper;
import io.github.qsmaven.settings.PemFile.UnusableException;
import java.nio.file.InvalidPathException;
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
      Path file = path(ServerEntry.SSL_CERT, certificate);
      try {
        chain = new PemFile(file).certificates();
      } catch (UnusableException e) {
        throw unusable(what(ServerEntry.SSL_CERT, file), e);
      }
    }
    Path file = path(ServerEntry.SSL_KEY, key);
    String what = what(ServerEntry.SSL_KEY, file);
    ClientCertificate read;
    try {
      read = new KeyFile(file, entry.passphrase()).with(chain);
    } catch (UnusableException e) {
      throw unusable(what, e);
    }
    requireValid(read.certificate());
    new PrivateFile(file, what).warning().ifPresent(log::warn);
    return read;
  }

  private Path path(String element, String text) throws CannotCheckException {
    try {
      return currentFolder.resolve(text).normalize();
    } catch (InvalidPathException e) {
      throw new CannotCheckException(
          "The %s of server %s is not the path of a file.".formatted(element, entry.quotedId()),
          "set it to the path of the file.");
    }
  }

  private String what(String element, Path file) {
    return "The %s of server %s, %s, "
        .formatted(element, entry.quotedId(), NameEscaper.CONSOLE.of(file.toString()));
  }

  private static CannotCheckException unusable(String what, UnusableException e) {
    return new CannotCheckException(
        what + e.getMessage() + ". Nothing was sent.",
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
