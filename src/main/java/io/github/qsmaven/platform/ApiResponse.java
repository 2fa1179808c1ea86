package io.github.qsmaven.platform;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an API, or a proxy instead of it, answered.
 *
 * @param status the status of HTTP
 * @param retryAfter the header {@code Retry-After}
 * @param location the header {@code Location}
 * @param body the whole body, which may hold a token
 */
record ApiResponse(int status, @Nullable String retryAfter, @Nullable String location, String body)
    implements Attempt {
  private static final Pattern TITLE =
      Pattern.compile("<title[^>]*>([^<]*)</title", Pattern.CASE_INSENSITIVE);

  /** Whether the same request may go well a little later. */
  boolean passing() {
    return status == 429 || status >= 500;
  }

  /** The body as a JSON object; null if it is none. */
  @Nullable JsonObject json() {
    return JsonObject.parse(body);
  }

  /** Whether its text speaks of something. */
  boolean mentions(String word) {
    return body.toLowerCase(Locale.ROOT).contains(word);
  }

  /** What came back, for the middle of a sentence. */
  String in(ApiRequest call) {
    if (body.isBlank()) {
      return "it answered " + status + " without a text";
    }
    JsonObject json = json();
    if (json != null) {
      String words = json.error();
      return "it answered "
          + status
          + (words.isEmpty() ? " without an error's text" : " '" + call.quoted(words) + "'");
    }
    if (body.stripLeading().startsWith("{")) {
      // JSON that broke off; what is there of it may be a token.
      return "it answered " + status + " with JSON that cannot be read";
    }
    Matcher title = TITLE.matcher(body);
    return title.find()
        ? "it answered "
            + status
            + " with a web page, '"
            + call.quoted(title.group(1).strip())
            + "', not with JSON"
        : "it answered " + status + " '" + call.quoted(body.strip()) + "', which is no JSON";
  }

  /** By hand, since the body may hold a token. */
  @Override
  public String toString() {
    return "Answer[" + status + "]";
  }
}
