package io.github.qsmaven.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.testing.HeardLog;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoginTest {
  private static final Instant NOW = Instant.parse("2026-11-21T13:12:30Z");
  private static final long DAY = 86_400_000L;
  private static final String USER = "ECBB80245ECFC73E8A095EC9@AdobeOrg";
  private static final String PASSWORD = "s3cret-s3cret";
  private static final String ID = "4F2611B8613AA3670A495E55";
  private static final String CREDENTIAL = "3d182fa9e0b54f33a7881305c06203ee";

  @TempDir Path folder;

  private final HeardLog log = new HeardLog();

  private Credential resolve(@Nullable String user, @Nullable String password)
      throws CannotCheckException {
    return resolve(user, password, null);
  }

  private Credential resolve(
      @Nullable String user, @Nullable String password, @Nullable String credentialFile)
      throws CannotCheckException {
    return resolve(folder, log, entry(user, password, credentialFile));
  }

  private static Credential resolve(Path folder, ConnectionLog log, ServerEntry entry)
      throws CannotCheckException {
    Login login =
        new TargetResolver(
                new TargetParameters(
                    new Overrides(null, null, null, null, null), 30, 300, 2, TimeLimit.NONE),
                folder,
                Clock.fixed(NOW, ZoneOffset.UTC),
                (settings, timeouts, any) -> {
                  throw new AssertionError("no OAuth client");
                },
                log)
            .login(entry);
    Credential credential = login.credential();
    login.requireNotExpired(credential);
    return credential;
  }

  private static ServerEntry entry(
      @Nullable String user, @Nullable String password, @Nullable String credentialFile) {
    return new ServerEntry(
        "aep",
        user,
        password == null ? null : new Secret(password),
        credentialFile == null ? Map.of() : Map.of("credentialFile", credentialFile),
        null);
  }

  @Test
  void aValueInWhichCharactersWereLostIsNotSent() {
    String lost = PASSWORD + "\uFFFD\uFFFD";
    assertRefused(USER, lost, "lost in the <password> of", "LC_ALL=C.UTF-8", "XML declaration");
    assertRefused("gr\uFFFD", lost, "lost in the <username> and the <password> of");
    ServerEntry endpoint =
        new ServerEntry("aep", USER, new Secret(PASSWORD), Map.of("database", "prod:\uFFFD"), null);
    assertTold(
        catchThrowableOfType(CannotCheckException.class, () -> resolve(folder, log, endpoint)),
        "lost in the <database> of");
    ServerEntry client = new ServerEntry("aep", null, null, Map.of(), new Secret(lost));
    assertTold(
        catchThrowableOfType(CannotCheckException.class, () -> resolve(folder, log, client)),
        "lost in the <clientSecret> of");
  }

  private static void assertTold(CannotCheckException e, String... parts) {
    assertThat(e)
        .hasMessageContaining("\"aep\"")
        .hasMessageContainingAll(parts)
        .hasMessageContaining("What to do: ")
        .hasMessageNotContainingAny(PASSWORD, CREDENTIAL, Tokens.SIGNATURE)
        .hasNoCause();
  }

  private void assertRefused(@Nullable String user, @Nullable String password, String... parts) {
    assertTold(
        catchThrowableOfType(CannotCheckException.class, () -> resolve(user, password)), parts);
  }

  private void assertFileRefused(
      @Nullable String user, @Nullable String password, String file, String... parts) {
    assertTold(
        catchThrowableOfType(CannotCheckException.class, () -> resolve(user, password, file)),
        parts);
  }

  @Test
  void whatIsMissingIsAskedFor() {
    assertRefused(null, PASSWORD, "<username>", "organization id");
    assertRefused(" ", PASSWORD, "<username>");
    assertRefused(USER, null, "no <password>", "<credentialFile>");
    assertRefused(USER, " \n ", "<password>", "is empty", "fork");
    assertRefused(USER, "", "<password>", "is empty", "fork");
  }

  @Test
  void whatNothingResolvedIsTold() {
    assertRefused(USER, "${env.A}:${env.B}", "<password>", "could not resolve");
    assertRefused(USER, "${env.QS_PASSWORD}", "<password>", "could not resolve");
    assertRefused("${env.ORG}@AdobeOrg", PASSWORD, "<username>", "could not resolve");
  }

  @Test
  void whatThePackageOfSignInCannotCarryIsTold() {
    assertRefused(USER, "a\u0000b", "password", "NUL");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{" + ID + "}:{" + CREDENTIAL + "}",
        "{{" + ID + "}:{" + CREDENTIAL + "}}",
        "{" + ID + ":" + CREDENTIAL + "}",
        ID + ":{" + CREDENTIAL + "}",
        "{{" + ID + "@techacct.adobe.com}:{chosen by somebody}}"
      })
  void bracesAroundTheDocumentedFormAreTold(String password) {
    assertRefused(USER, password, "braces", "without braces");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a{b}c",
        "{}",
        "{" + CREDENTIAL + "}",
        "{a}:{b}",
        ID + ":{chosen}",
        ID + ":" + CREDENTIAL,
        "p{w}&<x>$1${y}",
        "\"quoted\"",
        "'" + CREDENTIAL + "'",
        "Bearer of bad news",
        "password",
        "password=secret",
        "technicalAccountId",
        "a***",
        "***b",
        "eyes.wide",
        "eyes.wide.shut",
        "eyes. wide. shut",
        "ey",
        "."
      })
  void aPlainPasswordIsUsedAsItIs(String password) throws CannotCheckException {
    assertThat(resolve(USER, password)).isEqualTo(new Credential(USER, new Secret(password)));
    assertThat(log.warnings()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '|',
      value = {
        "\"%s\", quotation marks",
        "'%s', quotation marks",
        "\"\"\"%s\"\"\", quotation marks",
        "“%s”, quotation marks",
        "`%s`, quotation marks",
        "'Bearer %s', quotation marks",
        "Bearer %s, Bearer",
        "bearer%s, Bearer",
        "Bearer \"%s\", Bearer",
        "password=%s, the word password",
        "PASSWORD: '%s', the word password",
        "{%s}, braces"
      })
  void whatStandsAroundACredentialIsTold(String around, String told) {
    assertRefused(USER, around.formatted(ID + ":" + CREDENTIAL), told);
    assertRefused(USER, around.formatted(Tokens.created(NOW.toEpochMilli(), DAY)), told);
  }

  @Test
  void otherPasteIsToldForWhatItIs() {
    assertRefused(USER, "••••••••", "bullets", "copy icon");
    assertRefused(USER, "{{technicalAccountId}:{credential}}", "placeholder text");
    assertRefused(USER, "technicalAccountId:credential", "placeholder text");
    assertRefused(
        USER,
        "{\"technicalAccountId\":\"" + ID + "\",\"credential\":\"" + CREDENTIAL + "\"}",
        "content of the file",
        "<credentialFile>");
  }

  @Test
  void aTokenThatWasCutShortIsTold() {
    String token = Tokens.created(NOW.toEpochMilli(), DAY);
    int payload = token.indexOf('.') + 1;
    int signature = token.lastIndexOf('.') + 1;

    assertRefused(USER, token.substring(0, payload), "cut short");
    assertRefused(USER, token.substring(0, signature - 20), "cut short");
    assertRefused(USER, token.substring(0, signature), "cut short");
  }

  @ParameterizedTest
  @CsvSource({
    "0, less than a minute",
    "59, less than a minute",
    "60, 1 min",
    "11550, 3 h 12 min",
    "86400, 1 d 0 h",
    "90061, 1 d 1 h"
  })
  void aTokenThatHasExpiredIsToldWithHowLongAgo(long secondsAgo, String words) {
    Instant end = NOW.minusSeconds(secondsAgo);
    String token = Tokens.created(end.toEpochMilli() - DAY, DAY);

    assertRefused(
        USER,
        token,
        "expired " + words + " ago, at " + end,
        "Queries > Credentials",
        "OAuth server-to-server");
  }

  @ParameterizedTest
  @CsvSource({"3599, 59 min", "61, 1 min", "30, less than a minute"})
  void aTokenThatSoonExpiresIsWarnedOf(long secondsLeft, String words) throws Exception {
    Instant end = NOW.plusSeconds(secondsLeft);

    resolve(USER, Tokens.created(end.toEpochMilli() - DAY, DAY));

    assertThat(log.warnings())
        .singleElement()
        .asString()
        .contains("\"aep\"", "expires in " + words + ", at " + end, "Queries > Credentials")
        .doesNotContain(Tokens.SIGNATURE);
  }

  @Test
  void aTokenWithAnHourLeftIsFine() throws Exception {
    Instant end = NOW.plusSeconds(3600);
    String token = Tokens.created(end.toEpochMilli() - DAY, DAY);

    Credential credential = resolve(USER, token);

    assertThat(credential.password().value()).isEqualTo(token);
    assertThat(credential.kind()).isEqualTo(CredentialKind.TOKEN);
    assertThat(credential.expiry()).contains(end);
    assertThat(log.warnings()).isEmpty();
  }

  @Property
  void aTokenIsRefusedFromItsEndOn(
      @ForAll @LongRange(min = -400 * DAY, max = 400 * DAY) long left,
      @ForAll @LongRange(min = 0, max = 30 * DAY) long life) {
    String token = Tokens.created(NOW.toEpochMilli() + left - life, life);
    boolean expired = Math.floorDiv(left + NOW.toEpochMilli(), 1000L) <= NOW.getEpochSecond();

    boolean soon = !expired && left < Duration.ofHours(1).toMillis();
    HeardLog heard = new HeardLog();

    Throwable refusal = catchThrowable(() -> resolve(Path.of(""), heard, entry(USER, token, null)));

    assertThat(refusal != null).isEqualTo(expired);
    assertThat(heard.warnings()).hasSize(soon ? 1 : 0);
  }

  @Test
  void aTokenOfNoKnownExpiryIsUsed() throws Exception {
    for (String claims : new String[] {"{}", "{\"exp\":\"soon\"}", "{\"exp\":0}", "[]", "{"}) {
      String token = Tokens.with(claims);

      assertThat(resolve(USER, token).password()).isEqualTo(new Secret(token));
    }
    assertThat(log.warnings()).isEmpty();
  }

  private Path write(String name) throws Exception {
    return Files.writeString(
        folder.resolve(name),
        "{\"technicalAccountName\":\"x@TECHACCT.ADOBE.COM\",\"credential\":\""
            + CREDENTIAL
            + "\",\"technicalAccountId\":\""
            + ID
            + "\"}");
  }

  @Test
  void aCredentialFileStandsForThePassword() throws Exception {
    write("credential.json");

    Credential credential = resolve(USER, null, "credential.json");

    assertThat(credential)
        .isEqualTo(
            new Credential(
                USER, new Secret(ID + ":" + CREDENTIAL), PasswordSource.CREDENTIAL_FILE));
    assertThat(credential.kind()).isEqualTo(CredentialKind.TECHNICAL_ACCOUNT);
    assertThat(credential.expiry()).isEmpty();
  }

  @Test
  void aPasswordInPlaceOfTheCredentialFileIsInNoText() {
    String text = "ID-3f1b:cred/7c99";
    ServerEntry entry = new ServerEntry("aep", USER, null, Map.of("credentialFile", text), null);

    assertThat(new FileLogin(entry, text, folder, log).toString())
        .contains("aep")
        .doesNotContain(text);
  }

  @Test
  void aCredentialFileThatOthersMayReadIsWarnedOf() throws Exception {
    Path file = write("credential.json");
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    if (posix) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    resolve(USER, null, file.toString());

    assertThat(log.warnings()).hasSize(posix ? 1 : 0);
  }

  @Test
  void aCredentialFileHoldsNoUser() throws Exception {
    write("credential.json");

    assertFileRefused(null, null, "credential.json", "<username>", "does not contain one");
  }

  @Test
  void aPasswordAndACredentialFileAreOneTooMany() throws Exception {
    write("credential.json");

    assertFileRefused(USER, PASSWORD, "credential.json", "both", "keep only one");
  }

  @Test
  void aCredentialFileThatIsNotThereIsTold() {
    assertFileRefused(USER, null, "~/credential.json", "does not exist", "${user.home}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"credential\":\"" + CREDENTIAL + "\",\"technicalAccountId\":\"" + ID + "\"}",
        ID + ":" + CREDENTIAL,
        CREDENTIAL + "\u0000",
        // With a slash, as base64 has.
        CREDENTIAL + "/" + CREDENTIAL + "==",
        "/" + CREDENTIAL + "/x",
        "/" + CREDENTIAL,
        "postgres://u:" + CREDENTIAL + "@h/d",
        "-----BEGIN PRIVATE KEY-----\n" + CREDENTIAL + "/x\n-----END PRIVATE KEY-----"
      })
  void aSecretInsteadOfAPathIsNotShown(String text) {
    assertFileRefused(USER, null, text, "is not the path of a file");
  }

  @Test
  void aTokenInsteadOfAPathIsNotShown() {
    String token = Tokens.created(NOW.toEpochMilli(), DAY);

    assertFileRefused(USER, null, token, "is not the path of a file");
    assertFileRefused(USER, null, "'" + token + "'", "is not the path of a file");
    assertFileRefused(
        USER,
        null,
        token.substring(0, 90) + "\n" + token.substring(90),
        "is not the path of a file");
  }

  @Test
  void anotherPasswordHasNoExpiry() throws Exception {
    Credential credential = resolve(USER, PASSWORD);

    assertThat(credential.kind()).isEqualTo(CredentialKind.PASSWORD);
    assertThat(credential.expiry()).isEmpty();
    assertThatThrownBy(() -> resolve(USER, "***")).hasMessageContaining("bullets");
  }
}
