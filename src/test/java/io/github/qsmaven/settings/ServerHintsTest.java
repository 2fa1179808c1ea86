package io.github.qsmaven.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.testing.HeardLog;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a message about the settings says fits the server that they are about. */
class ServerHintsTest {
  private static final String[] OF_QUERY_SERVICE = {
    "Query Service", "Adobe", "Queries", "prod:all", "credentialFile", "organization", "80"
  };

  private static CannotCheckException thrown(
      @Nullable String user,
      @Nullable String password,
      @Nullable String host,
      @Nullable String database,
      @Nullable String port) {
    Map<String, String> configuration = new HashMap<>();
    put("host", host, configuration);
    put("database", database, configuration);
    put("port", port, configuration);
    ServerEntry entry =
        new ServerEntry(
            "aep", user, password == null ? null : new Secret(password), configuration, null);
    TargetResolver resolver =
        new TargetResolver(
            new TargetParameters(
                new Overrides(null, null, null, null, null), 30, 300, 2, TimeLimit.NONE),
            Path.of("").toAbsolutePath(),
            Clock.systemUTC(),
            (settings, timeouts, log) -> {
              throw new AssertionError("no OAuth client");
            },
            new HeardLog());
    return catchThrowableOfType(CannotCheckException.class, () -> resolver.resolve(entry));
  }

  private static void put(String key, @Nullable String value, Map<String, String> configuration) {
    if (value != null) {
      configuration.put(key, value);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "reader, s3cret-s3cret, , sales, , The host of server",
    "reader, s3cret-s3cret, db.example.com, , , The database of server",
    "reader, s3cret-s3cret, db.example.com, sales, x, is x",
    "reader, , db.example.com, sales, , has no <password>",
    ", s3cret-s3cret, db.example.com, sales, , has no <username>"
  })
  void anotherServerIsNotToldOfQueryService(
      @Nullable String user,
      @Nullable String password,
      @Nullable String host,
      @Nullable String database,
      @Nullable String port,
      String told) {
    assertThat(thrown(user, password, host, database, port))
        .hasMessageContaining(told)
        .hasMessageContaining("What to do: ")
        .hasMessageNotContainingAny(OF_QUERY_SERVICE);
  }

  @ParameterizedTest
  @CsvSource({
    "E@AdobeOrg, s3cret, , prod:all, , under Queries > Credentials",
    "E@AdobeOrg, s3cret, localhost, , , prod:all",
    "reader, s3cret, acme.platform-query.adobe.io, , , Queries > Credentials",
    "reader, s3cret, ACME.Platform-Query.Adobe.IO., prod:all, x, ports 80 and 5432",
    "E@AdobeOrg, , localhost, prod:all, , <credentialFile>",
    ", s3cret, acme.platform-query.adobe.io, prod:all, , organization id",
    ", s3cret, , prod:all, , Queries > Credentials"
  })
  void queryServiceIsKnownByHostUserOrNothingElse(
      @Nullable String user,
      @Nullable String password,
      @Nullable String host,
      @Nullable String database,
      @Nullable String port,
      String told) {
    assertThat(thrown(user, password, host, database, port))
        .hasMessageContaining(told)
        .hasMessageNotContaining("PostgreSQL");
  }
}
