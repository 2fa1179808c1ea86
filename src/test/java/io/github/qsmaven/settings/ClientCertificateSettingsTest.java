package io.github.qsmaven.settings;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.testing.HeardLog;
import io.github.qsmaven.testing.TestCertificate;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.interfaces.ECPrivateKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientCertificateSettingsTest {
  private static final String PASSPHRASE = "s3cret-passphrase";

  /** By OpenSSL 3: openssl pkcs8 -topk8, which encrypts with PBES2 and AES-256. */
  private static final String ENCRYPTED =
      """
      -----BEGIN ENCRYPTED PRIVATE KEY-----
      MIHsMFcGCSqGSIb3DQEFDTBKMCkGCSqGSIb3DQEFDDAcBAhLbh3mr09KBwICCAAw
      DAYIKoZIhvcNAgkFADAdBglghkgBZQMEASoEEEf1Gs10+a1NMs0hlT1MzzwEgZCR
      QQlVIu2jbPliV9uppqOVHnw+dwbjS98WItZ4VwyL8gCZw9YBRFRCuLlaFyNAFnXp
      STZ55DaVw1PBeDQQsUngKBGi4DbewOEOB5TceFLJQdKNRzcH4LZGMpnWEINEkoen
      qaAgx2g3naxHdTLyg2gA2IJSjGDwf8BiT0iHQe25a8uGhjwHXxZJf0J94uTMejg=
      -----END ENCRYPTED PRIVATE KEY-----
      """;

  /** The same key by openssl pkcs8 -topk8 -v1 PBE-SHA1-3DES. */
  private static final String ENCRYPTED_3DES =
      """
      -----BEGIN ENCRYPTED PRIVATE KEY-----
      MIGxMBwGCiqGSIb3DQEMAQMwDgQIImg6QxvnjvoCAggABIGQ0LKaejT7EFXTX2IF
      edVgsdESttxAPaieGLTqrhtdxyRgD3+LJtLQjvb4j+p00kOwPMytsxO5eWYwjvCN
      LgMZIjmIficCwXXJuzKgoiL6kU5PYB6u702dDKVT58TOXqbL6Bz0igF3+BRw5+kM
      JxX25MTM3DLNx1LIqP9EdRuTiYTLdLRL3tnE0A+MgYUmFihd
      -----END ENCRYPTED PRIVATE KEY-----
      """;

  /** The same key by openssl ecparam -genkey. */
  private static final String SEC1 =
      """
      -----BEGIN EC PARAMETERS-----
      BggqhkjOPQMBBw==
      -----END EC PARAMETERS-----
      -----BEGIN EC PRIVATE KEY-----
      MHcCAQEEICxUUeJk/SAhQKR277K3j96PVPlzNZeOl0HnumF9ZgkKoAoGCCqGSM49
      AwEHoUQDQgAEV8kQ68RRjrSTeD46NDgjbo+64VMGyuRHcQ/38ymFM3VcYqU4ZkX3
      wrvOMKgcWBsB5o7n6PtYYZX5p/xcsXJRpA==
      -----END EC PRIVATE KEY-----
      """;

  /** The same key by openssl pkcs12 -export -nocerts. */
  private static final String KEY_ALONE =
      """
      MIIBfgIBAzCCATQGCSqGSIb3DQEHAaCCASUEggEhMIIBHTCCARkGCSqGSIb3DQEH
      AaCCAQoEggEGMIIBAjCB/wYLKoZIhvcNAQwKAQKgge8wgewwVwYJKoZIhvcNAQUN
      MEowKQYJKoZIhvcNAQUMMBwECCUIngW8Dql1AgIIADAMBggqhkiG9w0CCQUAMB0G
      CWCGSAFlAwQBKgQQ5BF4mbRaOuhzwOUV1+NpIwSBkPN+Ju5PA/flQESyxRpKr0ie
      PScXjCmyodZboaGcYQfBBzTFHFxCDmHXozvIIquRK4Jsl8nPkT7oD6ZF2Hc8Sm4A
      0lvqBeiA3KYfwuNANg8GX5+pmZ7L1Kytf6d4+gzgblY+f3ybI2Pq9yGrkb4qf8Do
      6Per27OwpIoaQ+52CjCPuwtEL2jQtLqawNfb3r7wzTBBMDEwDQYJYIZIAWUDBAIB
      BQAEIM0HK/S2bovpouoyL336FZxhzUtdRU8eLCR2pXr8WskLBAiTcq1DeFWxhQIC
      CAA=
      """;

  /** Its certificate. */
  private static final String CERTIFICATE =
      """
      -----BEGIN CERTIFICATE-----
      MIIBfDCCASGgAwIBAgIUf7vz3QZf2EigvoEG6xeNFhXisnUwCgYIKoZIzj0EAwIw
      EjEQMA4GA1UEAwwHc29tZW9uZTAgFw0yNjExMjYxNTE1MjVaGA8yMTI2MTEwMjE1
      MTUyNVowEjEQMA4GA1UEAwwHc29tZW9uZTBZMBMGByqGSM49AgEGCCqGSM49AwEH
      A0IABFfJEOvEUY60k3g+OjQ4I26PuuFTBsrkR3EP9/MphTN1XGKlOGZF98K7zjCo
      HFgbAeaO5+j7WGGV+af8XLFyUaSjUzBRMB0GA1UdDgQWBBTUkI29w69arPf4UuiR
      3y1dU/c5LzAfBgNVHSMEGDAWgBTUkI29w69arPf4UuiR3y1dU/c5LzAPBgNVHRMB
      Af8EBTADAQH/MAoGCCqGSM49BAMCA0kAMEYCIQD8h8xzM5BKMfGPlWlwi3S//AbI
      +49+7RzLOdn4uWEkbQIhAJbm+nmwJPpOqT4YQW1XbdnHHyMcnvLZBJrGgld4AcPY
      -----END CERTIFICATE-----
      """;

  private static TestCertificate ec;
  private static TestCertificate rsa;

  @TempDir Path folder;

  private final Map<String, String> configuration = new HashMap<>();
  private final HeardLog log = new HeardLog();
  private Clock clock = Clock.systemUTC();
  private @Nullable Secret passphrase;

  @BeforeAll
  static void make() throws Exception {
    rsa = TestCertificate.of("CN=rsa").key("RSA", 2048).sign();
    ec = TestCertificate.of("CN=ec").by(rsa).sign();
  }

  @BeforeEach
  void setFiles() throws Exception {
    set("sslCert", ec.pem());
    set("sslKey", ec.keyPem());
  }

  private void set(String element, String content) throws Exception {
    set(element, content.getBytes(UTF_8));
  }

  private void set(String element, byte[] content) throws Exception {
    Path file = Files.write(folder.resolve(element + ".file"), content);
    if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
    configuration.put(element, file.getFileName().toString());
  }

  private @Nullable ClientCertificate read() throws CannotCheckException {
    return new ClientCertificateSettings(
            new ServerEntry("aep", "u", null, configuration, null, passphrase), folder, clock, log)
        .read();
  }

  private void assertRead(TestCertificate expected) throws Exception {
    assertThat(read())
        .isNotNull()
        .satisfies(read -> assertThat(read.certificate()).isEqualTo(expected.certificate()))
        .satisfies(
            read -> assertThat(read.key().getEncoded()).isEqualTo(expected.key().getEncoded()))
        .hasToString("ClientCertificate[***]");
    assertThat(log.warnings()).isEmpty();
  }

  private void assertRefused(String... parts) {
    assertThatThrownBy(this::read)
        .isInstanceOf(CannotCheckException.class)
        .hasMessageContainingAll(parts)
        .hasMessageNotContaining(PASSPHRASE)
        .hasNoCause();
  }

  @Test
  void withoutElementsThereIsNone() throws Exception {
    configuration.clear();

    assertThat(read()).isNull();
  }

  @Test
  void readsEachForm() throws Exception {
    assertRead(ec);
    set("sslKey", "\uFEFF" + ec.keyPem().replace("\n", "\r\n"));
    assertRead(ec);
    set("sslKey", ec.key().getEncoded());
    assertRead(ec);
    set("sslCert", ec.certificate().getEncoded());
    assertRead(ec);
    configuration.remove("sslCert");
    set("sslKey", ec.pem() + ec.keyPem());
    assertRead(ec);
    set("sslKey", rsa.keyPem());
    set("sslCert", rsa.pem());
    assertRead(rsa);
    byte[] pkcs8 = rsa.key().getEncoded();
    set(
        "sslKey",
        TestCertificate.pem("RSA PRIVATE KEY", Arrays.copyOfRange(pkcs8, 26, pkcs8.length)));
    assertRead(rsa);
  }

  @Test
  void readsTheFormsOfOpenssl() throws Exception {
    set("sslCert", CERTIFICATE);
    set("sslKey", SEC1);
    ClientCertificate plain = read();
    assertThat(plain).isNotNull();
    passphrase = new Secret(PASSPHRASE);
    for (String encrypted : new String[] {ENCRYPTED, ENCRYPTED_3DES}) {
      set("sslKey", encrypted);

      assertThat(number(read())).isEqualTo(number(plain));
    }
  }

  private static BigInteger number(@Nullable ClientCertificate read) {
    return ((ECPrivateKey) requireNonNull(read).key()).getS();
  }

  @Test
  void readsAStore() throws Exception {
    for (String password : new String[] {"", PASSPHRASE}) {
      passphrase = password.isEmpty() ? null : new Secret(password);
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry(
          "x",
          ec.key(),
          password.toCharArray(),
          new Certificate[] {ec.certificate(), rsa.certificate()});
      Path file = folder.resolve("store");
      try (OutputStream out = Files.newOutputStream(file)) {
        store.store(out, password.toCharArray());
      }
      configuration.remove("sslCert");
      set("sslKey", Files.readAllBytes(file));

      assertRead(ec);
      assertThat(read()).extracting(read -> read.chain().size()).isEqualTo(2);
    }
    passphrase = new Secret("another");
    assertRefused("cannot be decrypted with the <passphrase> of the server entry");
    passphrase = null;
    assertRefused("is encrypted, and the server entry has no <passphrase>");
  }

  @Test
  void thePassphraseIsChecked() throws Exception {
    set("sslCert", CERTIFICATE);
    set("sslKey", ENCRYPTED);
    assertRefused(
        "The sslKey of server \"aep\", " + folder.resolve("sslKey.file"),
        "is encrypted, and the server entry has no <passphrase>. Nothing was sent.",
        "directly under <server>");
    passphrase = new Secret("another");
    assertRefused("cannot be decrypted with the <passphrase>");
  }

  @Test
  void whatDoesNotFitIsReported() throws Exception {
    set("sslCert", TestCertificate.of("CN=other").sign().pem());
    assertRefused("is not the key of the certificate");
    set("sslCert", rsa.pem());
    assertRefused("contains no private key of the certificate's algorithm, RSA");
    set("sslCert", ec.keyPem());
    assertRefused("sslCert", "contains no certificate, but a block PRIVATE KEY");
    set("sslCert", ec.pem());
    set("sslKey", ec.pem());
    assertRefused("sslKey", "contains no private key, but a block CERTIFICATE");
    set("sslKey", "words");
    assertRefused("sslKey", "is damaged, or contains no private key");
    set(
        "sslKey",
        "-----BEGIN EC PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\nAAAA\n-----END EC PRIVATE KEY-----");
    assertRefused("OpenSSL's old format", "openssl pkcs8 -topk8");
    for (byte[] damaged :
        new byte[][] {{0x30}, {0x30, 2, 1}, {0x30, (byte) 0xFF, 1}, {0x30, 3, 2, 1, 1}}) {
      set("sslKey", TestCertificate.pem("PRIVATE KEY", damaged));
      assertRefused("sslKey");
    }
    set("sslKey", TestCertificate.pem("PRIVATE KEY", Base64.getDecoder().decode("MAMCAQA=")));
    assertRefused("is damaged");
    configuration.remove("sslCert");
    set("sslKey", ec.keyPem());
    assertRefused("contains no certificate, and sslCert is not set");
    configuration.put("sslKey", "missing.key");
    assertRefused("missing.key", "does not exist");
    configuration.clear();
    set("sslCert", ec.pem());
    assertRefused("has an <sslCert>, but no <sslKey>");
  }

  @Test
  void oneThatHasExpiredIsReportedBeforeAnythingIsSent() {
    clock = Clock.offset(Clock.systemUTC(), Duration.ofDays(90));
    assertRefused(
        "The client certificate of server entry \"aep\" expired at "
            + Instant.now().plus(Duration.ofDays(60)).toString().substring(0, 10),
        "Nothing was sent");
    clock = Clock.offset(Clock.systemUTC(), Duration.ofDays(-9));
    assertRefused("is not valid before");
  }

  @Test
  void aKeyInPlaceOfItsPathIsNotShown() {
    for (String element : new String[] {"sslKey", "sslCert"}) {
      String path = configuration.put(element, SEC1);
      assertThatThrownBy(this::read)
          .hasMessageContaining("The <" + element + "> of server entry \"aep\" is not the path")
          .hasMessageNotContaining("UUeJk");
      configuration.put(element, path);
    }
  }

  @Test
  void aStoreWithAKeyAloneNeedsACertificate() throws Exception {
    passphrase = new Secret(PASSPHRASE);
    set("sslKey", Base64.getMimeDecoder().decode(KEY_ALONE));
    set("sslCert", CERTIFICATE);
    assertThat(read()).isNotNull();

    configuration.remove("sslCert");
    assertRefused("contains no private key with a certificate");
  }

  @Test
  void aKeyThatOthersMayReadIsAWarning() throws Exception {
    Path key = folder.resolve("sslKey.file");
    if (Files.getFileStore(key).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));

      assertThat(read()).isNotNull();
      assertThat(log.warnings())
          .singleElement()
          .asString()
          .contains("The sslKey of server \"aep\"", "rw-r--r--", "chmod 600");
    }
  }
}
