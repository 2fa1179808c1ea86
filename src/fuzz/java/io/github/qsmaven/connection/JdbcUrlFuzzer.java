package io.github.qsmaven.connection;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import io.github.qsmaven.settings.Credential;
import io.github.qsmaven.settings.Endpoint;
import io.github.qsmaven.settings.Secret;
import io.github.qsmaven.settings.SslMode;
import java.util.Map;
import java.util.Properties;
import org.postgresql.Driver;

/** The driver parses from the URL exactly the values that it was made of, and nothing else. */
public final class JdbcUrlFuzzer {
  private JdbcUrlFuzzer() {}

  /** For Jazzer. */
  public static void fuzzerTestOneInput(FuzzedDataProvider data) {
    int port = data.consumeInt(1, 65_535);
    SslMode sslMode = data.pickValue(SslMode.values());
    String host = data.consumeString(100);
    String user = data.consumeString(200);
    String database = data.consumeString(200);
    String password = data.consumeRemainingAsString();
    Endpoint endpoint;
    JdbcUrl url;
    try {
      endpoint = new Endpoint("qs", host, port, database, sslMode, null);
      url = new JdbcUrl(endpoint, new Credential(user, new Secret(password)));
    } catch (IllegalArgumentException e) {
      return; // Rejected before there is a URL.
    }
    Properties parsed = Driver.parseURL(url.value(), new Properties());
    Map<String, String> expected =
        Map.of(
            "PGHOST", endpoint.serverName(),
            "PGPORT", String.valueOf(port),
            "PGDBNAME", database,
            "user", user,
            "password", password,
            "sslmode", sslMode.word());
    if (!expected.equals(parsed)) {
      throw new AssertionError("The driver reads " + parsed + ", not " + expected);
    }
    // Not a search for the password, which the host or the database may contain by chance.
    String shown = url.toString();
    if (!shown.equals(new JdbcUrl(endpoint, new Credential("u", new Secret("p"))).toString())) {
      throw new AssertionError("The text of the URL depends on the credential: " + shown);
    }
  }
}
