package io.github.qsmaven.settings;

import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.NameEscaper;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * From a server entry to a {@link Credential}: mistakes in it are told before anything is sent, for
 * a server says of all of them the same, and may lock the account.
 */
final class CredentialResolver {
  private static final Duration SOON = Duration.ofHours(1);

  private final Path currentFolder;
  private final Clock clock;
  private final ConnectionLog log;

  /**
   * @param currentFolder the folder that a relative path of the settings is relative to
   * @param clock tells whether a token has expired
   * @param log hears what is wrong, but no reason to stop
   */
  CredentialResolver(Path currentFolder, Clock clock, ConnectionLog log) {
    this.currentFolder = currentFolder;
    this.clock = clock;
    this.log = log;
  }

  /**
   * Puts a credential together.
   *
   * @param entry the server entry
   * @param credentialFile its {@code <credentialFile>}; null: none
   * @return the credential
   * @throws CannotCheckException if a part is missing or cannot be used, or has expired
   */
  Credential resolve(ServerEntry entry, @Nullable String credentialFile)
      throws CannotCheckException {
    Credential credential = read(entry, credentialFile);
    requireLife(entry, credential);
    return credential;
  }

  /** The same, though maybe with a token that has expired. */
  Credential read(ServerEntry entry, @Nullable String credentialFile) throws CannotCheckException {
    String id = NameEscaper.CONSOLE.quoted(entry.id());
    String user = user(entry, id, credentialFile != null);
    Secret password =
        credentialFile == null ? password(entry, id) : fromFile(entry, id, credentialFile);
    try {
      return new Credential(user, password);
    } catch (IllegalArgumentException e) {
      throw new CannotCheckException(
          e.getMessage() + " (server entry " + id + ").",
          credentialFile == null
              ? "paste it anew into settings.xml."
              : "correct it in settings.xml or in the credentialFile.");
    }
  }

  private static String user(ServerEntry entry, String id, boolean inFile)
      throws CannotCheckException {
    String user = entry.username() == null ? "" : entry.username().strip();
    if (user.isEmpty()) {
      throw new CannotCheckException(
          "Server entry "
              + id
              + " has no <username>"
              + (inFile ? ", and the credentialFile does not hold it." : "."),
          "put the user into <username>; for Query Service it is the organization id, such as"
              + " ECBB80245ECFC73E8A095EC9@AdobeOrg.");
    }
    if (TargetResolver.isUnresolved(user)) {
      throw new CannotCheckException(
          "The <username> of server entry " + id + " " + PastingMistake.UNRESOLVED.problem(),
          PastingMistake.UNRESOLVED.advice());
    }
    return user;
  }

  private static Secret password(ServerEntry entry, String id) throws CannotCheckException {
    if (entry.password() == null) {
      throw new CannotCheckException(
          "Server entry " + id + " has no <password>, and no <credentialFile> that is not empty.",
          "put the password into <password>, best as ${env.QS_PASSWORD}, or encrypted by mvn"
              + " --encrypt-password (Maven 3) or mvnenc (Maven 4); or name the file with a"
              + " non-expiring credential in <credentialFile>, in the <configuration>.");
    }
    if (entry.clientSecret() != null) {
      // A token that Adobe's API gave for it just now: nobody pasted it.
      return entry.password();
    }
    PastedPassword password = PastedPassword.of(entry.password().value());
    if (password.secret().value().isEmpty()) {
      throw new CannotCheckException(
          "The <password> of server entry " + id + " is empty.",
          "if it is ${env.NAME}, the variable is set, but to nothing: check that the secret is"
              + " handed to this job. A pull request from a fork gets none.");
    }
    PastingMistake mistake = password.mistake();
    if (mistake != null) {
      throw new CannotCheckException(
          "The <password> of server entry " + id + " " + mistake.problem(), mistake.advice());
    }
    return password.secret();
  }

  private Secret fromFile(ServerEntry entry, String id, String credentialFile)
      throws CannotCheckException {
    if (entry.password() != null) {
      throw new CannotCheckException(
          "Server entry " + id + " has both a <password> and a <credentialFile>.",
          "keep one of them: which one is meant, nobody can tell.");
    }
    CredentialFile file = new CredentialFile(path(id, credentialFile), entry.id());
    Secret password = file.password();
    file.warning().ifPresent(log::warn);
    return password;
  }

  /** Says nothing of a text that is no path: it may be the secret itself. */
  private Path path(String id, String text) throws CannotCheckException {
    try {
      PastedPassword asPassword = PastedPassword.of(text);
      if (!text.startsWith("{")
          && asPassword.mistake() == null
          && CredentialKind.of(asPassword.secret().value()) == CredentialKind.PASSWORD) {
        return currentFolder.resolve(text).normalize();
      }
    } catch (InvalidPathException e) {
      // Told below.
    }
    throw new CannotCheckException(
        "The <credentialFile> of server entry " + id + " is not the path of a file.",
        "name the file that holds the credential there; a password belongs into <password>.");
  }

  /** Checks that a token has not expired, and warns if it soon does. */
  void requireLife(ServerEntry entry, Credential credential) throws CannotCheckException {
    if (entry.clientSecret() != null || !PastedPassword.isToken(credential.password().value())) {
      return;
    }
    String id = NameEscaper.CONSOLE.quoted(entry.id());
    Instant expiry = credential.expiry().orElse(Instant.MAX);
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    if (!expiry.isAfter(now)) {
      throw new CannotCheckException(
          "The token in the <password> of server entry "
              + id
              + " expired "
              + words(Duration.between(expiry, now))
              + " ago, at "
              + expiry
              + ", by the clock of this machine.",
          "copy a new one with the copy icon under Queries > Credentials; it lives 24 hours by"
              + " default. Where nobody can, as in CI, use a non-expiring credential (<credentialFile>) or OAuth"
              + " server-to-server.");
    }
    if (expiry.isBefore(now.plus(SOON))) {
      log.warn(
          "The token in the <password> of server entry "
              + id
              + " expires in "
              + words(Duration.between(now, expiry))
              + ", at "
              + expiry
              + ". A new one is under Queries > Credentials, behind the copy icon.");
    }
  }

  private static String words(Duration duration) {
    if (duration.toMinutes() == 0) {
      return "less than a minute";
    }
    if (duration.toHours() == 0) {
      return duration.toMinutes() + " min";
    }
    return duration.toDays() == 0
        ? duration.toHours() + " h " + duration.toMinutesPart() + " min"
        : duration.toDays() + " d " + duration.toHoursPart() + " h";
  }
}
