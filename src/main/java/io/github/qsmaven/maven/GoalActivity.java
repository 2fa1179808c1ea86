package io.github.qsmaven.maven;

import io.github.qsmaven.app.UnexpectedFailure;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.settings.Secret;
import java.nio.file.InvalidPathException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What a goal does and which secrets it knows: puts into words whatever ends the goal. */
final class GoalActivity {
  private final List<Secret> secrets = new CopyOnWriteArrayList<>();
  private volatile String doing = "reading the parameters";

  /** Notes what is done from now on, such as {@code reading the contracts}. */
  void doing(String what) {
    doing = what;
  }

  /** Notes a secret, which no message may contain. */
  void hide(Secret secret) {
    secrets.add(secret);
  }

  /** Removes the known secrets from a text of another origin. */
  String redact(String text) {
    String redacted = text;
    for (Secret secret : secrets) {
      redacted = secret.redact(redacted);
    }
    return redacted;
  }

  /** Removes the known secrets from a sentence of the plugin. */
  String redactNames(String text) {
    String redacted = text;
    for (Secret secret : secrets) {
      redacted = secret.redactName(redacted);
    }
    return redacted;
  }

  /**
   * Why the goal cannot do its work.
   *
   * @param thrown any exception or error
   * @param what what was to be checked
   */
  CannotCheckException reason(Throwable thrown, String what) {
    if (thrown instanceof CannotCheckException known) {
      return known;
    } else if (thrown instanceof InvalidPathException path) {
      return ParameterParser.invalidPath(path);
    }
    return new UnexpectedFailure(what, doing, this::redact).toException(thrown);
  }
}
