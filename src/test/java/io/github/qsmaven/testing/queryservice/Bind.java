package io.github.qsmaven.testing.queryservice;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A Bind message: the values of a statement's parameters (protocol, "Message Formats"). */
final class Bind {
  private final String portal;
  private final String statement;
  private final List<Integer> formats = new ArrayList<>();
  private final List<byte @Nullable []> values = new ArrayList<>();
  private final byte[] resultFormats;

  Bind(Message message) {
    Message.Fields fields = message.fields();
    portal = fields.string();
    statement = fields.string();
    for (int left = fields.int16(); left > 0; left--) {
      formats.add((int) fields.int16());
    }
    for (int left = fields.int16(); left > 0; left--) {
      int length = fields.int32();
      values.add(length < 0 ? null : fields.bytes(length));
    }
    resultFormats = fields.rest();
  }

  String portal() {
    return portal;
  }

  String statement() {
    return statement;
  }

  /** A parameter, from 0, as a number; -1 if it is null. */
  long number(int parameter) {
    byte[] bytes = values.get(parameter);
    if (bytes == null) {
      return -1;
    }
    int format = formats.isEmpty() ? 0 : formats.get(formats.size() == 1 ? 0 : parameter);
    return format == 0
        ? Long.parseLong(new String(bytes, UTF_8))
        : new BigInteger(bytes).longValue();
  }

  /** The same message with a parameter set to null. */
  Message withNull(int parameter) {
    MessageBuilder bind = new MessageBuilder().string(portal).string(statement);
    bind.int16(formats.size());
    formats.forEach(bind::int16);
    bind.int16(values.size());
    for (int i = 0; i < values.size(); i++) {
      byte[] bytes = values.get(i);
      if (i == parameter || bytes == null) {
        bind.int32(-1);
      } else {
        bind.int32(bytes.length).bytes(bytes);
      }
    }
    return bind.bytes(resultFormats).as('B');
  }
}
