package io.github.qsmaven.settings;

import java.net.URI;

/**
 * An OAuth server-to-server credential of a project in Adobe's Developer Console, and what it is
 * used on.
 *
 * @param serverId the id of the server entry in {@code settings.xml}
 * @param clientId its client id, which is also the API key
 * @param clientSecret its client secret
 * @param orgId the organization, {@code …@AdobeOrg}
 * @param sandbox the name of a sandbox of Experience Platform
 * @param scopes the scopes to ask for, comma-separated
 * @param imsUrl the URL of Adobe's Identity Management Services, without a slash at the end
 * @param platformUrl the URL of the APIs of Experience Platform, without a slash at the end
 */
public record OAuthClient(
    String serverId,
    String clientId,
    Secret clientSecret,
    String orgId,
    String sandbox,
    String scopes,
    URI imsUrl,
    URI platformUrl) {
  /** Whether a database, {@code sandbox:database}, may be in the sandbox. */
  public boolean mayContain(String database) {
    int colon = database.indexOf(':');
    return colon < 0 || database.substring(0, colon).equalsIgnoreCase(sandbox);
  }
}
