package io.github.qsmaven.connection;

import static java.util.Objects.requireNonNull;

import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Makes the sockets of the driver, and hands them to the {@link Deadline} of the session that is
 * being opened.
 *
 * <p>Made by the driver, by name (its property {@code socketFactory}), in the thread that opens the
 * session; hence public, and hence a variable of the thread.
 */
public final class DeadlineSocketFactory extends SocketFactory {
  private static final ThreadLocal<Deadline> OF_THIS_THREAD = new ThreadLocal<>();

  private final Deadline deadline;

  /** For the driver. */
  public DeadlineSocketFactory() {
    deadline = requireNonNull(OF_THIS_THREAD.get(), "no session is being opened");
  }

  /** Whose sockets they are that the driver makes in this thread; null: nobody's any more. */
  static void belongTo(@Nullable Deadline deadline) {
    if (deadline == null) {
      OF_THIS_THREAD.remove();
    } else {
      OF_THIS_THREAD.set(deadline);
    }
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

  /** {@code org.postgresql.core.PGStream.createSocket} asks for unconnected sockets alone. */
  private static UnsupportedOperationException connectsItself() {
    return new UnsupportedOperationException("The driver connects its sockets itself");
  }
}
