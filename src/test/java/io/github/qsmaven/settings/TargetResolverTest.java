package io.github.qsmaven.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.settings.ResolvedEndpoint.Origin;
import io.github.qsmaven.testing.HeardLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetResolverTest {
  private static final Overrides NONE = new Overrides(null, null, null, null, null);
  private static final Timeouts TIMEOUTS = new Timeouts(30, 300, 2);
  private static final String PASSWORD = "s3cret-s3cret";

  @TempDir Path folder;

  private static final OAuthLogin API =
      new OAuthLogin(
          "aep", "ECBB@AdobeOrg", new Secret("token"), "api.example", "8080", "prod:api");

  private final List<OAuthClient> asked = new ArrayList<>();
  private final Map<String, String> configuration =
      new HashMap<>(Map.of("host", "acme.platform-query.adobe.io", "database", "prod:all"));

  private ServerEntry entry(@Nullable String user, @Nullable String password) {
    return new ServerEntry(
        "aep", user, password == null ? null : new Secret(password), configuration, null);
  }

  private TargetResolver resolver(Overrides overrides) {
    return new TargetResolver(
        new TargetParameters(overrides, 30, 300, 2, TimeLimit.NONE),
        folder,
        Clock.systemUTC(),
        (settings, timeouts, log) -> {
          asked.add(settings.client());
          return API;
        },
        new HeardLog());
  }

  private Target resolve(Overrides overrides) throws CannotCheckException {
    return resolver(overrides).resolve(entry("u@AdobeOrg", PASSWORD));
  }

  private ServerEntry oauthEntry() {
    configuration.putAll(Map.of("clientId", "c0ffee", "orgId", "ECBB@AdobeOrg", "sandbox", "prod"));
    return new ServerEntry("aep", null, null, configuration, new Secret("p8e-s3cret"));
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
        resolve(new Overrides("other", "5432", "dev:all", "verify-full", null)).endpoint();

    assertThat(endpoint)
        .isEqualTo(new Endpoint("aep", "other", 5432, "dev:all", SslMode.VERIFY_FULL, null));
  }

  @Test
  void channelBindingAndOptionsComeFromTheEntry() throws CannotCheckException {
    configuration.put("channelBinding", " Require ");
    configuration.put("options", "\n  endpoint=ep-cool-darkness-123456 -c search_path=a,b\n");

    Endpoint endpoint = resolve(NONE).endpoint();

    assertThat(endpoint.channelBinding()).isEqualTo(ChannelBinding.REQUIRE);
    assertThat(endpoint.options()).isEqualTo("endpoint=ep-cool-darkness-123456 -c search_path=a,b");
  }

  @Test
  void aChannelBindingThatIsNoneIsTold() {
    configuration.put("channelBinding", "tls-unique");

    assertRefused(
        "The channelBinding of server \"aep\" is tls-unique, which is not one of prefer, require,"
            + " disable.",
        "the default is prefer");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\0b", "a\uD800b"})
  void optionsThatTheProtocolCannotCarryAreTold(String options) {
    configuration.put("options", options);

    assertRefused("The options text", "server entry \"aep\"");
  }

  @Test
  void optionsAreBounded() {
    configuration.put("options", "-c search_path=" + "x".repeat(2_000));

    assertRefused("more than 2000 characters");
  }

  @ParameterizedTest
  @CsvSource({
    "db.example.com, db.example.com, db.example.com",
    "db.example.com., db.example.com., db.example.com",
    "b\u00FCcher.example, xn--bcher-kva.example, xn--bcher-kva.example",
    "b\u00FCcher.example., xn--bcher-kva.example., xn--bcher-kva.example",
    "127.0.0.1, 127.0.0.1, 127.0.0.1",
    "::1, ::1, [::1]",
    "fe80::1%eth0, fe80::1%eth0, [fe80::1%eth0]",
    "[fe80::1%12], fe80::1%12, [fe80::1%12]"
  })
  void aHostIsLookedUpAndVerifiedInTheFormOfDns(String host, String lookup, String server)
      throws CannotCheckException {
    configuration.put("host", host);

    Endpoint endpoint = resolve(NONE).endpoint();

    assertThat(endpoint.lookupName()).isEqualTo(lookup);
    assertThat(endpoint.serverName()).isEqualTo(server);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".",
        "..",
        ".example.com",
        "a..b",
        "b\u00FCcher..example",
        "evil.example\uFF0F\uFF1Fuser",
        "evil.example\uFF0Cb",
        "evil\uFF1A80",
        "\uFF3B::1\uFF3D",
        "fe80::1%",
        "fe80::1%eth0/x",
        "[fe80::1%eth0"
      })
  void aHostThatIsNoneIsToldBeforeAnythingIsSent(String host) {
    configuration.put("host", host);

    assertRefused("The host ", "server entry \"aep\"", "fe80::1%wlan0");
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

    assertRefused(
        "<somethingElse>", "host, port, database, sslMode, sslRootCert, channelBinding, options");
  }

  @Test
  void aPasswordInTheConfigurationIsSentWhereMavenDecryptsIt() {
    configuration.put("password", PASSWORD);

    assertRefused("<password>", "move it directly under <server>");
  }

  @ParameterizedTest
  @ValueSource(strings = {"host", "database"})
  void whatIsRequiredIsAskedFor(String key) {
    configuration.remove(key);

    assertRefused("The " + key + " of server \"aep\" is not set", "<" + key + ">", "-Dqs." + key);
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

    assertRefused("sslRootCert", "nowhere.pem", "does not exist");
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

    assertRefused("sslRootCert", "text.pem", "is cut off", "set it to a PEM file");
  }

  @Test
  void theCredentialFileIsReadRelativeToWhereMavenWasStarted() throws Exception {
    Files.writeString(
        folder.resolve("credential.json"),
        "{\"credential\":\"" + PASSWORD + "\",\"technicalAccountId\":\"id\"}");
    configuration.put("credentialFile", "credential.json");

    Target target = resolver(NONE).resolve(entry("u@AdobeOrg", null));

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

    assertThatThrownBy(() -> resolver(NONE).resolve(entry("u@AdobeOrg", token)))
        .isInstanceOf(CannotCheckException.class)
        .hasMessageContainingAll("\"aep\"", "expired", "2023-11-15T22:13:20Z");
  }

  @Test
  void theLoginSaysWhatNeitherTheEntryNorAParameterDoes() throws CannotCheckException {
    ServerEntry entry = oauthEntry();
    configuration.keySet().removeAll(List.of("database"));
    configuration.put("host", " ");
    configuration.put("scopes", "openid");
    configuration.put("sslMode", "verify-ca");

    Target target = resolver(NONE).resolve(entry);

    assertThat(target)
        .isEqualTo(
            new Target(
                new Endpoint("aep", "api.example", 8080, "prod:api", SslMode.VERIFY_CA, null),
                new Credential("ECBB@AdobeOrg", new Secret("token"), PasswordSource.OAUTH),
                TIMEOUTS));
    assertThat(asked).singleElement().extracting(OAuthClient::scopes).isEqualTo("openid");
  }

  @Test
  void whatTheEntryOrAParameterSaysWinsOverTheLogin() throws CannotCheckException {
    ServerEntry entry = oauthEntry();
    configuration.put("host", "tunnel.example");
    configuration.put("database", "prod:all?FLATTEN");

    assertThat(resolver(new Overrides(null, "15432", null, null, null)).resolve(entry).endpoint())
        .isEqualTo(
            new Endpoint(
                "aep", "tunnel.example", 15432, "prod:all?FLATTEN", SslMode.VERIFY_FULL, null));
  }

  @Test
  void eachValueHasItsOrigin() throws CannotCheckException {
    ServerEntry entry = oauthEntry();
    configuration.remove("database");
    configuration.put("sslMode", "verify-ca");
    configuration.put("channelBinding", "require");
    TargetResolver resolver = resolver(new Overrides(null, "15432", null, null, " "));

    assertThat(resolver.endpoint(entry, resolver.login(entry)).origins())
        .containsOnly(
            Map.entry(EndpointSetting.HOST, Origin.SERVER_ENTRY),
            Map.entry(EndpointSetting.PORT, Origin.PARAMETER),
            Map.entry(EndpointSetting.DATABASE, Origin.LOGIN),
            Map.entry(EndpointSetting.SSL_MODE, Origin.SERVER_ENTRY),
            Map.entry(EndpointSetting.SSL_ROOT_CERT, Origin.DEFAULT),
            Map.entry(EndpointSetting.CHANNEL_BINDING, Origin.SERVER_ENTRY),
            Map.entry(EndpointSetting.OPTIONS, Origin.DEFAULT));
  }

  /** Any of them may be what a person copied from elsewhere, with another password in it. */
  @ParameterizedTest
  @CsvSource({
    "host, u:Pasted1@h",
    "host, Pasted1@h",
    "host, jdbc:postgresql://u:Pasted1@h/d",
    "host, https://Pasted1",
    "host, h/d?password=Pasted1",
    "host, h?Pasted1",
    "port, 80@Pasted1",
    "port, postgresql://u:Pasted1@h:80/d",
    "database, jdbc:postgresql://u:Pasted1@h/d",
    "database, jdbc:Pasted1",
    "database, postgres://u:Pasted1@h/d",
    "database, u:Pasted1@h/d",
    "database, d?user=u&password=Pasted1",
    "host, '\n  Pasted1@h\n'",
    "port, '\n80@Pasted1\n'",
    "database, '\n jdbc:Pasted1'",
    "sslMode, postgres://u:Pasted1@h/d",
    "sslMode, 'u:Pasted1@h'",
    "channelBinding, postgres://u:Pasted1@h/d?sslmode=x",
    "sslRootCert, jdbc:postgresql://u:Pasted1@h/d",
    "options, postgres://u:Pasted1@h/d"
  })
  void aUrlInTheWrongPlaceIsNotShown(String key, String value) {
    configuration.put(key, value);
    Overrides parameter =
        new Overrides(
            key.equals("host") ? value : null,
            key.equals("port") ? value : null,
            key.equals("database") ? value : null,
            key.equals("sslMode") ? value : null,
            null);

    for (Overrides overrides : List.of(NONE, parameter)) {
      assertThatThrownBy(() -> resolve(overrides))
          .hasMessageStartingWith("The " + key + " of server \"aep\" is a URL, or contains a user")
          .hasMessageContaining(
              "write only the %1$s in <%1$s>%2$s; user"
                  .formatted(
                      key,
                      List.of("options", "channelBinding").contains(key)
                          ? ""
                          : " (-Dqs." + key + ")"))
          .hasMessageNotContaining("Pasted1");
    }
    assertThat(parameter.toString()).doesNotContain("Pasted1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"prod:all?FLATTEN", "all@x", "a=b", "a:b", "it's"})
  void otherDatabasesAreNoUrls(String name) throws CannotCheckException {
    configuration.put("database", name);

    assertThat(resolve(NONE).endpoint().database()).isEqualTo(name);
  }

  @ParameterizedTest
  @CsvSource({"port", "sslMode", "sslRootCert", "host"})
  void theSecretOfTheEntryInAnotherElementIsNotShown(String key) {
    configuration.put(key, " x/" + PASSWORD);

    assertRefused(key);
  }

  @ParameterizedTest
  @CsvSource({"a1", "7", "=x="})
  void neitherIsAShortSecret(String password) {
    for (String key : List.of("port", "sslMode", "channelBinding", "host", "sslRootCert")) {
      String before = configuration.put(key, " " + password + " !");
      assertThatThrownBy(() -> resolver(NONE).resolve(entry("u", password)))
          .isInstanceOf(CannotCheckException.class)
          .satisfies(
              e -> assertThat(((CannotCheckException) e).problem()).doesNotContain(password));
      if (before == null) {
        configuration.remove(key);
      } else {
        configuration.put(key, before);
      }
    }
  }

  @Test
  void thePassphraseIsASecretToo() {
    configuration.put("port", "s3cret-passphrase");
    assertThatThrownBy(
            () ->
                resolver(NONE)
                    .resolve(
                        new ServerEntry(
                            "aep",
                            "u",
                            new Secret(PASSWORD),
                            configuration,
                            null,
                            new Secret("s3cret-passphrase\n"))))
        .hasMessageContaining("The port of server \"aep\" is ***")
        .hasMessageNotContaining("s3cret");
  }

  @ParameterizedTest
  @CsvSource({"sslRootCert, The sslRootCert of", "credentialFile, is not the path of a file"})
  void whatIsNoPathIsNotShown(String key, String words) {
    configuration.put(key, "Pasted1.Pasted1");

    assertThatThrownBy(
            () ->
                resolver(NONE).resolve(entry("u", key.equals("credentialFile") ? null : PASSWORD)))
        .hasMessageContaining(words)
        .hasMessageNotContaining("Pasted1");
  }

  @Test
  void ofAValueWithAnExpressionOnlyTheExpressionIsShown() {
    configuration.put("credentialFile", "Pasted1${env.NOWHERE}Pasted1");

    assertThatThrownBy(() -> resolver(NONE).resolve(entry("u", null)))
        .hasMessageContaining("is ${env.NOWHERE}, which Maven could not resolve")
        .hasMessageNotContaining("Pasted1");
  }

  @Test
  void aBlankParameterWinsAsWell() {
    assertThatThrownBy(() -> resolve(new Overrides(" ", null, null, null, null)))
        .hasMessageContaining("The host of server");
    assertThatThrownBy(
            () -> resolver(new Overrides(null, null, " ", null, null)).resolve(oauthEntry()))
        .hasMessageContaining("The database of server");
  }

  @Test
  void anUnknownElementIsRefusedBeforeAdobesApisAreAsked() {
    ServerEntry entry = oauthEntry();
    configuration.put("hots", "x");

    assertThatThrownBy(() -> resolver(NONE).resolve(entry)).hasMessageContaining("<hots>");
    assertThat(asked).isEmpty();
  }

  @Test
  void anElementOfAnOAuthClientNeedsOne() {
    configuration.put("sandbox", "prod");

    assertRefused("<sandbox>, but no <clientId>", "for OAuth server-to-server");
  }

  @Test
  void mistakesAreReportedInTheOrderOfTheSteps() {
    configuration.clear();
    configuration.put("port", "x");

    assertThatThrownBy(() -> resolver(NONE).resolve(entry(null, null)))
        .hasMessageContaining("The host of server");
    configuration.putAll(Map.of("host", "h", "database", "d"));
    assertThatThrownBy(() -> resolver(NONE).resolve(entry(null, null)))
        .hasMessageContaining("The port");
    configuration.remove("port");
    assertThatThrownBy(() -> resolver(NONE).resolve(entry(null, null)))
        .hasMessageContaining("<username>");
  }

  @Test
  void aNameWithAControlCharacterCannotForgeALine() {
    configuration.put("x\n[INFO] BUILD SUCCESS", "y");

    assertThatThrownBy(() -> resolve(NONE)).hasMessageContaining("x\\n[INFO]");
  }
}
