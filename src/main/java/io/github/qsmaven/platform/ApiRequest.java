package io.github.qsmaven.platform;

import static java.util.Objects.requireNonNull;

import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.NameEscaper;
import io.github.qsmaven.settings.JsonObject;
import io.github.qsmaven.settings.Secret;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request to one of Adobe's APIs, and how its failure is reported.
 *
 * @param serverId the id of the server entry that it is made for
 * @param purpose what it is for, after "Cannot"
 * @param url its URL
 * @param proxy the proxy that it goes through; null: none
 * @param headers its headers, without those for a proxy
 * @param form its body, {@code application/x-www-form-urlencoded}; null: a GET
 * @param secrets the secrets that must not be shown of the response
 */
record ApiRequest(
    String serverId,
    String purpose,
    URI url,
    @Nullable WebProxy proxy,
    Map<String, String> headers,
    @Nullable String form,
    List<Secret> secrets) {
  /** The header with an id by which Adobe's support finds the request. */
  static final String REQUEST_ID = "x-request-id";

  private static final int MOST_CHARACTERS = 300;

  String method() {
    return form == null ? "GET" : "POST";
  }

  /** The proxy, for messages; empty without one. */
  String through() {
    return proxy == null ? "" : " through the proxy " + proxy.address();
  }

  /**
   * Reports a failure.
   *
   * @param problem what happened
   * @param advice what to do
   */
  CannotCheckException failure(String problem, String advice) {
    String requestId = headers.get(REQUEST_ID);
    return new CannotCheckException(
        "Cannot %s for server %s from %s%s: %s%s."
            .formatted(
                purpose,
                NameEscaper.CONSOLE.quoted(serverId),
                NameEscaper.CONSOLE.of(url.toString()),
                through(),
                problem,
                requestId == null ? "" : " (" + REQUEST_ID + " " + requestId + ")"),
        advice);
  }

  /**
   * A token that the response contains.
   *
   * @param name the member that contains it
   * @throws CannotCheckException if it cannot be one: the library that sends a token as a header or
   *     a password would quote it in an exception
   */
  Secret token(JsonObject json, String name) throws CannotCheckException {
    String token = requireNonNull(json.get(name));
    if (!token.chars().allMatch(c -> c > ' ' && c <= '~')) {
      throw failure(
          "its response has " + name + " with characters that a token cannot have",
          Https.NOT_THE_API);
    }
    return new Secret(token);
  }

  /** A text of the response or of the network: without the secrets, truncated, on one line. */
  String quoted(String text) {
    String clean = text;
    for (Secret secret : secrets) {
      clean = secret.redact(clean);
    }
    if (proxy != null && proxy.password() != null) {
      clean = proxy.password().redact(clean);
    }
    // Truncated last, or half of a secret would remain.
    return NameEscaper.CONSOLE.of(
        clean.length() <= MOST_CHARACTERS ? clean : clean.substring(0, MOST_CHARACTERS) + "...");
  }

  /** Without headers and form, since they contain secrets. */
  @Override
  public String toString() {
    return method() + " " + url;
  }
}
