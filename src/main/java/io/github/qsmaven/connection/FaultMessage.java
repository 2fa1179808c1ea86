package io.github.qsmaven.connection;

import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.NameEscaper;
import io.github.qsmaven.settings.Secret;
import io.github.qsmaven.settings.Target;

/**
 * Describes a fault for the user of a build: what failed, why, and what to do.
 *
 * @param target where it occurred
 * @param fault the fault
 * @param attempts the number of attempts
 */
record FaultMessage(Target target, Fault fault, int attempts) {
  CannotCheckException toException() {
    String problem =
        "Cannot %s %s: %s%s"
            .formatted(
                fault.kind().attempt(fault.signedIn()),
                target.endpoint().described(),
                description(),
                attempts > 1 ? ", " + attempts + " times in a row." : ".");
    String advice = new FaultAdvice(target, fault).text();
    return fault.kind().isUnreachable() && !fault.signedIn()
        ? CannotCheckException.unreachable(problem, advice)
        : new CannotCheckException(problem, advice);
  }

  /** The message of the server or the network, without the secret. */
  private String text() {
    Secret password = target.credential().password();
    return NameEscaper.CONSOLE.of(
        Fault.shortened(
            fault.kind().isOfNetwork() || fault.text().isEmpty()
                ? password.redactName(fault.text())
                : password.redact(fault.text())));
  }

  private String description() {
    String text = text();
    if (fault.sqlState() != null) {
      return "the server reported '%s' (SQLSTATE %s)"
          .formatted(text, target.credential().password().redactName(fault.sqlState()));
    }
    return switch (fault.kind()) {
      case TIMED_OUT -> described(text) + (text.isEmpty() ? "" : ": " + text);
      case UNKNOWN_HOST ->
          target.endpoint().host().startsWith("[")
              ? "the host is not an IPv6 address, or its part after % is not a network interface of"
                  + " this machine"
              : described(text);
      case SILENT ->
          "it did not answer a statement within %s s (queryTimeout)"
              .formatted(target.timeouts().queryTimeout());
      case OUT_OF_TIME ->
          target.timeouts().limit().description()
              + (text.isEmpty() ? "" : "; it waited for " + text);
      case UNREADABLE_ANSWER -> "the response is not in PostgreSQL's protocol (" + text + ")";
      case NO_TLS -> "the server does not support TLS, and nothing is sent to it unencrypted";
      case SERVER_ERROR -> "the server reported '" + text + "'";
      default -> described(text);
    };
  }

  private String described(String text) {
    return fault.kind().describe(text, target.timeouts().connectTimeout());
  }
}
