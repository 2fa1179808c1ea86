package io.github.qsmaven.app;

import io.github.qsmaven.connection.NetworkFault;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.NameEscaper;
import java.nio.channels.ClosedByInterruptException;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Puts into words what no code expects: any exception or error that is not a {@link
 * CannotCheckException}.
 *
 * @param what what was to be checked, such as {@code server "qs"}
 * @param doing what was being done, such as {@code reading the catalog}
 * @param redactor removes the known secrets from a text
 */
public record UnexpectedFailure(String what, String doing, UnaryOperator<String> redactor) {
  private static final int MOST_CAUSES = 5;
  private static final int LONGEST = 300;

  /** A JSON Web Token, or the first part of one: a secret that may not be known yet. */
  private static final Pattern TOKEN = Pattern.compile("eyJ[\\w-]{8,}(?:\\.[\\w-]*)*");

  /**
   * A copy of a throwable with its stack trace, for {@code mvn -e}: without secrets, and without
   * suppressed exceptions.
   */
  private static final class Copy extends Exception {
    private static final long serialVersionUID = 1L;

    Copy(String text, StackTraceElement[] stackTrace, @Nullable Throwable cause) {
      super(text, cause);
      setStackTrace(stackTrace);
    }

    /** As the original is shown, whose class is part of the message. */
    @Override
    @SuppressWarnings("OverrideThrowableToString")
    public String toString() {
      return String.valueOf(getMessage());
    }
  }

  /** The failure in words; its cause is a copy of the throwable. */
  public CannotCheckException toException(Throwable thrown) {
    try {
      return explained(thrown);
    } catch (RuntimeException | Error e) {
      // Of its own methods, or of the memory that the words need.
      return new CannotCheckException(
          "Cannot check %s: internal error while %s: %s."
              .formatted(what, doing, thrown.getClass().getName()),
          advice(thrown));
    }
  }

  private CannotCheckException explained(Throwable thrown) {
    if (NetworkFault.find(thrown, InterruptedException.class) != null
        || NetworkFault.find(thrown, ClosedByInterruptException.class) != null) {
      Thread.currentThread().interrupt();
      return new CannotCheckException(
          "Cannot check " + what + ": the build was interrupted while " + doing + ".",
          "run the goal again.");
    }
    // Maven appends the message of a cause to that of the exception, unless it contains it.
    Copy copy = copy(thrown, MOST_CAUSES);
    StringBuilder causes = new StringBuilder(copy.toString());
    for (Throwable cause = copy.getCause(); cause != null; cause = cause.getCause()) {
      causes.append(", caused by ").append(cause);
    }
    return new CannotCheckException(
        "Cannot check " + what + ": internal error while " + doing + ": " + causes + ".",
        advice(thrown),
        copy);
  }

  private Copy copy(Throwable thrown, int most) {
    Throwable cause = thrown.getCause();
    return new Copy(
        shown(thrown),
        thrown.getStackTrace(),
        cause == null || most == 1 ? null : copy(cause, most - 1));
  }

  private String shown(Throwable thrown) {
    String message = thrown.getMessage();
    String name = thrown.getClass().getName();
    if (message == null || message.isEmpty()) {
      return name;
    }
    // Redacted before it is cut, or a part of a secret would stay.
    String redacted = TOKEN.matcher(redactor.apply(message)).replaceAll("***");
    String cut = redacted.length() > LONGEST ? redacted.substring(0, LONGEST) + "..." : redacted;
    return name + ": " + NameEscaper.CONSOLE.of(cut);
  }

  private static String advice(Throwable thrown) {
    if (thrown instanceof OutOfMemoryError) {
      return "give Maven more memory, such as MAVEN_OPTS=-Xmx1g, or read fewer tables with"
          + " qs.schemas and qs.includes.";
    }
    String report =
        "this is a mistake in the plugin: run the goal again with -e, and report the output to the"
            + " maintainers of the plugin; it contains no password.";
    return thrown instanceof LinkageError
        ? "delete the folder of the plugin from the local repository, so that Maven downloads it"
            + " again. If that does not help, "
            + report
        : report;
  }
}
