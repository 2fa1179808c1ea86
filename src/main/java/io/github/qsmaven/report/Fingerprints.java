package io.github.qsmaven.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.qsmaven.model.Finding;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * By what a server that keeps score of findings knows one again: its code, its object and what is
 * demanded of that; not the line, which moves with every edit above it. Two findings of a report
 * never have the same, for which they are counted.
 */
final class Fingerprints {
  private static final int BYTES = 16;

  private final Map<String, Integer> seen = new HashMap<>();
  private final MessageDigest digest;

  Fingerprints() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256.", e);
    }
  }

  /**
   * The fingerprint of the next finding.
   *
   * @param finding the finding; those of a report in its order
   * @return 32 hexadecimal digits, a colon, and which of those that share them it is, from 1
   */
  String of(Finding finding) {
    add(finding.code().code());
    add(finding.table());
    add(finding.column() == null ? "" : finding.column());
    add(finding.expected());
    String hash = HexFormat.of().formatHex(digest.digest(), 0, BYTES);
    return hash + ":" + seen.merge(hash, 1, Integer::sum);
  }

  private void add(String text) {
    digest.update(SarifJson.wellFormed(text).getBytes(UTF_8));
    digest.update((byte) 0);
  }
}
