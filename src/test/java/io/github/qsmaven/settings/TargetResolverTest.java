package io.github.qsmaven.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.testing.HeardLog;
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
import org.junit.jupiter.params.provider.ValueSource;

class TargetResolverTest {
  private static final Overrides NONE = new Overrides(null, null, null, null, null);
  private static final Timeouts PATIENCE = new Timeouts(30, 300, 2);
  private static final String PASSWORD = "s3cret-s3cret";

  @TempDir Path folder;

  private final Map<String, String> configuration =
      new HashMap<>(Map.of("host", "acme.platform-query.adobe.io", "database", "prod:all"));

  private ServerEntry entry(@Nullable String user, @Nullable String password) {
    return new ServerEntry(
        "aep", user, password == null ? null : new Secret(password), configuration);
  }

  private TargetResolver resolver() {
    return new TargetResolver(folder, Clock.systemUTC(), new HeardLog());
  }

  private Target resolve(Overrides overrides) throws CannotCheckException {
    return resolver().resolve(entry("u@AdobeOrg", PASSWORD), overrides, PATIENCE);
  }

  private void assertRefused(String... parts) {
    assertThatThrownBy(() -> resolve(NONE))
        .isInstanceOf(CannotCheckException.class)
        .hasMessageContainingAll(parts)
        .hasMessageContaining("What to do: ")
        .hasMessageNotContaining(PASSWORD);
  }

  @Test
  void hostAndDatabaseAreEnough() throws CannotCheckException {
    Endpoint endpoint = resolve(NONE).endpoint();

    assertThat(endpoint)
        .isEqualTo(
            new Endpoint(
                "aep", "acme.platform-query.adobe.io", 80, "prod:all", SslMode.VERIFY_FULL, null));
  }

  @Test
  void aParameterWinsOverTheServerEntry() throws CannotCheckException {
    configuration.put("port", "80");
    configuration.put("sslMode", "verify-ca");

    Endpoint endpoint =
        resolve(new Overrides("other", "5432", "dev:all", "require", null)).endpoint();

    assertThat(endpoint)
        .isEqualTo(new Endpoint("aep", "other", 5432, "dev:all", SslMode.REQUIRE, null));
  }

  @Test
  void blanksAroundAValueDoNotCount() throws CannotCheckException {
    configuration.put("host", " \n db.example.org \n ");

    assertThat(resolve(NONE).endpoint().host()).isEqualTo("db.example.org");
  }

  @Test
  void anAddressOfVersion6GetsItsBrackets() throws CannotCheckException {
    configuration.put("host", "::1");

    assertThat(resolve(NONE).endpoint().address()).isEqualTo("[::1]:80");
  }

  @ParameterizedTest
  @CsvSource({
    "hots, host",
    "datbase, database",
    "sslmod, sslMode",
    "sslRootcert, sslRootCert",
    "prot, port",
    "credentialsFile, credentialFile"
  })
  void anUnknownElementIsAnErrorWithASuggestion(String unknown, String meant) {
    configuration.put(unknown, "x");

    assertRefused("\"aep\"", "<" + unknown + ">", "write <" + meant + ">");
  }

  @Test
  void anUnknownElementLikeNoneNamesThoseThatAreKnown() {
    configuration.put("somethingElse", "x");

    assertRefused("<somethingElse>", "host, port, database, sslMode, sslRootCert, credentialFile");
  }

  @Test
  void aPasswordInTheConfigurationIsSentWhereMavenDecryptsIt() {
    configuration.put("password", PASSWORD);

    assertRefused("<password>", "move it up");
  }

  @ParameterizedTest
  @ValueSource(strings = {"host", "database"})
  void whatIsRequiredIsAskedFor(String key) {
    configuration.remove(key);

    assertRefused("no " + key + " for server \"aep\"", "<" + key + ">", "-Dqs." + key);
  }

  @Test
  void anExpressionThatNothingResolvedIsTold() {
    configuration.put("host", "${env.QS_HOST}");

    assertRefused("${env.QS_HOST}", "could not resolve");
  }

  @ParameterizedTest
  @ValueSource(strings = {"80a", "5432/tcp", "99999999999"})
  void aPortThatIsNoNumberIsTold(String port) {
    configuration.put("port", port);

    assertRefused("port", port);
  }

  @Test
  void aPortOutOfRangeIsTold() {
    configuration.put("port", "65536");

    assertRefused("65536", "1 and 65535", "\"aep\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"disable", "allow", "prefer", "full"})
  void encryptionCannotBeTurnedOff(String sslMode) {
    configuration.put("sslMode", sslMode);

    assertRefused(sslMode, "verify-full, verify-ca, require", "cannot be turned off");
  }

  @Test
  void aHostWithAPortSaysWhatAHostIs() {
    configuration.put("host", "db:5432");

    assertRefused("host", "without a scheme");
  }

  @Test
  void aRootCertificateIsReadRelativeToWhereMavenWasStarted() throws Exception {
    Files.writeString(folder.resolve("empty.pem"), "");
    configuration.put("sslRootCert", "empty.pem");

    assertRefused("sslRootCert", "empty.pem", "certificate");
  }

  @Test
  void aRootCertificateThatIsNotThereIsTold() {
    configuration.put("sslRootCert", "nowhere.pem");

    assertRefused("sslRootCert", "nowhere.pem", "is not there");
  }

  @Test
  void aTildeIsExplained() {
    configuration.put("sslRootCert", "~/ca.pem");

    assertRefused("${user.home}");
  }

  @Test
  void aRootCertificateThatIsNoneIsTold() throws IOException {
    Files.writeString(folder.resolve("text.pem"), "-----BEGIN CERTIFICATE-----\nnope\n");
    configuration.put("sslRootCert", "text.pem");

    assertRefused("sslRootCert", "text.pem", "certificates");
  }

  @Test
  void theCredentialFileIsReadRelativeToWhereMavenWasStarted() throws Exception {
    Files.writeString(
        folder.resolve("credential.json"),
        "{\"credential\":\"" + PASSWORD + "\",\"technicalAccountId\":\"id\"}");
    configuration.put("credentialFile", "credential.json");

    Target target = resolver().resolve(entry("u@AdobeOrg", null), NONE, PATIENCE);

    assertThat(target.credential().password()).isEqualTo(new Secret("id:" + PASSWORD));
  }

  @Test
  void aCredentialFileThatNothingResolvedIsTold() {
    configuration.put("credentialFile", "${env.QS_CREDENTIAL_FILE}");

    assertRefused("credentialFile", "${env.QS_CREDENTIAL_FILE}", "could not resolve");
  }

  @Test
  void anEmptyCredentialFileIsNone() throws CannotCheckException {
    configuration.put("credentialFile", " ");

    assertThat(resolve(NONE).credential().password()).isEqualTo(new Secret(PASSWORD));
  }

  @Test
  void aTokenThatHasExpiredIsTold() {
    String token = Tokens.created(1_700_000_000_000L, 86_400_000L);

    assertThatThrownBy(() -> resolver().resolve(entry("u@AdobeOrg", token), NONE, PATIENCE))
        .isInstanceOf(CannotCheckException.class)
        .hasMessageContainingAll("\"aep\"", "expired", "2023-11-15T22:13:20Z");
  }

  @Test
  void aNameWithAControlCharacterCannotForgeALine() {
    configuration.put("x\n[INFO] BUILD SUCCESS", "y");

    assertThatThrownBy(() -> resolve(NONE)).hasMessageContaining("x\\n[INFO]");
  }
}
