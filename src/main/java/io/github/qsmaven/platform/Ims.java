package io.github.qsmaven.platform;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.settings.JsonObject;
import io.github.qsmaven.settings.OAuthClient;
import io.github.qsmaven.settings.Secret;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Adobe's Identity Management Services, as far as an OAuth server-to-server credential needs them
 * (Developer Console, "OAuth Server-to-Server credential API Reference").
 *
 * @param https how to ask
 */
record Ims(Https https) {
  /** "Each access token is valid for 24 hours", where the answer does not say. */
  private static final Duration DEFAULT_LIFE = Duration.ofHours(24);

  /**
   * The API reference shows seconds ({@code 86399}), as RFC 6749 has it; other endpoints of IMS
   * tell milliseconds. No token lives as many seconds as this: thirty days.
   */
  private static final long MOST_SECONDS = 2_592_000;

  /**
   * A token.
   *
   * @param secret the token itself
   * @param life how long it is good for
   */
  record Token(Secret secret, Duration life) {}

  /**
   * Gets a new token.
   *
   * @throws CannotCheckException if there is none
   */
  Token token(OAuthClient client) throws CannotCheckException {
    ApiRequest call =
        new ApiRequest(
            client.serverId(),
            "get a token",
            URI.create(client.imsUrl() + "/ims/token/v3"),
            Map.of(),
            form(client),
            List.of(client.clientSecret()));
    ApiResponse answer = https.send(call);
    if (answer.status() != 200) {
      throw https.problem(call, refusal(call, answer), advice(client, answer));
    }
    JsonObject json = answer.json();
    if (json == null) {
      throw https.problem(call, answer.in(call), Https.NOT_THE_API);
    }
    String token = json.get("access_token");
    if (token == null) {
      throw https.problem(call, "it answered 200, but no access_token", Https.NOT_THE_API);
    }
    return new Token(new Secret(token), life(json.get("expires_in")));
  }

  /** The parameters, in the body, since a URL is written into logs on its way. */
  private static String form(OAuthClient client) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("grant_type", "client_credentials");
    parameters.put("client_id", client.clientId());
    parameters.put("client_secret", client.clientSecret().value());
    parameters.put("scope", client.scopes());
    return parameters.entrySet().stream()
        .map(parameter -> parameter.getKey() + "=" + URLEncoder.encode(parameter.getValue(), UTF_8))
        .collect(joining("&"));
  }

  private static Duration life(@Nullable String expiresIn) {
    if (expiresIn == null) {
      return DEFAULT_LIFE;
    }
    try {
      long number = Long.parseLong(expiresIn.strip());
      return number > MOST_SECONDS ? Duration.ofMillis(number) : Duration.ofSeconds(number);
    } catch (NumberFormatException e) {
      return DEFAULT_LIFE;
    }
  }

  private static String refusal(ApiRequest call, ApiResponse answer) {
    String meaning =
        switch (error(answer)) {
          case "invalid_client" ->
              answer.mentions("client_secret")
                  ? "the client secret is wrong: "
                  : answer.mentions("client_id")
                      ? "it knows no client of that id: "
                      : "it does not accept the client: ";
          case "invalid_scope" -> "the client may not have the scopes that were asked for: ";
          case "unauthorized_client" ->
              "the client is not one of an OAuth Server-to-Server credential: ";
          default -> "";
        };
    return meaning + answer.in(call);
  }

  private static String advice(OAuthClient client, ApiResponse answer) {
    return switch (error(answer)) {
      case "invalid_client" ->
          "compare <clientId> ("
              + client.clientId()
              + ") and <clientSecret> with the project's credential OAuth Server-to-Server in"
              + " Adobe's Developer Console (developer.adobe.com/console); a secret that was"
              + " rotated is deleted there after a while.";
      case "invalid_scope" ->
          "set <scopes> in the server entry to those that the credential lists in Adobe's Developer"
              + " Console (developer.adobe.com/console); asked for: "
              + client.scopes()
              + ". They come with the API: add Experience Platform API to the project.";
      case "unauthorized_client" ->
          "add the credential OAuth Server-to-Server to the project in Adobe's Developer Console"
              + " (developer.adobe.com/console) and use its Client ID; a service account (JWT) or a"
              + " credential for users' sign-in will not do.";
      default ->
          answer.status() == 404
              ? "check <imsUrl> in the server entry, or leave it out."
              : "compare <clientId>, <clientSecret> and <scopes> with the project's credential OAuth"
                  + " Server-to-Server in Adobe's Developer Console (developer.adobe.com/console),"
                  + " and check <imsUrl> if the server entry has one.";
    };
  }

  /** The error code of RFC 6749, 5.2. */
  private static String error(ApiResponse answer) {
    JsonObject json = answer.json();
    String error = json == null ? null : json.get("error");
    return error == null ? "" : error;
  }
}
