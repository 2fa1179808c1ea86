package io.github.qsmaven.connection;

import static java.time.temporal.ChronoUnit.SECONDS;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/**
 * Finds out why the JDK rejects a server's certificate. The JDK searches for a path to an authority
 * and, if there is none, mostly reports only that; here, the path is put together from what the
 * server sent, and then checked certificate by certificate (RFC 5280, 6.1).
 *
 * @param chain the certificates that the server sent, its own first
 * @param trusted the certificates of the trusted authorities
 * @param authorities which these are, for messages
 */
record CertificateDiagnosis(
    List<X509Certificate> chain, Set<X509Certificate> trusted, String authorities) {
  private static final String SERVER_AUTH = "1.3.6.1.5.5.7.3.1";
  private static final String ANY_USAGE = "2.5.29.37.0";
  private static final String OPERATOR = "ask the server's operator to ";
  private static final int LONGEST_NAME = 200;

  /** What is wrong with the certificate. */
  TlsException of(CertificateException e) {
    if (e.getClass() == CertificateException.class && e.getCause() == null) {
      // The JDK's comparison of the host name, which HTTPS asks for, comes after all other checks.
      return new TlsException(FaultKind.WRONG_CERTIFICATE, String.valueOf(e.getMessage()), null);
    }
    List<X509Certificate> path = new ArrayList<>();
    X509Certificate top = chain.get(0);
    while (!trusted.contains(top) && !path.contains(top)) {
      path.add(top);
      X509Certificate issuer = issuer(top);
      if (issuer == null) {
        return untrusted(top);
      }
      top = issuer;
    }
    if (!trusted.contains(top)) {
      return untrusted(top);
    }
    for (X509Certificate certificate : path) {
      TlsException outOfTime = outOfTime(certificate);
      if (outOfTime != null) {
        return outOfTime;
      }
    }
    CertPathValidatorException flaw = flaw(path, top, e);
    return flaw == null ? unusable(top, e) : flaw(flaw, path);
  }

  /** The certificate above another one: a trusted one, or else one that the server sent. */
  private @Nullable X509Certificate issuer(X509Certificate certificate) {
    for (Collection<X509Certificate> candidates : List.of(trusted, chain)) {
      for (X509Certificate candidate : candidates) {
        if (isSubject(candidate, certificate) && hasSigned(candidate, certificate)) {
          return candidate;
        }
      }
    }
    return null;
  }

  private static boolean isSubject(X509Certificate issuer, X509Certificate certificate) {
    return issuer.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
  }

  private static boolean hasSigned(X509Certificate issuer, X509Certificate certificate) {
    try {
      certificate.verify(issuer.getPublicKey());
      return true;
    } catch (GeneralSecurityException | RuntimeException e) {
      return false;
    }
  }

  private TlsException untrusted(X509Certificate top) {
    String issuer = name(top.getIssuerX500Principal());
    String why;
    if (trusted.stream().anyMatch(authority -> isSubject(authority, top))) {
      why = ": the authority %s there has another key".formatted(issuer);
    } else if (!isSubject(top, top)) {
      why =
          ": the issuer of %s, %s, is neither there nor sent by the server (it must send those of intermediate authorities)"
              .formatted(subject(top), issuer);
    } else {
      why =
          top.equals(chain.get(0)) ? ": it is self-signed (" + issuer + ")" : ", but by " + issuer;
    }
    return new TlsException(
        FaultKind.UNTRUSTED_CERTIFICATE,
        "its certificate is not signed by an authority in " + authorities + why,
        null);
  }

  private @Nullable TlsException outOfTime(X509Certificate certificate) {
    Instant now = Instant.now().truncatedTo(SECONDS);
    Instant start = certificate.getNotBefore().toInstant();
    Instant end = certificate.getNotAfter().toInstant();
    if (!now.isBefore(start) && !now.isAfter(end)) {
      return null;
    }
    return new TlsException(
        FaultKind.EXPIRED_CERTIFICATE,
        "%s %s; this machine's clock is at %s"
            .formatted(
                which(certificate),
                now.isBefore(start) ? "is not valid before " + start : "expired at " + end,
                now),
        null);
  }

  /** What the JDK reports about a path; null if it accepts it. */
  private static @Nullable CertPathValidatorException flaw(
      List<X509Certificate> path, X509Certificate top, CertificateException e) {
    CertPathValidatorException reported = NetworkFault.find(e, CertPathValidatorException.class);
    if (path.isEmpty()) {
      return reported;
    }
    try {
      PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(top, null)));
      // The JDK has already checked revocation if com.sun.net.ssl.checkRevocation is set.
      parameters.setRevocationEnabled(false);
      CertPathValidator.getInstance("PKIX")
          .validate(CertificateFactory.getInstance("X.509").generateCertPath(path), parameters);
    } catch (CertPathValidatorException own) {
      return own;
    } catch (GeneralSecurityException unexpected) {
      // The JDK's own exception is reported.
    }
    return reported;
  }

  private TlsException flaw(CertPathValidatorException flaw, List<X509Certificate> path) {
    int index = flaw.getIndex();
    X509Certificate at = index >= 0 && index < path.size() ? path.get(index) : chain.get(0);
    String which = which(at);
    String reason = String.valueOf(flaw.getReason());
    return switch (reason) {
      case "ALGORITHM_CONSTRAINED" ->
          invalid(
              "%s has a key or a signature that this JVM does not allow: %s, %s (%s)"
                  .formatted(which, key(at.getPublicKey()), at.getSigAlgName(), flaw.getMessage()),
              OPERATOR
                  + "replace it by one with a current key and signature, such as RSA with 2048 bits"
                  + " and SHA-256; jdk.certpath.disabledAlgorithms and jdk.tls.disabledAlgorithms"
                  + " in the JDK's conf/security/java.security list what the JVM rejects.");
      case "NOT_CA_CERT" ->
          invalid(
              which
                  + " has signed another one, but is not that of an authority (its basic constraints do not set the CA flag)",
              OPERATOR + "use a certificate that an authority has signed.");
      case "PATH_TOO_LONG" ->
          invalid(
              which
                  + " is below more intermediate authorities than one of them permits (path length of the basic constraints)",
              OPERATOR + "use a certificate from an authority that may issue it.");
      case "INVALID_NAME" ->
          invalid(
              which
                  + " is for a name that an authority above it must not certify (name constraints)",
              OPERATOR + "use a certificate from an authority that may issue it.");
      case "INVALID_KEY_USAGE" ->
          invalid(
              which + " has signed another one, but its key usage does not permit that",
              OPERATOR + "use a certificate from an authority whose certificate permits it.");
      case "UNRECOGNIZED_CRIT_EXT" -> criticalExtension(at);
      case "REVOKED" ->
          invalid(
              which + " is revoked (" + flaw.getMessage() + ")",
              OPERATOR + "replace it, and do not connect until then.");
      case "UNDETERMINED_REVOCATION_STATUS" ->
          invalid(
              "whether %s is revoked cannot be found out (%s)".formatted(which, flaw.getMessage()),
              "allow this machine to reach the URLs for OCSP and CRLs in the certificate, or set"
                  + " -Dcom.sun.net.ssl.checkRevocation=false in MAVEN_OPTS or .mvn/jvm.config.");
      default -> unknown(which, flaw);
    };
  }

  /** Of a path that is valid: what the JDK requires of its ends. */
  private TlsException unusable(X509Certificate top, CertificateException e) {
    X509Certificate own = chain.get(0);
    List<String> extended = extendedKeyUsage(own);
    boolean[] usage = own.getKeyUsage();
    if (own.hasUnsupportedCriticalExtension()) {
      return criticalExtension(own);
    }
    String reissue = OPERATOR + "use a certificate for TLS servers.";
    if (!extended.isEmpty() && !extended.contains(SERVER_AUTH) && !extended.contains(ANY_USAGE)) {
      return invalid(
          "%s is not for TLS servers (its extended key usage is %s, without serverAuth %s)"
              .formatted(which(own), String.join(", ", extended), SERVER_AUTH),
          reissue);
    }
    if (usage != null && !(usage[0] && usage[2])) {
      return invalid(
          which(own)
              + " is not for TLS servers (its key usage lacks "
              + (usage[0] ? "keyEncipherment" : "digitalSignature")
              + ")",
          reissue);
    }
    if (top.getBasicConstraints() < 0 && !top.equals(own)) {
      return invalid(
          "%s is trusted (it is in %s), but is not that of an authority (its basic constraints do not set the CA flag)"
              .formatted(which(top), authorities),
          "use the certificate of the authority, or that of the server itself, in its place.");
    }
    return unknown(which(own), e);
  }

  private static List<String> extendedKeyUsage(X509Certificate certificate) {
    try {
      List<String> usage = certificate.getExtendedKeyUsage();
      return usage == null ? List.of() : usage;
    } catch (CertificateParsingException e) {
      return List.of();
    }
  }

  private TlsException criticalExtension(X509Certificate certificate) {
    Set<String> critical = certificate.getCriticalExtensionOIDs();
    return invalid(
        "%s has a critical extension that this JVM does not know (its critical extensions: %s)"
            .formatted(
                which(certificate),
                critical == null ? "none" : String.join(", ", new TreeSet<>(critical))),
        OPERATOR + "use a certificate without it.");
  }

  private static TlsException unknown(String which, Exception e) {
    return invalid(
        "this JVM does not accept it (%s); it is %s".formatted(e.getMessage(), which),
        OPERATOR + "check the certificate.");
  }

  private static TlsException invalid(String problem, String advice) {
    return new TlsException(FaultKind.INVALID_CERTIFICATE, problem, advice);
  }

  private static String key(PublicKey key) {
    String size =
        key instanceof RSAPublicKey rsa
            ? " of " + rsa.getModulus().bitLength() + " bits"
            : key instanceof ECPublicKey ec
                ? " of " + ec.getParams().getOrder().bitLength() + " bits"
                : "";
    return key.getAlgorithm() + size;
  }

  private String which(X509Certificate certificate) {
    return certificate.equals(chain.get(0))
        ? "its certificate, of %s, issued by %s,"
            .formatted(subject(certificate), name(certificate.getIssuerX500Principal()))
        : "the certificate of %s above its own, issued by %s,"
            .formatted(subject(certificate), name(certificate.getIssuerX500Principal()));
  }

  private static String subject(X509Certificate certificate) {
    return name(certificate.getSubjectX500Principal());
  }

  private static String name(X500Principal principal) {
    String name = principal.getName();
    return '"'
        + (name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) + "..." : name)
        + '"';
  }
}
