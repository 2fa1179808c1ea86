package io.github.qsmaven.settings;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A string that must not be shown: its {@code toString()} is three asterisks. */
public final class Secret {
  static final String MASK = "***";

  private static final String NOT_SHOWN =
      "not shown, since the password is too short to be redacted from it";

  /** A shorter one may be a part of any word. */
  private static final int SHORTEST = 4;

  /** To redact shorter parts would make too many texts unreadable. */
  private static final int SHORTEST_PART = 8;

  private final String value;

  /** Computed when needed; two threads may do so at once. */
  private volatile @Nullable SecretForms forms;

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
   * Removes the secret from a text of another origin: plain, in hexadecimal digits or base64, and
   * encoded or escaped for a URL, SQL, JSON or XML. Of the forms that Query Service documents, it
   * also removes the parts that are secret by themselves: the credential after {@code
   * technicalAccountId:}, and what follows the header of a token.
   *
   * @param text for example an error message of the server
   * @return the text with each occurrence replaced by {@code ***}; a remark instead of the text if
   *     the secret is too short to be found in it
   */
  public String redact(String text) {
    return isShort() ? NOT_SHOWN : redactName(text);
  }

  /**
   * Removes the secret from a name, or from a sentence of the plugin, as {@link #redact} does.
   *
   * @return the text without the secret; the same text if it does not contain the secret, or if the
   *     secret is too short to be found in it
   */
  public String redactName(String text) {
    return value.length() < SHORTEST ? text : forms().maskedIn(text);
  }

  /** Whether it is too short to be found in a text, in which any word may contain it. */
  public boolean isShort() {
    return !value.isEmpty() && value.length() < SHORTEST;
  }

  private SecretForms forms() {
    SecretForms known = forms;
    if (known == null) {
      List<String> secrets = new ArrayList<>(List.of(value));
      for (String part : parts()) {
        if (part.length() >= SHORTEST_PART) {
          secrets.add(part);
        }
      }
      known = new SecretForms(secrets);
      forms = known;
    }
    return known;
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
