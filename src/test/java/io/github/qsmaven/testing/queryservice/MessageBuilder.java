package io.github.qsmaven.testing.queryservice;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes the fields of a message. */
final class MessageBuilder {
  private final ByteArrayOutputStream content = new ByteArrayOutputStream();

  MessageBuilder int16(int value) {
    content.write(value >> 8);
    content.write(value);
    return this;
  }

  MessageBuilder int32(int value) {
    return int16(value >> 16).int16(value);
  }

  /** A string and the zero byte that ends it. */
  MessageBuilder string(String value) {
    return bytes(value.getBytes(StandardCharsets.UTF_8)).bytes((byte) 0);
  }

  MessageBuilder bytes(byte... value) {
    content.writeBytes(value);
    return this;
  }

  Message as(char type) {
    return new Message(type, content.toByteArray());
  }

  /** The content as a start-up packet, which has a length and no type. */
  byte[] asStartupPacket() {
    return new MessageBuilder()
        .int32(4 + content.size())
        .bytes(content.toByteArray())
        .content
        .toByteArray();
  }

  static Message authentication(int code) {
    return new MessageBuilder().int32(code).as('R');
  }

  static Message parameterStatus(String name, String value) {
    return new MessageBuilder().string(name).string(value).as('S');
  }

  static Message commandComplete(String tag) {
    return new MessageBuilder().string(tag).as('C');
  }

  static Message readyForQuery(char status) {
    return new MessageBuilder().bytes((byte) status).as('Z');
  }
}
