package io.github.qsmaven.connection;

import io.github.qsmaven.model.NameEscaper;
import io.github.qsmaven.settings.ChannelBinding;
import io.github.qsmaven.settings.Endpoint;
import io.github.qsmaven.settings.PasswordSource;
import io.github.qsmaven.settings.Target;
import java.util.List;

/**
 * What to do about a fault. The advice fits the server: what holds for Query Service alone, such as
 * its ports and its credentials, is not written about another one, nor the reverse.
 *
 * @param target where it occurred
 * @param fault the fault
 */
record FaultAdvice(Target target, Fault fault) {
  private static final String CERTIFICATE_FILE =
      "set sslRootCert to a PEM file with the certificate of the authority that signed the"
          + " server's certificate (-Dqs.sslRootCert=... or <sslRootCert> in the server entry)";

  /** One of two texts. */
  private String fitting(String queryService, String others) {
    return target.isQueryService() ? queryService : others;
  }

  /** A text about Query Service; empty about others. */
  private String ifQueryService(String text) {
    return fitting(text, "");
  }

  String text() {
    if (fault.advice() != null) {
      return fault.advice();
    }
    boolean noPassword = target.credential().source() == PasswordSource.CLIENT_CERTIFICATE;
    if (noPassword && List.of(FaultKind.WRONG_PASSWORD, FaultKind.OTHER).contains(fault.kind())) {
      return "set <password>: the server requires one beside the client certificate.";
    }
    return switch (fault.kind()) {
      case REFUSED ->
          fitting(
              "check host and port; Query Service listens on ports 80 and 5432, and a firewall may"
                  + " allow only one of them.",
              "check host and port, in the server entry or -Dqs.host and -Dqs.port; PostgreSQL"
                  + " listens on 5432 by default, and a firewall may block the port.");
      case UNKNOWN_HOST ->
          target.endpoint().host().startsWith("[")
              ? "correct <host> in the server entry, or -Dqs.host; the address of one link is written"
                  + " fe80::1%wlan0 or fe80::1%2, with the name or the number of an interface."
              : "check the host, in the server entry or -Dqs.host; it is a name alone, such as "
                  + fitting("acme.platform-query.adobe.io.", "db.example.com.");
      case TIMED_OUT ->
          "check the host, and that no proxy or firewall is in between"
              + ifQueryService("; Query Service listens on port 5432 as well as on 80")
              + ". -Dqs.connectTimeout sets a longer timeout.";
      case CONNECTION_LOST ->
          "try again; if it fails again, check host and port, and that no proxy in between inspects"
              + " the traffic"
              + otherPort()
              + ifClientCertificate();
      case UNTRUSTED_CERTIFICATE -> untrusted();
      case EXPIRED_CERTIFICATE ->
          "check this machine's clock; if it is right, ask the server's operator to renew the"
              + " certificate.";
      case WRONG_CERTIFICATE ->
          "use a host name that the certificate is valid for; sslMode verify-ca does not check"
              + " the name.";
      case TLS_FAILED ->
          "check that the port uses PostgreSQL's protocol with TLS 1.2 or 1.3."
              + ifClientCertificate();
      case SILENT ->
          "limit what is read with -Dqs.schemas or -Dqs.includes, or set a longer timeout with"
              + " -Dqs.queryTimeout.";
      case TOO_MUCH ->
          "check host and port. If the server's names and comments are that long, read fewer rows at"
              + " a time with -Dqs.pageSize, or give Maven more memory with -Xmx in MAVEN_OPTS.";
      case OUT_OF_TIME -> target.timeouts().limit().advice();
      case INTERRUPTED -> "run it again.";
      case NOT_READY ->
          "try again when the server has started; set a higher -Dqs.retries to wait longer.";
      case TOO_MANY_SESSIONS ->
          "close other sessions of this "
              + fitting("organization", "role or server")
              + ", or wait for them to end, and try again.";
      case SYSTEM_ERROR ->
          "try again later; if it fails again, report it to "
              + fitting("Adobe's support.", "the server's operator.");
      case NO_TLS -> "turn on TLS on the server, or check that the port is the one with TLS.";
      case UNREADABLE_ANSWER ->
          "check host and port, and that no proxy in between answers instead of the server"
              + otherPort();
      case WRONG_PASSWORD -> wrongPassword();
      case NOT_ADMITTED ->
          fitting(
              "check the user, which is the id of the organization, ...@AdobeOrg, and whether the"
                  + " sandbox allows only some IP ranges.",
              "check the user, the database and the server's access rules (pg_hba.conf on"
                  + " PostgreSQL).");
      case CHANNEL_BINDING -> channelBinding();
      case UNKNOWN_TENANT ->
          "check <username> and <host>: a pooler such as Supavisor expects the user as role.project,"
              + " such as postgres.abcdefghijklmnop, and the host of the project's region.";
      case UNKNOWN_ENDPOINT ->
          "set <host> to the full name of the endpoint, such as"
              + " ep-cool-darkness-123456.eu-central-1.aws.neon.tech, or name the endpoint in the"
              + " server entry: <options>endpoint=ep-cool-darkness-123456</options>.";
      case DISABLED ->
          "enable the database or the endpoint, or raise its quota, in the console of its operator.";
      case NO_TRANSACTIONS ->
          "use a pool in session or transaction mode, or connect to the database itself.";
      case STARTUP_PARAMETER ->
          (target.endpoint().options() == null
                  ? "ask the operator of the pooler to accept the parameter"
                  : "remove it from <options> of the server entry, ask the operator of the pooler to"
                      + " accept it")
              + " (pgbouncer: ignore_startup_parameters), or connect to the database itself.";
      case UNKNOWN_DATABASE -> "check <database> in the server entry, or -Dqs.database.";
      case NO_TABLES ->
          "check <database> (-Dqs.database)"
              + ifQueryService(": sandbox and database, such as prod:all")
              + "; the server finds no tables under this name.";
      case STATEMENT_TOO_LONG ->
          "limit what is read with -Dqs.schemas or -Dqs.includes, or try again later.";
      case INVALID_CERTIFICATE, LOCAL_STORE -> "check the certificates of server and client.";
      case CLIENT_CERTIFICATE -> clientCertificate();
      case UNSUPPORTED_MESSAGE, SERVER_ERROR ->
          "ask "
              + fitting("Adobe's support", "the server's operator")
              + " what this error means."
              + details();
      case OTHER ->
          "check the settings of the connection; otherwise report this message." + details();
    };
  }

  private String channelBinding() {
    Endpoint endpoint = target.endpoint();
    if (endpoint.channelBinding() == ChannelBinding.REQUIRE) {
      return "connect to the server itself, not through a proxy that uses a certificate of its own;"
          + " or set <channelBinding> in the server entry to prefer.";
    }
    return endpoint.sslMode().verifies()
        ? "ask the server's operator why it rejects SCRAM authentication."
        : "set sslMode to verify-full: with a verified certificate, the plugin signs in without"
            + " channel binding. With sslMode require, anyone in between could be the cause.";
  }

  private String ifClientCertificate() {
    return fault.text().contains("client certificate")
        ? " If the server requires a client certificate, " + clientCertificate()
        : "";
  }

  private String clientCertificate() {
    String entry = " of server entry " + NameEscaper.CONSOLE.quoted(target.endpoint().serverId());
    return target.credential().certificate() == null
        ? "set <sslKey> and <sslCert> in the <configuration>"
            + entry
            + " to the files with your key and its certificate, which the server's operator gives"
            + " you."
        : "check that <sslCert>"
            + entry
            + " is signed by an authority that the server trusts, contains the intermediate"
            + " authorities, and is for this user: PostgreSQL compares its CN with <username>.";
  }

  private String otherPort() {
    return ifQueryService(" (port 5432 instead of 80 may help)") + ".";
  }

  private String details() {
    return fault.hasDetails() ? " -X shows more of the driver's message." : "";
  }

  private String untrusted() {
    if (!target.isQueryService()) {
      return CERTIFICATE_FILE + ".";
    }
    return target.endpoint().sslRootCert() == null
        ? CERTIFICATE_FILE
            + "; for Query Service, it is DigiCert Global Root G2, which a current JDK trusts:"
            + " update the JDK, unless a proxy in between inspects the traffic."
        : "remove sslRootCert: a current JDK trusts the authority of Query Service, DigiCert Global"
            + " Root G2.";
  }

  private String wrongPassword() {
    PasswordSource source = target.credential().source();
    String entry = " of server entry " + NameEscaper.CONSOLE.quoted(target.endpoint().serverId());
    if (source == PasswordSource.OAUTH) {
      return "check <orgId>" + entry + ", and that the credential is in a role with Query Service.";
    }
    return "check <username> and "
        + source.element()
        + entry
        + ifQueryService(
            switch (target.credential().kind()) {
              case TOKEN ->
                  ". A token is valid for 24 hours by default: copy a new one from Queries >"
                      + " Credentials";
              case TECHNICAL_ACCOUNT ->
                  ". Query Service deletes a non-expiring credential that has not been used for 90"
                      + " days: look for it under Queries > Credentials";
              case PASSWORD ->
                  ". The password has neither form that Query Service accepts, a token, valid for"
                      + " 24 hours, or technicalAccountId:credential: copy it from Queries >"
                      + " Credentials";
            })
        + ".";
  }
}
