package io.github.qsmaven.settings;

import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.NameEscaper;
import io.github.qsmaven.model.SimilarNames;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * From a server entry and its overrides to a {@link Target}: every value checked, before anything
 * is sent.
 */
public final class TargetResolver {
  private static final String HOST = "host";
  private static final String PORT = "port";
  private static final String DATABASE = "database";
  private static final String SSL_MODE = "sslMode";
  private static final String SSL_ROOT_CERT = "sslRootCert";
  private static final String CREDENTIAL_FILE = "credentialFile";
  private static final List<String> KEYS =
      List.of(HOST, PORT, DATABASE, SSL_MODE, SSL_ROOT_CERT, CREDENTIAL_FILE);
  private static final List<String> OAUTH_KEYS =
      List.of(
          ServerEntry.CLIENT_ID,
          ServerEntry.CLIENT_SECRET,
          "orgId",
          "sandbox",
          "scopes",
          "imsUrl",
          "platformUrl");
  private static final Pattern UNRESOLVED = Pattern.compile("\\$\\{[^{}]*}");

  private final Path currentFolder;
  private final CredentialResolver credentials;

  /**
   * @param currentFolder the folder that a relative path of the settings is relative to
   * @param clock tells whether a token has expired
   * @param log hears what is wrong with a credential, but no reason to stop
   */
  public TargetResolver(Path currentFolder, Clock clock, ConnectionLog log) {
    this.currentFolder = currentFolder;
    this.credentials = new CredentialResolver(currentFolder, clock, log);
  }

  /**
   * Puts a target together.
   *
   * @param entry the server entry
   * @param overrides what wins over it
   * @param timeouts how long to wait
   * @return the target
   * @throws CannotCheckException if a value is missing, unknown, or cannot be used, or the token
   *     has expired
   */
  public Target resolve(ServerEntry entry, Overrides overrides, Timeouts timeouts)
      throws CannotCheckException {
    Endpoint endpoint = endpoint(entry, overrides);
    return new Target(endpoint, credentials.resolve(entry, credentialFile(entry)), timeouts);
  }

  /**
   * Puts together where to connect.
   *
   * @param entry the server entry
   * @param overrides what wins over it
   * @return where
   * @throws CannotCheckException if a value is missing, unknown, or cannot be used
   */
  public Endpoint endpoint(ServerEntry entry, Overrides overrides) throws CannotCheckException {
    requireKnownElements(entry);
    Values values = new Values(entry);
    String host = values.required(HOST, overrides.host(), "acme.platform-query.adobe.io");
    String database = values.required(DATABASE, overrides.database(), "prod:all");
    int port = port(entry, values.given(PORT, overrides.port()));
    SslMode sslMode = sslMode(entry, values.given(SSL_MODE, overrides.sslMode()));
    Path sslRootCert = rootCertificate(entry, values.given(SSL_ROOT_CERT, overrides.sslRootCert()));
    try {
      return new Endpoint(entry.id(), bracketed(host), port, database, sslMode, sslRootCert);
    } catch (IllegalArgumentException e) {
      throw new CannotCheckException(
          e.getMessage() + " (server entry " + NameEscaper.CONSOLE.quoted(entry.id()) + ").",
          "correct it in settings.xml, or by -Dqs.host, -Dqs.port, -Dqs.database.");
    }
  }

  /**
   * Puts together who signs in.
   *
   * @param entry the server entry
   * @return who, though maybe with a token that has expired
   * @throws CannotCheckException if a part is missing or cannot be used
   */
  public Credential credential(ServerEntry entry) throws CannotCheckException {
    return credentials.read(entry, credentialFile(entry));
  }

  private static @Nullable String credentialFile(ServerEntry entry) throws CannotCheckException {
    return new Values(entry).given(CREDENTIAL_FILE, null);
  }

  /**
   * Checks that a token has not expired, by the clock of this machine.
   *
   * @param entry the server entry that it is from
   * @param credential a credential of any kind
   * @throws CannotCheckException if it has
   */
  public void requireLife(ServerEntry entry, Credential credential) throws CannotCheckException {
    credentials.requireLife(entry, credential);
  }

  /**
   * Refuses an entry with an element that means nothing, which may be one that is misspelt.
   *
   * @param entry the server entry
   * @throws CannotCheckException if it has one
   */
  public static void requireKnownElements(ServerEntry entry) throws CannotCheckException {
    for (String key : entry.configuration().keySet()) {
      if (KEYS.contains(key) || (entry.isOAuth() && OAUTH_KEYS.contains(key))) {
        continue;
      }
      if (key.equalsIgnoreCase("password") || key.equalsIgnoreCase("username")) {
        throw new CannotCheckException(
            "The <configuration> of server entry "
                + NameEscaper.CONSOLE.quoted(entry.id())
                + " has a <"
                + key
                + ">.",
            "move it up, directly under <server>; there Maven decrypts it.");
      }
      if (OAUTH_KEYS.contains(key)) {
        throw new CannotCheckException(
            "The <configuration> of server entry "
                + NameEscaper.CONSOLE.quoted(entry.id())
                + " has a <"
                + key
                + ">, but no <"
                + ServerEntry.CLIENT_ID
                + ">.",
            "for OAuth server-to-server give clientId, clientSecret, orgId and sandbox; otherwise"
                + " remove it.");
      }
      List<String> known = new ArrayList<>(KEYS);
      known.addAll(OAUTH_KEYS);
      List<String> meant = new SimilarNames(known).nearest(key, 1);
      throw new CannotCheckException(
          "The <configuration> of server entry "
              + NameEscaper.CONSOLE.quoted(entry.id())
              + " has an unknown element <"
              + NameEscaper.CONSOLE.of(key)
              + ">.",
          (meant.isEmpty() ? "remove it" : "write <" + meant.get(0) + ">")
              + "; the known elements are "
              + String.join(", ", KEYS)
              + "; for OAuth server-to-server "
              + String.join(", ", OAUTH_KEYS)
              + ".");
    }
  }

  /** The values of one entry: an override if there is one, else what the entry has. */
  private record Values(ServerEntry entry) {
    @Nullable String given(String key, @Nullable String override) throws CannotCheckException {
      String value = override != null ? override : entry.configuration().get(key);
      if (value == null || value.isBlank()) {
        return null;
      }
      String clean = value.strip();
      if (isUnresolved(clean)) {
        throw new CannotCheckException(
            "The "
                + key
                + " of server "
                + NameEscaper.CONSOLE.quoted(entry.id())
                + " is "
                + NameEscaper.CONSOLE.of(clean)
                + ", which Maven could not resolve.",
            "set that environment variable or property for this build, or write the value itself.");
      }
      return clean;
    }

    String required(String key, @Nullable String override, String example)
        throws CannotCheckException {
      String value = given(key, override);
      if (value == null) {
        throw new CannotCheckException(
            "There is no " + key + " for server " + NameEscaper.CONSOLE.quoted(entry.id()) + ".",
            "put <"
                + key
                + ">"
                + example
                + "</"
                + key
                + "> into the <configuration> of that server entry in settings.xml, or give -Dqs."
                + key
                + ". Query Service shows it under Queries > Credentials.");
      }
      return value;
    }
  }

  /** Whether a text holds an expression that Maven left as it was. */
  static boolean isUnresolved(String text) {
    return UNRESOLVED.matcher(text).find();
  }

  private static int port(ServerEntry entry, @Nullable String text) throws CannotCheckException {
    if (text == null) {
      return Endpoint.DEFAULT_PORT;
    }
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new CannotCheckException(
          "The port of server "
              + NameEscaper.CONSOLE.quoted(entry.id())
              + " is "
              + NameEscaper.CONSOLE.of(text)
              + ", not a number from 1 to 65535.",
          "give the number alone; Query Service listens on 80 and 5432, PostgreSQL on 5432.");
    }
  }

  private static SslMode sslMode(ServerEntry entry, @Nullable String text)
      throws CannotCheckException {
    if (text == null) {
      return SslMode.VERIFY_FULL;
    }
    return SslMode.parse(text)
        .orElseThrow(
            () ->
                new CannotCheckException(
                    "The sslMode of server "
                        + NameEscaper.CONSOLE.quoted(entry.id())
                        + " is "
                        + NameEscaper.CONSOLE.of(text)
                        + ", which is not one of "
                        + SslMode.words()
                        + "; encryption cannot be turned off.",
                    "use verify-full, with sslRootCert where the server's certificate is signed by"
                        + " an authority of your own."));
  }

  private @Nullable Path rootCertificate(ServerEntry entry, @Nullable String text)
      throws CannotCheckException {
    if (text == null) {
      return null;
    }
    String what = "The sslRootCert of server " + NameEscaper.CONSOLE.quoted(entry.id()) + ", ";
    String advice =
        text.startsWith("~")
            ? "write ${user.home} instead of ~, which only a shell understands."
            : "give the path of a PEM file with the certificate of the authority that signed the"
                + " server's, or remove sslRootCert to use the JVM's trust store.";
    try {
      Path path = currentFolder.resolve(text).normalize();
      if (!Files.isRegularFile(path)) {
        throw new CannotCheckException(
            what + NameEscaper.CONSOLE.of(path.toString()) + ", is not there.", advice);
      }
      requireCertificates(path, what, advice);
      return path;
    } catch (InvalidPathException e) {
      throw new CannotCheckException(
          what + NameEscaper.CONSOLE.of(text) + ", is not a path.", advice);
    }
  }

  private static void requireCertificates(Path path, String what, String advice)
      throws CannotCheckException {
    try (InputStream in = Files.newInputStream(path)) {
      if (CertificateFactory.getInstance("X.509").generateCertificates(in).isEmpty()) {
        throw new CannotCheckException(
            what + NameEscaper.CONSOLE.of(path.toString()) + ", holds no certificate.", advice);
      }
    } catch (IOException | CertificateException e) {
      throw new CannotCheckException(
          what + NameEscaper.CONSOLE.of(path.toString()) + ", cannot be read as certificates.",
          advice);
    }
  }

  private static String bracketed(String host) {
    boolean bareIpv6 = host.indexOf(':') != host.lastIndexOf(':') && !host.startsWith("[");
    return bareIpv6 ? "[" + host + "]" : host;
  }
}
