package io.github.qsmaven.report.sarif;

import io.github.qsmaven.report.PercentEncoding;

/**
 * A file as SARIF names it (3.4.3): a URI, percent-encoded (RFC 3986).
 *
 * @param file its path, {@code /} between the folders: absolute, also with a drive or a server of
 *     Windows, or relative to the top of the checkout
 */
record SarifUri(String file) {
  private static final PercentEncoding PATH = new PercentEncoding("/-._~");

  /** Whether the path is absolute. */
  boolean isAbsolute() {
    return file.startsWith("/") || hasDrive();
  }

  private boolean hasDrive() {
    return file.length() > 2 && file.charAt(1) == ':' && file.charAt(2) == '/';
  }

  /** The URI: with the scheme {@code file} for an absolute path, else a relative reference. */
  String text() {
    String path = PATH.of(hasDrive() ? file.substring(2) : file);
    if (hasDrive()) {
      return "file:///" + file.substring(0, 2) + path;
    }
    String root = file.startsWith("//") ? "file:" : "file://";
    return isAbsolute() ? root + path : path;
  }
}
