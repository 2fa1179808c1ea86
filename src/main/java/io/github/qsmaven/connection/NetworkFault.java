package io.github.qsmaven.connection;

import java.io.EOFException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.util.List;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * A fault of the network or of TLS, on a connection of the driver or of HTTPS.
 *
 * @param kind what it means
 * @param text the message of the network; empty if there is none
 * @param advice what to do; null: what the kind advises
 */
public record NetworkFault(FaultKind kind, String text, @Nullable String advice) {
  /** A fault with the advice of its kind. */
  public NetworkFault(FaultKind kind, String text) {
    this(kind, text, null);
  }

  /** An exception of this package, which knows what it means. */
  interface Known {
    NetworkFault fault();
  }

  /** What an exception among the causes means; the first that is found decides. */
  private record Meaning(Class<? extends Exception> type, FaultKind kind) {}

  private static final List<Meaning> MEANINGS =
      List.of(
          new Meaning(UnknownHostException.class, FaultKind.UNKNOWN_HOST),
          new Meaning(UnresolvedAddressException.class, FaultKind.UNKNOWN_HOST),
          new Meaning(TimeoutException.class, FaultKind.TIMED_OUT),
          new Meaning(SocketTimeoutException.class, FaultKind.TIMED_OUT),
          new Meaning(ConnectException.class, FaultKind.REFUSED),
          new Meaning(NoRouteToHostException.class, FaultKind.REFUSED),
          new Meaning(EOFException.class, FaultKind.CONNECTION_LOST),
          new Meaning(SocketException.class, FaultKind.CONNECTION_LOST),
          new Meaning(ClosedChannelException.class, FaultKind.CONNECTION_LOST),
          new Meaning(SSLException.class, FaultKind.TLS_FAILED));

  /** The JDK's words for an alert of the server, before its name. */
  private static final String ALERT = "Received fatal alert: ";

  /** A cycle of causes ends here. */
  private static final int MOST_CAUSES = 30;

  /**
   * Classifies an exception by its causes.
   *
   * @return null if none of them is of the network
   */
  public static @Nullable NetworkFault of(Throwable exception) {
    Known known = find(exception, Known.class);
    if (known != null) {
      return known.fault();
    }
    String alert = alert(find(exception, SSLException.class));
    if (!alert.isEmpty()) {
      return ofAlert(alert);
    }
    for (Meaning meaning : MEANINGS) {
      Exception cause = find(exception, meaning.type());
      if (cause != null) {
        String text = cause.getMessage();
        return new NetworkFault(
            meaning.kind(),
            cause instanceof EOFException
                ? "the server closed the connection"
                : text == null ? "" : text);
      }
    }
    return null;
  }

  /** The alert of the server in an exception (RFC 8446, 6); empty if there is none. */
  private static String alert(@Nullable SSLException exception) {
    String text = exception == null ? null : exception.getMessage();
    int alert = text == null ? -1 : text.indexOf(ALERT);
    return alert < 0 ? "" : String.valueOf(text).substring(alert + ALERT.length());
  }

  private static NetworkFault ofAlert(String alert) {
    String aboutClient =
        switch (alert) {
          case "certificate_required" -> "it requires a client certificate";
          case "certificate_expired" -> "it reports that the client certificate has expired";
          case "unknown_ca" -> "it does not know the authority that signed the client certificate";
          case "bad_certificate",
              "unsupported_certificate",
              "certificate_revoked",
              "certificate_unknown",
              "access_denied" ->
              "it rejects the client certificate, or requires one";
          default -> "";
        };
    String name = "TLS alert " + alert;
    if (!aboutClient.isEmpty()) {
      return new NetworkFault(FaultKind.CLIENT_CERTIFICATE, aboutClient + " (" + name + ")");
    }
    return new NetworkFault(
        FaultKind.TLS_FAILED,
        switch (alert) {
          case "protocol_version" -> name + ": it supports no version of TLS that this JVM offers";
          case "handshake_failure", "insufficient_security" ->
              name
                  + ": it supports no cipher suite or key that this JVM offers, or requires a client"
                  + " certificate";
          case "unrecognized_name" -> name + ": it does not know this host name";
          default -> name;
        });
  }

  /**
   * Finds an exception among the causes of another, itself included.
   *
   * @param <T> its type
   * @param exception the other
   * @param type its type
   * @return the first; null if there is none
   */
  public static <T> @Nullable T find(Throwable exception, Class<T> type) {
    Throwable cause = exception;
    for (int depth = 0; cause != null && depth < MOST_CAUSES; depth++) {
      if (type.isInstance(cause)) {
        return type.cast(cause);
      }
      cause = cause.getCause();
    }
    return null;
  }
}
