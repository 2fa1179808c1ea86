package io.github.qsmaven.settings;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.testing.HeardLog;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordFileTest {
  private static final Instant NOW = Instant.parse("2026-11-21T13:12:30Z");
  private static final String PASSWORD = "p{w}&<s3cret> \u00e9${x}";
  private static final long HOUR = 3_600_000;

  @TempDir Path folder;

  private final HeardLog log = new HeardLog();
  private final Map<String, String> configuration =
      new HashMap<>(Map.of("host", "db.example.com", "database", "sales"));
  private Path file;

  @BeforeEach
  void write() throws IOException {
    file = folder.resolve("secret.txt");
    write(PASSWORD.getBytes(UTF_8));
    configuration.put("passwordFile", file.toString());
  }

  private void write(byte[] content) throws IOException {
    Files.write(file, content);
    if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
  }

  private Credential resolve(String user, @Nullable Secret password) throws CannotCheckException {
    return new TargetResolver(
            new TargetParameters(
                new Overrides(null, null, null, null, null), 30, 300, 2, TimeLimit.NONE),
            folder,
            Clock.fixed(NOW, ZoneOffset.UTC),
            (settings, timeouts, any) -> {
              throw new AssertionError("no OAuth client");
            },
            log)
        .resolve(new ServerEntry("aep", user, password, configuration, null))
        .credential();
  }

  private void assertRefused(String... told) {
    assertThatThrownBy(() -> resolve("reader", null))
        .isInstanceOf(CannotCheckException.class)
        .hasMessageContainingAll(told)
        .hasMessageContainingAll("\"aep\"", "What to do: ")
        .hasMessageNotContaining("s3cret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"%s", "%s\n", "%s\r\n", "\uFEFF%s", " \n\uFEFF\n%s\t\r\n\r\n"})
  void whatIsAroundThePasswordDoesNotCount(String content) throws Exception {
    write(content.replace("%s", PASSWORD).getBytes(UTF_8));

    assertThat(resolve("reader", null))
        .isEqualTo(new Credential("reader", new Secret(PASSWORD), PasswordSource.PASSWORD_FILE));
    assertThat(log.warnings()).isEmpty();
  }

  /** As Kubernetes mounts a secret. */
  @Test
  void aLinkIsFollowed() throws Exception {
    Path data = Files.createDirectory(folder.resolve("..2026_11_21"));
    Files.move(file, data.resolve("secret.txt"));
    Files.createSymbolicLink(folder.resolve("..data"), Path.of("..2026_11_21"));
    Files.createSymbolicLink(file, Path.of("..data", "secret.txt"));

    assertThat(resolve("reader", null).password().value()).isEqualTo(PASSWORD);
  }

  @Test
  void aRelativePathStartsWhereMavenWasStarted() throws CannotCheckException {
    configuration.put("passwordFile", " ./secret.txt ");

    assertThat(resolve("reader", null).password().value()).isEqualTo(PASSWORD);
  }

  @Test
  void aTokenIsReadAsOne() throws Exception {
    String token = Tokens.created(NOW.toEpochMilli(), 24 * HOUR);
    write((token.substring(0, 40) + "\n" + token.substring(40) + "\n").getBytes(UTF_8));
    assertThat(resolve("E@AdobeOrg", null).password().value()).isEqualTo(token);

    write(Tokens.created(NOW.toEpochMilli() - 25 * HOUR, 24 * HOUR).getBytes(UTF_8));
    assertRefused("The token in the <passwordFile> of server entry", "expired 1 h", "Credentials");
  }

  @Test
  void aTokenOfAnotherIssuerHasOtherAdvice() throws Exception {
    write(Tokens.with("{\"exp\":" + NOW.minusSeconds(60).getEpochSecond() + "}").getBytes(UTF_8));

    assertRefused("expired 1 min ago", "get a new token");
    assertThatThrownBy(() -> resolve("reader", null))
        .hasMessageNotContainingAny("Queries", "24 hours", "credentialFile");
  }

  @Test
  void aFileThatCannotBeUsedIsTold() throws Exception {
    write("\n \n".getBytes(UTF_8));
    assertRefused("The passwordFile of", "is empty");
    write(new byte[0]);
    assertRefused("The passwordFile of", "is empty");
    write("x".repeat(64 * 1024 + 1).getBytes(UTF_8));
    assertRefused("larger than 64 KB");
    write(("\uFEFF" + "s3cret").getBytes(UTF_16LE));
    assertRefused("not in UTF-8");
    write("\u2022\u2022\u2022\u2022\u2022\u2022\u2022\u2022".getBytes(UTF_8));
    assertRefused("The passwordFile of", "bullets or asterisks");
    write("a\0b".getBytes(UTF_8));
    assertRefused("NUL", "passwordFile");
    configuration.put("passwordFile", folder.toString());
    assertRefused("is a folder");
    configuration.put("passwordFile", folder.resolve("none").toString());
    assertRefused("does not exist", folder.resolve("none").toString());
    Files.createDirectory(folder.resolve("secrets"));
    configuration.put("passwordFile", "secrets/db/none");
    assertRefused("secrets/db/none, does not exist");
    configuration.put("passwordFile", "../none/none");
    assertRefused("none/none, does not exist");
  }

  @Test
  @Timeout(30)
  void aPipeIsNotOpened() throws Exception {
    Files.delete(file);
    Process mkfifo;
    try {
      mkfifo = new ProcessBuilder("mkfifo", file.toString()).start();
    } catch (IOException e) {
      assumeThat(e).as("there are pipes").isNull();
      throw e;
    }
    assertThat(mkfifo.waitFor(20, TimeUnit.SECONDS)).isTrue();

    assertRefused("is not a regular file");
  }

  @Test
  void aSecretInPlaceOfThePathIsNotShown() {
    configuration.put("passwordFile", "4F2611B8613AA3670A495E55:s3crets3cret");
    assertRefused("The <passwordFile> of server entry", "is not the path of a file");
    configuration.put("passwordFile", "a\0s3cret");
    assertRefused("is not the path of a file");
    configuration.put("passwordFile", "Zm9v/s3cret+YmFy/x==");
    assertRefused("is not the path of a file", "The text is not shown");
  }

  @Test
  void onePasswordIsEnough() {
    assertThatThrownBy(() -> resolve("reader", new Secret("s3cret-s3cret")))
        .hasMessageContaining("both a <password> and a <passwordFile>");
    configuration.put("credentialFile", "credential.json");
    assertRefused("both a <passwordFile> and a <credentialFile>");
    configuration.remove("credentialFile");
    configuration.putAll(Map.of("clientId", "c0ffee", "orgId", "E@AdobeOrg", "sandbox", "prod"));
    assertThatThrownBy(
            () ->
                new OAuthSettings(
                        new ServerEntry("aep", null, null, configuration, new Secret("p8e-s3cret")),
                        new Overrides(null, null, null, null, null))
                    .client())
        .hasMessageContaining("<passwordFile>, and an OAuth client");
  }

  @Test
  void aFileThatOthersMayReadIsAWarning() throws Exception {
    assumeThat(FileSystems.getDefault().supportedFileAttributeViews()).contains("posix");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));

    resolve("reader", null);

    assertThat(log.warnings())
        .singleElement()
        .asString()
        .contains(
            "The passwordFile of server \"aep\", ", "can be read by other users", "chmod 600");
  }
}
