package io.github.qsmaven.settings;

import io.github.qsmaven.model.CannotCheckException;
import java.util.Map;

/**
 * A login by an OAuth client: the values that Adobe's APIs return for it.
 *
 * @param serverId the id of the server entry that names the client
 * @param user the user, the organization id
 * @param token the password, an access token
 * @param host the host
 * @param port the port, as the API writes it
 * @param database the database, {@code sandbox:all}
 */
public record OAuthLogin(
    String serverId, String user, Secret token, String host, String port, String database)
    implements Login {
  @Override
  public Credential credential() throws CannotCheckException {
    return Credential.of(
        user,
        token,
        PasswordSource.OAUTH,
        serverId,
        "run the build again; if it fails again, ask Adobe's support.");
  }

  @Override
  public Map<EndpointSetting, String> defaults() {
    return Map.of(
        EndpointSetting.HOST, host, EndpointSetting.PORT, port, EndpointSetting.DATABASE, database);
  }
}
