package io.github.qsmaven.platform;

import io.github.qsmaven.settings.Secret;

/**
 * What Query Service's API says to connect with.
 *
 * @param username the user, the organization id
 * @param token the password, an access token of IMS
 * @param host the host
 * @param port the port, as the API writes it
 * @param database the database, {@code sandbox:all}
 */
record ConnectionParameters(
    String username, Secret token, String host, String port, String database) {}
