package io.github.qsmaven.connection;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Limits what a server may send, by the messages of PostgreSQL's protocol (its documentation,
 * "Message Formats": a type of one byte, and a length of four that counts itself). The driver keeps
 * every notice, notification, parameter and row of an answer in memory, and believes every length.
 *
 * <p>Counts the bytes as they pass, before the driver parses them, and copies nothing. The bytes
 * before the message that exceeds a limit still pass, so that an error of the server is not lost.
 */
final class MessageMeter {
  /** All messages until the first ReadyForQuery. PostgreSQL sends about 1 KB. */
  static final int MOST_OF_START_UP = 1 << 20;

  /** A message that is no row, such as an error, or the description of 1,600 columns. */
  static final int MOST_OF_MESSAGE = 1 << 20;

  /** A row; a comment or the definition of a view may be long. */
  static final int MOST_OF_ROW = 64 << 20;

  /** The messages that are no rows until the next ReadyForQuery. */
  static final int MOST_BESIDES_ROWS = 8 << 20;

  /** What four characters of a text, such as an HTTP response, are read as; none is a length. */
  private static final int NO_LENGTH = 0x20000000;

  /** About what the driver needs for a message besides its bytes: a warning with a stack trace. */
  private static final int MESSAGE_OVERHEAD = 800;

  /** About what the driver needs for a row besides its bytes, and for a value besides its own. */
  private static final int ROW_OVERHEAD = 48;

  private static final int VALUE_OVERHEAD = 24;

  private static final int ROW = 'D';
  private static final int READY_FOR_QUERY = 'Z';

  /** What is read next, when {@link #skip} is 0. */
  private enum Part {
    TYPE,
    LENGTH,
    COLUMNS,
    VALUE_LENGTH
  }

  private final long mostOfRows;
  private Part part = Part.TYPE;
  private int type;
  private int number;
  private int digits;
  private int skip;
  private int left;
  private int columns;
  private boolean started;
  private long kept;
  private long besidesRows;
  private long rows;
  private @Nullable IOException fault;

  /** Limits the rows of an answer to a quarter of the JVM's memory. */
  MessageMeter() {
    this(Runtime.getRuntime().maxMemory() / 4);
  }

  /**
   * @param mostOfRows the most bytes of memory that the rows of one answer may need
   */
  MessageMeter(long mostOfRows) {
    this.mostOfRows = mostOfRows;
  }

  /** A server sends more than a limit allows. */
  static final class ExceededException extends IOException implements NetworkFault.Known {
    private static final long serialVersionUID = 1L;

    ExceededException(String problem) {
      super(problem);
    }

    @Override
    public NetworkFault fault() {
      return new NetworkFault(FaultKind.TOO_MUCH, String.valueOf(getMessage()));
    }
  }

  /**
   * Counts bytes.
   *
   * @return how many of them the driver may read: those before the message that exceeds a limit
   * @throws ExceededException if these are none
   * @throws IOException if these are none, since the bytes are not in the protocol
   */
  int count(byte[] bytes, int offset, int length) throws IOException {
    int end = offset + length;
    int next = offset;
    int message = offset;
    while (next < end && fault == null) {
      if (skip > 0) {
        int passed = Math.min(skip, end - next);
        skip -= passed;
        next += passed;
      } else {
        message = part == Part.TYPE ? next : message;
        try {
          read(bytes[next++] & 0xff);
        } catch (IOException e) {
          fault = e;
        }
      }
    }
    if (message == offset) {
      requireNoFault();
    }
    return fault == null ? length : message - offset;
  }

  /** Throws what {@link #count} found, after the driver has read the bytes before it. */
  void requireNoFault() throws IOException {
    if (fault != null) {
      throw fault;
    }
  }

  private void read(int value) throws IOException {
    if (part == Part.TYPE) {
      type = value;
      expect(Part.LENGTH, 4);
      return;
    }
    number = number << 8 | value;
    digits--;
    if (digits == 0) {
      switch (part) {
        case LENGTH -> begin(number);
        case COLUMNS -> beginRow(number);
        default -> beginValue(number);
      }
    }
  }

  private void expect(Part next, int bytes) {
    part = next;
    number = 0;
    digits = bytes;
  }

  private void begin(int length) throws IOException {
    if (length < 4 || length >= NO_LENGTH) {
      throw new IOException("a message has the length " + length);
    }
    int most = type == ROW ? MOST_OF_ROW : MOST_OF_MESSAGE;
    if (length > most) {
      throw new ExceededException(
          "the server sent %s in one message (%s); the plugin accepts %s"
              .formatted(megabytes(length), what(), megabytes(most)));
    }
    left = length - 4;
    if (type == ROW) {
      if (left < 2) {
        throw new IOException("a row has the length " + length);
      }
      rows += length;
      expect(Part.COLUMNS, 2);
      return;
    }
    countBesidesRows(length + MESSAGE_OVERHEAD);
    skip = left;
    part = Part.TYPE;
  }

  private void countBesidesRows(int bytes) throws ExceededException {
    if (type == 'A' || type == 'S') {
      // The driver keeps these until the end of the session.
      kept += bytes;
    } else {
      besidesRows += bytes;
    }
    if (!started && kept + besidesRows > MOST_OF_START_UP) {
      throw new ExceededException(
          "the server sent more than %s of %s before the end of the sign-in"
              .formatted(megabytes(MOST_OF_START_UP), what()));
    }
    if (kept + besidesRows > MOST_BESIDES_ROWS) {
      throw new ExceededException(
          "the server sent more than %s of %s in answer to one statement"
              .formatted(megabytes(MOST_BESIDES_ROWS), what()));
    }
    if (type == READY_FOR_QUERY) {
      started = true;
      besidesRows = 0;
      rows = 0;
    }
  }

  private void beginRow(int count) throws IOException {
    columns = count;
    left -= 2;
    rows += ROW_OVERHEAD + (long) VALUE_OVERHEAD * count;
    if (!started) {
      throw new IOException("a row before the end of the sign-in");
    }
    if (rows > mostOfRows) {
      throw new ExceededException(
          "the server sent rows that need more than %s of memory in answer to one statement"
              .formatted(megabytes(mostOfRows)));
    }
    requireSpaceFor(0);
    expectValue();
  }

  private void beginValue(int length) throws IOException {
    columns--;
    left -= 4;
    // -1 is NULL.
    int bytes = Math.max(length, 0);
    if (length < -1) {
      throw new IOException("a value has the length " + length);
    }
    requireSpaceFor(bytes);
    left -= bytes;
    skip = bytes;
    expectValue();
  }

  /** The driver follows the lengths of the values, and ignores that of the row. */
  private void requireSpaceFor(long bytes) throws IOException {
    if (columns == 0 ? bytes != left : bytes + 4L * columns > left) {
      throw new IOException("the values of a row have another length than the row");
    }
  }

  private void expectValue() {
    if (columns > 0) {
      expect(Part.VALUE_LENGTH, 4);
    } else {
      part = Part.TYPE;
    }
  }

  private String what() {
    return switch (type) {
      case ROW -> "a row";
      case 'N' -> "notices";
      case 'A' -> "notifications";
      case 'S' -> "parameters";
      case 'E' -> "errors";
      case 'd', 'G', 'H', 'W' -> "data to copy";
      default -> "messages other than rows";
    };
  }

  private static String megabytes(long bytes) {
    return (bytes >> 20) + " MB";
  }
}
