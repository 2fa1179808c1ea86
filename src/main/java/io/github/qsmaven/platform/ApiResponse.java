package io.github.qsmaven.platform;

import static java.util.stream.Collectors.joining;

import io.github.qsmaven.settings.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

  private static final Pattern TITLE =
      Pattern.compile("<title[^>]*>([^<]*)</title", Pattern.CASE_INSENSITIVE);

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

  @Override
  public String in(ApiRequest call) {
    String answered = "it answered " + status;
    if (body.isBlank()) {
      return answered + " without a body";
    }
    JsonObject json = json();
    if (json != null) {
      String words = error(json);
      return answered + (words.isEmpty() ? " without a message" : " '" + call.quoted(words) + "'");
    }
    if (body.stripLeading().startsWith("{")) {
      // Truncated JSON, which may contain a token.
      return answered + " with invalid JSON";
    }
    Matcher title = TITLE.matcher(body);
    return title.find()
        ? "%s with a web page, '%s', not with JSON"
            .formatted(answered, call.quoted(title.group(1).strip()))
        : "%s '%s', which is not JSON".formatted(answered, call.quoted(body.strip()));
  }

  /** The description of an error; without one, all strings and numbers that are not secret. */
  static String error(JsonObject json) {
    String words =
        ERROR.stream().map(json::get).filter(Objects::nonNull).distinct().collect(joining(": "));
    return words.isEmpty() ? String.join(", ", json.texts()) : words;
  }

  /** Only the status, since the body may contain a token. */
  @Override
  public String toString() {
    return "ApiResponse[" + status + "]";
  }
}
