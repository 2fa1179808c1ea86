package io.github.qsmaven.connection;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.qsmaven.settings.Credential;
import io.github.qsmaven.settings.Endpoint;
import java.net.URLEncoder;

/**
 * The JDBC URL of an endpoint with its credential: {@code
 * jdbc:postgresql://host:port/database?user=…&password=…&sslmode=…}.
 *
 * <p>Every part that a user chooses is percent-encoded as {@code
 * application/x-www-form-urlencoded}, the exact inverse of what {@code
 * org.postgresql.Driver.parseURL} does ({@code org.postgresql.util.URLCoder} is {@link
 * java.net.URLDecoder}), so that the driver gets back what went in and no value can bring in a
 * parameter: {@code prod:all?FLATTEN} stays a database name, and a {@code +} in a token stays a
 * plus.
 *
 * <p>The URL holds the password. It goes to the driver and nowhere else; {@code toString()} hides
 * the user and the password.
 */
final class JdbcUrl {
  private static final String HIDDEN = "***";

  private final Endpoint endpoint;
  private final Credential credential;

  JdbcUrl(Endpoint endpoint, Credential credential) {
    this.endpoint = endpoint;
    this.credential = credential;
  }

  /** The URL itself, with the password. */
  String value() {
    return url(encode(credential.user()), encode(credential.password().value()));
  }

  @Override
  public String toString() {
    return url(HIDDEN, HIDDEN);
  }

  private String url(String user, String password) {
    return "jdbc:postgresql://"
        + endpoint.address()
        + "/"
        + encode(endpoint.database())
        + "?user="
        + user
        + "&password="
        + password
        + "&sslmode="
        + endpoint.sslMode().word();
  }

  private static String encode(String value) {
    return URLEncoder.encode(value, UTF_8);
  }
}
