package io.github.qsmaven.settings;

import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.NameEscaper;
import java.util.Map;
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
 */
public record ServerEntry(
    String id,
    @Nullable String username,
    @Nullable Secret password,
    Map<String, String> configuration,
    @Nullable Secret clientSecret) {
  /** The element that contains the secret of an OAuth client. */
  public static final String CLIENT_SECRET = "clientSecret";

  /** The element that contains the id of an OAuth client. */
  static final String CLIENT_ID = "clientId";

  /** The element that names the file with a credential. */
  static final String CREDENTIAL_FILE = "credentialFile";

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
          "set <username>; for Query Service it is the organization id, such as"
              + " ECBB80245ECFC73E8A095EC9@AdobeOrg.");
    }
    if (hasExpression(user)) {
      throw PastingMistake.UNRESOLVED.exception(
          "The <username> of server entry " + quotedId() + " ");
    }
    return user;
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
          value,
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
        "The %s of server %s is %s%s."
            .formatted(key, quotedId(), NameEscaper.CONSOLE.of(value), why),
        advice);
  }

  /** Only the id: a secret in a misspelled element is in the configuration. */
  @Override
  public String toString() {
    return "ServerEntry[" + id + "]";
  }
}
