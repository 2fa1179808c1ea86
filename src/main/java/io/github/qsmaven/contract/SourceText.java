package io.github.qsmaven.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.qsmaven.model.SourcePosition;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * A text that the user wrote.
 *
 * @param file where it stands, as users know it
 * @param text the text, without a byte order mark
 */
record SourceText(String file, String text) {
  /** Far more than a person writes, far less than would exhaust the memory of a build. */
  static final int MOST_BYTES = 64 * 1024 * 1024;

  /**
   * Reads a file in UTF-8, of at most {@link #MOST_BYTES} bytes.
   *
   * @param path the file
   * @param file the file, as users know it
   * @param problems where it goes if the file cannot be read
   * @return the text; nothing if it cannot be read
   */
  static Optional<SourceText> read(Path path, String file, Problems problems) {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(path)) {
      bytes = in.readNBytes(MOST_BYTES + 1);
    } catch (IOException e) {
      problems.add(
          new SourcePosition(file, 1, 1),
          () -> Files.exists(path) ? "the file cannot be read" : "the file is not there");
      return Optional.empty();
    }
    if (bytes.length > MOST_BYTES) {
      problems.add(
          new SourcePosition(file, 1, 1),
          () -> "the file is larger than " + MOST_BYTES / 1024 / 1024 + " MB");
      return Optional.empty();
    }
    return decode(bytes, file, problems);
  }

  private static Optional<SourceText> decode(byte[] bytes, String file, Problems problems) {
    CharsetDecoder decoder =
        UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    CoderResult result = decoder.decode(in, out, true);
    String decoded = out.flip().toString();
    SourceText source =
        new SourceText(file, decoded.startsWith("\uFEFF") ? decoded.substring(1) : decoded);
    if (result.isError()) {
      problems.add(
          source.at(source.text.length()),
          () ->
              String.format(
                  Locale.ROOT,
                  "the byte 0x%02X is not UTF-8: save the file as UTF-8",
                  bytes[in.position()]));
      return Optional.empty();
    }
    return Optional.of(source);
  }

  /**
   * Where a character stands.
   *
   * @param index the character's index in the text
   */
  SourcePosition at(int index) {
    int line = 1;
    int start = 0;
    for (int i = 0; i < index; i++) {
      char c = text.charAt(i);
      if (c == '\n' || (c == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n'))) {
        line++;
        start = i + 1;
      }
    }
    return new SourcePosition(file, line, text.codePointCount(start, index) + 1);
  }
}
