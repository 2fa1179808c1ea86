package io.github.qsmaven.settings;

import io.github.qsmaven.model.CannotCheckException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A login by the {@code <username>} and {@code <password>} of a server entry. It finds mistakes
 * before anything is sent: a server answers all of them the same way, and may lock the account.
 *
 * @param entry the server entry
 * @param clock the time by which a token expires
 * @param log receives a warning about a token that expires soon
 */
record PasswordLogin(ServerEntry entry, Clock clock, ConnectionLog log) implements Login {
  private static final Duration SOON = Duration.ofHours(1);

  @Override
  public Credential credential() throws CannotCheckException {
    String user = entry.user("");
    return Credential.of(
        user, password(), PasswordSource.PASSWORD, entry.id(), "paste it again into settings.xml.");
  }

  private Secret password() throws CannotCheckException {
    String what = "The <password> of server entry " + entry.quotedId() + " ";
    if (entry.password() == null) {
      throw new CannotCheckException(
          "Server entry " + entry.quotedId() + " has no <password> and no <credentialFile>.",
          "set <password>, preferably as ${env.QS_PASSWORD} or encrypted with mvn"
              + " --encrypt-password (Maven 3) or mvnenc (Maven 4); or set <credentialFile>, in"
              + " <configuration>, to the file with a non-expiring credential.");
    }
    PastedPassword password = PastedPassword.of(entry.password().value());
    if (password.secret().value().isEmpty()) {
      throw new CannotCheckException(
          what + "is empty.",
          "if it is ${env.NAME}, the variable is set but empty: check that the secret is passed to"
              + " this job. A pull request from a fork gets no secrets.");
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
    String what = "The token in the <password> of server entry " + entry.quotedId();
    if (!expiry.isAfter(now)) {
      throw new CannotCheckException(
          "%s expired %s ago, at %s, by the clock of this machine."
              .formatted(what, words(Duration.between(expiry, now)), expiry),
          "copy a new token with the copy icon under Queries > Credentials; by default a token is"
              + " valid for 24 hours. In CI, use a non-expiring credential (<credentialFile>) or"
              + " OAuth server-to-server instead.");
    }
    if (expiry.isBefore(now.plus(SOON))) {
      log.warn(
          ("%s expires in %s, at %s. Copy a new token with the copy icon under Queries >"
                  + " Credentials.")
              .formatted(what, words(Duration.between(now, expiry)), expiry));
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
