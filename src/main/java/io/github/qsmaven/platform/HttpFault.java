package io.github.qsmaven.platform;

import io.github.qsmaven.connection.FaultKind;
import io.github.qsmaven.connection.NetworkFault;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.http.HttpTimeoutException;

/**
 * A fault on the way to an API, so that there is no response.
 *
 * @param fault the fault
 * @param connectTimeout the timeout of the attempt, in seconds
 */
record HttpFault(NetworkFault fault, int connectTimeout) implements Attempt {
  /** The message of the JDK's client if a proxy answers a CONNECT with neither 200 nor 407. */
  private static final String TUNNEL_FAILED = "Tunnel failed";

  /** The message of the JDK's client about a handshake that ended without an alert. */
  private static final String HUNG_UP = "Remote host terminated the handshake";

  /**
   * Classifies an exception of the JDK's client.
   *
   * @param exception the exception
   * @param connectTimeout the timeout of the attempt, in seconds
   */
  static HttpFault of(Throwable exception, int connectTimeout) {
    return new HttpFault(fault(exception), connectTimeout);
  }

  private static NetworkFault fault(Throwable exception) {
    if (NetworkFault.find(exception, BoundedBody.TooLongException.class) != null) {
      return new NetworkFault(
          FaultKind.UNREADABLE_ANSWER, "is longer than " + BoundedBody.MOST_BYTES + " bytes");
    }
    if (NetworkFault.find(exception, HttpTimeoutException.class) != null) {
      return new NetworkFault(FaultKind.TIMED_OUT, "");
    }
    IOException io = NetworkFault.find(exception, IOException.class);
    NetworkFault network = NetworkFault.of(exception);
    if (network == null
        && (io == null || NetworkFault.find(exception, ProtocolException.class) != null)) {
      // The text quotes the response, which may contain a token.
      return new NetworkFault(FaultKind.UNREADABLE_ANSWER, "is not valid HTTP");
    }
    String text = String.valueOf(io == null ? "" : io.getMessage());
    if (network == null) {
      return new NetworkFault(
          text.startsWith(TUNNEL_FAILED) ? FaultKind.NOT_ADMITTED : FaultKind.CONNECTION_LOST,
          text);
    }
    return network.kind() == FaultKind.TLS_FAILED && text.equals(HUNG_UP)
        ? new NetworkFault(FaultKind.CONNECTION_LOST, text)
        : network;
  }

  @Override
  public boolean isTransient() {
    return fault.kind().isTransient();
  }

  @Override
  public String in(ApiRequest call) {
    FaultKind kind = fault.kind();
    if (call.proxy() != null && kind == FaultKind.REFUSED) {
      return "the connection to the proxy was refused";
    }
    if (call.proxy() != null && kind == FaultKind.UNKNOWN_HOST) {
      return "the proxy's host name cannot be resolved";
    }
    return switch (kind) {
      case NOT_ADMITTED -> "the proxy refuses to connect to it (" + call.quoted(fault.text()) + ")";
      case UNREADABLE_ANSWER -> "the response " + fault.text();
      default -> kind.describe(call.quoted(fault.text()), connectTimeout);
    };
  }

  @Override
  public String advice(ApiRequest call) {
    if (fault.advice() != null) {
      return fault.advice();
    }
    return switch (fault.kind()) {
      case NOT_ADMITTED ->
          "ask the proxy's operator to allow CONNECT to that host and port, or add the host to the"
              + " proxy's <nonProxyHosts> in settings.xml.";
      case REFUSED, UNKNOWN_HOST, TIMED_OUT ->
          call.proxy() == null
              ? "check that this machine may reach that host on its port; if a proxy is required,"
                  + " add it to <proxies> in settings.xml. -Dqs.connectTimeout sets a longer"
                  + " timeout."
              : "check <host> and <port> of that <proxy> in settings.xml, and whether the host"
                  + " belongs in its <nonProxyHosts>.";
      case CONNECTION_LOST ->
          "try again; if it fails again, check whether a firewall or proxy in between ends the"
              + " connection.";
      case UNTRUSTED_CERTIFICATE ->
          "if a proxy inspects HTTPS, import the certificate of its authority into the trust store"
              + " of the JVM that runs Maven, or set another trust store with"
              + " -Djavax.net.ssl.trustStore=... in MAVEN_OPTS or .mvn/jvm.config.";
      case EXPIRED_CERTIFICATE ->
          "check this machine's clock; if it is right, a proxy in between uses an old"
              + " certificate.";
      case TLS_FAILED -> "check that the URL's port uses HTTPS with TLS 1.2 or 1.3.";
      default -> Https.NOT_THE_API;
    };
  }
}
