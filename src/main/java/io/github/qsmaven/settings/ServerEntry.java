package io.github.qsmaven.settings;

import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.NameEscaper;
import io.github.qsmaven.model.ReceivedText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A {@code <server>} of {@code settings.xml}, decrypted, with its {@code <configuration>} as texts.
 *
 * @param id its id
 * @param username its {@code <username>}
 * @param password its {@code <password>}, in plain text
 * @param configuration the elements of its {@code <configuration>} except {@code <clientSecret>},
 *     in the order of the file
 * @param clientSecret the {@code <clientSecret>} of its {@code <configuration>}, in plain text
 * @param passphrase its {@code <passphrase>}, that of the {@code <sslKey>}, in plain text
 */
public record ServerEntry(
    String id,
    @Nullable String username,
    @Nullable Secret password,
    Map<String, String> configuration,
    @Nullable Secret clientSecret,
    @Nullable Secret passphrase) {
  /** The element that contains the secret of an OAuth client. */
  public static final String CLIENT_SECRET = "clientSecret";

  /** The element that contains the id of an OAuth client. */
  static final String CLIENT_ID = "clientId";

  /** The element that names the file with a password. */
  static final String PASSWORD_FILE = "passwordFile";

  /** The element that names the file with the certificate of the client. */
  static final String SSL_CERT = "sslCert";

  /** The element that names the file with the key of the client. */
  public static final String SSL_KEY = "sslKey";

  /** The element that names the file with a credential. */
  static final String CREDENTIAL_FILE = "credentialFile";

  /** An entry without a passphrase. */
  public ServerEntry(
      String id,
      @Nullable String username,
      @Nullable Secret password,
      Map<String, String> configuration,
      @Nullable Secret clientSecret) {
    this(id, username, password, configuration, clientSecret, null);
  }

  /** Whether it names an OAuth client, rather than a password or a file with one. */
  public boolean isOAuth() {
    return clientSecret != null || configuration.containsKey(CLIENT_ID);
  }

  /** The id, for messages. */
  String quotedId() {
    return NameEscaper.CONSOLE.quoted(id);
  }

  /**
   * The {@code <username>}.
   *
   * @param notElsewhere the end of the message that it is missing
   */
  String user(String notElsewhere) throws CannotCheckException {
    String user = username == null ? "" : username.strip();
    if (user.isEmpty()) {
      throw new CannotCheckException(
          "Server entry " + quotedId() + " has no <username>" + notElsewhere + ".",
          new ServerHints(configuration.get(EndpointSetting.HOST.key()), null, password)
                  .isQueryService()
              ? "set <username>; for Query Service it is the organization id, such as"
                  + " ECBB80245ECFC73E8A095EC9@AdobeOrg."
              : "set <username>.");
    }
    if (hasExpression(user)) {
      throw PastingMistake.UNRESOLVED.exception(
          "The <username> of server entry " + quotedId() + " ");
    }
    return user;
  }

  /** Reports two elements of which only one may be set. */
  CannotCheckException hasBoth(String one, String other) {
    return new CannotCheckException(
        "Server entry %s has both a <%s> and a <%s>.".formatted(quotedId(), one, other),
        "keep only one; the plugin cannot tell which one you intended.");
  }

  /**
   * Checks that no character of a value was lost.
   *
   * @throws CannotCheckException if there is such a value; the message names all
   */
  void requireUndamaged() throws CannotCheckException {
    List<String> damaged = new ArrayList<>();
    for (Map<String, String> texts : List.of(credentialTexts(), configuration)) {
      texts.forEach(
          (key, text) -> {
            if (new ReceivedText(text).isDamaged()) {
              damaged.add("the <" + NameEscaper.CONSOLE.of(key) + ">");
            }
          });
    }
    if (!damaged.isEmpty()) {
      throw new CannotCheckException(
          "Characters were lost in %s of server entry %s before the plugin read the entry: Java put U+FFFD in their place. Nothing was sent."
              .formatted(String.join(" and ", damaged), quotedId()),
          ReceivedText.ADVICE);
    }
  }

  /** The texts of the credential, by their elements. */
  private Map<String, String> credentialTexts() {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("username", username == null ? "" : username);
    texts.put("password", password == null ? "" : password.value());
    texts.put(CLIENT_SECRET, clientSecret == null ? "" : clientSecret.value());
    texts.put("passphrase", passphrase == null ? "" : passphrase.value());
    return texts;
  }

  /**
   * The elements of the credential that contain one of some texts.
   *
   * @param texts the texts, such as the values of environment variables
   * @return the elements, such as {@code <password>}
   */
  public List<String> elementsWithOneOf(Collection<String> texts) {
    return credentialTexts().entrySet().stream()
        .filter(element -> texts.stream().anyMatch(element.getValue()::contains))
        .map(element -> "<" + element.getKey() + ">")
        .toList();
  }

  /** The secrets that it contains. A pasted one may have whitespace around it: they have none. */
  public List<Secret> secrets() {
    return Stream.of(password, clientSecret, passphrase)
        .flatMap(Stream::ofNullable)
        .map(secret -> new Secret(secret.value().strip()))
        .toList();
  }

  /** The value of an element of the {@code <configuration>}; null if it is absent or blank. */
  @Nullable String value(String key) throws CannotCheckException {
    String text = configuration.getOrDefault(key, "");
    return text.isBlank() ? null : resolved(key, text);
  }

  /**
   * A value without the whitespace around it.
   *
   * @throws CannotCheckException if it contains an expression that Maven did not resolve
   */
  String resolved(String key, String text) throws CannotCheckException {
    String value = text.strip();
    if (hasExpression(value)) {
      throw invalid(
          key,
          PastingMistake.expressionIn(value),
          ", which Maven could not resolve",
          "set that environment variable or property for this build, or write the value itself.");
    }
    return value;
  }

  private static boolean hasExpression(String text) {
    return text.contains("${") && PastingMistake.hasExpression(text);
  }

  /**
   * Reports a value that cannot be used.
   *
   * @param why the reason, after the value
   * @param advice what to do
   */
  CannotCheckException invalid(String key, String value, String why, String advice) {
    return new CannotCheckException(
        "The %s of server %s is %s%s.".formatted(key, quotedId(), shown(value), why), advice);
  }

  /** A value for messages: escaped, and without the secrets of this entry. */
  String shown(String value) {
    boolean isSecret =
        secrets().stream().anyMatch(secret -> secret.isShort() && value.contains(secret.value()));
    return isSecret ? "***" : NameEscaper.CONSOLE.of(redacted(value));
  }

  /** As {@link #shown}, for a path, in which any part may be like a short secret. */
  String shown(Path path) {
    return NameEscaper.CONSOLE.of(
        redacted(path.toString()).replace(path.getFileSystem().getSeparator(), "/"));
  }

  /** A text without the secrets of this entry. */
  public String redacted(String text) {
    String redacted = text;
    for (Secret secret : secrets()) {
      redacted = secret.redactName(redacted);
    }
    return redacted;
  }

  /** Only the id: a secret in a misspelled element is in the configuration. */
  @Override
  public String toString() {
    return "ServerEntry[" + id + "]";
  }
}
