package io.github.qsmaven.settings;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * How the server's certificate is checked; libpq's {@code sslmode} without the modes that may send
 * the password in the clear ({@code disable}, {@code allow}, {@code prefer}).
 */
public enum SslMode {
  /** The certificate must be trusted and must contain the host's name. */
  VERIFY_FULL,
  /** The certificate must be trusted; its names are not checked. */
  VERIFY_CA,
  /** Encrypted, but with any certificate, so that anybody in between can read the traffic. */
  REQUIRE;

  /** The word of the settings and of the URL. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether the certificate is checked at all. */
  public boolean verifies() {
    return this != REQUIRE;
  }

  /**
   * Reads a word of the settings.
   *
   * @param word the word, in any case
   * @return the mode; empty for any other word, including the modes without encryption
   */
  public static Optional<SslMode> parse(String word) {
    String wanted = word.strip().toLowerCase(Locale.ROOT);
    return Arrays.stream(values()).filter(m -> m.word().equals(wanted)).findFirst();
  }

  static String words() {
    return Arrays.stream(values()).map(SslMode::word).collect(joining(", "));
  }
}
