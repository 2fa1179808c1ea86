package io.github.qsmaven.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.testing.HeardLog;
import io.github.qsmaven.testing.TlsMaterial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EntryTrustTest {
  @TempDir Path folder;

  private final HeardLog log = new HeardLog();
  private final Map<String, String> configuration =
      new HashMap<>(Map.of("host", "db.example.com", "database", "sales"));

  private ServerEntry entry() {
    return new ServerEntry("aep", "reader", new Secret("s3cret-s3cret"), configuration, null);
  }

  private Endpoint resolve(
      @Nullable String host, @Nullable String sslMode, @Nullable String sslRootCert)
      throws CannotCheckException {
    return resolve(entry(), new Overrides(host, null, null, sslMode, sslRootCert));
  }

  private Endpoint resolve(ServerEntry entry, Overrides overrides) throws CannotCheckException {
    return new TargetResolver(
            new TargetParameters(overrides, 30, 300, 2, TimeLimit.NONE),
            folder,
            Clock.systemUTC(),
            (settings, timeouts, any) ->
                new OAuthLogin(
                    "aep", "u@AdobeOrg", new Secret("t"), "api.example", "80", "prod:all"),
            log)
        .resolve(entry)
        .endpoint();
  }

  @ParameterizedTest
  @CsvSource({
    "verify-full, verify-ca",
    "verify-full, require",
    "verify-full, ' Require '",
    "verify-ca, require"
  })
  void aWeakerModeIsAnErrorThatNamesBoth(String configured, String given) {
    configuration.put("sslMode", configured);

    assertThatThrownBy(() -> resolve(null, given, null))
        .isInstanceOf(CannotCheckException.class)
        .hasMessageContainingAll(
            "The parameter sslMode (-Dqs.sslMode or <sslMode> in the POM) is "
                + given.strip().toLowerCase(java.util.Locale.ROOT)
                + ", which is weaker than "
                + configured
                + ", the <sslMode> of server entry \"aep\". Nothing was sent.",
            "What to do: remove the parameter")
        .hasMessageNotContaining("s3cret");
  }

  @ParameterizedTest
  @CsvSource({
    "require, require",
    "require, verify-ca",
    "verify-ca, verify-full",
    "verify-full, verify-full",
    "verify-full, ''",
    "'', require",
    ", require"
  })
  void anotherModeIsAllowed(@Nullable String configured, String given) throws CannotCheckException {
    if (configured != null) {
      configuration.put("sslMode", configured);
    }

    SslMode mode = resolve(null, given, null).sslMode();

    assertThat(mode.word()).isEqualTo(given.isEmpty() ? "verify-full" : given);
    assertThat(log.warnings()).isEmpty();
  }

  private String authority(String name) throws IOException {
    return TlsMaterial.createIn(folder.resolve(name)).caFile().toString();
  }

  @Test
  void anotherAuthorityIsAnError() throws IOException {
    configuration.put("sslRootCert", authority("mine"));
    String theirs = authority("theirs");

    assertThatThrownBy(() -> resolve(null, null, theirs))
        .isInstanceOf(CannotCheckException.class)
        .hasMessageContainingAll(
            "The parameter sslRootCert (-Dqs.sslRootCert or <sslRootCert> in the POM) is " + theirs,
            ", not " + configuration.get("sslRootCert") + ", the <sslRootCert> of server entry",
            "Nothing was sent.",
            "What to do: ");
    assertThatThrownBy(() -> resolve(null, null, " "))
        .hasMessageContaining("in the POM) is empty, not ");
    assertThatThrownBy(() -> resolve(null, null, "none.pem"))
        .hasMessageContaining("is none.pem, not ");
    assertThatThrownBy(() -> resolve(null, null, "a\u0000b"))
        .hasMessageContaining("is a\\u0000b, not ");
  }

  @Test
  void theSameAuthorityByAnotherPathIsAllowed() throws Exception {
    configuration.put("sslRootCert", authority("mine"));
    Path link = Files.createSymbolicLink(folder.resolve("link.pem"), folder.resolve("mine/ca.pem"));

    for (String same : new String[] {link.toString(), "mine/../link.pem", " mine/ca.pem "}) {
      assertThatCode(() -> resolve(null, null, same)).doesNotThrowAnyException();
    }
  }

  @Test
  void whatTheEntryLeavesOutAParameterMayGive() throws Exception {
    String file = authority("theirs");

    assertThat(resolve(null, null, file).sslRootCert()).isEqualTo(Path.of(file));
  }

  @ParameterizedTest
  @CsvSource({
    "db.example.com, other.example.com",
    "10.0.0.1, 10.0.0.2",
    "'[fe80:0:0:0:0:0:0:1]', fe80:0:0:0:0:0:0:2",
    "db.example.com, db.example.com.evil.example"
  })
  void anotherHostIsAWarningThatNamesBoth(String configured, String given)
      throws CannotCheckException {
    configuration.put("host", configured);

    resolve(given, null, null);

    assertThat(log.warnings())
        .singleElement()
        .asString()
        .contains(
            "The credential of server entry \"aep\" goes to the host " + given + ",",
            "-Dqs.host",
            "not to " + configured + ", the host of the entry");
  }

  @ParameterizedTest
  @CsvSource({
    "db.example.com, DB.Example.com",
    "db.example.com, db.example.com.",
    "DB.example.com., ' db.example.com '",
    "::1, '[::1]'"
  })
  void theSameHostIsNone(String configured, String given) throws CannotCheckException {
    configuration.put("host", configured);

    resolve(given, null, null);

    assertThat(log.warnings()).isEmpty();
  }

  @Test
  void anEntryWithoutAHostLeavesItToTheParameter() throws CannotCheckException {
    configuration.remove("host");
    assertThat(resolve("other.example.com", null, null).host()).isEqualTo("other.example.com");
    configuration.put("host", "db.example.com");
    Overrides port = new Overrides(null, "5433", "other", null, null);
    assertThat(resolve(entry(), port).database()).isEqualTo("other");

    assertThat(log.warnings()).isEmpty();
  }

  private static ServerEntry client(Map<String, String> more) {
    Map<String, String> configuration =
        new HashMap<>(Map.of("clientId", "c0ffee", "orgId", "E@AdobeOrg", "sandbox", "prod"));
    configuration.putAll(more);
    return new ServerEntry("aep", null, null, configuration, new Secret("p8e-s3cret"));
  }

  @Test
  void ofAnOAuthClientTheHostFromAdobeIsThatOfTheEntry() throws CannotCheckException {
    Overrides host = new Overrides("other.example.com", null, null, null, null);

    resolve(client(Map.of()), host);
    assertThat(log.warnings())
        .singleElement()
        .asString()
        .contains("other.example.com", "not to api.example, the host that Adobe's APIs return");
    resolve(client(Map.of("host", "other.example.com")), host);
    assertThat(log.warnings()).hasSize(1);
  }

  @Test
  void ofAnOAuthClientNothingIsSentToAdobeFirst() {
    TargetResolver resolver =
        new TargetResolver(
            new TargetParameters(
                new Overrides(null, null, null, "require", null), 30, 300, 2, TimeLimit.NONE),
            folder,
            Clock.systemUTC(),
            (settings, timeouts, any) -> {
              throw new AssertionError("asked Adobe");
            },
            log);

    assertThatThrownBy(() -> resolver.login(client(Map.of("sslMode", "verify-ca"))))
        .isInstanceOf(CannotCheckException.class)
        .hasMessageContaining("weaker than verify-ca");
  }
}
