package io.github.qsmaven.settings;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;

/** Tokens as Adobe's IMS issues them, but for the signature. */
final class Tokens {
  /** The keys that the example of Query Service's OpenAPI file shows. */
  static final String HEADER =
      "{\"alg\":\"RS256\",\"x5u\":\"ims_na1-key-at-1.cer\",\"kid\":\"ims_na1-key-at-1\",\"itt\":\"at\"}";

  static final String SIGNATURE = "Zq7Kx9Wv3Rt5_-Zq7Kx9Wv3Rt5";

  private Tokens() {}

  static String of(String header, String claims, String signature) {
    return encoded(header) + "." + encoded(claims) + "." + signature;
  }

  static String with(String claims) {
    return of(HEADER, claims, SIGNATURE);
  }

  /** Created then, with a life in ms. */
  static String created(long epochMilli, long life) {
    return with(
        "{\"id\":\"1\",\"type\":\"access_token\",\"as\":\"ims-na1\",\"expires_in\":\""
            + life
            + "\",\"scope\":\"openid,session\",\"created_at\":\""
            + epochMilli
            + "\"}");
  }

  private static String encoded(String text) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
  }
}
