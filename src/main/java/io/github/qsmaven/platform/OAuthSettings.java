package io.github.qsmaven.platform;

import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.NameEscaper;
import io.github.qsmaven.model.SimilarNames;
import io.github.qsmaven.settings.Overrides;
import io.github.qsmaven.settings.Secret;
import io.github.qsmaven.settings.ServerEntry;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A server entry that names an OAuth client: every value checked, before anything is sent.
 *
 * @param entry the server entry
 * @param overrides what wins over it
 */
record OAuthSettings(ServerEntry entry, Overrides overrides) {
  private static final String ORG_ID = "orgId";
  private static final String SANDBOX = "sandbox";
  private static final String SCOPES = "scopes";
  private static final String IMS_URL = "imsUrl";
  private static final String PLATFORM_URL = "platformUrl";
  private static final String HOST = "host";
  private static final String PORT = "port";
  private static final String DATABASE = "database";

  /** What Adobe's notebooks for Query Service ask for (Data Distiller, "Establish connection"). */
  private static final String DEFAULT_SCOPES =
      "openid,AdobeID,read_organizations,additional_info.projectedProductContext,session";

  private static final String DEFAULT_IMS_URL = "https://ims-na1.adobelogin.com";
  private static final String DEFAULT_PLATFORM_URL = "https://platform.adobe.io";
  private static final Pattern UNRESOLVED = Pattern.compile("\\$\\{[^{}]*}");
  private static final Pattern BETWEEN_SCOPES = Pattern.compile("[\\s,]+");

  /** Where each of the values that must be there is shown. */
  private static final Map<String, String> SHOWN = new LinkedHashMap<>();

  static {
    SHOWN.put(ServerEntry.CLIENT_ID, "the Client ID");
    SHOWN.put(ServerEntry.CLIENT_SECRET, "the Client secret (\"Retrieve client secret\")");
    SHOWN.put(ORG_ID, "the Organization ID, ...@AdobeOrg");
    SHOWN.put(SANDBOX, "the name of a sandbox, as Experience Platform lists it under Sandboxes");
  }

  /**
   * The client.
   *
   * @throws CannotCheckException if a value is missing or cannot be used, or if there is another
   *     credential beside it
   */
  OAuthClient client() throws CannotCheckException {
    requireNoOtherCredential();
    Secret clientSecret = clientSecret();
    requireAll(clientSecret);
    OAuthClient client =
        new OAuthClient(
            entry.id(),
            headerValue(ServerEntry.CLIENT_ID),
            clientSecret,
            organization(),
            headerValue(SANDBOX),
            scopes(),
            url(IMS_URL, DEFAULT_IMS_URL),
            url(PLATFORM_URL, DEFAULT_PLATFORM_URL));
    requireSameSandbox(client.sandbox());
    return client;
  }

  /** The entry with user and password, and with whatever else it does not say itself. */
  ServerEntry completedBy(ConnectionParameters parameters) {
    Map<String, String> configuration = new LinkedHashMap<>(entry.configuration());
    configuration
        .keySet()
        .removeAll(List.of(ServerEntry.CLIENT_ID, ORG_ID, SANDBOX, SCOPES, IMS_URL, PLATFORM_URL));
    putIfBlank(configuration, HOST, parameters.host());
    putIfBlank(configuration, PORT, parameters.port());
    putIfBlank(configuration, DATABASE, parameters.database());
    return new ServerEntry(
        entry.id(), parameters.username(), parameters.token(), configuration, entry.clientSecret());
  }

  private static void putIfBlank(Map<String, String> configuration, String key, String value) {
    if (configuration.getOrDefault(key, "").isBlank()) {
      configuration.put(key, value);
    }
  }

  private void requireNoOtherCredential() throws CannotCheckException {
    List<String> others = new ArrayList<>();
    if (entry.username() != null) {
      others.add("<username>");
    }
    if (entry.password() != null) {
      others.add("<password>");
    }
    if (entry.configuration().containsKey("credentialFile")) {
      others.add("<credentialFile>");
    }
    if (!others.isEmpty()) {
      throw new CannotCheckException(
          "Server entry "
              + name()
              + " has two credentials: "
              + String.join(" and ", others)
              + ", and an OAuth client (<clientId>, <clientSecret>).",
          "remove the one that is not meant; user and password of an OAuth client come from"
              + " Adobe's APIs.");
    }
  }

  private void requireAll(Secret clientSecret) throws CannotCheckException {
    List<String> missing = new ArrayList<>();
    for (String key : SHOWN.keySet()) {
      boolean given =
          key.equals(ServerEntry.CLIENT_SECRET)
              ? !clientSecret.value().isEmpty()
              : given(key) != null;
      if (!given) {
        missing.add(key);
      }
    }
    if (missing.isEmpty()) {
      return;
    }
    StringBuilder advice = new StringBuilder("put into its <configuration> in settings.xml");
    for (String key : missing) {
      advice
          .append(key.equals(missing.get(0)) ? " " : ", ")
          .append('<')
          .append(key)
          .append("> (")
          .append(SHOWN.get(key))
          .append(')');
      for (String near : new SimilarNames(entry.configuration().keySet()).nearest(key, 1)) {
        advice.append(" where <").append(NameEscaper.CONSOLE.of(near)).append("> stands now");
      }
    }
    throw new CannotCheckException(
        "Server entry "
            + name()
            + " names an OAuth client, but has no "
            + String.join(", no ", missing.stream().map(key -> "<" + key + ">").toList())
            + ", or an empty one.",
        advice
            + ". Client ID, secret and organization are shown in Adobe's Developer Console"
            + " (developer.adobe.com/console), in the project's credential OAuth Server-to-Server.");
  }

  /** The secret as it was meant; empty where there is none. */
  private Secret clientSecret() throws CannotCheckException {
    Secret given = entry.clientSecret();
    String clean = given == null ? "" : given.value().strip();
    if (UNRESOLVED.matcher(clean).matches() || clean.contains("${env.")) {
      throw new CannotCheckException(
          "The <clientSecret> of server entry "
              + name()
              + " holds an expression that Maven could not resolve: no environment variable or"
              + " property has that name.",
          "set the variable for this build; in CI, check that the secret is handed to this job.");
    }
    return new Secret(clean);
  }

  private @Nullable String given(String key) throws CannotCheckException {
    String value = entry.configuration().get(key);
    if (value == null || value.isBlank()) {
      return null;
    }
    String clean = value.strip();
    if (UNRESOLVED.matcher(clean).find()) {
      throw new CannotCheckException(
          wrong(key, clean, "which Maven could not resolve"),
          "set that environment variable or property for this build, or write the value itself.");
    }
    return clean;
  }

  private String required(String key) throws CannotCheckException {
    String value = given(key);
    if (value == null) {
      throw new IllegalStateException(key + " was looked for before");
    }
    return value;
  }

  /** A value that goes into a header, where RFC 9110 (5.5) allows more than these ids ever hold. */
  private String headerValue(String key) throws CannotCheckException {
    String value = required(key);
    if (!value.chars().allMatch(c -> c > ' ' && c <= '~')) {
      throw new CannotCheckException(
          wrong(key, value, "which holds a blank or another character that is in none"),
          "copy it anew: it is " + SHOWN.get(key) + ", not a title.");
    }
    return value;
  }

  private String organization() throws CannotCheckException {
    String value = headerValue(ORG_ID);
    if (value.indexOf('@') < 0) {
      throw new CannotCheckException(
          wrong(ORG_ID, value, "without the @AdobeOrg at its end"),
          "write " + NameEscaper.CONSOLE.of(value) + "@AdobeOrg.");
    }
    return value;
  }

  private String scopes() throws CannotCheckException {
    String value = given(SCOPES);
    return value == null ? DEFAULT_SCOPES : BETWEEN_SCOPES.matcher(value).replaceAll(",");
  }

  /** Only {@code https}, whatever the host: what is sent there is a secret. */
  private URI url(String key, String otherwise) throws CannotCheckException {
    String value = given(key);
    String text = value == null ? otherwise : value;
    try {
      URI url = new URI(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
      if ("https".equalsIgnoreCase(url.getScheme())
          && url.getHost() != null
          && url.getPort() != 0
          && url.getPort() <= 65535
          && url.getRawUserInfo() == null
          && url.getRawQuery() == null
          && url.getRawFragment() == null) {
        return url;
      }
    } catch (URISyntaxException e) {
      // Told below, as any other text that is no such URL.
    }
    throw new CannotCheckException(
        "The "
            + key
            + " of server "
            + name()
            + " is no URL of the form https://host, https://host:port or https://host/path.",
        "leave <"
            + key
            + "> out for "
            + otherwise
            + ", or correct it. Other schemes are refused, since a secret is sent there.");
  }

  /**
   * "You must ensure that the x-sandbox-name header and sandbox name in dbName refer to same
   * sandbox" (the OpenAPI file of Query Service).
   */
  private void requireSameSandbox(String sandbox) throws CannotCheckException {
    String database = overrides.database() == null ? given(DATABASE) : overrides.database().strip();
    if (database == null || isIn(sandbox, database)) {
      return;
    }
    throw new CannotCheckException(
        "Server entry "
            + name()
            + " has the sandbox "
            + NameEscaper.CONSOLE.quoted(sandbox)
            + ", but the database is "
            + NameEscaper.CONSOLE.quoted(database)
            + ", which is in another.",
        "correct <sandbox>, or <database> (-Dqs.database); without a database, "
            + NameEscaper.CONSOLE.of(sandbox)
            + ":all is used. Each sandbox can have a server entry of its own (-Dqs.server).");
  }

  /** Whether a database, {@code sandbox:database}, may be in a sandbox. */
  static boolean isIn(String sandbox, String database) {
    int colon = database.indexOf(':');
    return colon < 0 || database.substring(0, colon).equalsIgnoreCase(sandbox);
  }

  private String wrong(String key, String value, String how) {
    return "The "
        + key
        + " of server "
        + name()
        + " is "
        + NameEscaper.CONSOLE.of(value)
        + ", "
        + how
        + ".";
  }

  private String name() {
    return NameEscaper.CONSOLE.quoted(entry.id());
  }
}
