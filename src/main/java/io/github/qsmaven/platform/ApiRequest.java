package io.github.qsmaven.platform;

import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.NameEscaper;
import io.github.qsmaven.settings.Secret;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request to one of Adobe's APIs, and how its failure is told.
 *
 * @param serverId the id of the server entry it is made for
 * @param purpose what it is for, after "Cannot"
 * @param url where it goes
 * @param headers its headers, but those for a proxy
 * @param form its body, {@code application/x-www-form-urlencoded}; null: a GET
 * @param secrets what must not be seen of what comes back
 */
record ApiRequest(
    String serverId,
    String purpose,
    URI url,
    Map<String, String> headers,
    @Nullable String form,
    List<Secret> secrets) {
  /** Adobe's support finds a request by it. */
  static final String REQUEST_ID = "x-request-id";

  private static final int MOST_CHARACTERS = 300;

  String method() {
    return form == null ? "GET" : "POST";
  }

  /**
   * The failure in words.
   *
   * @param proxy what it went through; null: nothing
   * @param cameBack what came back
   * @param advice the next thing to do
   */
  CannotCheckException problem(@Nullable WebProxy proxy, String cameBack, String advice) {
    String requestId = headers.get(REQUEST_ID);
    return new CannotCheckException(
        "Cannot "
            + purpose
            + " for server "
            + NameEscaper.CONSOLE.quoted(serverId)
            + " from "
            + NameEscaper.CONSOLE.of(url.toString())
            + (proxy == null ? "" : " through the proxy " + proxy.address())
            + ": "
            + cameBack
            + (requestId == null ? "" : " (" + REQUEST_ID + " " + requestId + ")")
            + ".",
        advice);
  }

  /** The words of others: without the secrets, cut, on one line. */
  String quoted(String words) {
    String clean = words;
    for (Secret secret : secrets) {
      clean = secret.redact(clean);
    }
    // Cut last, or the half of a secret would stay.
    return NameEscaper.CONSOLE.of(
        clean.length() <= MOST_CHARACTERS ? clean : clean.substring(0, MOST_CHARACTERS) + "...");
  }

  /** By hand, since headers and form hold secrets. */
  @Override
  public String toString() {
    return method() + " " + url;
  }
}
