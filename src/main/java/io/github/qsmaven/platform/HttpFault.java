package io.github.qsmaven.platform;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong on the way to an API, so that there is no answer.
 *
 * @param kind what it means
 * @param text the network's words
 */
record HttpFault(Kind kind, String text) implements Attempt {
  /** How the JDK's client begins when a proxy answers a CONNECT with neither 200 nor 407. */
  private static final String TUNNEL_FAILED = "Tunnel failed";

  /** What it says of a handshake that ended without an alert. */
  private static final String HUNG_UP = "Remote host terminated the handshake";

  /** What a fault means, and whether the same attempt may go well a little later. */
  enum Kind {
    /** Nobody listens, or there is no route. */
    REFUSED(true),
    /** No whole answer in time. */
    TIMED_OUT(true),
    /** The connection broke. */
    CONNECTION_LOST(true),
    /** No such host. */
    UNKNOWN_HOST(false),
    /** The server's certificate is not signed by an authority that is trusted. */
    UNTRUSTED_CERTIFICATE(false),
    /** The server's certificate, or one above it, is out of its time. */
    EXPIRED_CERTIFICATE(false),
    /** The server's certificate does not carry the host's name, or cannot be read. */
    WRONG_CERTIFICATE(false),
    /** The TLS handshake failed otherwise. */
    TLS_FAILED(false),
    /** The proxy does not connect to the host. */
    PROXY_REFUSES(false),
    /** The answer is longer than any that these APIs give. */
    TOO_LONG(false);

    private final boolean passing;

    Kind(boolean passing) {
      this.passing = passing;
    }

    /** Whether it is worth another try. */
    boolean passing() {
      return passing;
    }
  }

  /** Reads what an exception of the JDK's client means. */
  static HttpFault of(Throwable exception) {
    return new HttpFault(kind(exception), text(exception));
  }

  private static Kind kind(Throwable exception) {
    if (has(exception, BoundedBody.TooLongException.class)) {
      return Kind.TOO_LONG;
    }
    if (has(exception, UnresolvedAddressException.class)
        || has(exception, UnknownHostException.class)) {
      return Kind.UNKNOWN_HOST;
    }
    if (has(exception, CertificateExpiredException.class)
        || has(exception, CertificateNotYetValidException.class)) {
      return Kind.EXPIRED_CERTIFICATE;
    }
    if (has(exception, CertPathBuilderException.class)
        || has(exception, CertPathValidatorException.class)) {
      return Kind.UNTRUSTED_CERTIFICATE;
    }
    if (has(exception, CertificateException.class)) {
      return Kind.WRONG_CERTIFICATE;
    }
    if (has(exception, TimeoutException.class) || has(exception, HttpTimeoutException.class)) {
      return Kind.TIMED_OUT;
    }
    if (has(exception, ConnectException.class) || has(exception, NoRouteToHostException.class)) {
      return Kind.REFUSED;
    }
    if (has(exception, EOFException.class)
        || has(exception, SocketException.class)
        || has(exception, ClosedChannelException.class)) {
      return Kind.CONNECTION_LOST;
    }
    if (has(exception, SSLException.class)) {
      return text(exception).equals(HUNG_UP) ? Kind.CONNECTION_LOST : Kind.TLS_FAILED;
    }
    return text(exception).startsWith(TUNNEL_FAILED) ? Kind.PROXY_REFUSES : Kind.CONNECTION_LOST;
  }

  private static String text(Throwable exception) {
    IOException fault = find(exception, IOException.class);
    String message = fault == null ? exception.getMessage() : fault.getMessage();
    return message == null ? "no message" : message;
  }

  private static boolean has(Throwable exception, Class<? extends Throwable> type) {
    return find(exception, type) != null;
  }

  private static <T extends Throwable> @Nullable T find(Throwable exception, Class<T> type) {
    // A bound, since a chain of causes can be made to bite its tail.
    Throwable link = exception;
    for (int depth = 0; link != null && depth < 30; depth++) {
      if (type.isInstance(link)) {
        return type.cast(link);
      }
      link = link.getCause();
    }
    return null;
  }

  /** What came back, for the middle of a sentence. */
  String in(ApiRequest call, @Nullable WebProxy proxy, int connectTimeout) {
    return switch (kind) {
      case REFUSED ->
          (proxy == null ? "the connection was refused" : "the proxy could not be connected to");
      case TIMED_OUT -> "no whole answer within " + connectTimeout + " s (connectTimeout)";
      case CONNECTION_LOST -> "the connection broke (" + call.quoted(text) + ")";
      case UNKNOWN_HOST ->
          proxy == null ? "there is no host of that name" : "there is no proxy of that name";
      case UNTRUSTED_CERTIFICATE ->
          "its certificate is not signed by an authority that the JVM's trust store knows";
      case EXPIRED_CERTIFICATE -> "its certificate is out of its time (" + call.quoted(text) + ")";
      case WRONG_CERTIFICATE -> "its certificate is not for this host (" + call.quoted(text) + ")";
      case TLS_FAILED -> "the TLS handshake failed (" + call.quoted(text) + ")";
      case PROXY_REFUSES -> "the proxy does not connect to it (" + call.quoted(text) + ")";
      case TOO_LONG -> "the answer is longer than " + BoundedBody.MOST_BYTES + " bytes";
    };
  }

  /** The next thing to do. */
  String advice(@Nullable WebProxy proxy) {
    return switch (kind) {
      case REFUSED, UNKNOWN_HOST, TIMED_OUT ->
          proxy == null
              ? "check that this machine may reach that host on its port; where a proxy stands in"
                  + " between, put it into <proxies> of settings.xml. -Dqs.connectTimeout gives it"
                  + " more seconds."
              : "check <host> and <port> of that <proxy> in settings.xml, and whether the host"
                  + " belongs into its <nonProxyHosts>.";
      case CONNECTION_LOST ->
          "try again; if it stays so, check whether a firewall or proxy in between ends the"
              + " connection.";
      case UNTRUSTED_CERTIFICATE ->
          "where a proxy inspects HTTPS, import the certificate of its authority into the trust"
              + " store of the JVM that runs Maven, or name another store by"
              + " -Djavax.net.ssl.trustStore=... in MAVEN_OPTS or .mvn/jvm.config.";
      case EXPIRED_CERTIFICATE ->
          "check this machine's clock; if it is right, somebody in between shows an old"
              + " certificate.";
      case WRONG_CERTIFICATE, TOO_LONG -> Https.NOT_THE_API;
      case TLS_FAILED -> "check that the URL's port speaks HTTPS with TLS 1.2 or 1.3.";
      case PROXY_REFUSES ->
          "let the proxy's operator allow CONNECT to that host and port, or add the host to the"
              + " proxy's <nonProxyHosts> in settings.xml.";
    };
  }
}
