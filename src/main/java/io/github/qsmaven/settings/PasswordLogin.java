package io.github.qsmaven.settings;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.ReceivedText;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A login by the {@code <username>} and the {@code <password>} or {@code <passwordFile>} of a
 * server entry. It finds mistakes before anything is sent: a server answers all of them the same
 * way, and may lock the account.
 *
 * @param entry the server entry
 * @param hints what the settings show of the server
 * @param currentFolder the folder that a relative path is resolved against
 * @param clock the time by which a token expires
 * @param log receives a warning about a token that expires soon, or a file that others may read
 */
record PasswordLogin(
    ServerEntry entry, ServerHints hints, Path currentFolder, Clock clock, ConnectionLog log)
    implements Login {
  private static final Duration SOON = Duration.ofHours(1);

  @Override
  public Credential credential() throws CannotCheckException {
    String user = entry.user("");
    String file = entry.value(ServerEntry.PASSWORD_FILE);
    if (file == null && entry.password() == null && entry.value(ServerEntry.SSL_KEY) != null) {
      // The server decides: for pg_hba.conf's method cert, no password is needed.
      return new Credential(user, new Secret(""), PasswordSource.CLIENT_CERTIFICATE);
    }
    return file == null
        ? Credential.of(
            user,
            password(),
            PasswordSource.PASSWORD,
            entry.id(),
            "paste it again into settings.xml.")
        : Credential.of(
            user,
            password(file),
            PasswordSource.PASSWORD_FILE,
            entry.id(),
            "correct it in the passwordFile.");
  }

  private Secret password() throws CannotCheckException {
    Secret password = entry.password();
    if (password == null) {
      throw new CannotCheckException(
          "Server entry "
              + entry.quotedId()
              + (hints.isQueryService()
                  ? " has no <password>, no <passwordFile> and no <credentialFile>."
                  : " has no <password> and no <passwordFile>."),
          "set <password>, preferably as ${env.QS_PASSWORD} or encrypted with mvn"
              + " --encrypt-password (Maven 3) or mvnenc (Maven 4); or set <passwordFile>, in"
              + " <configuration>, to a file with the password alone"
              + (hints.isQueryService()
                  ? ", or <credentialFile> to the file with a non-expiring credential."
                  : "."));
    }
    return checked(
        "The <password> of server entry " + entry.quotedId() + " ",
        password.value(),
        "if it is ${env.NAME}, the variable is set but empty: check that the secret is passed to"
            + " this job. A pull request from a fork gets no secrets.");
  }

  private Secret password(String file) throws CannotCheckException {
    if (entry.password() != null) {
      throw entry.hasBoth("password", ServerEntry.PASSWORD_FILE);
    }
    Path path = FileLogin.path(entry, ServerEntry.PASSWORD_FILE, file, currentFolder);
    SecretFile secretFile = SecretFile.of(path, ServerEntry.PASSWORD_FILE, entry.id());
    byte[] bytes =
        secretFile.bytes(
            "set passwordFile to a file with the password alone, which the user who runs the build"
                + " may read; a relative path is resolved against the folder in which Maven was"
                + " started.");
    String text = new String(bytes, UTF_8);
    if (new ReceivedText(text).isDamaged()) {
      throw new CannotCheckException(
          secretFile.what() + "is not in UTF-8.", "save the file in UTF-8.");
    }
    Secret password =
        checked(
            secretFile.what(),
            text,
            "write the password into it; in CI, check that the secret is passed to this job.");
    secretFile.warning().ifPresent(log::warn);
    return password;
  }

  private static Secret checked(String what, String text, String adviceIfEmpty)
      throws CannotCheckException {
    PastedPassword password = PastedPassword.of(text);
    if (password.secret().value().isEmpty()) {
      throw new CannotCheckException(what + "is empty.", adviceIfEmpty);
    }
    PastingMistake mistake = password.mistake();
    if (mistake != null) {
      throw mistake.exception(what);
    }
    return password.secret();
  }

  @Override
  public void requireNotExpired(Credential credential) throws CannotCheckException {
    if (!CredentialKind.hasTokenForm(credential.password().value())) {
      return;
    }
    Instant expiry = credential.expiry().orElse(Instant.MAX);
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    String what =
        "The token in the %s of server entry %s"
            .formatted(credential.source().element(), entry.quotedId());
    if (!expiry.isAfter(now)) {
      throw new CannotCheckException(
          "%s expired %s ago, at %s, by the clock of this machine."
              .formatted(what, words(Duration.between(expiry, now)), expiry),
          isOfQueryService(credential)
              ? "copy a new token with the copy icon under Queries > Credentials; by default a"
                  + " token is valid for 24 hours. In CI, use a non-expiring credential"
                  + " (<credentialFile>) or OAuth server-to-server instead."
              : "get a new token.");
    }
    if (expiry.isBefore(now.plus(SOON))) {
      log.warn(
          "%s expires in %s, at %s. %s"
              .formatted(
                  what,
                  words(Duration.between(now, expiry)),
                  expiry,
                  isOfQueryService(credential)
                      ? "Copy a new token with the copy icon under Queries > Credentials."
                      : "Get a new token."));
    }
  }

  private boolean isOfQueryService(Credential credential) {
    return new ServerHints(hints.host(), credential.user(), credential.password()).isQueryService();
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
