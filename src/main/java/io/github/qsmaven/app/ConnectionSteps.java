package io.github.qsmaven.app;

import static java.util.stream.Collectors.joining;

import io.github.qsmaven.connection.ServerProbe;
import io.github.qsmaven.connection.TlsHandshake;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.NameEscaper;
import io.github.qsmaven.settings.Endpoint;
import io.github.qsmaven.settings.SslMode;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.security.auth.x500.X500Principal;

/**
 * The steps of {@link Doctor} on the way to the server, before a session.
 *
 * @param recorder records the findings
 * @param endpoint the endpoint
 * @param probe connects to it
 * @param clock the time by which certificates expire
 */
record ConnectionSteps(StepRecorder recorder, Endpoint endpoint, ServerProbe probe, Clock clock) {
  private static final Duration SOON = Duration.ofDays(30);

  /** Resolves the host name, and returns its addresses. */
  List<InetSocketAddress> resolve() throws CannotCheckException {
    List<InetSocketAddress> addresses = probe.addresses();
    recorder.found(
        endpoint.host()
            + " is "
            + addresses.stream().map(ConnectionSteps::address).collect(joining(", ")));
    return addresses;
  }

  /** Tries every address, and returns the first that accepts a connection, as the driver does. */
  InetSocketAddress openPort(List<InetSocketAddress> addresses) throws CannotCheckException {
    ServerProbe.Ports ports = probe.openPorts(addresses);
    for (InetSocketAddress open : ports.open()) {
      recorder.found("port " + endpoint.port() + " of " + address(open) + " is open");
    }
    ports.failures().stream().map(NameEscaper.CONSOLE::of).forEach(recorder::found);
    return ports.open().get(0);
  }

  private static String address(InetSocketAddress address) {
    InetAddress ip = address.getAddress();
    return ip == null ? "resolved by the SOCKS proxy" : ip.getHostAddress();
  }

  TlsHandshake handshake(InetSocketAddress address) throws CannotCheckException {
    TlsHandshake handshake = probe.handshake(address);
    recorder.found(handshake.protocol() + ", " + handshake.cipherSuite());
    handshake.chain().forEach(this::describe);
    X509Certificate sent = handshake.clientCertificate();
    recorder.found(
        "client certificate: "
            + (handshake.clientCertificateAsked() ? "asked for, " : "not asked for")
            + (sent != null
                ? "sent: " + name(sent.getSubjectX500Principal())
                : handshake.clientCertificateAsked() ? "none sent" : ""));
    return handshake;
  }

  private void describe(X509Certificate certificate) {
    Instant end = certificate.getNotAfter().toInstant();
    Duration left = Duration.between(clock.instant(), end);
    String described =
        "certificate of %s, signed by %s, until %s: %s"
            .formatted(
                name(certificate.getSubjectX500Principal()),
                name(certificate.getIssuerX500Principal()),
                end,
                left.isNegative() ? "expired" : left.toDays() + " days left");
    if (left.compareTo(SOON) < 0) {
      recorder.warn(described, "ask the server's operator to renew the certificate.");
    } else {
      recorder.found(described);
    }
  }

  private static String name(X500Principal principal) {
    return NameEscaper.CONSOLE.of(principal.getName());
  }

  /** Fails only if the configured mode fails; the failure of a stricter mode is a warning. */
  void check(TlsHandshake handshake) throws CannotCheckException {
    recorder.found(
        "it is valid for "
            + handshake.names().stream().map(NameEscaper.CONSOLE::of).collect(joining(", ")));
    SslMode configured = endpoint.sslMode();
    for (SslMode mode : List.of(SslMode.VERIFY_CA, SslMode.VERIFY_FULL)) {
      try {
        probe.check(handshake, mode);
        recorder.found("it passes " + mode.word());
      } catch (CannotCheckException e) {
        if (mode.compareTo(configured) >= 0) {
          throw e;
        }
        recorder.warn("with sslMode " + mode.word() + ": " + e.problem(), e.advice());
        return;
      }
    }
    if (configured != SslMode.VERIFY_FULL) {
      recorder.warn(
          "the certificate also passes verify-full, a stricter mode than sslMode "
              + configured.word(),
          "remove sslMode; the default is verify-full.");
    }
  }
}
