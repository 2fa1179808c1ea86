package io.github.qsmaven.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qsmaven.connection.Backoff;
import io.github.qsmaven.settings.OAuthSettings;
import io.github.qsmaven.settings.Overrides;
import io.github.qsmaven.settings.Secret;
import io.github.qsmaven.settings.ServerEntry;
import io.github.qsmaven.settings.Timeouts;
import io.github.qsmaven.testing.AdobeApis;
import io.github.qsmaven.testing.HeardLog;
import io.github.qsmaven.testing.TlsMaterial;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.net.ssl.SSLContext;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;

/** Whatever a secret is made of, the server gets the same, and none of it as another parameter. */
class SecretsOnTheirWayTest {
  private static final TlsMaterial TLS = authority();
  private static final SSLContext TRUST = trust();
  private static final AdobeApis APIS = apis();

  private static TlsMaterial authority() {
    try {
      return TlsMaterial.createIn(Path.of("target", "secrets-on-their-way"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SSLContext trust() {
    try {
      return TLS.trusting();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static AdobeApis apis() {
    try {
      return new AdobeApis(TLS.certificateFor("localhost"))
          .answer(AdobeApis.TOKEN, AdobeApis.json(200, "{\"access_token\":\"t\"}"))
          .answer(
              AdobeApis.PARAMETERS,
              AdobeApis.json(
                  200,
                  "{\"username\":\"u\",\"token\":\"t\",\"host\":\"h\",\"port\":80,\"dbName\":\"prod:all\"}"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @AfterContainer
  static void stop() {
    APIS.close();
  }

  @Provide
  Arbitrary<String> secrets() {
    Arbitrary<String> any =
        Arbitraries.strings()
            .filter(
                s -> s.codePoints().noneMatch(c -> Character.getType(c) == Character.SURROGATE));
    Arbitrary<String> nasty =
        Arbitraries.strings().withChars("&=%+;?#/\\ \"'<>{}\u00e9\u20ac09aA\t").ofMaxLength(20);
    // What is around it goes, as blanks and line breaks do that came with a paste.
    return Arbitraries.oneOf(any, nasty).map(secret -> "s" + secret + "s");
  }

  @Property(tries = 60)
  void everySecretArrivesAsItIs(@ForAll("secrets") String secret) throws Exception {
    if (secret.contains("${env.")) {
      return;
    }
    new OAuthLogins(new Backoff(milliseconds -> {}, new Random(1)), InstantSource.system(), TRUST)
        .login(
            new OAuthSettings(
                new ServerEntry(
                    "aep",
                    null,
                    null,
                    Map.of(
                        "clientId", "c",
                        "orgId", "o@AdobeOrg",
                        "sandbox", "prod",
                        "scopes", "a,b",
                        "imsUrl", APIS.url(),
                        "platformUrl", APIS.url()),
                    new Secret(secret)),
                new Overrides(null, null, null, null, null)),
            new Timeouts(20, 20, 0),
            List.of(),
            new HeardLog());

    AdobeApis.Request token = APIS.requests().get(APIS.requests().size() - 2);
    assertThat(token.form())
        .containsExactly(
            Map.entry("grant_type", "client_credentials"),
            Map.entry("client_id", "c"),
            Map.entry("client_secret", secret),
            Map.entry("scope", "a,b"));
    assertThat(token.body()).matches("[A-Za-z0-9=&_.*+%-]*");
  }
}
