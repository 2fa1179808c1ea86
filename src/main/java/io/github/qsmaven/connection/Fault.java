package io.github.qsmaven.connection;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.GT;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;
import org.postgresql.util.ServerErrorMessage;

/**
 * What went wrong on the way to the server or at it.
 *
 * @param kind what it means
 * @param sqlState the SQLSTATE the server gave; null if the fault is not the server's
 * @param text what came back, in the words of the server or of the network; it may be in any
 *     language, so nothing is decided by it but what has no code
 * @param signedIn whether it was met after sign-in
 */
record Fault(Kind kind, @Nullable String sqlState, String text, boolean signedIn) {

  /** What a fault means, and whether the same attempt may go well a little later. */
  enum Kind {
    /** Nobody listens, or there is no route. */
    REFUSED(true),
    /** No answer in time while connecting or signing in. */
    TIMED_OUT(true),
    /** No answer to a statement in time; to wait as long again would not be kind. */
    SILENT(false),
    /** The connection broke. */
    CONNECTION_LOST(true),
    /**
     * The server is starting, stopping or recovering (57P03, 57P01, 57P02), or has waited too long
     * for a question (57P05).
     */
    NOT_READY(true),
    /** No session left (53300, or Query Service's "Session Limit Reached"). */
    TOO_MANY_SESSIONS(true),
    /**
     * Query Service's internal failure (58000). It passes at sign-in alone: to a statement it is
     * also the answer if there is something in it that the service does not know.
     */
    SYSTEM_ERROR(true),
    /** No such host. */
    UNKNOWN_HOST(false),
    /** The server speaks no TLS. */
    NO_TLS(false),
    /** The server's certificate is not signed by an authority that is trusted. */
    UNTRUSTED_CERTIFICATE(false),
    /** The server's certificate, or one above it, is out of its time. */
    EXPIRED_CERTIFICATE(false),
    /** The server's certificate does not carry the host's name. */
    WRONG_HOST_NAME(false),
    /** The TLS handshake failed otherwise. */
    TLS_FAILED(false),
    /** The password is wrong, or the token has expired (28P01). */
    WRONG_PASSWORD(false),
    /** The server does not let this user in (28000). */
    NOT_ADMITTED(false),
    /** No such database (3D000). */
    UNKNOWN_DATABASE(false),
    /** Query Service finds no tables for the database name (42P12). */
    NO_TABLES(false),
    /** The server ended the statement for its length (57014, Query Service's 53400). */
    STATEMENT_TOO_LONG(false),
    /** What came back is not PostgreSQL's protocol. */
    UNREADABLE_ANSWER(false),
    /** Any other answer of the server. */
    SERVER_ERROR(false),
    /** Any other failure of the driver or the network. */
    OTHER(false);

    private final boolean passing;

    Kind(boolean passing) {
      this.passing = passing;
    }

    /** Whether it is worth another try, at sign-in at least. */
    boolean passing() {
      return passing;
    }
  }

  /** Reads what a driver's exception means. */
  static Fault of(SQLException exception) {
    ServerErrorMessage message =
        exception instanceof PSQLException driver ? driver.getServerErrorMessage() : null;
    if (message != null) {
      String state = message.getSQLState();
      String text = message.getMessage();
      return new Fault(ofServer(state, text), state, text == null ? "no message" : text, false);
    }
    return ofDriver(exception);
  }

  /** The server answers that it speaks no TLS. */
  static Fault noTls() {
    return local(Kind.NO_TLS, "the server does not support TLS");
  }

  /** The same fault, met after sign-in. */
  Fault atWork() {
    return new Fault(kind == Kind.TIMED_OUT ? Kind.SILENT : kind, sqlState, text, true);
  }

  /** Whether the same attempt may go well a little later. */
  boolean passes() {
    return kind.passing() && !(kind == Kind.SYSTEM_ERROR && signedIn);
  }

  private static Kind ofServer(@Nullable String sqlState, @Nullable String text) {
    if (text != null && text.toLowerCase(Locale.ROOT).contains("session limit reached")) {
      return Kind.TOO_MANY_SESSIONS;
    }
    return switch (sqlState == null ? "" : sqlState) {
      case "28P01" -> Kind.WRONG_PASSWORD;
      case "28000" -> Kind.NOT_ADMITTED;
      case "3D000" -> Kind.UNKNOWN_DATABASE;
      case "42P12" -> Kind.NO_TABLES;
      case "53300" -> Kind.TOO_MANY_SESSIONS;
      case "57P01", "57P02", "57P03", "57P05" -> Kind.NOT_READY;
      case "58000" -> Kind.SYSTEM_ERROR;
      case "57014", "53400" -> Kind.STATEMENT_TOO_LONG;
      default -> Kind.SERVER_ERROR;
    };
  }

  private static Fault ofDriver(SQLException exception) {
    if (exception instanceof SQLTimeoutException) {
      return local(Kind.TIMED_OUT, "no answer in time");
    }
    Optional<DiagnosticHostnameVerifier.MismatchException> mismatch =
        find(exception, DiagnosticHostnameVerifier.MismatchException.class);
    if (mismatch.isPresent()) {
      List<String> names = mismatch.get().names();
      return local(
          Kind.WRONG_HOST_NAME,
          names.isEmpty() ? "it carries none" : "it carries " + String.join(", ", names));
    }
    if (find(exception, UnknownHostException.class).isPresent()) {
      return local(Kind.UNKNOWN_HOST, "the name cannot be resolved");
    }
    if (find(exception, CertificateExpiredException.class).isPresent()
        || find(exception, CertificateNotYetValidException.class).isPresent()) {
      return local(Kind.EXPIRED_CERTIFICATE, textOf(exception, CertificateException.class));
    }
    if (find(exception, CertPathBuilderException.class).isPresent()
        || find(exception, CertPathValidatorException.class).isPresent()
        || find(exception, CertificateException.class).isPresent()) {
      return local(
          Kind.UNTRUSTED_CERTIFICATE, "no trusted authority stands behind its certificate");
    }
    if (find(exception, SocketTimeoutException.class).isPresent()) {
      return local(Kind.TIMED_OUT, "no answer in time");
    }
    if (find(exception, ConnectException.class).isPresent()
        || find(exception, NoRouteToHostException.class).isPresent()) {
      return local(Kind.REFUSED, textOf(exception, IOException.class));
    }
    if (find(exception, EOFException.class).isPresent()) {
      return local(Kind.CONNECTION_LOST, "the server closed the connection");
    }
    if (find(exception, SocketException.class).isPresent()) {
      return local(Kind.CONNECTION_LOST, textOf(exception, SocketException.class));
    }
    if (find(exception, SSLException.class).isPresent()) {
      return local(Kind.TLS_FAILED, textOf(exception, SSLException.class));
    }
    return ofDriversWords(exception);
  }

  /** What is neither the server's nor the network's, but what the driver made of it. */
  private static Fault ofDriversWords(SQLException exception) {
    if (find(exception, RuntimeException.class).isPresent()
        || find(exception, Error.class).isPresent()) {
      return local(Kind.UNREADABLE_ANSWER, "the driver stumbled over it");
    }
    if (find(exception, IOException.class).isPresent()) {
      return local(Kind.UNREADABLE_ANSWER, textOf(exception, IOException.class));
    }
    String text = String.valueOf(exception.getMessage());
    if (PSQLState.PROTOCOL_VIOLATION.getState().equals(exception.getSQLState())) {
      return local(Kind.UNREADABLE_ANSWER, text);
    }
    if (PSQLState.CONNECTION_DOES_NOT_EXIST.getState().equals(exception.getSQLState())) {
      return local(Kind.CONNECTION_LOST, text);
    }
    // The driver gives these no cause and no state of their own, but its words in our language.
    if (text.equals(GT.tr("The server does not support SSL."))) {
      return noTls();
    }
    if (text.equals(GT.tr("Authentication method is not allowed by requireAuth"))) {
      return local(Kind.NOT_ADMITTED, "it asks for Kerberos, not for a password");
    }
    return local(Kind.OTHER, text);
  }

  private static Fault local(Kind kind, String text) {
    return new Fault(kind, null, text, false);
  }

  private static String textOf(Throwable exception, Class<? extends Throwable> type) {
    return find(exception, type).map(Throwable::getMessage).orElse("no message");
  }

  private static <T extends Throwable> Optional<T> find(Throwable exception, Class<T> type) {
    // A bound, since a chain of causes can be made to bite its tail.
    Throwable link = exception;
    for (int depth = 0; link != null && depth < 30; depth++) {
      if (type.isInstance(link)) {
        return Optional.of(type.cast(link));
      }
      link = link.getCause();
    }
    return Optional.empty();
  }
}
