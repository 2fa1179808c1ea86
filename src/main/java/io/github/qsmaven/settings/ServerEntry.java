package io.github.qsmaven.settings;

import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.NameEscaper;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A {@code <server>} of {@code settings.xml}, decrypted, its {@code <configuration>} as texts.
 *
 * @param id its id
 * @param username its {@code <username>}
 * @param password its {@code <password>}, in plain text
 * @param configuration the elements of its {@code <configuration>} but {@code <clientSecret>}, in
 *     the order of the file
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

  /** An entry without a client secret. */
  public ServerEntry(
      String id,
      @Nullable String username,
      @Nullable Secret password,
      Map<String, String> configuration) {
    this(id, username, password, configuration, null);
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
   * @param notElsewhere says, after "has no username", that it is not elsewhere either
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
   * @throws CannotCheckException if it contains an expression that Maven left as it was
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

  /** A value that cannot be used: why, after the value, and what to do. */
  CannotCheckException invalid(String key, String value, String why, String advice) {
    return new CannotCheckException(
        "The %s of server %s is %s%s."
            .formatted(key, quotedId(), NameEscaper.CONSOLE.of(value), why),
        advice);
  }

  /** By hand, since a secret under a misspelled name is a text like any other. */
  @Override
  public String toString() {
    return "ServerEntry[" + id + "]";
  }
}
