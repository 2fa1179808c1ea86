package io.github.qsmaven.connection;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.postgresql.ssl.PGjdbcHostnameVerifier;

/**
 * Checks the host name as the driver does, and reports the names of the certificate if the check
 * fails. The driver only reports, in the language of the JVM, that it failed.
 *
 * <p>Public, since the driver creates it by its name (property {@code sslhostnameverifier}).
 */
public final class DiagnosticHostnameVerifier implements HostnameVerifier {
  /** For the driver. */
  public DiagnosticHostnameVerifier() {}

  /**
   * Checks the host name.
   *
   * @throws MismatchException if the certificate is not valid for it
   */
  @Override
  public boolean verify(String host, SSLSession session) {
    if (PGjdbcHostnameVerifier.INSTANCE.verify(host, session)) {
      return true;
    }
    throw new MismatchException(names(session));
  }

  /** The names in the server's certificate, sorted. */
  static List<String> names(SSLSession session) {
    TreeSet<String> names = new TreeSet<>();
    try {
      X509Certificate certificate = (X509Certificate) session.getPeerCertificates()[0];
      Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
      if (alternatives == null) {
        names.add(certificate.getSubjectX500Principal().getName());
      } else {
        alternatives.forEach(alternative -> names.add(String.valueOf(alternative.get(1))));
      }
    } catch (SSLPeerUnverifiedException | CertificateParsingException e) {
      return List.of();
    }
    return List.copyOf(names);
  }

  /** The certificate is not valid for the host name. The driver wraps this exception. */
  static final class MismatchException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> names;

    MismatchException(List<String> names) {
      super("the certificate is not valid for the host name");
      this.names = names;
    }

    List<String> names() {
      return names;
    }
  }
}
