package io.github.qsmaven.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** A SHA-256 hash of texts in UTF-8, or of bytes, one after the other. */
public final class Sha256 {
  private final MessageDigest digest;

  /** Starts a hash. */
  public Sha256() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Adds a text. */
  public Sha256 add(String text) {
    digest.update(text.getBytes(UTF_8));
    return this;
  }

  /** Adds the first bytes of a buffer; none if {@code count} is negative. */
  public void add(byte[] buffer, int count) {
    digest.update(buffer, 0, Math.max(0, count));
  }

  /** The hash; then a new one starts. */
  public byte[] bytes() {
    return digest.digest();
  }
}
