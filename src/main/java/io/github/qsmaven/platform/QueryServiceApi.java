package io.github.qsmaven.platform;

import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.NameEscaper;
import io.github.qsmaven.settings.JsonObject;
import io.github.qsmaven.settings.OAuthClient;
import io.github.qsmaven.settings.OAuthLogin;
import io.github.qsmaven.settings.Secret;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The API of Query Service ("Connection parameters endpoint" in its documentation).
 *
 * @param https sends the requests
 */
record QueryServiceApi(Https https) {
  private static final String PATH = "/data/foundation/query/connection_parameters";

  /** What a response must have, in the order of {@link OAuthLogin}. */
  private static final List<String> FIELDS = List.of("username", "token", "host", "port", "dbName");

  /**
   * Gets the connection parameters of the client's sandbox.
   *
   * @param client the client
   * @param token a token of that client
   * @throws CannotCheckException if there is no valid response
   */
  OAuthLogin login(OAuthClient client, Secret token) throws CannotCheckException {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Authorization", "Bearer " + token.value());
    headers.put("x-api-key", client.clientId());
    headers.put("x-gw-ims-org-id", client.orgId());
    headers.put("x-sandbox-name", client.sandbox());
    headers.put(ApiRequest.REQUEST_ID, UUID.randomUUID().toString());
    URI url = URI.create(client.platformUrl() + PATH);
    ApiRequest call =
        new ApiRequest(
            client.serverId(),
            "get the connection parameters",
            url,
            https.proxyFor(url),
            headers,
            null,
            List.of(client.clientSecret(), token));
    JsonObject json = https.ask(call, FIELDS, response -> rejection(client, response));
    List<String> values = FIELDS.stream().map(json::get).map(Objects::requireNonNull).toList();
    Secret password = call.token(json, "token");
    for (String name : FIELDS) {
      String value = values.get(FIELDS.indexOf(name));
      if (!name.equals("token")
          && Stream.of(password, token, client.clientSecret())
              .anyMatch(secret -> !secret.redactName(value).equals(value))) {
        throw call.failure("its response has a secret in " + name, Https.NOT_THE_API);
      }
    }
    OAuthLogin login =
        new OAuthLogin(
            client.serverId(),
            values.get(0),
            password,
            values.get(2),
            values.get(3),
            values.get(4));
    if (!client.mayContain(login.database())) {
      throw call.failure(
          "the request was for the sandbox %s, but the response has the database '%s' of another sandbox"
              .formatted(
                  NameEscaper.CONSOLE.quoted(client.sandbox()), call.quoted(login.database())),
          "check <sandbox> in the server entry, and that the credential may use it.");
    }
    return login;
  }

  private static Rejection rejection(OAuthClient client, ApiResponse response) {
    if (response.status() != 401 && response.mentions("sandbox")) {
      return new Rejection(
          "the sandbox %s does not exist, or the credential may not use it: "
              .formatted(NameEscaper.CONSOLE.quoted(client.sandbox())),
          "check <sandbox> in the server entry: the name, not the title, of a sandbox that"
              + " Experience Platform lists under Sandboxes; and let an administrator add the"
              + " credential to a role that has it (Permissions > Roles > API credentials).");
    }
    return new Rejection("", advice(client, response));
  }

  private static String advice(OAuthClient client, ApiResponse response) {
    return switch (response.status()) {
      case 401 ->
          "check that the client id %s is of the organization %s, and that <imsUrl> and <platformUrl>, if the server entry has them, are of one environment."
              .formatted(client.clientId(), client.orgId());
      case 403 ->
          response.mentions("api key")
              ? "add Experience Platform API to the project of that client id in Adobe's Developer"
                  + " Console (developer.adobe.com/console)."
              : "check <orgId> in the server entry; in Adobe's Developer Console"
                  + " (developer.adobe.com/console), that the project has Experience Platform API"
                  + " with a product profile; and that an administrator has added the credential to"
                  + " a role with Manage Queries (Permissions > Roles > API credentials).";
      case 404 -> "check <platformUrl> in the server entry, or leave it out.";
      default ->
          "check <orgId>, <sandbox> and <platformUrl> in the server entry; if they are right, ask"
              + " Adobe's support with the x-request-id.";
    };
  }
}
