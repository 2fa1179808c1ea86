package io.github.qsmaven.settings;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;

import io.github.qsmaven.files.InputFile;
import io.github.qsmaven.files.UnusableFileException;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A file with certificates or a private key, as PEM (RFC 7468) or DER. In PEM, text around the
 * blocks, CRLF, and a byte order mark of UTF-8 or UTF-16 are allowed: editors and PowerShell write
 * them.
 *
 * @param path where it is
 */
public record PemFile(Path path) {
  /** In bytes; the bundle of all public authorities has about 250 KB. */
  private static final int LARGEST = 4 * 1024 * 1024;

  private static final String BEGIN = "-----BEGIN ";
  private static final String DASHES = "-----";

  /**
   * A block of PEM; of a file in DER the whole file, without a label.
   *
   * @param label such as {@code CERTIFICATE}
   * @param text its content as text, with headers; in DER, each character is a byte
   */
  record Block(String label, String text) {
    /** The content; empty if it is encrypted in the old way or damaged. */
    byte[] content() {
      try {
        return label.isEmpty() ? text.getBytes(ISO_8859_1) : Base64.getMimeDecoder().decode(text);
      } catch (IllegalArgumentException e) {
        return new byte[0];
      }
    }
  }

  /**
   * Reads the certificates.
   *
   * @return at least one
   * @throws UnusableFileException if there is none, or the file or a certificate cannot be read
   */
  public List<X509Certificate> certificates() throws UnusableFileException {
    return certificates(blocks());
  }

  /** Reads the certificates among the blocks of a file, as {@link #certificates()} does. */
  static List<X509Certificate> certificates(List<Block> blocks) throws UnusableFileException {
    List<X509Certificate> certificates = new ArrayList<>();
    for (Block block : blocks) {
      if (block.label.isEmpty()
          || block.label.endsWith("CERTIFICATE")
          || block.label.equals("PKCS7")) {
        certificates.addAll(certificates(block));
      }
    }
    if (certificates.isEmpty()) {
      throw new UnusableFileException("contains no certificate, but " + a(blocks.get(0).label));
    }
    return certificates;
  }

  private static List<X509Certificate> certificates(Block block) throws UnusableFileException {
    List<X509Certificate> certificates = new ArrayList<>();
    try {
      for (Certificate each :
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(block.content()))) {
        certificates.add((X509Certificate) each);
      }
    } catch (CertificateException e) {
      // Its message may quote the content.
      certificates.clear();
    }
    if (certificates.isEmpty()) {
      throw new UnusableFileException(
          block.label.isEmpty()
              ? "contains no certificate in PEM or DER format"
              : "contains a damaged certificate");
    }
    return certificates;
  }

  static String a(String label) {
    return label.isEmpty() ? "other data" : "a block " + label;
  }

  /**
   * Reads the blocks.
   *
   * @return at least one
   */
  List<Block> blocks() throws UnusableFileException {
    byte[] bytes = new InputFile(path).read(LARGEST);
    if (bytes.length == 0) {
      throw new UnusableFileException("is empty");
    }
    String text = text(bytes);
    List<Block> blocks = new ArrayList<>();
    int begin = text.indexOf(BEGIN);
    while (begin >= 0) {
      int label = begin + BEGIN.length();
      int content = text.indexOf(DASHES, label);
      String name = content < 0 ? "" : text.substring(label, content);
      int end = content < 0 ? -1 : text.indexOf("-----END " + name + DASHES, content);
      if (end < 0) {
        throw new UnusableFileException("is cut off: a block has a BEGIN line, but no END line");
      }
      blocks.add(new Block(name, text.substring(content + DASHES.length(), end)));
      begin = text.indexOf(BEGIN, end);
    }
    return blocks.isEmpty() ? List.of(new Block("", new String(bytes, ISO_8859_1))) : blocks;
  }

  private static String text(byte[] bytes) {
    int first = bytes.length < 2 ? 0 : ((bytes[0] & 0xFF) << Byte.SIZE) | (bytes[1] & 0xFF);
    return new String(bytes, first == 0xFEFF || first == 0xFFFE ? UTF_16 : ISO_8859_1);
  }
}
