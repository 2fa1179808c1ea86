package io.github.qsmaven.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.qsmaven.model.CannotCheckException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OAuthSettingsTest {
  private static final String SECRET = "p8e-s3cret-s3cret";

  private final Map<String, String> configuration = new LinkedHashMap<>();

  @BeforeEach
  void configure() {
    configuration.put("clientId", "c0ffee");
    configuration.put("orgId", "ECBB@AdobeOrg");
    configuration.put("sandbox", "prod");
  }

  private OAuthSettings settings(@Nullable String secret, @Nullable String databaseParameter) {
    return new OAuthSettings(
        new ServerEntry(
            "aep", null, null, configuration, secret == null ? null : new Secret(secret)),
        new Overrides(null, null, databaseParameter, null, null));
  }

  private OAuthClient client() throws CannotCheckException {
    return settings(SECRET, null).client();
  }

  @Test
  void fourValuesDoAndTheRestIsAdobesOwn() throws Exception {
    assertThat(client())
        .isEqualTo(
            new OAuthClient(
                "aep",
                "c0ffee",
                new Secret(SECRET),
                "ECBB@AdobeOrg",
                "prod",
                "openid,AdobeID,read_organizations,additional_info.projectedProductContext,session",
                URI.create("https://ims-na1.adobelogin.com"),
                URI.create("https://platform.adobe.io")));
  }

  @Test
  void theRestCanBeGiven() throws Exception {
    configuration.put("scopes", " openid, AdobeID\n  session ");
    configuration.put("imsUrl", "https://ims-na1-stg1.adobelogin.com/");
    configuration.put("platformUrl", "https://gateway.example:8443/adobe/");

    assertThat(client().scopes()).isEqualTo("openid,AdobeID,session");
    assertThat(client().imsUrl()).hasToString("https://ims-na1-stg1.adobelogin.com");
    assertThat(client().platformUrl()).hasToString("https://gateway.example:8443/adobe");
  }

  @Test
  void whatPeopleDragAlongWhenTheyPasteGoes() throws Exception {
    configuration.put("clientId", " c0ffee\n");

    OAuthClient client = settings("\n  " + SECRET + " \n", null).client();

    assertThat(client.clientId()).isEqualTo("c0ffee");
    assertThat(client.clientSecret()).isEqualTo(new Secret(SECRET));
  }

  @Test
  void allThatIsMissingIsToldAtOnceWithWhereItIsShown() {
    configuration.remove("orgId");
    configuration.put("sandbox", " ");

    assertThatThrownBy(() -> settings("", null).client())
        .isInstanceOf(CannotCheckException.class)
        .hasMessageContainingAll(
            "\"aep\"",
            "no <clientSecret>, no <orgId>, no <sandbox>",
            "Retrieve client secret",
            "Organization ID",
            "under Sandboxes",
            "developer.adobe.com/console")
        .hasMessageNotContaining("no <clientId>");
  }

  @Test
  void aMisspeltElementIsNamed() {
    configuration.remove("clientId");
    configuration.put("clientID", "c0ffee");

    assertThatThrownBy(this::client)
        .hasMessageContainingAll("no <clientId>", "in place of <clientID>");
  }

  @Test
  void aSecondCredentialIsRefusedAndBothAreNamed() {
    configuration.put("credentialFile", "c.json");
    OAuthSettings settings =
        new OAuthSettings(
            new ServerEntry("aep", "u", new Secret("pass-pass"), configuration, new Secret(SECRET)),
            new Overrides(null, null, null, null, null));

    assertThatThrownBy(settings::client)
        .hasMessageContainingAll(
            "two credentials", "<username> and <password> and <credentialFile>", "<clientId>")
        .hasMessageNotContaining("pass-pass")
        .hasMessageNotContaining(SECRET);
  }

  @ParameterizedTest
  @ValueSource(strings = {"${env.AEP_SECRET}", "${aep.secret}", "x${env.A}y", "x${env.A", "${}"})
  void aSecretThatMavenCouldNotResolveIsNotSent(String secret) {
    assertThatThrownBy(() -> settings(secret, null).client())
        .hasMessageContainingAll("<clientSecret>", "could not resolve", "passed to this job");
  }

  @ParameterizedTest
  @ValueSource(strings = {"clientId", "orgId", "sandbox", "scopes", "imsUrl", "platformUrl"})
  void norIsAnyOtherValue(String key) {
    configuration.put(key, "${env.NOT_SET}");

    assertThatThrownBy(this::client).hasMessageContainingAll(key, "${env.NOT_SET}", "resolve");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "clientId | c0f fee",
        "orgId | ECBB@Adobe Org",
        "sandbox | Production (VA7)",
        "sandbox | Prüfung",
        "sandbox | pr\u0007od"
      })
  void whatCannotStandInAHeaderIsToldBeforehand(String key, String value) {
    configuration.put(key, value);

    assertThatThrownBy(this::client)
        .hasMessageContainingAll("The " + key, "a space", "not a title");
  }

  @Test
  void anOrganizationNeedsItsSuffix() {
    configuration.put("orgId", "ECBB80245ECFC73E8A095EC9");

    assertThatThrownBy(this::client)
        .hasMessageContaining("write ECBB80245ECFC73E8A095EC9@AdobeOrg");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://ims-na1.adobelogin.com",
        "http://localhost:8080",
        "ims-na1.adobelogin.com",
        "https://",
        "https:///path",
        "https://user:pass-pass@host",
        "https://host:0",
        "https://host:65536",
        "https://host?q=1",
        "https://host#f",
        "https://ho st",
        "file:///etc/passwd"
      })
  void aUrlThatASecretCannotGoToIsRefused(String url) {
    configuration.put("imsUrl", url);
    assertThatThrownBy(this::client)
        .hasMessageContainingAll("imsUrl", "https://host", "ims-na1.adobelogin.com")
        .hasMessageNotContaining("pass-pass");

    configuration.remove("imsUrl");
    configuration.put("platformUrl", url);
    assertThatThrownBy(this::client)
        .hasMessageContainingAll("platformUrl", "https://platform.adobe.io");
  }

  @ParameterizedTest
  @ValueSource(strings = {"prod:all", "prod:all?FLATTEN", "PROD:sales.eu", "all"})
  void aDatabaseOfTheSameSandboxIsFine(String database) throws Exception {
    configuration.put("database", database);

    assertThat(client().sandbox()).isEqualTo("prod");
  }

  @Test
  void aDatabaseOfAnotherSandboxIsRefused() throws Exception {
    configuration.put("database", "dev:all");

    assertThatThrownBy(this::client)
        .hasMessageContainingAll("\"prod\"", "\"dev:all\"", "<sandbox>", "-Dqs.database");
    assertThat(settings(SECRET, "prod:all").client().sandbox()).isEqualTo("prod");

    configuration.remove("database");
    assertThatThrownBy(() -> settings(SECRET, "dev:all").client()).hasMessageContaining("dev:all");
  }

  @Test
  void nothingShowsTheSecret() throws Exception {
    assertThat(client().toString() + settings(SECRET, null)).doesNotContain(SECRET);
  }
}
