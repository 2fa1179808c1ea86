package io.github.qsmaven.connection;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Gives the driver sockets that are already connected: the driver itself would look up the host
 * without a time limit, and try its first address only.
 *
 * <p>Public, since the driver creates it by its name (property {@code socketFactory}). It does so
 * in the thread that opens the session, so a variable of that thread holds what connects.
 */
public final class DeadlineSocketFactory extends SocketFactory {
  private static final ThreadLocal<@Nullable Connector> CURRENT = new ThreadLocal<>();

  private final Connector connector;

  /** For the driver. */
  public DeadlineSocketFactory() {
    connector = requireNonNull(CURRENT.get(), "no session is being opened");
  }

  /** Connects to the server of a session. */
  @FunctionalInterface
  interface Connector {
    /** A connected socket, which the deadline of the session closes. */
    Socket connect() throws IOException;
  }

  /** Sets what connects the sockets that this thread opens from now on; null for none. */
  static void use(@Nullable Connector connector) {
    CURRENT.set(connector);
  }

  @Override
  public Socket createSocket() throws IOException {
    return connector.connect();
  }

  @Override
  public Socket createSocket(String host, int port) {
    throw notUsed();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
    throw notUsed();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) {
    throw notUsed();
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) {
    throw notUsed();
  }

  /** {@code org.postgresql.core.PGStream.createSocket} leaves a connected socket as it is. */
  private static UnsupportedOperationException notUsed() {
    return new UnsupportedOperationException("The driver does not use this method");
  }
}
