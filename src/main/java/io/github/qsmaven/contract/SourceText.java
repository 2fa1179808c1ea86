package io.github.qsmaven.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.qsmaven.model.SourcePosition;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.file.Files;
import java.nio.file.Path;
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
   * Reads a file in UTF-8, of at most {@link #MOST_BYTES} bytes.
   *
   * @param path the file
   * @param file the path of the file for messages
   * @param problems collects why the file cannot be read
   * @return the text; empty if the file cannot be read
   */
  static Optional<SourceText> read(Path path, String file, Problems problems) {
    SourcePosition start = new SourcePosition(file, 1, 1);
    try (InputStream in = Files.newInputStream(path)) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length <= MOST_BYTES) {
        return decode(bytes, file, problems);
      }
      problems.add(start, () -> "the file is larger than " + MOST_BYTES / 1024 / 1024 + " MB");
    } catch (IOException e) {
      problems.add(
          start, () -> Files.exists(path) ? "the file cannot be read" : "the file does not exist");
    }
    return Optional.empty();
  }

  private static Optional<SourceText> decode(byte[] bytes, String file, Problems problems) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    CoderResult result = UTF_8.newDecoder().decode(in, out, true);
    String decoded = out.flip().toString();
    SourceText source =
        new SourceText(file, decoded.startsWith("\uFEFF") ? decoded.substring(1) : decoded);
    if (!result.isError()) {
      return Optional.of(source);
    }
    problems.add(
        source.at(source.text.length()),
        () ->
            "the byte 0x%02X is not UTF-8; save the file as UTF-8".formatted(bytes[in.position()]));
    return Optional.empty();
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
