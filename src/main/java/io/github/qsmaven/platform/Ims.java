package io.github.qsmaven.platform;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.NameEscaper;
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
 * Adobe's Identity Management Services, as an OAuth server-to-server credential uses them
 * (Developer Console, "OAuth Server-to-Server credential API Reference").
 *
 * @param https sends the requests
 */
record Ims(Https https) {
  /** "Each access token is valid for 24 hours", unless the response has another time. */
  private static final Duration DEFAULT_LIFE = Duration.ofHours(24);

  /**
   * The API reference shows seconds ({@code 86399}), as RFC 6749 specifies; other endpoints of IMS
   * return milliseconds. No token is valid for more seconds than this, thirty days; a number that
   * is neither means nothing.
   */
  private static final long MOST_SECONDS = 2_592_000;

  /**
   * A token.
   *
   * @param secret the token itself
   * @param life how long it is valid
   */
  record Token(Secret secret, Duration life) {}

  /**
   * Gets a new token.
   *
   * @throws CannotCheckException if there is no valid response
   */
  Token token(OAuthClient client) throws CannotCheckException {
    URI url = URI.create(client.imsUrl() + "/ims/token/v3");
    ApiRequest call =
        new ApiRequest(
            client.serverId(),
            "get a token",
            url,
            https.proxyFor(url),
            Map.of(),
            form(client),
            List.of(client.clientSecret()));
    JsonObject json =
        https.ask(call, List.of("access_token"), response -> rejection(client, response));
    return new Token(call.token(json, "access_token"), life(json.get("expires_in")));
  }

  /** The parameters, in the body, since servers and proxies log URLs. */
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
      if (number <= 0 || number > MOST_SECONDS * 1000) {
        return DEFAULT_LIFE;
      }
      return number > MOST_SECONDS ? Duration.ofMillis(number) : Duration.ofSeconds(number);
    } catch (NumberFormatException e) {
      return DEFAULT_LIFE;
    }
  }

  private static Rejection rejection(OAuthClient client, ApiResponse response) {
    return switch (error(response)) {
      case "invalid_client" ->
          new Rejection(
              response.mentions("client_secret")
                  ? "the client secret is wrong: "
                  : response.mentions("client_id")
                      ? "the client id does not exist: "
                      : "it rejects the client: ",
              "compare <clientId> (%s) and <clientSecret> with the project's credential OAuth Server-to-Server in Adobe's Developer Console (developer.adobe.com/console); a rotated secret is deleted there after some time."
                  .formatted(client.clientId()));
      case "invalid_scope" ->
          new Rejection(
              "the client may not have the requested scopes: ",
              "set <scopes> in the server entry to those that the credential lists in Adobe's Developer Console (developer.adobe.com/console); requested: %s. They come with the API: add Experience Platform API to the project."
                  .formatted(
                      NameEscaper.CONSOLE.of(client.clientSecret().redact(client.scopes()))));
      case "unauthorized_client" ->
          new Rejection(
              "the client does not belong to an OAuth Server-to-Server credential: ",
              "add the credential OAuth Server-to-Server to the project in Adobe's Developer"
                  + " Console (developer.adobe.com/console) and use its Client ID; a service account"
                  + " (JWT) or a credential for the sign-in of users does not work.");
      default ->
          new Rejection(
              "",
              response.status() == 404
                  ? "check <imsUrl> in the server entry, or leave it out."
                  : "compare <clientId>, <clientSecret> and <scopes> with the project's credential"
                      + " OAuth Server-to-Server in Adobe's Developer Console"
                      + " (developer.adobe.com/console), and check <imsUrl> if the server entry has"
                      + " one.");
    };
  }

  /** The error code of RFC 6749, 5.2. */
  private static String error(ApiResponse response) {
    JsonObject json = response.json();
    String error = json == null ? null : json.get("error");
    return error == null ? "" : error;
  }
}
