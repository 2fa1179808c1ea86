package io.github.qsmaven.connection;

import static java.util.Objects.requireNonNull;

import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Creates the sockets of the driver, and adds them to the {@link Deadline} of the session that is
 * being opened.
 *
 * <p>Public, since the driver creates it by its name (property {@code socketFactory}). It does so
 * in the thread that opens the session, so a variable of that thread holds the deadline.
 */
public final class DeadlineSocketFactory extends SocketFactory {
  private static final ThreadLocal<@Nullable Deadline> CURRENT = new ThreadLocal<>();

  private final Deadline deadline;

  /** For the driver. */
  public DeadlineSocketFactory() {
    deadline = requireNonNull(CURRENT.get(), "no session is being opened");
  }

  /** Sets the deadline of the sockets that this thread opens from now on; null for none. */
  static void use(@Nullable Deadline deadline) {
    CURRENT.set(deadline);
  }

  @Override
  public Socket createSocket() throws SocketException {
    Socket socket = new Socket();
    deadline.add(socket);
    return socket;
  }

  @Override
  public Socket createSocket(String host, int port) {
    throw connectsItself();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
    throw connectsItself();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) {
    throw connectsItself();
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) {
    throw connectsItself();
  }

  /** {@code org.postgresql.core.PGStream.createSocket} uses only unconnected sockets. */
  private static UnsupportedOperationException connectsItself() {
    return new UnsupportedOperationException("The driver connects its sockets itself");
  }
}
