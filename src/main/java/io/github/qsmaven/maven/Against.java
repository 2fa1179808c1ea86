package io.github.qsmaven.maven;

import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.HasWord;
import io.github.qsmaven.model.NameEscaper;
import java.util.Locale;
import java.util.Optional;

/**
 * The parameter {@code against}: what the server is compared with.
 *
 * @param kind what it is
 * @param value which one: the id of a server entry, a path, or a commit; empty for the lock
 */
record Against(Kind kind, String value) {
  /** The word of the lock of the project. */
  static final String LOCK = "lock";

  /** What a server can be compared with. */
  enum Kind implements HasWord {
    LOCK,
    SERVER,
    FILE,
    GIT
  }

  /**
   * Reads the parameter.
   *
   * @throws CannotCheckException if it has another form
   */
  static Against parse(String text) throws CannotCheckException {
    String given = text.strip();
    int colon = given.indexOf(':');
    Optional<Kind> kind = HasWord.parse(Kind.class, colon < 0 ? given : given.substring(0, colon));
    String value = given.substring(colon + 1).strip();
    if (kind.isEmpty() || (kind.get() == Kind.LOCK) != (colon < 0) || value.isEmpty()) {
      throw new CannotCheckException(
          "Invalid value %s for against (-Dqs.against)."
              .formatted(NameEscaper.CONSOLE.quoted(text)),
          "use lock, server:ID for a server entry of settings.xml, file:PATH for a lock or a"
              + " contract, or git:REF for the lock of another commit, such as git:origin/main.");
    }
    return new Against(kind.get(), kind.get() == Kind.LOCK ? "" : value);
  }

  /** Whether a file is a contract, by its name: contracts are YAML, and locks JSON. */
  boolean isContract() {
    String name = value.toLowerCase(Locale.ROOT);
    return name.endsWith(".yaml") || name.endsWith(".yml");
  }
}
