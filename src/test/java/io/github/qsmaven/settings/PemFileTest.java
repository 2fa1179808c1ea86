package io.github.qsmaven.settings;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.qsmaven.files.UnusableFileException;
import io.github.qsmaven.testing.SpecialFiles;
import io.github.qsmaven.testing.TestCertificate;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PemFileTest {
  private static TestCertificate one;
  private static TestCertificate two;

  @TempDir Path folder;

  @BeforeAll
  static void make() throws Exception {
    one = TestCertificate.of("CN=one").authority(-1).sign();
    two = TestCertificate.of("CN=two").authority(-1).sign();
  }

  private PemFile file(byte[] content) throws Exception {
    return new PemFile(Files.write(folder.resolve("file"), content));
  }

  private PemFile file(String content) throws Exception {
    return file(content.getBytes(UTF_8));
  }

  private void assertBoth(PemFile file) throws Exception {
    assertThat(file.certificates()).containsExactly(one.certificate(), two.certificate());
  }

  private void assertUnusable(PemFile file, String problem) {
    assertThatThrownBy(file::certificates)
        .isInstanceOf(UnusableFileException.class)
        .hasMessage(problem);
  }

  @Test
  void readsWhatEditorsAndToolsWrite() throws Exception {
    String pem = one.pem() + two.pem();

    assertBoth(file(pem));
    assertBoth(file("\uFEFF" + pem));
    assertBoth(file(pem.replace("\n", "\r\n")));
    assertBoth(file(pem.replace("\n", "\r")));
    assertBoth(file("a - b -- c\n" + pem.replace("-----END", "\n\n-----END") + "\nBag: --x--"));
    assertBoth(file(("\uFEFF" + pem).getBytes(UTF_16LE)));
    assertBoth(file(("\uFEFF" + pem).getBytes(UTF_16BE)));
    assertBoth(file(pem.replace("CERTIFICATE", "X509 CERTIFICATE")));
    assertBoth(file(one.keyPem() + pem));
  }

  @Test
  void readsDer() throws Exception {
    assertThat(file(one.certificate().getEncoded()).certificates())
        .containsExactly(one.certificate());
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    byte[] path =
        factory.generateCertPath(List.of(one.certificate(), two.certificate())).getEncoded("PKCS7");
    assertThat(factory.generateCertificates(new ByteArrayInputStream(path))).hasSize(2);
    assertThat(file(path).certificates())
        .containsExactlyInAnyOrder(one.certificate(), two.certificate());
    assertThat(file(TestCertificate.pem("PKCS7", path)).certificates()).hasSize(2);
  }

  @Test
  void saysWhatItIs() throws Exception {
    assertUnusable(file(one.keyPem()), "contains no certificate, but a block PRIVATE KEY");
    assertUnusable(
        file(one.pem().replace("CERTIFICATE", "CERTIFICATE REQUEST")),
        "contains no certificate, but a block CERTIFICATE REQUEST");
    assertUnusable(file("words"), "contains no certificate in PEM or DER format");
    assertUnusable(
        file(new byte[] {0x30, 3, 2, 1}), "contains no certificate in PEM or DER format");
    assertUnusable(file(""), "is empty");
    assertUnusable(
        file(one.pem().substring(0, 200)), "is cut off: a block has a BEGIN line, but no END line");
    assertUnusable(file(one.pem().replace("MII", "MI")), "contains a damaged certificate");
    assertUnusable(
        file(one.pem() + two.pem().replaceFirst("(?m)^M.*$", "")),
        "contains a damaged certificate");
    assertUnusable(new PemFile(folder), "is a folder");
    assertUnusable(new PemFile(SpecialFiles.pipe(folder.resolve("pipe"))), "is not a regular file");
    assertUnusable(new PemFile(folder.resolve("missing")), "does not exist");
    assertUnusable(file(new byte[5 * 1024 * 1024]), "is larger than 4 MB");
  }

  @Test
  void isLinearInItsLength() throws Exception {
    assertUnusable(
        file("-----BEGIN CERTIFICATE-----\n".repeat(140_000)),
        "is cut off: a block has a BEGIN line, but no END line");
  }
}
