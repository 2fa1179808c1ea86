package io.github.qsmaven.report;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Writes the part of a URI in percent-encoding (RFC 3986), half of a surrogate pair as {@code
 * \}{@code uD800}.
 *
 * @param unreserved the characters that stay, besides letters and digits of ASCII
 */
public record PercentEncoding(String unreserved) {
  private static final String HEX = "0123456789ABCDEF";

  /** Encodes a text. */
  public String of(String text) {
    StringBuilder out = new StringBuilder(text.length() + 8);
    for (byte octet : Wording.wellFormed(text).getBytes(UTF_8)) {
      if (octet >= 0 && (Character.isLetterOrDigit(octet) || unreserved.indexOf(octet) >= 0)) {
        out.append((char) octet);
      } else {
        out.append('%').append(HEX.charAt((octet >> 4) & 0xF)).append(HEX.charAt(octet & 0xF));
      }
    }
    return out.toString();
  }
}
