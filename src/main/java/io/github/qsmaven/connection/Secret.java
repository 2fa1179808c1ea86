package io.github.qsmaven.connection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.net.URLEncoder;
import org.jspecify.annotations.Nullable;

/** A string that must not be seen: its {@code toString()} is three asterisks. */
public final class Secret {
  private static final String MASK = "***";

  private final String value;

  /**
   * @param value the secret itself
   */
  public Secret(String value) {
    this.value = requireNonNull(value, "value is null");
  }

  /** The secret itself. */
  public String value() {
    return value;
  }

  /**
   * Takes the secret out of a text that somebody else wrote, plain and as a URL would hold it.
   *
   * @param text for example a server's error message
   * @return the text with each occurrence replaced by {@code ***}
   */
  public String redact(String text) {
    if (value.isEmpty()) {
      return text;
    }
    return text.replace(value, MASK).replace(URLEncoder.encode(value, UTF_8), MASK);
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
