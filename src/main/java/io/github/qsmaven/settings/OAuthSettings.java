package io.github.qsmaven.settings;

import static io.github.qsmaven.settings.ServerEntry.CLIENT_ID;
import static io.github.qsmaven.settings.ServerEntry.CLIENT_SECRET;
import static io.github.qsmaven.settings.ServerEntry.CREDENTIAL_FILE;
import static io.github.qsmaven.settings.ServerEntry.PASSWORD_FILE;
import static java.util.stream.Collectors.joining;

import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.NameEscaper;
import io.github.qsmaven.model.SimilarNames;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A server entry that names an OAuth client: checks every value before anything is sent.
 *
 * @param entry the server entry
 * @param overrides the parameters that win over it
 */
public record OAuthSettings(ServerEntry entry, Overrides overrides) {
  private static final String ORG_ID = "orgId";
  private static final String SANDBOX = "sandbox";
  private static final String SCOPES = "scopes";
  private static final String IMS_URL = "imsUrl";
  private static final String PLATFORM_URL = "platformUrl";

  /** The elements that only an entry with an OAuth client may have. */
  static final List<String> KEYS =
      List.of(CLIENT_ID, CLIENT_SECRET, ORG_ID, SANDBOX, SCOPES, IMS_URL, PLATFORM_URL);

  /** What Adobe's notebooks for Query Service ask for (Data Distiller, "Establish connection"). */
  private static final String DEFAULT_SCOPES =
      "openid,AdobeID,read_organizations,additional_info.projectedProductContext,session";

  private static final String DEFAULT_IMS_URL = "https://ims-na1.adobelogin.com";
  private static final String DEFAULT_PLATFORM_URL = "https://platform.adobe.io";
  private static final Pattern BETWEEN_SCOPES = Pattern.compile("[\\s,]+");

  /** The required values, by the names that Adobe shows for them. */
  private static final Map<String, String> REQUIRED = new LinkedHashMap<>();

  static {
    REQUIRED.put(CLIENT_ID, "the Client ID");
    REQUIRED.put(CLIENT_SECRET, "the Client secret (\"Retrieve client secret\")");
    REQUIRED.put(ORG_ID, "the Organization ID, ...@AdobeOrg");
    REQUIRED.put(SANDBOX, "the name of a sandbox, as Experience Platform lists it under Sandboxes");
  }

  /**
   * The client.
   *
   * @throws CannotCheckException if a value is missing or cannot be used, or if the entry has
   *     another credential
   */
  public OAuthClient client() throws CannotCheckException {
    requireNoOtherCredential();
    Secret clientSecret = clientSecret();
    requireAll(clientSecret);
    OAuthClient client =
        new OAuthClient(
            entry.id(),
            headerValue(CLIENT_ID),
            clientSecret,
            organization(),
            headerValue(SANDBOX),
            scopes(),
            url(IMS_URL, DEFAULT_IMS_URL),
            url(PLATFORM_URL, DEFAULT_PLATFORM_URL));
    requireSameSandbox(client);
    return client;
  }

  private void requireNoOtherCredential() throws CannotCheckException {
    String others =
        Stream.of(
                entry.username() == null ? "" : "<username>",
                entry.password() == null ? "" : "<password>",
                entry.configuration().containsKey(PASSWORD_FILE) ? "<passwordFile>" : "",
                entry.configuration().containsKey(CREDENTIAL_FILE) ? "<credentialFile>" : "")
            .filter(element -> !element.isEmpty())
            .collect(joining(" and "));
    if (!others.isEmpty()) {
      throw new CannotCheckException(
          "Server entry %s has two credentials: %s, and an OAuth client (<clientId>, <clientSecret>)."
              .formatted(entry.quotedId(), others),
          "keep only the one that you intended; Adobe's APIs give the user and the password of an"
              + " OAuth client.");
    }
  }

  private void requireAll(Secret clientSecret) throws CannotCheckException {
    List<String> missing = new ArrayList<>();
    for (String key : REQUIRED.keySet()) {
      boolean isSecret = key.equals(CLIENT_SECRET);
      if (isSecret ? clientSecret.value().isEmpty() : entry.value(key) == null) {
        missing.add(key);
      }
    }
    if (!missing.isEmpty()) {
      throw new CannotCheckException(
          "Server entry %s configures an OAuth client, but has no <%s>, or an empty one."
              .formatted(entry.quotedId(), String.join(">, no <", missing)),
          "add to its <configuration> in settings.xml %s. Adobe's Developer Console (developer.adobe.com/console) shows client ID, secret and organization in the project's credential OAuth Server-to-Server."
              .formatted(missing.stream().map(this::toAdd).collect(joining(", "))));
    }
  }

  private String toAdd(String key) {
    String similar =
        new SimilarNames(entry.configuration().keySet())
            .nearest(key, 1).stream()
                .map(near -> " in place of <" + NameEscaper.CONSOLE.of(near) + ">")
                .collect(joining());
    return "<" + key + "> (" + REQUIRED.get(key) + ")" + similar;
  }

  /** The secret without the whitespace around it; empty if there is none. */
  private Secret clientSecret() throws CannotCheckException {
    Secret given = entry.clientSecret();
    String clean = given == null ? "" : given.value().strip();
    if (clean.contains("${env.") || PastingMistake.isExpression(clean)) {
      throw PastingMistake.UNRESOLVED.exception(
          "The <clientSecret> of server entry " + entry.quotedId() + " ");
    }
    return new Secret(clean);
  }

  /** A value that goes into a header, where RFC 9110 (5.5) allows more than these ids contain. */
  private String headerValue(String key) throws CannotCheckException {
    String value = value(key, "");
    if (!value.chars().allMatch(c -> c > ' ' && c <= '~')) {
      throw entry.invalid(
          key,
          value,
          ", which contains a space or another character that is not allowed",
          "copy it again: it is " + REQUIRED.get(key) + ", not a title.");
    }
    return value;
  }

  private String value(String key, String defaultValue) throws CannotCheckException {
    String value = entry.value(key);
    return value == null ? defaultValue : value;
  }

  private String organization() throws CannotCheckException {
    String value = headerValue(ORG_ID);
    if (value.indexOf('@') < 0) {
      throw entry.invalid(
          ORG_ID,
          value,
          ", without @AdobeOrg at its end",
          "write " + entry.shown(value) + "@AdobeOrg.");
    }
    return value;
  }

  private String scopes() throws CannotCheckException {
    return BETWEEN_SCOPES.matcher(value(SCOPES, DEFAULT_SCOPES)).replaceAll(",");
  }

  /** Only {@code https}, whatever the host: a secret is sent there. */
  private URI url(String key, String defaultUrl) throws CannotCheckException {
    String text = value(key, defaultUrl);
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
      // Reported below, like any other text that is not such a URL.
    }
    throw new CannotCheckException(
        "The %s of server %s is not a URL of the form https://host, https://host:port or https://host/path."
            .formatted(key, entry.quotedId()),
        "remove <%s> to use %s, or correct it. Only https is accepted, because a secret is sent there."
            .formatted(key, defaultUrl));
  }

  /**
   * "You must ensure that the x-sandbox-name header and sandbox name in dbName refer to same
   * sandbox" (the OpenAPI file of Query Service).
   */
  private void requireSameSandbox(OAuthClient client) throws CannotCheckException {
    String parameter = overrides.database();
    String key = EndpointSetting.DATABASE.key();
    @Nullable String database = parameter == null ? entry.value(key) : parameter.strip();
    if (database != null && !client.mayContain(database)) {
      throw new CannotCheckException(
          "Server entry %s has the sandbox %s, but the database %s is in another sandbox."
              .formatted(
                  entry.quotedId(),
                  '"' + entry.shown(client.sandbox()) + '"',
                  '"' + entry.shown(database) + '"'),
          "correct <sandbox>, or <database> (-Dqs.database); without a database, %s:all is used. For another sandbox, add another server entry (-Dqs.server)."
              .formatted(entry.shown(client.sandbox())));
    }
  }
}
