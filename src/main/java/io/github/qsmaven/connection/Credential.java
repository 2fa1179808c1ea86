package io.github.qsmaven.connection;

import static java.util.Objects.requireNonNull;

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

  @Override
  public String toString() {
    return "Credential[***]";
  }
}
