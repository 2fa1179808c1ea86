package io.github.qsmaven.connection;

import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.NameEscaper;
import io.github.qsmaven.settings.Target;
import java.nio.file.Path;

/**
 * Describes a fault for the user of a build: what failed, why, and what to do.
 *
 * @param target where it occurred
 * @param fault the fault
 * @param attempts the number of attempts
 */
record FaultMessage(Target target, Fault fault, int attempts) {
  private static final String CERTIFICATE_FILE =
      "set sslRootCert to a PEM file with the certificate of the authority that signed the"
          + " server's certificate (-Dqs.sslRootCert=... or <sslRootCert> in the server entry)";

  CannotCheckException toException() {
    return new CannotCheckException(
        "Cannot %s %s: %s%s"
            .formatted(
                fault.kind().attempt(fault.signedIn()),
                target.endpoint().described(),
                description(),
                attempts > 1 ? ", " + attempts + " times in a row." : "."),
        advice());
  }

  /** The message of the server or the network, without the secret. */
  private String text() {
    return NameEscaper.CONSOLE.of(target.credential().password().redact(fault.text()));
  }

  private String description() {
    String text = text();
    if (fault.sqlState() != null) {
      return "the server reported '%s' (SQLSTATE %s)"
          .formatted(text, NameEscaper.CONSOLE.of(fault.sqlState()));
    }
    Path file = target.endpoint().sslRootCert();
    return switch (fault.kind()) {
      case SILENT ->
          "it did not answer a statement within %s s (queryTimeout)"
              .formatted(target.timeouts().queryTimeout());
      case UNREADABLE_ANSWER -> "the response is not in PostgreSQL's protocol (" + text + ")";
      case NO_TLS -> "the server does not support TLS, and nothing is sent to it unencrypted";
      case SERVER_ERROR -> "the server reported '" + text + "'";
      default ->
          fault
              .kind()
              .describe(
                  text,
                  target.timeouts().connectTimeout(),
                  file == null ? "the JVM's trust store" : NameEscaper.CONSOLE.of(file.toString()));
    };
  }

  private String advice() {
    return switch (fault.kind()) {
      case REFUSED ->
          "check host and port; Query Service listens on ports 80 and 5432, PostgreSQL on 5432, and"
              + " a firewall may allow only one of them.";
      case UNKNOWN_HOST ->
          "check the host, in the server entry or -Dqs.host; it is a name alone, such as"
              + " acme.platform-query.adobe.io.";
      case TIMED_OUT ->
          "check the host, and that no proxy or firewall is in between; Query Service listens on"
              + " port 5432 as well as on 80. -Dqs.connectTimeout sets a longer timeout.";
      case CONNECTION_LOST ->
          "try again; if it fails again, check that the port belongs to a PostgreSQL server and"
              + " that no proxy in between inspects the traffic (port 5432 instead of 80 may help).";
      case UNTRUSTED_CERTIFICATE ->
          CERTIFICATE_FILE
              + ". If the server is Query Service, the JVM's trust store is too old: it needs"
              + " DigiCert Global Root G2.";
      case EXPIRED_CERTIFICATE ->
          "check this machine's clock; if it is right, ask the server's operator to renew the"
              + " certificate.";
      case WRONG_CERTIFICATE ->
          "use a host name that the certificate is valid for; sslMode verify-ca does not check"
              + " the name.";
      case TLS_FAILED -> "check that the port uses PostgreSQL's protocol with TLS 1.2 or 1.3.";
      case SILENT ->
          "limit what is read with -Dqs.schemas or -Dqs.includes, or set a longer timeout with"
              + " -Dqs.queryTimeout.";
      case NOT_READY ->
          "try again when the server has started; set a higher -Dqs.retries to wait longer.";
      case TOO_MANY_SESSIONS ->
          "close other sessions of this organization or role, or wait for them to end, and try"
              + " again.";
      case SYSTEM_ERROR ->
          "try again later; if it fails again, report it to the server's operator.";
      case NO_TLS -> "turn on TLS on the server, or check that the port is the one with TLS.";
      case UNREADABLE_ANSWER ->
          "check host and port, and that no proxy in between answers instead of the server (port"
              + " 5432 instead of 80 may help).";
      case WRONG_PASSWORD ->
          "check <username> and <password> of server entry "
              + NameEscaper.CONSOLE.quoted(target.endpoint().serverId())
              + ". An expiring credential of Query Service is valid for 24 hours: copy a new one"
              + " from Queries > Credentials; a non-expiring one has the form"
              + " technicalAccountId:credential. For an OAuth client, check orgId, and that the"
              + " credential is in a role with Query Service.";
      case NOT_ADMITTED ->
          "check the user, the database and the server's access rules (pg_hba.conf, IP ranges).";
      case UNKNOWN_DATABASE -> "check <database> in the server entry, or -Dqs.database.";
      case NO_TABLES ->
          "check <database> (-Dqs.database): sandbox and database, such as prod:all; the server"
              + " finds no tables under this name.";
      case STATEMENT_TOO_LONG ->
          "limit what is read with -Dqs.schemas or -Dqs.includes, or try again later.";
      case SERVER_ERROR, OTHER ->
          "run again with -X to see the driver's message; if the server's configuration is not the"
              + " cause, report it with that message.";
    };
  }
}
