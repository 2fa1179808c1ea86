package io.github.qsmaven.platform;

import io.github.qsmaven.connection.FaultKind;
import io.github.qsmaven.connection.NetworkFault;
import java.io.IOException;
import java.net.http.HttpTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A fault on the way to an API, so that there is no response.
 *
 * @param kind what it means: a {@link NetworkFault.Kind} or a {@link Kind}
 * @param text the message of the network
 */
record HttpFault(FaultKind kind, String text) implements Attempt {
  /** The message of the JDK's client if a proxy answers a CONNECT with neither 200 nor 407. */
  private static final String TUNNEL_FAILED = "Tunnel failed";

  /** The message of the JDK's client about a handshake that ended without an alert. */
  private static final String HUNG_UP = "Remote host terminated the handshake";

  /** What a fault means that only HTTPS has. */
  enum Kind implements FaultKind {
    /** The proxy does not connect to the host. */
    PROXY_REFUSES,
    /** The response is longer than any that these APIs give. */
    TOO_LONG;

    @Override
    public boolean passing() {
      return false;
    }
  }

  /** Classifies an exception of the JDK's client. */
  static HttpFault of(Throwable exception) {
    if (NetworkFault.find(exception, BoundedBody.TooLongException.class) != null) {
      return new HttpFault(Kind.TOO_LONG, "");
    }
    if (NetworkFault.find(exception, HttpTimeoutException.class) != null) {
      return new HttpFault(NetworkFault.Kind.TIMED_OUT, "");
    }
    IOException io = NetworkFault.find(exception, IOException.class);
    String text = String.valueOf(io == null ? exception.getMessage() : io.getMessage());
    NetworkFault network = NetworkFault.of(exception);
    if (network == null) {
      return new HttpFault(
          text.startsWith(TUNNEL_FAILED) ? Kind.PROXY_REFUSES : NetworkFault.Kind.CONNECTION_LOST,
          text);
    }
    return network.kind() == NetworkFault.Kind.TLS_FAILED && text.equals(HUNG_UP)
        ? new HttpFault(NetworkFault.Kind.CONNECTION_LOST, text)
        : new HttpFault(network.kind(), network.text());
  }

  /** Describes the fault, for the middle of a sentence. */
  String in(ApiRequest call, int connectTimeout) {
    if (call.proxy() != null && kind == NetworkFault.Kind.REFUSED) {
      return "the connection to the proxy was refused";
    }
    if (call.proxy() != null && kind == NetworkFault.Kind.UNKNOWN_HOST) {
      return "there is no proxy of that name";
    }
    if (kind instanceof NetworkFault.Kind network) {
      return network.describe(call.quoted(text), connectTimeout, "the JVM's trust store");
    }
    return kind == Kind.PROXY_REFUSES
        ? "the proxy does not connect to it (" + call.quoted(text) + ")"
        : "the response is longer than " + BoundedBody.MOST_BYTES + " bytes";
  }

  /** What to do. */
  String advice(@Nullable WebProxy proxy) {
    if (!(kind instanceof NetworkFault.Kind network)) {
      return kind == Kind.PROXY_REFUSES
          ? "let the proxy's operator allow CONNECT to that host and port, or add the host to the"
              + " proxy's <nonProxyHosts> in settings.xml."
          : Https.NOT_THE_API;
    }
    return switch (network) {
      case REFUSED, UNKNOWN_HOST, TIMED_OUT ->
          proxy == null
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
          "check this machine's clock; if it is right, a proxy in between shows an old"
              + " certificate.";
      case WRONG_CERTIFICATE -> Https.NOT_THE_API;
      case TLS_FAILED -> "check that the URL's port speaks HTTPS with TLS 1.2 or 1.3.";
    };
  }
}
