package io.github.qsmaven.report.sarif;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.qsmaven.report.Wording;

/**
 * A file as SARIF names it (3.4.3): a URI, percent-encoded (RFC 3986).
 *
 * @param file its path, {@code /} between the folders: absolute, also with a drive of Windows, or
 *     relative to the top of the checkout
 */
record SarifUri(String file) {
  private static final String HEX = "0123456789ABCDEF";

  /** Whether the path is absolute. */
  boolean isAbsolute() {
    return file.startsWith("/") || hasDrive();
  }

  private boolean hasDrive() {
    return file.length() > 2 && file.charAt(1) == ':' && file.charAt(2) == '/';
  }

  /** The URI: with the scheme {@code file} for an absolute path, else a relative reference. */
  String text() {
    StringBuilder out = new StringBuilder(file.length() + 8);
    String rest = file;
    if (hasDrive()) {
      out.append("file:///").append(file, 0, 2);
      rest = file.substring(2);
    } else if (isAbsolute()) {
      out.append("file://");
    }
    for (byte octet : Wording.wellFormed(rest).getBytes(UTF_8)) {
      if (isPlain(octet)) {
        out.append((char) octet);
      } else {
        out.append('%').append(HEX.charAt((octet >> 4) & 0xF)).append(HEX.charAt(octet & 0xF));
      }
    }
    return out.toString();
  }

  private static boolean isPlain(byte octet) {
    return (octet >= 'a' && octet <= 'z')
        || (octet >= 'A' && octet <= 'Z')
        || (octet >= '0' && octet <= '9')
        || octet == '/'
        || octet == '-'
        || octet == '.'
        || octet == '_'
        || octet == '~';
  }
}
