package io.github.qsmaven.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.qsmaven.files.InputFile;
import io.github.qsmaven.files.UnusableFileException;
import io.github.qsmaven.model.SourcePosition;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.util.Optional;

/**
 * A text that the user wrote.
 *
 * @param file the path of its file, or the name of its parameter, for messages
 * @param text the text, without a byte order mark
 */
record SourceText(String file, String text) {
  /** The largest text that is read, so that none exhausts the memory of a build. */
  static final int MOST_BYTES = 64 * 1024 * 1024;

  /**
   * The longest line that is read, in bytes: the time that the YAML engine takes grows with the
   * square of the length of a line.
   */
  private static final int MOST_BYTES_OF_LINE = 64 * 1024;

  /**
   * Reads a file in UTF-8.
   *
   * @param file the file
   * @param mostBytes the size of the largest file that is read
   * @param problems collects why the file cannot be read
   * @return the text; empty if the file cannot be read
   */
  static Optional<SourceText> read(InputFile file, int mostBytes, Problems problems) {
    try {
      byte[] bytes = file.read(mostBytes);
      int line = lineThatIsTooLong(bytes);
      if (line == 0) {
        return decode(bytes, file.shown(), problems);
      }
      problems.add(
          new SourcePosition(file.shown(), line, 1),
          () -> "the line is longer than " + MOST_BYTES_OF_LINE / 1024 + " KB");
    } catch (UnusableFileException e) {
      problems.add(new SourcePosition(file.shown(), 1, 1), () -> "the file " + e.problem());
    }
    return Optional.empty();
  }

  /**
   * The number of the first such line; 0 if there is none. Looks only for an end near the bound.
   */
  private static int lineThatIsTooLong(byte[] bytes) {
    int start = 0;
    while (bytes.length - start > MOST_BYTES_OF_LINE) {
      int end = start + MOST_BYTES_OF_LINE;
      while (end >= start && bytes[end] != '\n' && bytes[end] != '\r') {
        end--;
      }
      if (end < start) {
        return (int) new String(bytes, 0, start, UTF_8).lines().count() + 1;
      }
      start = end + 1;
    }
    return 0;
  }

  private static Optional<SourceText> decode(byte[] bytes, String file, Problems problems) {
    // Several times as fast as a decoder, but has U+FFFD in place of what is not UTF-8.
    String text = new String(bytes, UTF_8);
    if (text.indexOf('\uFFFD') < 0) {
      return Optional.of(withoutMark(file, text));
    }
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    CoderResult result = UTF_8.newDecoder().decode(in, out, true);
    SourceText source = withoutMark(file, out.flip().toString());
    if (!result.isError()) {
      return Optional.of(source);
    }
    problems.add(
        source.at(source.text.length()),
        () ->
            "the byte 0x%02X is not UTF-8; save the file as UTF-8".formatted(bytes[in.position()]));
    return Optional.empty();
  }

  private static SourceText withoutMark(String file, String text) {
    return new SourceText(file, text.startsWith("\uFEFF") ? text.substring(1) : text);
  }

  /** Whether a line ends with the character at an index. */
  boolean endsLine(int index) {
    char c = text.charAt(index);
    return c == '\n' || (c == '\r' && !text.startsWith("\n", index + 1));
  }

  /**
   * The position of a character.
   *
   * @param index the character's index in the text
   */
  SourcePosition at(int index) {
    int line = 1;
    int start = 0;
    for (int i = 0; i < index; i++) {
      if (endsLine(i)) {
        line++;
        start = i + 1;
      }
    }
    return new SourcePosition(file, line, text.codePointCount(start, index) + 1);
  }
}
