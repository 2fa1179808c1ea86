package io.github.qsmaven.connection;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;
import org.postgresql.ssl.PGjdbcHostnameVerifier;

/**
 * Checks the host name as the driver does, and reports the names of the certificate if the check
 * fails. The driver only reports, in the language of the JVM, that it failed.
 *
 * <p>Public, since the driver creates it by its name (property {@code sslhostnameverifier}).
 */
public final class DiagnosticHostnameVerifier implements HostnameVerifier {
  /** Types of names, {@link X509Certificate#getSubjectAlternativeNames}. */
  private static final Integer DNS_NAME = 2;

  private static final Integer IP_ADDRESS = 7;

  /** For the driver. */
  public DiagnosticHostnameVerifier() {}

  /**
   * Checks the host name.
   *
   * @throws MismatchException if the certificate is not valid for it
   */
  @Override
  public boolean verify(String host, SSLSession session) {
    if (isValidFor(host, session)) {
      return true;
    }
    throw new MismatchException(names(session));
  }

  /**
   * Compares an address as an address, and with a DNS name that is the same text; then the common
   * name counts only if the certificate contains no address. So does libpq (fe-secure-openssl.c);
   * the driver compares the text {@code 0:0:0:0:0:0:0:1}.
   */
  private static boolean isValidFor(String host, SSLSession session) {
    String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    InetAddress address = address(bare);
    boolean hasAddress = false;
    if (address != null) {
      for (List<?> name : alternativeNames(session)) {
        Object type = name.get(0);
        String text = String.valueOf(name.get(1));
        hasAddress |= type.equals(IP_ADDRESS);
        if (type.equals(IP_ADDRESS)
            ? address.equals(address(text))
            : type.equals(DNS_NAME) && text.equalsIgnoreCase(bare)) {
          return true;
        }
      }
    }
    return !hasAddress && PGjdbcHostnameVerifier.INSTANCE.verify(host, session);
  }

  private static @Nullable InetAddress address(String text) {
    try {
      return ServerAddresses.address(text);
    } catch (UnknownHostException e) {
      return null;
    }
  }

  /** The names in the server's certificate, sorted. */
  static List<String> names(SSLSession session) {
    TreeSet<String> names = new TreeSet<>();
    Collection<List<?>> alternatives = alternativeNames(session);
    alternatives.forEach(alternative -> names.add(String.valueOf(alternative.get(1))));
    X509Certificate certificate = certificate(session);
    if (alternatives.isEmpty() && certificate != null) {
      names.add(certificate.getSubjectX500Principal().getName());
    }
    return List.copyOf(names);
  }

  private static Collection<List<?>> alternativeNames(SSLSession session) {
    X509Certificate certificate = certificate(session);
    try {
      Collection<List<?>> names =
          certificate == null ? null : certificate.getSubjectAlternativeNames();
      return names == null ? List.of() : names;
    } catch (CertificateParsingException e) {
      return List.of();
    }
  }

  private static @Nullable X509Certificate certificate(SSLSession session) {
    try {
      return (X509Certificate) session.getPeerCertificates()[0];
    } catch (SSLPeerUnverifiedException e) {
      return null;
    }
  }

  /** The certificate is not valid for the host name. The driver wraps this exception. */
  static final class MismatchException extends RuntimeException implements NetworkFault.Known {
    private static final long serialVersionUID = 1L;

    MismatchException(List<String> names) {
      super(
          names.isEmpty()
              ? "it contains no host name"
              : "it is valid for " + String.join(", ", names));
    }

    @Override
    public NetworkFault fault() {
      return new NetworkFault(FaultKind.WRONG_CERTIFICATE, String.valueOf(getMessage()));
    }
  }
}
