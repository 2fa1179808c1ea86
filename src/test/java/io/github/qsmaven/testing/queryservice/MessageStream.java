package io.github.qsmaven.testing.queryservice;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Reads and writes messages. One thread may read while another writes. */
final class MessageStream {
  private static final int BUFFER = 1 << 16;

  private final DataInputStream in;
  private final BufferedOutputStream out;

  MessageStream(InputStream in, OutputStream out) {
    this.in = new DataInputStream(new BufferedInputStream(in, BUFFER));
    this.out = new BufferedOutputStream(out, BUFFER);
  }

  /**
   * Reads a message.
   *
   * @throws java.io.EOFException if the other side closed the connection
   */
  Message read() throws IOException {
    char type = (char) in.readUnsignedByte();
    byte[] content = new byte[in.readInt() - 4];
    in.readFully(content);
    return new Message(type, content);
  }

  /** Whether there is more to read without waiting. */
  boolean hasMore() throws IOException {
    return in.available() > 0;
  }

  void write(Message message) throws IOException {
    out.write(message.encoded());
  }

  void write(byte[] bytes) throws IOException {
    out.write(bytes);
  }

  void flush() throws IOException {
    out.flush();
  }

  /** Reads until the other side closes the connection. */
  void drain() throws IOException {
    in.transferTo(OutputStream.nullOutputStream());
  }
}
