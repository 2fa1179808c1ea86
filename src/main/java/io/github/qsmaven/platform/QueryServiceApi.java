package io.github.qsmaven.platform;

import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.NameEscaper;
import io.github.qsmaven.settings.JsonObject;
import io.github.qsmaven.settings.OAuthClient;
import io.github.qsmaven.settings.OAuthLogin;
import io.github.qsmaven.settings.Secret;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The API of Query Service ("Connection parameters endpoint" in its documentation).
 *
 * @param https sends the requests
 */
record QueryServiceApi(Https https) {
  private static final String PATH = "/data/foundation/query/connection_parameters";

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
    ApiResponse response = https.send(call);
    if (response.status() != 200) {
      throw call.failure(refusal(client, call, response), advice(client, response));
    }
    JsonObject json = response.json();
    if (json == null) {
      throw call.failure(response.in(call), Https.NOT_THE_API);
    }
    return login(client, call, json);
  }

  private OAuthLogin login(OAuthClient client, ApiRequest call, JsonObject json)
      throws CannotCheckException {
    Fields fields = new Fields(json, new ArrayList<>());
    OAuthLogin login =
        new OAuthLogin(
            client.serverId(),
            fields.get("username"),
            new Secret(fields.get("token")),
            fields.get("host"),
            fields.get("port"),
            fields.get("dbName"));
    if (!fields.missing().isEmpty()) {
      throw call.failure(
          "it answered 200, but no " + String.join(", no ", fields.missing()), Https.NOT_THE_API);
    }
    if (!client.mayHave(login.database())) {
      throw call.failure(
          "the request was for the sandbox "
              + NameEscaper.CONSOLE.quoted(client.sandbox())
              + ", but the response has the database '"
              + call.quoted(login.database())
              + "' of another sandbox",
          "check <sandbox> in the server entry, and that the credential may use it.");
    }
    return login;
  }

  /** Reads required fields, and collects the names of those that are missing. */
  private record Fields(JsonObject json, List<String> missing) {
    String get(String name) {
      String value = json.get(name);
      if (value == null) {
        missing.add(name);
      }
      return value == null ? "" : value;
    }
  }

  private static boolean isAboutTheSandbox(ApiResponse response) {
    return response.status() != 401 && response.mentions("sandbox");
  }

  private static String refusal(OAuthClient client, ApiRequest call, ApiResponse response) {
    return (isAboutTheSandbox(response)
            ? "the sandbox "
                + NameEscaper.CONSOLE.quoted(client.sandbox())
                + " does not exist, or the credential may not use it: "
            : "")
        + response.in(call);
  }

  private static String advice(OAuthClient client, ApiResponse response) {
    if (isAboutTheSandbox(response)) {
      return "check <sandbox> in the server entry: the name, not the title, of a sandbox that"
          + " Experience Platform lists under Sandboxes; and let an administrator add the"
          + " credential to a role that has it (Permissions > Roles > API credentials).";
    }
    return switch (response.status()) {
      case 401 ->
          "check that the client id "
              + client.clientId()
              + " is of the organization "
              + client.orgId()
              + ", and that <imsUrl> and <platformUrl>, if the server entry has them, are of one"
              + " environment.";
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
              + " Adobe's support with the "
              + ApiRequest.REQUEST_ID
              + ".";
    };
  }
}
