package io.github.qsmaven.settings;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * Who signs in.
 *
 * @param user the user; for Query Service the organization id, {@code …@AdobeOrg}
 * @param password the password
 */
public record Credential(String user, Secret password) {
  /** Refuses what PostgreSQL's startup packet, made of C strings, cannot carry. */
  public Credential {
    requireNonNull(user, "user is null");
    requireNonNull(password, "password is null");
    if (user.isEmpty() || Endpoint.hasNoEncoding(user)) {
      throw new IllegalArgumentException(
          "The user name is empty or holds NUL or half of a surrogate pair");
    }
    if (password.value().isEmpty() || Endpoint.hasNoEncoding(password.value())) {
      throw new IllegalArgumentException(
          "The password is empty or holds NUL or half of a surrogate pair");
    }
  }

  /** What kind of credential the password is, as its form tells. */
  public CredentialKind kind() {
    return CredentialKind.of(password.value());
  }

  /**
   * When the password expires, as it says itself; whether the server agrees, it alone knows.
   *
   * @return nothing if it is no token, or one that does not say
   */
  public Optional<Instant> expiry() {
    return kind() == CredentialKind.TOKEN
        ? Jwt.read(password.value()).flatMap(Jwt::expiry)
        : Optional.empty();
  }

  @Override
  public String toString() {
    return "Credential[***]";
  }
}
