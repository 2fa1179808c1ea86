package io.github.qsmaven.testing.queryservice;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A message of the protocol, version 3, sent in both directions after start-up. */
final class Message {
  private final char type;
  private final byte[] content;

  /**
   * A message.
   *
   * @param type its first byte
   * @param content the bytes after its length
   */
  Message(char type, byte[] content) {
    this.type = type;
    this.content = content;
  }

  char type() {
    return type;
  }

  byte[] content() {
    return content;
  }

  /** A reader at its first field. */
  Fields fields() {
    return new Fields(ByteBuffer.wrap(content));
  }

  /** The encoded message: type, length, content. */
  byte[] encoded() {
    return ByteBuffer.allocate(5 + content.length)
        .put((byte) type)
        .putInt(4 + content.length)
        .put(content)
        .array();
  }

  /** Reads fields, one after the other. */
  record Fields(ByteBuffer buffer) {
    short int16() {
      return buffer.getShort();
    }

    int int32() {
      return buffer.getInt();
    }

    /** A string that ends with a zero byte. */
    String string() {
      int end = buffer.position();
      while (buffer.get(end) != 0) {
        end++;
      }
      String value = new String(bytes(end - buffer.position()), StandardCharsets.UTF_8);
      buffer.get();
      return value;
    }

    byte[] bytes(int length) {
      byte[] bytes = new byte[length];
      buffer.get(bytes);
      return bytes;
    }

    byte[] rest() {
      return bytes(buffer.remaining());
    }
  }
}
