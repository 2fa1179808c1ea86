package io.github.qsmaven.testing;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.time.ZoneOffset.UTC;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/**
 * A certificate of any kind, wrong ones too, with its key. Made in this JVM, without {@code
 * keytool}, which refuses to make some of them.
 *
 * @param certificate the certificate
 * @param key its key
 */
public record TestCertificate(X509Certificate certificate, PrivateKey key) {
  /** BOOLEAN TRUE. */
  private static final byte[] TRUE = {1, 1, (byte) 0xFF};

  private static final Map<String, String> SIGNATURES =
      Map.of(
          "SHA256withECDSA", "1.2.840.10045.4.3.2",
          "SHA256withRSA", "1.2.840.113549.1.1.11",
          "SHA1withRSA", "1.2.840.113549.1.1.5",
          "MD5withRSA", "1.2.840.113549.1.1.4");

  /** A certificate with a key of 256 bits (EC), valid since yesterday for 60 days. */
  public static Builder of(String name) {
    return new Builder(name);
  }

  /** A certificate and an EC key of two PEM files. */
  public static TestCertificate read(Path certificate, Path key)
      throws IOException, GeneralSecurityException {
    String encoded = Files.readString(key).replaceAll("-----[^-]*-----|\\s", "");
    try (InputStream in = Files.newInputStream(certificate)) {
      return new TestCertificate(
          (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in),
          KeyFactory.getInstance("EC")
              .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(encoded))));
    }
  }

  /** This certificate as PEM. */
  public String pem() throws GeneralSecurityException {
    return pem("CERTIFICATE", certificate.getEncoded());
  }

  /** The key as PEM. */
  public String keyPem() {
    return pem("PRIVATE KEY", key.getEncoded());
  }

  /** A block of PEM. */
  public static String pem(String label, byte[] content) {
    return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n"
        .formatted(
            label, Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(content));
  }

  /**
   * A context for a server that sends this certificate, whatever the client supports.
   *
   * @param above the certificates to send after it
   * @param trust the check of clients; null: the JVM's
   */
  public SSLContext server(List<TestCertificate> above, @Nullable TrustManager trust)
      throws GeneralSecurityException {
    X509Certificate[] chain =
        Stream.concat(Stream.of(this), above.stream())
            .map(TestCertificate::certificate)
            .toArray(X509Certificate[]::new);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(
        new KeyManager[] {new Always(chain, key)},
        trust == null ? null : new TrustManager[] {trust},
        null);
    return context;
  }

  /** Sends one certificate. */
  private static final class Always extends X509ExtendedKeyManager {
    private final X509Certificate[] chain;
    private final PrivateKey key;

    Always(X509Certificate[] chain, PrivateKey key) {
      this.chain = chain;
      this.key = key;
    }

    @Override
    public @Nullable String chooseServerAlias(String type, Principal[] issuers, Socket socket) {
      return type.startsWith(key.getAlgorithm()) ? "always" : null;
    }

    @Override
    public @Nullable String chooseClientAlias(String[] types, Principal[] issuers, Socket socket) {
      return null;
    }

    @Override
    public String[] getServerAliases(String type, Principal[] issuers) {
      return new String[] {"always"};
    }

    @Override
    public String[] getClientAliases(String type, Principal[] issuers) {
      return new String[0];
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
      return chain;
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
      return key;
    }
  }

  /** What a certificate says. */
  public static final class Builder {
    private final String name;
    private @Nullable TestCertificate issuer;
    private String keyAlgorithm = "EC";
    private int keySize = 256;
    private @Nullable String signature;
    private Instant start = Instant.now().minus(Duration.ofDays(1));
    private Instant end = Instant.now().plus(Duration.ofDays(60));
    private byte[] extensions = new byte[0];

    private Builder(String name) {
      this.name = name;
    }

    /** The certificate that signs it; otherwise it signs itself. */
    public Builder by(TestCertificate authority) {
      issuer = authority;
      return this;
    }

    /** The key. */
    public Builder key(String algorithm, int size) {
      keyAlgorithm = algorithm;
      keySize = size;
      return this;
    }

    /** The algorithm of the signature. */
    public Builder signature(String algorithm) {
      signature = algorithm;
      return this;
    }

    /** When it is valid. */
    public Builder valid(Instant from, Instant until) {
      start = from;
      end = until;
      return this;
    }

    /** An authority's, with a path length if it is not negative. */
    public Builder authority(int pathLength) {
      return extension(
          "2.5.29.19", true, sequence(TRUE, pathLength < 0 ? new byte[0] : integer(pathLength)));
    }

    /** For a host name. */
    public Builder host(String host) {
      return extension("2.5.29.17", false, sequence(der(0x82, host.getBytes(US_ASCII))));
    }

    /** The extended key usage. */
    public Builder extendedKeyUsage(String oid) {
      return extension("2.5.29.37", false, sequence(oid(oid)));
    }

    /** The key usage, as the first byte of the bits. */
    public Builder keyUsage(int bits) {
      return extension("2.5.29.15", true, der(3, new byte[] {0}, new byte[] {(byte) bits}));
    }

    /** The one domain that certificates below this one may be for. */
    public Builder permitted(String domain) {
      return extension(
          "2.5.29.30", true, sequence(der(0xA0, sequence(der(0x82, domain.getBytes(US_ASCII))))));
    }

    /** Any extension. */
    public Builder extension(String oid, boolean critical, byte[] value) {
      extensions =
          concat(extensions, sequence(oid(oid), critical ? TRUE : new byte[0], der(4, value)));
      return this;
    }

    /** Signs it. */
    public TestCertificate sign() throws GeneralSecurityException {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(keyAlgorithm);
      generator.initialize(keySize);
      KeyPair keys = generator.generateKeyPair();
      PrivateKey signer = issuer == null ? keys.getPrivate() : issuer.key;
      String algorithm = signature;
      if (algorithm == null) {
        algorithm = signer.getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA";
      }
      byte[] algorithmId =
          algorithm.endsWith("RSA")
              ? sequence(oid(SIGNATURES.get(algorithm)), new byte[] {5, 0})
              : sequence(oid(SIGNATURES.get(algorithm)));
      byte[] subject = new X500Principal(name).getEncoded();
      byte[] content =
          sequence(
              der(0xA0, integer(2)),
              integer(System.nanoTime()),
              algorithmId,
              issuer == null ? subject : issuer.certificate.getSubjectX500Principal().getEncoded(),
              sequence(time(start), time(end)),
              subject,
              keys.getPublic().getEncoded(),
              extensions.length == 0 ? new byte[0] : der(0xA3, sequence(extensions)));
      Signature signing = Signature.getInstance(algorithm);
      signing.initSign(signer);
      signing.update(content);
      byte[] encoded = sequence(content, algorithmId, der(3, new byte[] {0}, signing.sign()));
      return new TestCertificate(
          (X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(new ByteArrayInputStream(encoded)),
          keys.getPrivate());
    }

    private static byte[] time(Instant time) {
      String text = DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'").withZone(UTC).format(time);
      return der(0x18, text.getBytes(US_ASCII));
    }
  }

  private static byte[] sequence(byte[]... parts) {
    return der(0x30, parts);
  }

  private static byte[] integer(long value) {
    return der(2, BigInteger.valueOf(value).toByteArray());
  }

  private static byte[] oid(String dotted) {
    long[] numbers = Arrays.stream(dotted.split("\\.")).mapToLong(Long::parseLong).toArray();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write((int) (numbers[0] * 40 + numbers[1]));
    for (int i = 2; i < numbers.length; i++) {
      for (int shift = 28; shift > 0; shift -= 7) {
        if (numbers[i] >> shift != 0) {
          out.write((int) (numbers[i] >> shift) | 0x80);
        }
      }
      out.write((int) (numbers[i] & 0x7F));
    }
    return der(6, out.toByteArray());
  }

  private static byte[] der(int tag, byte[]... parts) {
    byte[] content = concat(parts);
    byte[] length = {(byte) content.length};
    if (content.length > 255) {
      length = new byte[] {(byte) 0x82, (byte) (content.length >> 8), (byte) content.length};
    } else if (content.length > 127) {
      length = new byte[] {(byte) 0x81, (byte) content.length};
    }
    return concat(new byte[] {(byte) tag}, length, content);
  }

  private static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
