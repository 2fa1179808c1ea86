package io.github.qsmaven.connection;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.qsmaven.settings.Credential;
import io.github.qsmaven.settings.Endpoint;
import java.net.URLEncoder;

/**
 * The JDBC URL of an endpoint with its credential: {@code
 * jdbc:postgresql://host:port/database?user=…&password=…&sslmode=…}.
 *
 * <p>Every value of the user is percent-encoded as {@code application/x-www-form-urlencoded}, the
 * exact inverse of {@code org.postgresql.Driver.parseURL} ({@code org.postgresql.util.URLCoder} is
 * {@link java.net.URLDecoder}). So the driver decodes the same value, and no value can add a
 * parameter: {@code prod:all?FLATTEN} remains a database name, and a {@code +} in a token remains a
 * plus.
 *
 * <p>The URL contains the password. Only the driver receives it; {@code toString()} masks the user
 * and the password.
 */
record JdbcUrl(Endpoint endpoint, Credential credential) {
  private static final String MASK = "***";

  /** The URL itself, with the password. */
  String value() {
    return url(encode(credential.user()), encode(credential.password().value()));
  }

  @Override
  public String toString() {
    return url(MASK, MASK);
  }

  private String url(String user, String password) {
    // Every goal comes by here; a formatter would load classes that it needs nowhere else.
    return "jdbc:postgresql://"
        + (endpoint.serverName() + ":" + endpoint.port())
        + ("/" + encode(endpoint.database()))
        + ("?user=" + user)
        + ("&password=" + password)
        + ("&sslmode=" + endpoint.sslMode().word());
  }

  private static String encode(String value) {
    return URLEncoder.encode(value, UTF_8);
  }
}
