package io.github.qsmaven.testing.queryservice;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * The connection to one client: plain at first, then TLS. Implements each {@link FaultKind}. One
 * thread reads, any thread may write.
 */
final class Line implements Closeable {
  static final int TRICKLE_PAUSE_MS = 50;

  /** The start of a TLS 1.2 handshake record of 16 KB (RFC 5246, 6.2.1). */
  private static final byte[] TLS_RECORD = {22, 3, 3, 0x3F, (byte) 0xFF};

  private static final byte[] GARBAGE = {-1, -2, -3, -4, -1, -2, -3, -4};

  private static final byte[] HTTP =
      "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private final Socket socket;
  private final CountDownLatch closed = new CountDownLatch(1);
  private @Nullable SSLSocket secured;
  private volatile @Nullable MessageStream messages;
  private volatile boolean muted;

  Line(Socket socket) {
    this.socket = socket;
  }

  /**
   * Reads a packet before start-up, which has a length and no type. Reads no further byte, because
   * TLS may follow.
   *
   * @return the content after the length
   */
  byte[] readStartupPacket() throws IOException {
    DataInputStream in = new DataInputStream((secured == null ? socket : secured).getInputStream());
    byte[] content = new byte[in.readInt() - 4];
    in.readFully(content);
    return content;
  }

  boolean isSecured() {
    return secured != null;
  }

  /** Writes one byte outside the messages, before start-up. */
  void writeByte(char value) throws IOException {
    OutputStream out = (secured == null ? socket : secured).getOutputStream();
    out.write(value);
    out.flush();
  }

  /** Waits for the client's next bytes and discards them. */
  void skipSome() throws IOException {
    if (socket.getInputStream().read(new byte[1024]) < 0) {
      throw new IOException("The client closed the connection");
    }
  }

  /** Switches to TLS. */
  void secure(SSLContext context, String... protocols) throws IOException {
    SSLSocket tls =
        (SSLSocket)
            context
                .getSocketFactory()
                .createSocket(
                    socket, socket.getInetAddress().getHostAddress(), socket.getPort(), true);
    tls.setUseClientMode(false);
    tls.setEnabledProtocols(protocols);
    tls.startHandshake();
    secured = tls;
  }

  private MessageStream messages() throws IOException {
    MessageStream stream = messages;
    if (stream == null) {
      Socket outermost = secured == null ? socket : secured;
      stream = new MessageStream(outermost.getInputStream(), outermost.getOutputStream());
      messages = stream;
    }
    return stream;
  }

  Message read() throws IOException {
    return messages().read();
  }

  /** Writes a message, unless the line is broken. */
  synchronized void write(Message message) throws IOException {
    if (!muted) {
      messages().write(message);
    }
  }

  /** Writes a part of a message, unless the line is broken. */
  synchronized void write(byte[] bytes) throws IOException {
    if (!muted) {
      messages().write(bytes);
    }
  }

  synchronized void flush() throws IOException {
    if (!muted) {
      messages().flush();
    }
  }

  /** Whether the line is broken: it sends nothing any more. */
  boolean isMuted() {
    return muted;
  }

  /**
   * Breaks the line.
   *
   * @param kind the kind of fault
   * @param unfinished the bytes that {@link Breakage#TRICKLE} starts with: the start of a message
   *     that never ends, or the bytes that were to be sent
   */
  synchronized void fail(FaultKind kind, byte[] unfinished) throws IOException {
    if (muted) {
      return;
    }
    if (messages != null) {
      flush();
    }
    muted = true;
    if (kind instanceof ServerError error) {
      writeNow(error.asMessage().encoded());
      hangUp();
      return;
    }
    switch ((Breakage) kind) {
      case CLOSE -> hangUp();
      case CUT -> socket.shutdownOutput();
      case RESET -> {
        socket.setSoLinger(true, 0);
        socket.close();
      }
      case SILENCE -> {}
      case TRICKLE -> trickle(unfinished);
      case GARBAGE -> {
        writeNow(GARBAGE);
        hangUp();
      }
      case HTTP -> {
        writeNow(HTTP);
        hangUp();
      }
      case NO_TLS -> writeNow((byte) 'N');
      case TWICE, NULLS -> throw new IllegalArgumentException(kind + " breaks nothing");
    }
  }

  /** Breaks the line during the TLS handshake. */
  void failInHandshake(FaultKind kind) throws IOException {
    fail(kind, TLS_RECORD);
  }

  private void writeNow(byte... bytes) throws IOException {
    OutputStream out = (secured == null ? socket : secured).getOutputStream();
    out.write(bytes);
    out.flush();
  }

  private void hangUp() throws IOException {
    if (secured != null) {
      secured.shutdownOutput();
    }
    if (!socket.isOutputShutdown() && !socket.isClosed()) {
      socket.shutdownOutput();
    }
  }

  private void trickle(byte[] unfinished) throws IOException {
    for (int i = 0; !isClosedAfterPause(); i++) {
      writeNow(i < unfinished.length ? unfinished[i] : (byte) ' ');
    }
  }

  private boolean isClosedAfterPause() throws IOException {
    try {
      return closed.await(TRICKLE_PAUSE_MS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted", e);
    }
  }

  /** Reads until the client closes the connection. */
  void drain() throws IOException {
    if (!socket.isClosed()) {
      messages().drain();
    }
  }

  /** Closes the connection at once, from any thread. */
  @Override
  public void close() throws IOException {
    closed.countDown();
    // Not the TLS socket: its close may wait for a thread that writes.
    socket.close();
  }
}
