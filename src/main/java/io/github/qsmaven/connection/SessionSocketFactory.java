package io.github.qsmaven.connection;

import static java.util.Objects.requireNonNull;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.util.Properties;
import javax.net.ssl.HandshakeCompletedListener;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import org.postgresql.ssl.WrappedFactory;

/**
 * Gives the driver the sockets of a session: already connected, since the driver itself would look
 * up the host without a time limit and try its first address only, and then with the TLS of {@link
 * ServerTls}.
 *
 * <p>The sockets throw when the driver skips beyond the end of a stream: {@code
 * org.postgresql.core.PGStream.skip} loops forever there, and no deadline stops it. An HTTP
 * response in the middle of a session is enough: the driver reads its first five letters as the
 * header of a message of 1.4 GB, and skips that. pgjdbc's pull request 4358, merged on 23 August
 * 2026, fixes the loop. The sockets also limit what a server may send ({@link MessageMeter}), which
 * the driver does not.
 *
 * <p>Public, since the driver creates it by its name (properties {@code socketFactory} and {@code
 * sslfactory}). It does so in the thread that opens the session, so a variable of that thread holds
 * what the sockets need.
 */
public final class SessionSocketFactory extends WrappedFactory {
  private static final ThreadLocal<@Nullable Parts> CURRENT = new ThreadLocal<>();

  private static final int SKIP_BYTES = 8192;

  private final Parts parts;

  /**
   * For the driver.
   *
   * @param properties those of the connection
   */
  public SessionSocketFactory(Properties properties) {
    parts = requireNonNull(CURRENT.get(), "no session is being opened");
    factory = parts.tls;
  }

  /** Connects to the server of a session. */
  @FunctionalInterface
  interface Connector {
    /** A connected socket, which the deadline of the session closes. */
    Socket connect() throws IOException;
  }

  /**
   * What the sockets of a session need.
   *
   * @param connector connects them
   * @param tls adds TLS; the driver's own factories would look for files in {@code ~/.postgresql}
   * @param keys sends the certificate of the client
   */
  record Parts(Connector connector, SSLSocketFactory tls, ClientKeys keys) {}

  /** Sets what the sockets need that this thread opens from now on; null for none. */
  static void use(@Nullable Parts parts) {
    CURRENT.set(parts);
  }

  /** {@code org.postgresql.core.PGStream.createSocket} leaves a connected socket as it is. */
  @Override
  public Socket createSocket() throws IOException {
    return parts.connector.connect();
  }

  @Override
  public Socket createSocket(Socket socket, String host, int port, boolean autoClose)
      throws IOException {
    return new TlsSocket(
        (SSLSocket) factory.createSocket(socket, host, port, autoClose), parts.keys);
  }

  /** Counts what passes, and throws at the end of the stream instead of skipping nothing. */
  private static final class Bytes extends FilterInputStream {
    private final MessageMeter meter = new MessageMeter();
    private final ClientKeys keys;
    private boolean begun;

    Bytes(InputStream in, ClientKeys keys) {
      super(in);
      this.keys = keys;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      meter.requireNoFault();
      int read =
          begun
              ? in.read(bytes, offset, length)
              : keys.blamed(() -> in.read(bytes, offset, length));
      begun = true;
      return read <= 0 ? read : meter.count(bytes, offset, read);
    }

    @Override
    public long skip(long n) throws IOException {
      int skipped = n <= 0 ? 0 : read(new byte[(int) Math.min(n, SKIP_BYTES)]);
      if (skipped < 0) {
        throw new EOFException("The stream ended during a skip");
      }
      return skipped;
    }
  }

  /** Delegates what {@link SSLSocket} requires and the driver uses, but reads by {@link Bytes}. */
  @SuppressWarnings("UnsynchronizedOverridesSynchronized") // The delegate synchronizes.
  private static final class TlsSocket extends SSLSocket {
    private final SSLSocket socket;
    private final ClientKeys keys;

    TlsSocket(SSLSocket socket, ClientKeys keys) {
      this.socket = socket;
      this.keys = keys;
    }

    @Override
    public InputStream getInputStream() throws IOException {
      return new Bytes(socket.getInputStream(), keys);
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
      return socket.getOutputStream();
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }

    @Override
    public boolean isClosed() {
      return socket.isClosed();
    }

    @Override
    public boolean isConnected() {
      return socket.isConnected();
    }

    @Override
    public void setSoTimeout(int milliseconds) throws SocketException {
      socket.setSoTimeout(milliseconds);
    }

    @Override
    public int getSoTimeout() throws SocketException {
      return socket.getSoTimeout();
    }

    @Override
    public void setTcpNoDelay(boolean on) throws SocketException {
      socket.setTcpNoDelay(on);
    }

    @Override
    public int getSendBufferSize() throws SocketException {
      return socket.getSendBufferSize();
    }

    @Override
    public SSLSession getSession() {
      return socket.getSession();
    }

    @Override
    public void startHandshake() throws IOException {
      keys.blamed(
          () -> {
            socket.startHandshake();
            return 0;
          });
    }

    @Override
    public void addHandshakeCompletedListener(HandshakeCompletedListener listener) {
      socket.addHandshakeCompletedListener(listener);
    }

    @Override
    public void removeHandshakeCompletedListener(HandshakeCompletedListener listener) {
      socket.removeHandshakeCompletedListener(listener);
    }

    @Override
    public String[] getSupportedCipherSuites() {
      return socket.getSupportedCipherSuites();
    }

    @Override
    public String[] getEnabledCipherSuites() {
      return socket.getEnabledCipherSuites();
    }

    @Override
    public void setEnabledCipherSuites(String[] suites) {
      socket.setEnabledCipherSuites(suites);
    }

    @Override
    public String[] getSupportedProtocols() {
      return socket.getSupportedProtocols();
    }

    @Override
    public String[] getEnabledProtocols() {
      return socket.getEnabledProtocols();
    }

    @Override
    public void setEnabledProtocols(String[] protocols) {
      socket.setEnabledProtocols(protocols);
    }

    @Override
    public void setUseClientMode(boolean client) {
      socket.setUseClientMode(client);
    }

    @Override
    public boolean getUseClientMode() {
      return socket.getUseClientMode();
    }

    @Override
    public void setNeedClientAuth(boolean need) {
      socket.setNeedClientAuth(need);
    }

    @Override
    public boolean getNeedClientAuth() {
      return socket.getNeedClientAuth();
    }

    @Override
    public void setWantClientAuth(boolean want) {
      socket.setWantClientAuth(want);
    }

    @Override
    public boolean getWantClientAuth() {
      return socket.getWantClientAuth();
    }

    @Override
    public void setEnableSessionCreation(boolean create) {
      socket.setEnableSessionCreation(create);
    }

    @Override
    public boolean getEnableSessionCreation() {
      return socket.getEnableSessionCreation();
    }
  }
}
