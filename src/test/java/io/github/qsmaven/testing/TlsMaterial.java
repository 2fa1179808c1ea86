package io.github.qsmaven.testing;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import io.github.qsmaven.connection.ServerTls;
import io.github.qsmaven.connection.TlsException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A certificate authority for tests, and the server certificates that it signs. The JDK's {@code
 * keytool} creates them, so that no library is needed.
 */
public final class TlsMaterial {
  private static final String CA = "ca";
  private static final String STORE_PASSWORD = "only-for-tests";

  private final Path folder;
  private int certificates;

  private TlsMaterial(Path folder) {
    this.folder = folder;
  }

  /**
   * Creates an authority. Two authorities do not trust each other's certificates.
   *
   * @param folder the folder of its files; created if it does not exist; an earlier authority there
   *     is replaced
   * @return the authority
   * @throws IOException if a file cannot be written or {@code keytool} fails
   */
  public static TlsMaterial createIn(Path folder) throws IOException {
    Files.createDirectories(folder);
    TlsMaterial material = new TlsMaterial(folder.toAbsolutePath());
    Files.deleteIfExists(material.store());
    material.keytool(
        CA, "CN=qs-maven-plugin test authority", "-ext", "bc:critical=ca:true", "-validity", "60");
    Files.writeString(material.caFile(), pem("CERTIFICATE", material.encodedAuthority()));
    return material;
  }

  /** The authority's certificate, as a PEM file, for {@code sslRootCert}. */
  public Path caFile() {
    return folder.resolve("ca.pem");
  }

  /**
   * The authority's certificate, as a trust store for a JVM ({@code javax.net.ssl.trustStore}) that
   * needs no password to be read.
   *
   * @throws IOException if it cannot be written
   */
  public Path trustStoreFile() throws IOException {
    Path file = folder.resolve("trust.jks");
    try (OutputStream out = Files.newOutputStream(file)) {
      trustStore().store(out, STORE_PASSWORD.toCharArray());
      return file;
    } catch (GeneralSecurityException e) {
      throw new IOException("The trust store cannot be written", e);
    }
  }

  /**
   * A TLS context for a client in this JVM that trusts this authority only.
   *
   * @throws IOException if the authority cannot be read
   */
  public SSLContext trusting() throws IOException {
    try {
      return new ServerTls(caFile(), null).context();
    } catch (TlsException e) {
      throw new IOException("The authority cannot be trusted", e);
    }
  }

  private KeyStore trustStore() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("JKS");
    store.load(null, null);
    store.setCertificateEntry(CA, open().getCertificate(CA));
    return store;
  }

  /**
   * Creates a server certificate.
   *
   * @param hosts the host names and IP addresses in it, at least one
   * @return the certificate
   * @throws IOException if a file cannot be written or {@code keytool} fails
   */
  public ServerCertificate certificateFor(String... hosts) throws IOException {
    return certificate(List.of(hosts), "-startdate", "-1d", "-validity", "60");
  }

  /**
   * Creates an expired server certificate.
   *
   * @param hosts the host names and IP addresses in it, at least one
   * @return the certificate
   * @throws IOException if a file cannot be written or {@code keytool} fails
   */
  public ServerCertificate expiredCertificateFor(String... hosts) throws IOException {
    return certificate(List.of(hosts), "-startdate", "-10d", "-validity", "5");
  }

  private synchronized ServerCertificate certificate(List<String> hosts, String... time)
      throws IOException {
    certificates++;
    String alias = "server-" + certificates;
    List<String> options = new ArrayList<>(List.of("-signer", CA, "-ext", "san=" + names(hosts)));
    options.addAll(List.of(time));
    keytool(alias, "CN=" + hosts.get(0), options.toArray(String[]::new));
    try {
      KeyStore store = open();
      Certificate[] chain = store.getCertificateChain(alias);
      PrivateKey key = (PrivateKey) store.getKey(alias, STORE_PASSWORD.toCharArray());
      Path certificateFile = folder.resolve(alias + ".crt");
      Path keyFile = folder.resolve(alias + ".key");
      Files.writeString(certificateFile, pem("CERTIFICATE", chain[0].getEncoded()));
      Files.writeString(keyFile, pem("PRIVATE KEY", key.getEncoded()));
      return new ServerCertificate(certificateFile, keyFile, context(alias, key, chain));
    } catch (GeneralSecurityException e) {
      throw new IOException("The certificate that keytool made cannot be read", e);
    }
  }

  private static String names(List<String> hosts) {
    return hosts.stream()
        .map(host -> (host.matches("[0-9.]+|.*:.*") ? "ip:" : "dns:") + host)
        .collect(joining(","));
  }

  private static SSLContext context(String alias, PrivateKey key, Certificate[] chain)
      throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry(alias, key, STORE_PASSWORD.toCharArray(), chain);
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(store, STORE_PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }

  private Path store() {
    return folder.resolve("keys.p12");
  }

  private KeyStore open() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store())) {
      store.load(in, STORE_PASSWORD.toCharArray());
    }
    return store;
  }

  private byte[] encodedAuthority() throws IOException {
    try {
      return open().getCertificate(CA).getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IOException("The authority that keytool made cannot be read", e);
    }
  }

  private void keytool(String alias, String name, String... options) throws IOException {
    List<String> command =
        Stream.concat(
                Stream.of(
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                    "-genkeypair",
                    "-alias",
                    alias,
                    "-dname",
                    name,
                    "-keyalg",
                    "EC",
                    "-groupname",
                    "secp256r1",
                    "-storetype",
                    "PKCS12",
                    "-keystore",
                    store().toString(),
                    "-storepass",
                    STORE_PASSWORD,
                    "-J-XX:TieredStopAtLevel=1"),
                Stream.of(options))
            .toList();
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IOException("keytool failed: " + said);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while keytool ran", e);
    }
  }

  private static String pem(String type, byte[] content) {
    return "-----BEGIN "
        + type
        + "-----\n"
        + Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(content)
        + "\n-----END "
        + type
        + "-----\n";
  }

  /**
   * A server's certificate and key.
   *
   * @param certificateFile the certificate as PEM
   * @param keyFile the key as PEM, without a password
   * @param context both, for a server in this JVM
   */
  public record ServerCertificate(Path certificateFile, Path keyFile, SSLContext context) {
    /** Copies both files into a folder, with the key readable by its owner only. */
    void copyTo(Path certificate, Path key) {
      try {
        Files.copy(certificateFile, certificate);
        Files.copy(keyFile, key);
        if (Files.getFileStore(key).supportsFileAttributeView("posix")) {
          Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
