package io.github.qsmaven.connection;

import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.settings.Endpoint;
import io.github.qsmaven.settings.SslMode;
import io.github.qsmaven.settings.Target;
import io.github.qsmaven.settings.Timeouts;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLSocket;
import org.postgresql.util.DriverInfo;

/**
 * Connects to a server step by step, as the driver does in one call, and without a credential. Each
 * step takes at most {@link Timeouts#connectTimeout}.
 */
public final class ServerProbe {
  /** PostgreSQL's documentation, "Message Formats", SSLRequest. */
  private static final int SSL_REQUEST_LENGTH = 8;

  private static final int SSL_REQUEST = 80877103;

  private final Target target;
  private final Endpoint endpoint;
  private final HostResolver resolver;

  /**
   * @param target the target; nothing of its credential is sent
   */
  public ServerProbe(Target target) {
    this(target, InetAddress::getAllByName);
  }

  /**
   * @param target the target
   * @param resolver looks up its host
   */
  public ServerProbe(Target target, HostResolver resolver) {
    this.target = target;
    this.endpoint = target.endpoint();
    this.resolver = resolver;
  }

  /** The version of the driver. */
  public static String driverVersion() {
    return DriverInfo.DRIVER_VERSION;
  }

  /**
   * Resolves the host's name.
   *
   * @return its addresses, at least one, in the order in which they are tried
   * @throws CannotCheckException if there is none, or no response in time
   */
  public List<InetSocketAddress> addresses() throws CannotCheckException {
    try {
      return new ServerAddresses(endpoint, resolver).lookup(time());
    } catch (IOException e) {
      throw unconnected(e);
    }
  }

  /**
   * The addresses of a host, by what they do.
   *
   * @param open those that accept a connection, at least one
   * @param failures what each of the others does
   */
  public record Ports(List<InetSocketAddress> open, List<String> failures) {}

  /**
   * Opens the port of every address, and closes the connections.
   *
   * @param addresses the host's; together they take at most one {@link Timeouts#connectTimeout}
   * @throws CannotCheckException if none accepts a connection
   */
  public Ports openPorts(List<InetSocketAddress> addresses) throws CannotCheckException {
    List<InetSocketAddress> open = new ArrayList<>();
    try (Deadline deadline = new Deadline(endpoint.address())) {
      ServerAddresses.Attempts attempts =
          new ServerAddresses.Attempts(deadline, System.nanoTime() + time(), addresses.size());
      for (InetSocketAddress address : addresses) {
        try (Socket socket = attempts.connect(address)) {
          if (socket != null) {
            open.add(address);
          }
        }
      }
      if (open.isEmpty()) {
        throw attempts.failure();
      }
      return new Ports(open, attempts.failures());
    } catch (IOException e) {
      throw unconnected(e);
    }
  }

  private CannotCheckException unconnected(IOException e) {
    if (Thread.currentThread().isInterrupted()) {
      return cannot(Fault.INTERRUPTED);
    }
    return target.timeouts().limit().isOver() ? timedOut() : cannot(Fault.of(new SQLException(e)));
  }

  /**
   * Asks for TLS and does the handshake, with any certificate.
   *
   * @param address the host's
   * @return the handshake, with the certificate of the server
   * @throws CannotCheckException if the server does not support TLS, or the handshake fails
   */
  public TlsHandshake handshake(InetSocketAddress address) throws CannotCheckException {
    try (Deadline deadline = new Deadline(endpoint.address())) {
      return deadline.within(
          time(),
          () -> {
            try (Socket socket = new LastWordsSocket()) {
              deadline.add(socket);
              socket.connect(address);
              return handshake(socket);
            } catch (IOException | GeneralSecurityException e) {
              throw deadline.hasPassed() ? new TimeoutException() : e;
            }
          });
    } catch (CannotCheckException e) {
      throw e;
    } catch (TimeoutException e) {
      throw timedOut();
    } catch (Exception e) {
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      throw cannot(Fault.of(new SQLException(e)));
    }
  }

  /** The time of a step, in nanoseconds. */
  private long time() {
    return target.timeouts().limit().limit(target.timeouts().connectTimeout());
  }

  private CannotCheckException timedOut() {
    boolean ofGoal = target.timeouts().limit().isOver();
    return cannot(Fault.of(ofGoal ? FaultKind.OUT_OF_TIME : FaultKind.TIMED_OUT, ""));
  }

  private TlsHandshake handshake(Socket socket)
      throws IOException, GeneralSecurityException, CannotCheckException {
    DataOutputStream out = new DataOutputStream(socket.getOutputStream());
    out.writeLong((long) SSL_REQUEST_LENGTH << Integer.SIZE | SSL_REQUEST);
    out.flush();
    switch (socket.getInputStream().read()) {
      case 'S' -> {}
      case -1 -> throw new EOFException();
      // Servers that do not know TLS answer with an error, 'E', which the driver treats the same.
      case 'N', 'E' -> throw cannot(Fault.of(FaultKind.NO_TLS, ""));
      default -> throw new IOException("not PostgreSQL");
    }
    ServerTls tls = ServerTls.of(target);
    RecordingTrustManager any = new RecordingTrustManager(tls::trustManager);
    ClientKeys keys = tls.clientKeys();
    SSLSocket secured =
        (SSLSocket)
            tls.context(any, keys)
                .getSocketFactory()
                .createSocket(socket, endpoint.serverName(), endpoint.port(), true);
    keys.blamed(
        () -> {
          secured.startHandshake();
          return 0;
        });
    Certificate[] chain = secured.getSession().getPeerCertificates();
    return new TlsHandshake(
        secured.getSession(),
        Arrays.stream(chain).map(X509Certificate.class::cast).toList(),
        any.problem(),
        keys.asked());
  }

  /**
   * Checks the server's certificate as the driver does.
   *
   * @param handshake the handshake with the certificate
   * @param mode how it is checked
   * @throws CannotCheckException if the driver would reject it
   */
  public void check(TlsHandshake handshake, SslMode mode) throws CannotCheckException {
    QuietLoggers.Time quiet = ConnectionFactory.LOGGERS.begin();
    try {
      if (mode.verifies() && handshake.problem() != null) {
        throw handshake.problem();
      }
      if (mode == SslMode.VERIFY_FULL) {
        new DiagnosticHostnameVerifier().verify(endpoint.serverName(), handshake.session());
      }
    } catch (CertificateException | DiagnosticHostnameVerifier.MismatchException e) {
      throw cannot(Fault.of(new SQLException(e)));
    } finally {
      quiet.close();
    }
  }

  private CannotCheckException cannot(Fault fault) {
    return new FaultMessage(target, fault, 1).toException();
  }
}
