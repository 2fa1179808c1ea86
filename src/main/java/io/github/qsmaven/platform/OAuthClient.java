package io.github.qsmaven.platform;

import io.github.qsmaven.settings.Secret;
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
 * @param scopes what the token is to be good for, comma-separated
 * @param imsUrl where Adobe's Identity Management Services are, without a slash at the end
 * @param platformUrl where the APIs of Experience Platform are, without a slash at the end
 */
record OAuthClient(
    String serverId,
    String clientId,
    Secret clientSecret,
    String orgId,
    String sandbox,
    String scopes,
    URI imsUrl,
    URI platformUrl) {}
