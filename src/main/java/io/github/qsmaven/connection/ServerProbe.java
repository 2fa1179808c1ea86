package io.github.qsmaven.connection;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

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
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
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

  /**
   * @param target the target; nothing of its credential is sent
   */
  public ServerProbe(Target target) {
    this.target = target;
    this.endpoint = target.endpoint();
  }

  /** The version of the driver. */
  public static String driverVersion() {
    return DriverInfo.DRIVER_VERSION;
  }

  /**
   * Resolves the host's name.
   *
   * @return its addresses, at least one; the driver takes the first
   * @throws CannotCheckException if there is none, or no response in time
   */
  public List<InetAddress> addresses() throws CannotCheckException {
    FutureTask<InetAddress[]> lookup =
        new FutureTask<>(() -> InetAddress.getAllByName(endpoint.host()));
    Thread thread = new Thread(lookup, "qs-resolve-host");
    thread.setDaemon(true);
    thread.start();
    try {
      return List.of(lookup.get(time(), NANOSECONDS));
    } catch (ExecutionException e) {
      throw cannot(Fault.of(FaultKind.UNKNOWN_HOST, ""));
    } catch (TimeoutException e) {
      throw timedOut();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw cannot(Fault.of(FaultKind.INTERRUPTED, "the build was interrupted"));
    }
  }

  /**
   * Opens the port, and closes the connection.
   *
   * @param address the host's
   * @throws CannotCheckException if nothing answers there
   */
  public void openPort(InetAddress address) throws CannotCheckException {
    connected(address, socket -> socket);
  }

  /**
   * Asks for TLS and does the handshake, with any certificate.
   *
   * @param address the host's
   * @return the handshake, with the certificate of the server
   * @throws CannotCheckException if the server does not support TLS, or the handshake fails
   */
  public TlsHandshake handshake(InetAddress address) throws CannotCheckException {
    return connected(address, this::handshake);
  }

  /** A step that uses a connection. */
  @FunctionalInterface
  private interface Step<T> {
    T with(Socket socket) throws IOException, GeneralSecurityException, CannotCheckException;
  }

  private <T> T connected(InetAddress address, Step<T> step) throws CannotCheckException {
    try (Deadline deadline = new Deadline(endpoint.address())) {
      return deadline.within(
          time(),
          () -> {
            try (Socket socket = new Socket()) {
              deadline.add(socket);
              socket.connect(new InetSocketAddress(address, endpoint.port()));
              return step.with(socket);
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
    ServerTls tls = ServerTls.of(endpoint);
    RecordingTrustManager any = new RecordingTrustManager(tls);
    SSLSocket secured =
        (SSLSocket)
            tls.context(any)
                .getSocketFactory()
                .createSocket(socket, endpoint.host(), endpoint.port(), true);
    secured.startHandshake();
    Certificate[] chain = secured.getSession().getPeerCertificates();
    return new TlsHandshake(
        secured.getSession(),
        Arrays.stream(chain).map(X509Certificate.class::cast).toList(),
        any.problem());
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
        new DiagnosticHostnameVerifier().verify(endpoint.host(), handshake.session());
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
