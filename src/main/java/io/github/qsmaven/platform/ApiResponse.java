package io.github.qsmaven.platform;

import static java.util.stream.Collectors.joining;

import io.github.qsmaven.settings.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The response of an API, or of a proxy instead of it.
 *
 * @param status the HTTP status
 * @param retryAfter the header {@code Retry-After}
 * @param location the header {@code Location}
 * @param body the complete body, which may contain a token
 */
record ApiResponse(int status, @Nullable String retryAfter, @Nullable String location, String body)
    implements Attempt {
  /**
   * Where an error is described: {@code error} and {@code error_description} (RFC 6749, 5.2, as IMS
   * does), {@code error_code} and {@code message} (Adobe's gateway), {@code title} and {@code
   * detail} (RFC 9457, as the services of Experience Platform do).
   */
  private static final List<String> ERROR =
      List.of(
          "error", "error_code", "title", "error_description", "message", "detail", "errorMessage");

  @Override
  public boolean isTransient() {
    return status == 429 || status >= 500;
  }

  /** The body as a JSON object; null if it is not one. */
  @Nullable JsonObject json() {
    return JsonObject.parse(body);
  }

  /** Whether its body contains a word, in any case. */
  boolean mentions(String word) {
    return body.toLowerCase(Locale.ROOT).contains(word);
  }

  @Override
  public String advice(ApiRequest call) {
    return status == 429
        ? "run the build again in a few minutes, and run fewer builds at a time; the limit applies to"
            + " the organization or the client."
        : "run the build again later; if it fails again, see status.adobe.com, or ask Adobe's"
            + " support with this message.";
  }

  /** Quotes only the documented members of an error: any other text may be or contain a token. */
  @Override
  public String in(ApiRequest call) {
    String answered = "it answered " + status;
    if (body.isBlank()) {
      return answered + " without a body";
    }
    JsonObject json = json();
    if (json != null) {
      String words = status < 300 ? "" : error(json);
      return answered
          + (words.isEmpty() ? " with JSON without a message" : " '" + call.quoted(words) + "'");
    }
    return answered
        + switch (body.stripLeading().charAt(0)) {
          case '<' -> " with a web page or other XML, not with JSON";
          case '{', '[' -> " with invalid JSON, or with JSON that is not an object";
          default -> " with text that is not JSON";
        };
  }

  /** The description of an error; empty if there is none. */
  static String error(JsonObject json) {
    return ERROR.stream()
        .map(json::string)
        .filter(Objects::nonNull)
        .distinct()
        .collect(joining(": "));
  }

  /** Only the status, since the body may contain a token. */
  @Override
  public String toString() {
    return "ApiResponse[" + status + "]";
  }
}
