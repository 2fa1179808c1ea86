package io.github.qsmaven.settings;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A string that must not be shown: its {@code toString()} is three asterisks. */
public final class Secret {
  private static final String MASK = "***";

  /** To redact shorter parts would make too many texts unreadable. */
  private static final int SHORTEST_PART = 8;

  private final String value;

  /**
   * @param value the secret itself
   */
  public Secret(String value) {
    this.value = value;
  }

  /** The secret itself. */
  public String value() {
    return value;
  }

  /**
   * Removes the secret from a text of another origin, both plain and encoded for a URL. Of the
   * forms that Query Service documents, it also removes the parts that are secret by themselves:
   * the credential after {@code technicalAccountId:}, and what follows the header of a token.
   *
   * @param text for example an error message of the server
   * @return the text with each occurrence replaced by {@code ***}
   */
  public String redact(String text) {
    if (value.isEmpty()) {
      return text;
    }
    String redacted = without(value, text);
    for (String part : parts()) {
      if (part.length() >= SHORTEST_PART) {
        redacted = without(part, redacted);
      }
    }
    return redacted;
  }

  private static String without(String secret, String text) {
    return text.replace(secret, MASK).replace(URLEncoder.encode(secret, UTF_8), MASK);
  }

  private List<String> parts() {
    return switch (CredentialKind.of(value)) {
      case TOKEN -> List.of(value.substring(value.indexOf('.') + 1).split("\\."));
      case TECHNICAL_ACCOUNT -> List.of(value.substring(value.indexOf(':') + 1));
      case PASSWORD -> List.of();
    };
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Secret secret && secret.value.equals(value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return MASK;
  }
}
