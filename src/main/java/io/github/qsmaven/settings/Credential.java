package io.github.qsmaven.settings;

import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.NameEscaper;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who signs in.
 *
 * @param user the user; for Query Service the organization id, {@code …@AdobeOrg}
 * @param password the password
 * @param source where the password comes from
 * @param certificate the certificate to send in the TLS handshake; null: that of the JVM's key
 *     store, if it has one
 */
public record Credential(
    String user, Secret password, PasswordSource source, @Nullable ClientCertificate certificate) {
  /** Rejects what PostgreSQL's startup packet, which consists of C strings, cannot contain. */
  public Credential {
    Endpoint.requireSendable("user name", user);
    if (source != PasswordSource.CLIENT_CERTIFICATE) {
      Endpoint.requireSendable("password", password.value());
    }
  }

  /** A credential without a certificate. */
  public Credential(String user, Secret password, PasswordSource source) {
    this(user, password, source, null);
  }

  /** A credential with the password of the server entry. */
  public Credential(String user, Secret password) {
    this(user, password, PasswordSource.PASSWORD);
  }

  /**
   * A credential from the settings.
   *
   * @param serverId the id of the server entry
   * @param advice what to do if it cannot be sent
   * @throws CannotCheckException if it cannot be sent
   */
  static Credential of(
      String user, Secret password, PasswordSource source, String serverId, String advice)
      throws CannotCheckException {
    try {
      return new Credential(user, password, source);
    } catch (IllegalArgumentException e) {
      throw new CannotCheckException(
          e.getMessage() + " (server entry " + NameEscaper.CONSOLE.quoted(serverId) + ").", advice);
    }
  }

  /** The kind of credential that the password is, by its form. */
  public CredentialKind kind() {
    return CredentialKind.of(password.value());
  }

  /**
   * When the password expires, according to its claims; the server may decide otherwise.
   *
   * @return empty if it is not a token, or a token without an expiry
   */
  public Optional<Instant> expiry() {
    return kind() == CredentialKind.TOKEN
        ? Jwt.read(password.value()).flatMap(Jwt::expiry)
        : Optional.empty();
  }

  /** Whether it is a password of the server entry that Maven 4 takes for an encrypted one. */
  public boolean looksEncrypted() {
    String text = password.value();
    return source == PasswordSource.PASSWORD && text.startsWith("{") && text.endsWith("}");
  }

  /** Describes the password without showing it: its kind, and the length and expiry of a token. */
  public String description() {
    return switch (kind()) {
          case TOKEN -> "an expiring token of " + password.value().length() + " characters";
          case TECHNICAL_ACCOUNT ->
              "a non-expiring credential of the form technicalAccountId:credential";
          case PASSWORD ->
              source == PasswordSource.CLIENT_CERTIFICATE
                  ? "no password, but a client certificate"
                  : "a password, neither a token nor technicalAccountId:credential";
        }
        + expiry().map(expiry -> ", valid until " + expiry).orElse("");
  }

  @Override
  public String toString() {
    return "Credential[***]";
  }
}
