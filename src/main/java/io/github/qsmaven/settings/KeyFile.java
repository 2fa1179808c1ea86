package io.github.qsmaven.settings;

import io.github.qsmaven.files.UnusableFileException;
import io.github.qsmaven.settings.PemFile.Block;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.KeySpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * A file with a private key: PKCS #8, encrypted or not, or the older forms PKCS #1 (RSA) and SEC 1
 * (EC), each as PEM or DER; or PKCS #12, also with its certificates. The content decides, not the
 * name.
 *
 * @param path where it is
 * @param passphrase what it is encrypted with
 */
record KeyFile(Path path, @Nullable Secret passphrase) {
  private static final int SEQUENCE = 0x30;
  private static final int INTEGER = 2;
  private static final int OCTETS = 4;

  /** The name of {@code PBES2}, RFC 8018, in the JDK. */
  private static final List<String> PBES2 = List.of("PBES2", "1.2.840.113549.1.5.13");

  /**
   * Reads the key and its certificate.
   *
   * @param certificates the certificates; empty: those in this file
   * @throws UnusableFileException if one of both cannot be read, or the key does not fit
   */
  ClientCertificate with(List<X509Certificate> certificates) throws UnusableFileException {
    List<Block> blocks = new PemFile(path).blocks();
    byte[] key = content(blocks);
    boolean isStore = startsWith(key, INTEGER, 1, 3);
    ClientCertificate read =
        isStore
            ? ofStore(key, certificates)
            : ofKey(key, certificates.isEmpty() ? own(blocks) : certificates);
    requireFitting(read);
    return read;
  }

  private static byte[] content(List<Block> blocks) throws UnusableFileException {
    for (Block block : blocks) {
      if (block.label().isEmpty()) {
        return block.content();
      }
      if (block.label().endsWith("PRIVATE KEY")) {
        if (block.text().contains("Proc-Type")) {
          throw new UnusableFileException(
              "is encrypted in OpenSSL's old format; convert it with openssl pkcs8 -topk8 -v2 aes256"
                  + " -in old.key -out new.key");
        }
        return block.content();
      }
    }
    throw new UnusableFileException(
        "contains no private key, but " + PemFile.a(blocks.get(0).label()));
  }

  private static List<X509Certificate> own(List<Block> blocks) throws UnusableFileException {
    try {
      return PemFile.certificates(blocks);
    } catch (UnusableFileException e) {
      throw new UnusableFileException("contains no certificate, and sslCert is not set");
    }
  }

  private ClientCertificate ofKey(byte[] content, List<X509Certificate> certificates)
      throws UnusableFileException {
    PublicKey own = certificates.get(0).getPublicKey();
    KeySpec spec;
    if (startsWith(content, SEQUENCE)) {
      spec = decrypted(content);
    } else if (startsWith(content, INTEGER, 1, 0, INTEGER)
        || startsWith(content, INTEGER, 1, 1, OCTETS)) {
      spec = withAlgorithm(own, content);
    } else {
      spec = new PKCS8EncodedKeySpec(content);
    }
    try {
      PrivateKey key = KeyFactory.getInstance(own.getAlgorithm()).generatePrivate(spec);
      return new ClientCertificate(key, certificates);
    } catch (GeneralSecurityException e) {
      throw new UnusableFileException(
          "is damaged, or contains no private key of the certificate's algorithm, "
              + own.getAlgorithm());
    }
  }

  /** PKCS #8. The older forms lack the algorithm, which the certificate contains. */
  private static KeySpec withAlgorithm(PublicKey own, byte[] content) {
    byte[] encoded = own.getEncoded();
    int start = start(encoded);
    byte[] algorithm = Arrays.copyOfRange(encoded, start, start + 2 + encoded[start + 1]);
    return new PKCS8EncodedKeySpec(
        der(SEQUENCE, new byte[] {INTEGER, 1, 0}, algorithm, der(OCTETS, content)));
  }

  private KeySpec decrypted(byte[] content) throws UnusableFileException {
    if (passphrase == null) {
      throw needsPassphrase();
    }
    try {
      EncryptedPrivateKeyInfo encrypted = new EncryptedPrivateKeyInfo(content);
      AlgorithmParameters parameters = encrypted.getAlgParameters();
      String name = encrypted.getAlgName();
      String algorithm = PBES2.contains(name) && parameters != null ? parameters.toString() : name;
      Cipher cipher = Cipher.getInstance(algorithm);
      cipher.init(
          Cipher.DECRYPT_MODE,
          SecretKeyFactory.getInstance(algorithm)
              .generateSecret(new PBEKeySpec(passphrase.value().toCharArray())),
          parameters);
      return encrypted.getKeySpec(cipher);
    } catch (IOException | GeneralSecurityException e) {
      throw wrongPassphrase();
    }
  }

  private ClientCertificate ofStore(byte[] content, List<X509Certificate> certificates)
      throws UnusableFileException {
    char[] password = passphrase == null ? new char[0] : passphrase.value().toCharArray();
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(new ByteArrayInputStream(content), password);
      for (String alias : Collections.list(store.aliases())) {
        Certificate[] own = store.getCertificateChain(alias);
        if (store.getKey(alias, password) instanceof PrivateKey key
            && (own != null || !certificates.isEmpty())) {
          List<X509Certificate> chain =
              certificates.isEmpty()
                  ? Arrays.stream(own).map(X509Certificate.class::cast).toList()
                  : certificates;
          return new ClientCertificate(key, chain);
        }
      }
    } catch (IOException | GeneralSecurityException e) {
      throw passphrase == null ? needsPassphrase() : wrongPassphrase();
    }
    throw new UnusableFileException("contains no private key with a certificate");
  }

  private static UnusableFileException needsPassphrase() {
    return new UnusableFileException("is encrypted, and the server entry has no <passphrase>");
  }

  private static UnusableFileException wrongPassphrase() {
    return new UnusableFileException(
        "cannot be decrypted with the <passphrase> of the server entry, or not by this JVM");
  }

  /** Signs and verifies something, since a private key does not contain the public one. */
  private static void requireFitting(ClientCertificate read) throws UnusableFileException {
    String algorithm =
        switch (read.key().getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          case "EdDSA" -> "EdDSA";
          default -> "";
        };
    if (algorithm.isEmpty()) {
      return;
    }
    try {
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(read.key());
      signature.update(read.certificate().getEncoded());
      byte[] signed = signature.sign();
      signature.initVerify(read.certificate().getPublicKey());
      signature.update(read.certificate().getEncoded());
      if (signature.verify(signed)) {
        return;
      }
    } catch (GeneralSecurityException e) {
      // As below.
    }
    throw new UnusableFileException("is not the key of the certificate");
  }

  /** Whether the content of a sequence (X.690) starts with these bytes. */
  private static boolean startsWith(byte[] der, int... bytes) {
    int start = start(der);
    if (der.length < start + bytes.length || der[0] != SEQUENCE) {
      return false;
    }
    for (int i = 0; i < bytes.length; i++) {
      if (der[start + i] != bytes[i]) {
        return false;
      }
    }
    return true;
  }

  /** Where the content of an element starts. */
  private static int start(byte[] der) {
    return der.length < 2 || der[1] >= 0 ? 2 : 2 + (der[1] & 0x7F);
  }

  /** An element with a content of at most 64 KB. */
  private static byte[] der(int tag, byte[]... parts) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      content.writeBytes(part);
    }
    ByteArrayOutputStream element = new ByteArrayOutputStream();
    element.write(tag);
    int size = content.size();
    if (size > 0xFF) {
      element.write(0x82);
      element.write(size >> Byte.SIZE);
    } else if (size > 0x7F) {
      element.write(0x81);
    }
    element.write(size);
    element.writeBytes(content.toByteArray());
    return element.toByteArray();
  }
}
