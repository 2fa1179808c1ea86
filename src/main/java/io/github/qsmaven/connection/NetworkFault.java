package io.github.qsmaven.connection;

import java.io.EOFException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.List;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * A fault of the network or of TLS, on a connection of the driver or of HTTPS.
 *
 * @param kind what it means
 * @param text the message of the network; empty if there is none
 */
public record NetworkFault(Kind kind, String text) {
  /** What a fault of the network means. */
  public enum Kind implements FaultKind {
    /** Nothing listens on the port, or there is no route. */
    REFUSED(true),
    /** There was no complete response in time. */
    TIMED_OUT(true),
    /** The connection broke. */
    CONNECTION_LOST(true),
    /** The host name cannot be resolved. */
    UNKNOWN_HOST(false),
    /** No trusted authority has signed the server's certificate. */
    UNTRUSTED_CERTIFICATE(false),
    /** The server's certificate, or one above it, has expired or is not yet valid. */
    EXPIRED_CERTIFICATE(false),
    /** The server's certificate is not valid for the host name, or cannot be read. */
    WRONG_CERTIFICATE(false),
    /** The TLS handshake failed otherwise. */
    TLS_FAILED(false);

    private final boolean passing;

    Kind(boolean passing) {
      this.passing = passing;
    }

    @Override
    public boolean passing() {
      return passing;
    }

    /**
     * Describes the fault, after "Cannot connect to the server: ".
     *
     * @param text the message of the network, escaped
     * @param connectTimeout the timeout, in seconds
     * @param authorities which authorities are trusted
     */
    public String describe(String text, int connectTimeout, String authorities) {
      String details = text.isEmpty() ? "" : " (" + text + ")";
      return switch (this) {
        case REFUSED -> "the connection was refused" + details;
        case TIMED_OUT -> "it did not answer within " + connectTimeout + " s (connectTimeout)";
        case CONNECTION_LOST -> "the connection broke" + details;
        case UNKNOWN_HOST -> "there is no host of that name";
        case UNTRUSTED_CERTIFICATE ->
            "its certificate is not signed by an authority in " + authorities;
        case EXPIRED_CERTIFICATE -> "its certificate has expired or is not yet valid" + details;
        case WRONG_CERTIFICATE -> "its certificate is not valid for this host name" + details;
        case TLS_FAILED -> "the TLS handshake failed" + details;
      };
    }
  }

  /** What an exception among the causes means; the first that is found decides. */
  private record Meaning(Class<? extends Exception> type, Kind kind) {}

  private static final List<Meaning> MEANINGS =
      List.of(
          new Meaning(UnknownHostException.class, Kind.UNKNOWN_HOST),
          new Meaning(UnresolvedAddressException.class, Kind.UNKNOWN_HOST),
          new Meaning(CertificateExpiredException.class, Kind.EXPIRED_CERTIFICATE),
          new Meaning(CertificateNotYetValidException.class, Kind.EXPIRED_CERTIFICATE),
          new Meaning(CertPathBuilderException.class, Kind.UNTRUSTED_CERTIFICATE),
          new Meaning(CertPathValidatorException.class, Kind.UNTRUSTED_CERTIFICATE),
          new Meaning(CertificateException.class, Kind.WRONG_CERTIFICATE),
          new Meaning(TimeoutException.class, Kind.TIMED_OUT),
          new Meaning(SocketTimeoutException.class, Kind.TIMED_OUT),
          new Meaning(ConnectException.class, Kind.REFUSED),
          new Meaning(NoRouteToHostException.class, Kind.REFUSED),
          new Meaning(EOFException.class, Kind.CONNECTION_LOST),
          new Meaning(SocketException.class, Kind.CONNECTION_LOST),
          new Meaning(ClosedChannelException.class, Kind.CONNECTION_LOST),
          new Meaning(SSLException.class, Kind.TLS_FAILED));

  /** A cycle of causes ends here. */
  private static final int MOST_CAUSES = 30;

  /**
   * Classifies an exception by its causes.
   *
   * @return null if none of them is of the network
   */
  public static @Nullable NetworkFault of(Throwable exception) {
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

  /**
   * Finds an exception among the causes of another, itself included.
   *
   * @param <T> its type
   * @param exception the other
   * @param type its type
   * @return the first; null if there is none
   */
  public static <T extends Throwable> @Nullable T find(Throwable exception, Class<T> type) {
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
