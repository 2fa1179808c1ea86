package io.github.qsmaven.settings;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A {@code <server>} of {@code settings.xml}, decrypted, its {@code <configuration>} as texts.
 *
 * @param id its id
 * @param username its {@code <username>}
 * @param password its {@code <password>}, in the clear
 * @param configuration the elements of its {@code <configuration>} but {@code <clientSecret>}, in
 *     the order of the file
 * @param clientSecret the {@code <clientSecret>} of its {@code <configuration>}, in the clear
 */
public record ServerEntry(
    String id,
    @Nullable String username,
    @Nullable Secret password,
    Map<String, String> configuration,
    @Nullable Secret clientSecret) {
  /** The element that holds the id of an OAuth client. */
  public static final String CLIENT_ID = "clientId";

  /** The element that holds the secret of an OAuth client. */
  public static final String CLIENT_SECRET = "clientSecret";

  /** Refuses a null id. The map keeps its order, so it is not copied; nobody writes to it. */
  public ServerEntry {
    requireNonNull(id, "id is null");
    requireNonNull(configuration, "configuration is null");
  }

  /** An entry without a client secret. */
  public ServerEntry(
      String id,
      @Nullable String username,
      @Nullable Secret password,
      Map<String, String> configuration) {
    this(id, username, password, configuration, null);
  }

  /** Whether its password is a token that Adobe's APIs give, rather than one that is pasted. */
  public boolean isOAuth() {
    return clientSecret != null || configuration.containsKey(CLIENT_ID);
  }

  /** By hand, since a secret under a misspelt name is a text like any other. */
  @Override
  public String toString() {
    return "ServerEntry[" + id + "]";
  }
}
