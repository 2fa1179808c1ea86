package io.github.qsmaven.connection;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A {@code <server>} of {@code settings.xml}, decrypted, its {@code <configuration>} as texts.
 *
 * @param id its id
 * @param username its {@code <username>}
 * @param password its {@code <password>}, in the clear
 * @param configuration the elements of its {@code <configuration>}, in the order of the file
 */
public record ServerEntry(
    String id,
    @Nullable String username,
    @Nullable Secret password,
    Map<String, String> configuration) {
  /** Refuses a null id. The map keeps its order, so it is not copied; nobody writes to it. */
  public ServerEntry {
    requireNonNull(id, "id is null");
    requireNonNull(configuration, "configuration is null");
  }
}
