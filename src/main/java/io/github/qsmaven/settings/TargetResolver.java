package io.github.qsmaven.settings;

import io.github.qsmaven.files.UnusableFileException;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.HasWord;
import io.github.qsmaven.model.NameEscaper;
import io.github.qsmaven.model.SimilarNames;
import io.github.qsmaven.settings.ResolvedEndpoint.Origin;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Resolves a server entry and the parameters of a goal to a {@link Target}: in one call, or step by
 * step for a checklist. Checks every value before a session is opened.
 *
 * @param parameters the parameters of the goal
 * @param currentFolder the folder that relative paths in the settings are resolved against
 * @param clock the time by which a token expires
 * @param exchange asks Adobe's APIs, for an entry that names an OAuth client
 * @param log receives warnings about a credential
 */
public record TargetResolver(
    TargetParameters parameters,
    Path currentFolder,
    Clock clock,
    OAuthExchange exchange,
    ConnectionLog log) {
  private static final List<String> KEYS =
      Stream.concat(
              Arrays.stream(EndpointSetting.values()).map(EndpointSetting::key),
              Stream.of(
                  ServerEntry.CREDENTIAL_FILE,
                  ServerEntry.PASSWORD_FILE,
                  ServerEntry.SSL_CERT,
                  ServerEntry.SSL_KEY))
          .toList();

  /**
   * Resolves a server entry in one call.
   *
   * @throws CannotCheckException if a value is missing, unknown, or cannot be used, or the
   *     credential has expired
   */
  public Target resolve(ServerEntry entry) throws CannotCheckException {
    Login login = login(entry);
    Timeouts timeouts = parameters.timeouts();
    Endpoint endpoint = endpoint(entry, login).endpoint();
    Credential credential = credential(entry, login);
    login.requireNotExpired(credential);
    return new Target(endpoint, credential, timeouts);
  }

  /**
   * The login that the entry defines. Asks Adobe's APIs if the entry names an OAuth client; does
   * not check other entries.
   *
   * @throws CannotCheckException if characters of a value were lost, the entry of an OAuth client
   *     has an unknown element, a parameter makes its TLS weaker, or Adobe's APIs reject the client
   *     or cannot be reached
   */
  public Login login(ServerEntry entry) throws CannotCheckException {
    entry.requireUndamaged();
    if (entry.isOAuth()) {
      requireKnownElements(entry);
      trust(entry).requireKept();
      return exchange.login(
          new OAuthSettings(entry, parameters.overrides()), parameters.timeouts(), log);
    }
    String file = entry.configuration().getOrDefault(ServerEntry.CREDENTIAL_FILE, "");
    return file.isBlank()
        ? new PasswordLogin(entry, hints(entry), currentFolder, clock, log)
        : new FileLogin(entry, file, currentFolder, log);
  }

  private ServerHints hints(ServerEntry entry) {
    String host = parameters.overrides().host();
    return new ServerHints(
        host == null ? entry.configuration().get(EndpointSetting.HOST.key()) : host,
        entry.username(),
        entry.password());
  }

  /**
   * Who signs in, with the certificate of the client that the entry names.
   *
   * @throws CannotCheckException if a part of the credential is missing or cannot be used
   */
  public Credential credential(ServerEntry entry, Login login) throws CannotCheckException {
    Credential credential = login.credential();
    return new Credential(
        credential.user(),
        credential.password(),
        credential.source(),
        new ClientCertificateSettings(entry, currentFolder, clock, log).read());
  }

  /**
   * Where to connect: each value is the parameter, else the element of the server entry, else the
   * value of the login, else the default.
   *
   * @throws CannotCheckException if a value is missing, unknown, or cannot be used, or a parameter
   *     makes TLS weaker than the entry
   */
  public ResolvedEndpoint endpoint(ServerEntry entry, Login login) throws CannotCheckException {
    requireKnownElements(entry);
    trust(entry).requireKept();
    Values values =
        new Values(entry, parameters.overrides(), login, new EnumMap<>(EndpointSetting.class));
    boolean isQueryService = login instanceof OAuthLogin || hints(entry).isQueryService();
    String shown = isQueryService ? " Query Service shows it under Queries > Credentials." : "";
    String host =
        values.required(
            EndpointSetting.HOST,
            isQueryService ? "acme.platform-query.adobe.io" : "db.example.com",
            shown);
    String database =
        values.required(EndpointSetting.DATABASE, isQueryService ? "prod:all" : "sales", shown);
    int port = port(entry, values.get(EndpointSetting.PORT), isQueryService);
    SslMode sslMode =
        values.word(
            EndpointSetting.SSL_MODE,
            SslMode.VERIFY_FULL,
            "; encryption cannot be turned off",
            "use verify-full; if an authority of your own signed the server's certificate,"
                + " also set sslRootCert.");
    Path sslRootCert = rootCertificate(entry, values.get(EndpointSetting.SSL_ROOT_CERT));
    ChannelBinding channelBinding =
        values.word(
            EndpointSetting.CHANNEL_BINDING,
            ChannelBinding.PREFER,
            "",
            "correct it, or remove channelBinding; the default is prefer.");
    String options = values.get(EndpointSetting.OPTIONS);
    try {
      Endpoint endpoint =
          new Endpoint(
              entry.id(),
              bracketed(host),
              port,
              database,
              sslMode,
              sslRootCert,
              channelBinding,
              options);
      trust(entry).warning(login.defaults().get(EndpointSetting.HOST)).ifPresent(log::warn);
      return new ResolvedEndpoint(endpoint, values.origins());
    } catch (IllegalArgumentException e) {
      throw new CannotCheckException(
          "%s (server entry %s)."
              .formatted(
                  entry.redacted(
                      String.valueOf(e.getMessage())
                          .replace(NameEscaper.CONSOLE.of(host), entry.shown(host))),
                  entry.quotedId()),
          "correct it in settings.xml, or with -Dqs.host, -Dqs.port, -Dqs.database; an IPv6 address"
              + " of one link is written fe80::1%wlan0, with the network interface of this machine.");
    }
  }

  private EntryTrust trust(ServerEntry entry) {
    return new EntryTrust(entry, parameters.overrides(), currentFolder);
  }

  /** Rejects an entry with an unknown element, which may be a misspelled one. */
  private static void requireKnownElements(ServerEntry entry) throws CannotCheckException {
    for (String key : entry.configuration().keySet()) {
      if (!KEYS.contains(key) && !(entry.isOAuth() && OAuthSettings.KEYS.contains(key))) {
        throw unknownElement(entry, key);
      }
    }
  }

  private static CannotCheckException unknownElement(ServerEntry entry, String key) {
    String where = "The <configuration> of server entry " + entry.quotedId() + " has ";
    String element = "<" + NameEscaper.CONSOLE.of(key) + ">";
    if (List.of("password", "username", "passphrase").contains(key.toLowerCase(Locale.ROOT))) {
      return new CannotCheckException(
          where + "a " + element + ".",
          "move it directly under <server>; only there Maven decrypts it.");
    }
    if (OAuthSettings.KEYS.contains(key)) {
      return new CannotCheckException(
          where + "a " + element + ", but no <" + ServerEntry.CLIENT_ID + ">.",
          "for OAuth server-to-server, set clientId, clientSecret, orgId and sandbox; otherwise"
              + " remove it.");
    }
    List<String> known = new ArrayList<>(KEYS);
    known.addAll(OAuthSettings.KEYS);
    List<String> similar = new SimilarNames(known).nearest(key, 1);
    return new CannotCheckException(
        where + "an unknown element " + element + ".",
        "%s; the known elements are %s; for OAuth server-to-server %s."
            .formatted(
                similar.isEmpty() ? "remove it" : "write <" + similar.get(0) + ">",
                String.join(", ", KEYS),
                String.join(", ", OAuthSettings.KEYS)));
  }

  /** The texts of one endpoint, and the origin of each text that was read. */
  private record Values(
      ServerEntry entry, Overrides overrides, Login login, Map<EndpointSetting, Origin> origins) {
    @Nullable String get(EndpointSetting setting) throws CannotCheckException {
      String key = setting.key();
      String text = overrides.of(setting);
      Origin origin = Origin.PARAMETER;
      if (text == null) {
        text = entry.configuration().getOrDefault(key, "");
        origin = Origin.SERVER_ENTRY;
        if (text.isBlank()) {
          text = login.defaults().get(setting);
          origin = Origin.LOGIN;
        }
      }
      if (text == null || text.isBlank()) {
        origins.put(setting, Origin.DEFAULT);
        return null;
      }
      origins.put(setting, origin);
      if (setting.mayContainPassword(text)) {
        throw new CannotCheckException(
            "The %s of server %s is a URL, or contains a user or a parameter; it is not shown, since it may contain a password."
                .formatted(key, entry.quotedId()),
            "write only the %1$s in <%1$s>%2$s; user and password belong in <username> and <password> of the server entry."
                .formatted(key, setting.isParameter() ? " (-Dqs." + key + ")" : ""));
      }
      return entry.resolved(key, text);
    }

    String required(EndpointSetting setting, String example, String shown)
        throws CannotCheckException {
      String value = get(setting);
      if (value == null) {
        String key = setting.key();
        throw new CannotCheckException(
            "The " + key + " of server " + entry.quotedId() + " is not set.",
            "add <%1$s>%2$s</%1$s> to the <configuration> of that server entry in settings.xml, or set -Dqs.%1$s.%3$s"
                .formatted(key, example, shown));
      }
      return value;
    }

    <E extends Enum<E> & HasWord> E word(
        EndpointSetting setting, E otherwise, String note, String advice)
        throws CannotCheckException {
      String text = get(setting);
      if (text == null) {
        return otherwise;
      }
      Class<E> type = otherwise.getDeclaringClass();
      String why = ", which is not one of " + HasWord.words(type) + note;
      return HasWord.parse(type, text)
          .orElseThrow(() -> entry.invalid(setting.key(), text, why, advice));
    }
  }

  private static int port(ServerEntry entry, @Nullable String text, boolean isQueryService)
      throws CannotCheckException {
    try {
      return text == null ? Endpoint.DEFAULT_PORT : Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw entry.invalid(
          EndpointSetting.PORT.key(),
          String.valueOf(text),
          ", not a number from 1 to 65535",
          isQueryService
              ? "write the number alone; Query Service listens on ports 80 and 5432."
              : "write the number alone; PostgreSQL listens on 5432 by default.");
    }
  }

  private @Nullable Path rootCertificate(ServerEntry entry, @Nullable String text)
      throws CannotCheckException {
    if (text == null) {
      return null;
    }
    Path path = Path.of("");
    String problem;
    try {
      path = currentFolder.resolve(text).normalize();
      new PemFile(path).certificates();
      return path;
    } catch (UnusableFileException e) {
      problem = e.problem();
    } catch (InvalidPathException e) {
      problem = "is not a path";
    }
    throw new CannotCheckException(
        "The sslRootCert of server %s%s %s."
            .formatted(
                entry.quotedId(),
                FileLogin.isPath(text, currentFolder) ? ", " + entry.shown(path) + "," : "",
                problem),
        text.startsWith("~")
            ? "write ${user.home} instead of ~, which only a shell expands."
            : "set it to a PEM file with the certificate of the authority that signed the server's"
                + " certificate, or remove sslRootCert to use the JVM's trust store.");
  }

  private static String bracketed(String host) {
    boolean bareIpv6 = host.indexOf(':') != host.lastIndexOf(':') && !host.startsWith("[");
    return bareIpv6 ? "[" + host + "]" : host;
  }
}
