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
 * @param https how to ask
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
    ApiRequest call =
        new ApiRequest(
            client.serverId(),
            "get the connection parameters",
            URI.create(client.platformUrl() + PATH),
            headers,
            null,
            List.of(client.clientSecret(), token));
    ApiResponse answer = https.send(call);
    if (answer.status() != 200) {
      throw https.problem(call, refusal(client, call, answer), advice(client, answer));
    }
    JsonObject json = answer.json();
    if (json == null) {
      throw https.problem(call, answer.in(call), Https.NOT_THE_API);
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
      throw https.problem(
          call,
          "it answered 200, but no " + String.join(", no ", fields.missing()),
          Https.NOT_THE_API);
    }
    if (!client.mayHave(login.database())) {
      throw https.problem(
          call,
          "it was asked for the sandbox "
              + NameEscaper.CONSOLE.quoted(client.sandbox())
              + " and answered with the database '"
              + call.quoted(login.database())
              + "' of another",
          "check <sandbox> in the server entry, and that the credential may use it.");
    }
    return login;
  }

  /** Reads what must be there, and remembers what is not. Of what is there it repeats nothing. */
  private record Fields(JsonObject json, List<String> missing) {
    String get(String name) {
      String value = json.get(name);
      if (value == null) {
        missing.add(name);
      }
      return value == null ? "" : value;
    }
  }

  private static boolean isAboutTheSandbox(ApiResponse answer) {
    return answer.status() != 401 && answer.mentions("sandbox");
  }

  private static String refusal(OAuthClient client, ApiRequest call, ApiResponse answer) {
    return (isAboutTheSandbox(answer)
            ? "the sandbox "
                + NameEscaper.CONSOLE.quoted(client.sandbox())
                + " is not there, or the credential may not use it: "
            : "")
        + answer.in(call);
  }

  private static String advice(OAuthClient client, ApiResponse answer) {
    if (isAboutTheSandbox(answer)) {
      return "check <sandbox> in the server entry: the name, not the title, of a sandbox that"
          + " Experience Platform lists under Sandboxes; and let an administrator add the credential"
          + " to a role that has it (Permissions > Roles > API credentials).";
    }
    return switch (answer.status()) {
      case 401 ->
          "check that the client id "
              + client.clientId()
              + " is of the organization "
              + client.orgId()
              + ", and that <imsUrl> and <platformUrl>, if the server entry has them, are of one"
              + " environment.";
      case 403 ->
          answer.mentions("api key")
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
