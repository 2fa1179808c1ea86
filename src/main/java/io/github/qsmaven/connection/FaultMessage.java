package io.github.qsmaven.connection;

import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.NameEscaper;
import io.github.qsmaven.settings.Target;

/**
 * Says what a fault means for the user of a build, and what to do.
 *
 * @param target where it happened
 * @param fault what happened
 * @param attempts how often it was tried
 */
record FaultMessage(Target target, Fault fault, int attempts) {
  private static final String CERTIFICATE_FILE =
      "set sslRootCert to a PEM file with the certificate of the authority that signed the"
          + " server's (-Dqs.sslRootCert=... or <sslRootCert> in the server entry)";

  CannotCheckException toException() {
    return new CannotCheckException(problem(), advice());
  }

  private String problem() {
    return "Cannot "
        + tried()
        + " "
        + target.endpoint().described()
        + ": "
        + cameBack()
        + (attempts > 1 ? ", " + attempts + " times in a row." : ".");
  }

  private String tried() {
    return switch (fault.kind()) {
      case WRONG_PASSWORD, NOT_ADMITTED, UNKNOWN_DATABASE, NO_TABLES, TOO_MANY_SESSIONS ->
          "sign in to";
      case NO_TLS,
          UNTRUSTED_CERTIFICATE,
          EXPIRED_CERTIFICATE,
          WRONG_HOST_NAME,
          TLS_FAILED,
          UNKNOWN_HOST,
          REFUSED,
          NOT_READY,
          OTHER ->
          "connect to";
      case TIMED_OUT, SILENT, CONNECTION_LOST, UNREADABLE_ANSWER -> "get an answer from";
      case STATEMENT_TOO_LONG, SYSTEM_ERROR, SERVER_ERROR ->
          fault.signedIn() ? "ask" : "sign in to";
    };
  }

  private String cameBack() {
    String said = NameEscaper.CONSOLE.of(target.credential().password().redact(fault.text()));
    return switch (fault.kind()) {
      case REFUSED -> "the connection was refused (" + said + ")";
      case UNKNOWN_HOST -> "there is no host of that name";
      case TIMED_OUT ->
          "it did not answer within " + target.timeouts().connectTimeout() + " s (connectTimeout)";
      case SILENT ->
          "it did not answer a statement within "
              + target.timeouts().queryTimeout()
              + " s (queryTimeout)";
      case CONNECTION_LOST -> "the connection broke (" + said + ")";
      case UNREADABLE_ANSWER -> "what came back is not PostgreSQL's protocol (" + said + ")";
      case NO_TLS -> "the server speaks no TLS, and nothing is sent to it in the clear";
      case UNTRUSTED_CERTIFICATE ->
          "its certificate is not signed by an authority that "
              + (target.endpoint().sslRootCert() == null
                  ? "the JVM's trust store knows"
                  : "is in " + NameEscaper.CONSOLE.of(target.endpoint().sslRootCert().toString()));
      case EXPIRED_CERTIFICATE -> "its certificate is out of its time (" + said + ")";
      case WRONG_HOST_NAME ->
          "its certificate does not carry the name " + target.endpoint().host() + " (" + said + ")";
      case TLS_FAILED -> "the TLS handshake failed (" + said + ")";
      default -> {
        if (fault.sqlState() != null) {
          yield "the server said '"
              + said
              + "' (SQLSTATE "
              + NameEscaper.CONSOLE.of(fault.sqlState())
              + ")";
        }
        yield fault.kind() == Fault.Kind.SERVER_ERROR ? "the server said '" + said + "'" : said;
      }
    };
  }

  private String advice() {
    return switch (fault.kind()) {
      case REFUSED ->
          "check host and port; Query Service listens on 80 and on 5432, PostgreSQL on 5432, and a"
              + " firewall may let only one of them pass.";
      case UNKNOWN_HOST ->
          "check the host, in the server entry or -Dqs.host; it is a name alone, such as"
              + " acme.platform-query.adobe.io.";
      case TIMED_OUT ->
          "check that the host is the right one and that no proxy or firewall is in between; Query"
              + " Service listens on 5432 as well as on 80. -Dqs.connectTimeout gives it more"
              + " seconds.";
      case SILENT ->
          "narrow the question with -Dqs.schemas or -Dqs.includes, or give it more seconds with"
              + " -Dqs.queryTimeout.";
      case CONNECTION_LOST ->
          "try again; if it stays so, check that the port is a PostgreSQL server's and that no"
              + " proxy in between inspects the traffic (port 5432 instead of 80 may help).";
      case NOT_READY -> "try again when the server has started; -Dqs.retries waits longer.";
      case TOO_MANY_SESSIONS ->
          "close other sessions of this organization or role, or wait for them to end, and try"
              + " again.";
      case SYSTEM_ERROR -> "try again later; if it stays so, report it to the server's operator.";
      case NO_TLS ->
          "turn on TLS at the server, or check that the port is the one that speaks TLS.";
      case UNTRUSTED_CERTIFICATE ->
          CERTIFICATE_FILE
              + ". If the server is Query Service, the JVM's trust store is too old: it needs"
              + " DigiCert Global Root G2.";
      case EXPIRED_CERTIFICATE ->
          "check this machine's clock; if it is right, the server's operator must renew the"
              + " certificate.";
      case WRONG_HOST_NAME ->
          "connect by a name that the certificate carries; sslMode verify-ca does without the check"
              + " of the name.";
      case TLS_FAILED -> "check that the port speaks PostgreSQL's protocol with TLS 1.2 or 1.3.";
      case UNREADABLE_ANSWER ->
          "check host and port, and that no proxy in between answers instead of the server (port"
              + " 5432 instead of 80 may help).";
      case WRONG_PASSWORD ->
          "check <username> and <password> of server entry "
              + NameEscaper.CONSOLE.quoted(target.endpoint().serverId())
              + ". An expiring credential of Query Service lives 24 hours: copy a new one from"
              + " Queries > Credentials; one that does not expire has the form"
              + " technicalAccountId:credential. For an OAuth client, check orgId, and that a"
              + " role with Query Service has it.";
      case NOT_ADMITTED ->
          "check the user, the database and the server's access rules (pg_hba.conf, IP ranges).";
      case UNKNOWN_DATABASE -> "check <database> in the server entry, or -Dqs.database.";
      case NO_TABLES ->
          "check <database> (-Dqs.database): sandbox and database, such as prod:all; the server"
              + " finds no tables under this name.";
      case STATEMENT_TOO_LONG ->
          "narrow the question with -Dqs.schemas or -Dqs.includes, or try again later.";
      case SERVER_ERROR, OTHER ->
          "run again with -X to see the driver's own words; if it is not the server's configuration,"
              + " report it with them.";
    };
  }
}
