package io.github.qsmaven.settings;

import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;

/**
 * A JSON Web Token (RFC 7519), read but not verified: the server decides whether it is genuine.
 * Query Service's expiring password is one, issued by Adobe's IMS.
 */
final class Jwt {
  /** RFC 7519 allows an {@code exp} with a fraction. */
  private static final Pattern NUMBER = Pattern.compile("(\\d{1,18})(?:\\.\\d*)?");

  /**
   * An earlier expiry is a wrong claim, such as seconds instead of milliseconds: no token is that
   * old.
   */
  private static final long EARLIEST = Instant.parse("2019-01-01T00:00:00Z").getEpochSecond();

  private static final long LATEST = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

  private final JsonObject claims;

  private Jwt(JsonObject claims) {
    this.claims = claims;
  }

  /**
   * Reads a token.
   *
   * @param text any text
   * @return the token; empty if the text is not one
   */
  static Optional<Jwt> read(String text) {
    String[] parts = text.split("\\.", -1);
    return parts.length == 3 && startsWithHeader(text)
        ? object(parts[1]).map(Jwt::new)
        : Optional.empty();
  }

  /**
   * Whether a text starts with the header of a token: an object that names an algorithm (RFC 7515,
   * 4.1.1), and a dot.
   */
  static boolean startsWithHeader(String text) {
    int dot = text.indexOf('.');
    return dot > 0
        && object(text.substring(0, dot)).filter(o -> o.members().containsKey("alg")).isPresent();
  }

  private static Optional<JsonObject> object(String part) {
    try {
      return Optional.of(JsonObject.parse(Base64.getUrlDecoder().decode(part)));
    } catch (IllegalArgumentException | JacksonException e) {
      return Optional.empty();
    }
  }

  /** Whether Adobe's IMS issued it: it has the two claims that no other issuer is known to use. */
  boolean isOfIms() {
    return claims.get("created_at") != null && claims.get("expires_in") != null;
  }

  /**
   * When it expires: {@code created_at} + {@code expires_in}, milliseconds that IMS writes as
   * strings (seen in the example of Query Service's OpenAPI file, which has no {@code exp}), or
   * {@code exp}, in seconds (RFC 7519, 4.1.4); the earlier if there are both.
   *
   * @return empty if the token has no expiry, or if the value is not a number or lies before 2019
   *     or after the year 9999
   */
  Optional<Instant> expiry() {
    long earliest = Long.MAX_VALUE;
    OptionalLong created = number("created_at");
    OptionalLong life = number("expires_in");
    if (created.isPresent() && life.isPresent()) {
      earliest = possible(Math.floorDiv(created.getAsLong() + life.getAsLong(), 1000L));
    }
    OptionalLong exp = number("exp");
    if (exp.isPresent()) {
      earliest = Math.min(earliest, possible(exp.getAsLong()));
    }
    return earliest == Long.MAX_VALUE
        ? Optional.empty()
        : Optional.of(Instant.ofEpochSecond(earliest));
  }

  private static long possible(long seconds) {
    return seconds < EARLIEST || seconds > LATEST ? Long.MAX_VALUE : seconds;
  }

  /** Neither a number of 18 digits nor the sum of two overflows. */
  private OptionalLong number(String claim) {
    String value = claims.get(claim);
    Matcher number = NUMBER.matcher(value == null ? "" : value);
    return number.matches()
        ? OptionalLong.of(Long.parseLong(number.group(1)))
        : OptionalLong.empty();
  }
}
