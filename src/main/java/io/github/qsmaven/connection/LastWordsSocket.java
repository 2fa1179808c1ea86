package io.github.qsmaven.connection;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import org.jspecify.annotations.Nullable;

/**
 * A socket that reports a failed write at the end of what the server sent. A server that rejects a
 * client says why, by an alert of TLS or an error, and closes the connection, even while the client
 * still writes: with TLS 1.3 the client has then finished its handshake.
 */
final class LastWordsSocket extends Socket {
  private volatile @Nullable SocketException broken;

  @Override
  public OutputStream getOutputStream() throws IOException {
    return new FilterOutputStream(super.getOutputStream()) {
      @Override
      public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int start, int length) throws IOException {
        try {
          if (broken == null) {
            out.write(bytes, start, length);
          }
        } catch (SocketException e) {
          if (isClosed()) {
            throw e;
          }
          broken = e;
        }
      }
    };
  }

  @Override
  public InputStream getInputStream() throws IOException {
    return new FilterInputStream(super.getInputStream()) {
      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] bytes, int start, int length) throws IOException {
        int read = in.read(bytes, start, length);
        SocketException failed = broken;
        if (read < 0 && failed != null) {
          throw failed;
        }
        return read;
      }
    };
  }
}
