package io.github.qsmaven.settings;

import io.github.qsmaven.model.NameEscaper;
import io.github.qsmaven.model.Server;
import java.net.IDN;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where to connect, and how the server must prove its identity.
 *
 * @param serverId the id of the server entry in {@code settings.xml}
 * @param host a host name or an IPv4 address, or an IPv6 address in brackets, with or without a
 *     scope; a name may end with a dot
 * @param port 1 to 65535
 * @param database the database, any characters but NUL: {@code prod:all?FLATTEN}
 * @param sslMode how the certificate is checked
 * @param sslRootCert a PEM file of the certificate authorities to trust; null: the JVM's trust
 *     store
 * @param channelBinding whether sign-in is bound to the server's certificate
 * @param options the startup parameter {@code options}: {@code endpoint=ep-...}; null: none
 */
public record Endpoint(
    String serverId,
    String host,
    int port,
    String database,
    SslMode sslMode,
    @Nullable Path sslRootCert,
    ChannelBinding channelBinding,
    @Nullable String options) {
  /** The port that Query Service's documentation recommends. */
  public static final int DEFAULT_PORT = 80;

  private static final Pattern IPV6 =
      Pattern.compile("\\[[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*(%[0-9A-Za-z._~-]+)?]");

  /** PostgreSQL rejects a startup packet of 10,000 bytes (MAX_STARTUP_PACKET_LENGTH). */
  private static final int LONGEST_OPTIONS = 2_000;

  /** An endpoint without {@code options}, and with the default for channel binding. */
  public Endpoint(
      String serverId,
      String host,
      int port,
      String database,
      SslMode sslMode,
      @Nullable Path sslRootCert) {
    this(serverId, host, port, database, sslMode, sslRootCert, ChannelBinding.PREFER, null);
  }

  /** Rejects what a URL cannot contain, with a message for the user. */
  public Endpoint {
    if (host.isEmpty()) {
      throw new IllegalArgumentException("The host is empty");
    }
    if (!IPV6.matcher(host).matches()) {
      requireName(host);
    }
    if (port < 1 || port > 65535) {
      throw new IllegalArgumentException("The port " + port + " is not between 1 and 65535");
    }
    requireSendable("database name", database);
    if (options != null) {
      requireSendable("options text", options);
      if (options.length() > LONGEST_OPTIONS) {
        throw new IllegalArgumentException(
            "The options text has more than " + LONGEST_OPTIONS + " characters");
      }
    }
  }

  private static void requireName(String host) {
    if (host.codePoints().anyMatch(Endpoint::isNotForHosts)) {
      throw new IllegalArgumentException(
          "The host %s contains a space, a control character or one of / ? # , @ : \\ [ ]; it must be a name or an address, without a scheme, a user or a port"
              .formatted(NameEscaper.CONSOLE.quoted(host)));
    }
    String name;
    try {
      name = ascii(host);
    } catch (IllegalArgumentException e) {
      name = "";
    }
    // The conversion turns a full-width solidus into an ASCII one, and the name goes into a URL.
    if (name.isEmpty()
        || name.startsWith(".")
        || name.contains("..")
        || name.codePoints().anyMatch(Endpoint::isNotForHosts)) {
      throw new IllegalArgumentException(
          "The host %s is not a host name".formatted(NameEscaper.CONSOLE.quoted(host)));
    }
  }

  /**
   * Whether a proxy may end TLS in front of the server, as far as the settings show: channel
   * binding is not required, and the certificate is verified.
   */
  public boolean mayUnbind() {
    return channelBinding == ChannelBinding.PREFER && sslMode.verifies();
  }

  /** The same without channel binding, if {@link #mayUnbind}. */
  public Endpoint withoutChannelBinding() {
    return mayUnbind()
        ? new Endpoint(
            serverId, host, port, database, sslMode, sslRootCert, ChannelBinding.DISABLE, options)
        : this;
  }

  /** The host in the form of DNS; only a name with other characters costs a conversion. */
  private static String ascii(String host) {
    return host.chars().allMatch(c -> c < 0x80) ? host : IDN.toASCII(host);
  }

  /** The host to look up: a name in ASCII, or an address without brackets. */
  public String lookupName() {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : ascii(host);
  }

  /**
   * The host in URLs and in TLS: in ASCII, without the dot at the end of a name, which certificates
   * never contain; an IPv6 address in brackets.
   */
  public String serverName() {
    String name = ascii(host);
    return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
  }

  private static boolean isNotForHosts(int c) {
    return "/?#,@:\\[]".indexOf(c) >= 0
        || Character.isWhitespace(c)
        || Character.isSpaceChar(c)
        || Character.isISOControl(c)
        || Character.getType(c) == Character.SURROGATE;
  }

  /** Rejects what PostgreSQL's startup packet, which consists of C strings, cannot contain. */
  static void requireSendable(String what, String text) {
    if (text.isEmpty()
        || text.codePoints().anyMatch(c -> c == 0 || Character.getType(c) == Character.SURROGATE)) {
      throw new IllegalArgumentException(
          "The " + what + " is empty, or contains NUL or half of a surrogate pair");
    }
  }

  /** For messages: {@code server "qs" at host:port, database "prod:all"}. */
  public String described() {
    return ("server " + NameEscaper.CONSOLE.quoted(serverId))
        + (" at " + address())
        + (", database " + NameEscaper.CONSOLE.quoted(database));
  }

  /**
   * The server at this endpoint, for reports.
   *
   * @param version the version it reported at sign-in
   */
  public Server answering(String version) {
    return new Server(serverId, host, port, database, sslMode.word(), version);
  }

  /** {@code host:port}. */
  public String address() {
    return host + ":" + port;
  }
}
