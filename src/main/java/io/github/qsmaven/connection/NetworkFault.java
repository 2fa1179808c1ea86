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
public record NetworkFault(FaultKind kind, String text) {
  /** What an exception among the causes means; the first that is found decides. */
  private record Meaning(Class<? extends Exception> type, FaultKind kind) {}

  private static final List<Meaning> MEANINGS =
      List.of(
          new Meaning(UnknownHostException.class, FaultKind.UNKNOWN_HOST),
          new Meaning(UnresolvedAddressException.class, FaultKind.UNKNOWN_HOST),
          new Meaning(CertificateExpiredException.class, FaultKind.EXPIRED_CERTIFICATE),
          new Meaning(CertificateNotYetValidException.class, FaultKind.EXPIRED_CERTIFICATE),
          new Meaning(CertPathBuilderException.class, FaultKind.UNTRUSTED_CERTIFICATE),
          new Meaning(CertPathValidatorException.class, FaultKind.UNTRUSTED_CERTIFICATE),
          new Meaning(CertificateException.class, FaultKind.WRONG_CERTIFICATE),
          new Meaning(TimeoutException.class, FaultKind.TIMED_OUT),
          new Meaning(SocketTimeoutException.class, FaultKind.TIMED_OUT),
          new Meaning(ConnectException.class, FaultKind.REFUSED),
          new Meaning(NoRouteToHostException.class, FaultKind.REFUSED),
          new Meaning(EOFException.class, FaultKind.CONNECTION_LOST),
          new Meaning(SocketException.class, FaultKind.CONNECTION_LOST),
          new Meaning(ClosedChannelException.class, FaultKind.CONNECTION_LOST),
          new Meaning(SSLException.class, FaultKind.TLS_FAILED));

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
