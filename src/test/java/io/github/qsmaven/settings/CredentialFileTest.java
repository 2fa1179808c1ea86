package io.github.qsmaven.settings;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.testing.SpecialFiles;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialFileTest {
  private static final String ID = "4F2611B8613AA3670A495E55";
  private static final String CREDENTIAL = "3d182fa9e0b54f33a7881305c06203ee";
  private static final String CONTENT =
      "{\"technicalAccountName\":\"9F0A21EE-B8F3-4165-9871-846D3C8BC49E@TECHACCT.ADOBE.COM\","
          + "\"credential\":\"%s\",\"technicalAccountId\":\"%s\"}".formatted(CREDENTIAL, ID);

  @TempDir Path folder;

  private Path write(byte[] content) throws IOException {
    return Files.write(folder.resolve("credential.json"), content);
  }

  private static String password(Path file) throws CannotCheckException {
    return new CredentialFile(file, "aep").password().value();
  }

  private void assertRefused(String content, String... parts) throws IOException {
    assertRefused(write(content.getBytes(UTF_8)), parts);
  }

  private static void assertRefused(Path file, String... parts) {
    assertThatThrownBy(() -> password(file))
        .isInstanceOf(CannotCheckException.class)
        .hasMessageContainingAll("\"aep\"", "credentialFile", file.getFileName().toString())
        .hasMessageContainingAll(parts)
        .hasMessageContaining("What to do: ")
        .hasMessageNotContainingAny(CREDENTIAL, ID, CREDENTIAL.substring(0, 8))
        .hasNoCause();
  }

  @Test
  void isTheFileThatQueryServiceLetsOneDownload() throws Exception {
    assertThat(password(write(CONTENT.getBytes(UTF_8)))).isEqualTo(ID + ":" + CREDENTIAL);
  }

  @Test
  void aCredentialInWhichCharactersWereLostIsTold() throws Exception {
    assertRefused(CONTENT.replace("3d18", "3d18\uFFFD"), "\"credential\"", "characters were lost");
  }

  @Test
  void mayHaveBeenThroughAnEditor() throws Exception {
    String edited =
        """
        {
          "added": [1, {"credential": "not this one"}],
          "credential": " %s\\n",
          "technicalAccountId": "%s",
          "technicalAccountName": null
        }
        """
            .formatted(CREDENTIAL, ID);

    assertThat(password(write(("\uFEFF" + edited).getBytes(UTF_8))))
        .isEqualTo(ID + ":" + CREDENTIAL);
    assertThat(password(write(edited.replace("\n", "\r\n").getBytes(UTF_16))))
        .isEqualTo(ID + ":" + CREDENTIAL);
  }

  @Test
  void aChosenCredentialMayBeAnything() throws Exception {
    String content = "{\"technicalAccountId\":\"%s\",\"credential\":\"a{b}:\\\"\\u00fc\"}";

    assertThat(password(write(content.formatted(ID).getBytes(UTF_8)))).isEqualTo(ID + ":a{b}:\"ü");
  }

  @Test
  void whatIsNoFileIsTold() throws Exception {
    assertRefused(folder.resolve("nowhere.json"), "does not exist", "relative path");
    assertRefused(folder.resolve("~/x.json"), "does not exist", "${user.home}");
    assertRefused(Files.createDirectory(folder.resolve("some")), "is a folder");
    assertRefused(SpecialFiles.pipe(folder.resolve("pipe")), "is not a regular file");
  }

  @Test
  void aFileThatMayNotBeReadIsTold() throws Exception {
    assumePosix();
    Path file = write(CONTENT.getBytes(UTF_8));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("-wx------"));
    assumeThat(Files.isReadable(file)).as("root may read anything").isFalse();

    assertRefused(file, "cannot be read");
  }

  @Test
  void aLargeFileIsNoneOfThese() throws Exception {
    assertRefused(CONTENT + " ".repeat(65_536), "larger than 64 KB");
  }

  @Test
  void aFileAsLargeAsItMayBeIsRead() throws Exception {
    String content = CONTENT + " ".repeat(65_536 - CONTENT.length());

    assertThat(password(write(content.getBytes(UTF_8)))).isEqualTo(ID + ":" + CREDENTIAL);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\uFEFF",
        ID + ":" + CREDENTIAL,
        "\"" + CREDENTIAL + "\"",
        "[\"" + CREDENTIAL + "\"]",
        "{\"credential\":\"" + CREDENTIAL,
        "{\"credential\":" + CREDENTIAL + "}",
        "{\"credential\":\"" + CREDENTIAL + "\",\"credential\":\"" + CREDENTIAL + "\"}"
      })
  void whatIsNotOneObjectIsTold(String content) throws Exception {
    assertRefused(content, "is not a valid JSON object", "line 1, column");
  }

  @Test
  void twoObjectsAreNotOne() throws Exception {
    assertRefused(CONTENT + "\n" + CONTENT, "is not a valid JSON object", "line 2");
  }

  @ParameterizedTest
  @CsvSource({
    "technicalAccountId, technicalAccountID",
    "technicalAccountId, technicalAcountId",
    "credential, credentials",
    "credential, Credential"
  })
  void aNameThatIsMissingIsToldWithTheOneThatWasMeant(String name, String there) throws Exception {
    assertRefused(
        CONTENT.replace("\"" + name + "\"", "\"" + there + "\""),
        "has no \"" + name + "\", but a \"" + there + "\".");
  }

  @ParameterizedTest
  @ValueSource(strings = {"technicalAccountId", "credential"})
  void aNameLikeNoneIsMissing(String name) throws Exception {
    assertRefused(CONTENT.replace(name, "x"), "has no \"" + name + "\".");
  }

  @ParameterizedTest
  @ValueSource(strings = {"12345678", "null", "true", "[]", "{}"})
  void aValueMustBeAString(String value) throws Exception {
    assertRefused(
        CONTENT.replace("\"" + CREDENTIAL + "\"", value), "\"credential\" that is not a string");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\\n"})
  void aValueMustSaySomething(String value) throws Exception {
    assertRefused(CONTENT.replace(ID, value), "has an empty \"technicalAccountId\"");
  }

  /** Whatever becomes of the file, the message holds no eight characters of the credential. */
  @Property
  void noMessageHoldsAPieceOfTheContent(
      @ForAll @IntRange(max = 200) int from,
      @ForAll @IntRange(max = 40) int length,
      @ForAll("fillings") String filling)
      throws IOException {
    int start = Math.min(from, CONTENT.length());
    String damaged =
        CONTENT.substring(0, start)
            + filling
            + CONTENT.substring(Math.min(start + length, CONTENT.length()));
    Path file = Files.createTempFile("credential", ".json");
    try {
      Files.write(file, damaged.getBytes(UTF_8));
      password(file);
    } catch (CannotCheckException e) {
      for (int i = 0; i + 8 <= CREDENTIAL.length(); i++) {
        assertThat(e.getMessage()).doesNotContain(CREDENTIAL.substring(i, i + 8));
      }
      assertThat(e.getMessage()).doesNotContain(ID).hasLineCount(2);
    } finally {
      Files.delete(file);
    }
  }

  @Provide
  Arbitrary<String> fillings() {
    return Arbitraries.oneOf(
        Arbitraries.of("", "\"", "\\", "{", "}", "]", ":", ",", "\u0000", "\n", CREDENTIAL),
        Arbitraries.strings().ofMaxLength(4));
  }

  private static void assumePosix() {
    assumeThat(FileSystems.getDefault().supportedFileAttributeViews()).contains("posix");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r--r--", "rw-r-----", "rw----r--"})
  void othersWhoMayReadItAreToldOf(String permissions) throws Exception {
    assumePosix();
    Path file = write(CONTENT.getBytes(UTF_8));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));

    assertThat(new CredentialFile(file, "aep").warning().orElseThrow())
        .contains("\"aep\"", "credential.json", permissions, "chmod 600");
  }

  /** Whatever the mode of the file: nobody else can enter the folder, or one above it. */
  @ParameterizedTest
  @CsvSource({
    "rw-r--r--, rwx------, rwxr-xr-x, false",
    "rw-r--r--, rwxr-xr-x, rwx------, false",
    "rw----r--, rwx--x---, rwxr-xr-x, false",
    "rw-r-----, rwx--x---, rwxr-xr-x, true",
    "rw-r--r--, rwx-----x, rwxr-xr-x, true"
  })
  void aFolderThatOthersCannotEnterProtectsTheFile(
      String ofFile, String ofFolder, String above, boolean isWarning) throws Exception {
    assumePosix();
    Path inner = Files.createDirectory(folder.resolve("inner"));
    Path file = Files.writeString(inner.resolve("credential.json"), CONTENT);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(ofFile));
    Files.setPosixFilePermissions(inner, PosixFilePermissions.fromString(ofFolder));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(above));

    assertThat(new CredentialFile(file, "aep").warning().isPresent()).isEqualTo(isWarning);
  }

  /** Such as a secret that a container mounts: the user of the build cannot run chmod on it. */
  @Test
  void aFileOfAnotherOwnerIsNoWarning() throws Exception {
    assumePosix();
    Path file = write(CONTENT.getBytes(UTF_8));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    String user = System.getProperty("user.name");
    try {
      assertThat(new CredentialFile(file, "aep").warning()).isPresent();
      System.setProperty("user.name", "somebody-else");

      assertThat(new CredentialFile(file, "aep").warning()).isEmpty();
    } finally {
      System.setProperty("user.name", user);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-------", "r--------"})
  void aFileOfItsOwnerIsFine(String permissions) throws Exception {
    assumePosix();
    Path file = write(CONTENT.getBytes(UTF_8));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));

    assertThat(new CredentialFile(file, "aep").warning()).isEmpty();
  }
}
