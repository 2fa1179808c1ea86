package io.github.qsmaven.settings;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.qsmaven.files.InputFile;
import io.github.qsmaven.files.UnusableFileException;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.NameEscaper;
import io.github.qsmaven.model.ReceivedText;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A file that contains a password alone, such as a secret that Docker or Kubernetes mounts, which
 * is a symbolic link there. In UTF-8; a byte order mark and whitespace around it do not count.
 *
 * @param path where it is
 * @param what the start of a sentence about it
 */
record PasswordFile(Path path, String what) {
  /** In bytes; a token has a few thousand. */
  private static final int LARGEST = 64 * 1024;

  /**
   * @param serverId the id of the server entry that names it
   */
  static PasswordFile of(Path path, String serverId) {
    return new PasswordFile(
        path,
        "The passwordFile of server %s, %s, "
            .formatted(
                NameEscaper.CONSOLE.quoted(serverId), NameEscaper.CONSOLE.of(path.toString())));
  }

  /**
   * Reads the text of the file.
   *
   * @throws CannotCheckException if it cannot be read, or is no text in UTF-8
   */
  String text() throws CannotCheckException {
    String text;
    try {
      text = new String(new InputFile(path).read(LARGEST), UTF_8);
    } catch (UnusableFileException e) {
      throw new CannotCheckException(
          what + e.problem() + ".",
          "set passwordFile to a file with the password alone, which the user who runs the build"
              + " may read; a relative path is resolved against the folder in which Maven was"
              + " started.");
    }
    if (new ReceivedText(text).isDamaged()) {
      throw new CannotCheckException(what + "is not in UTF-8.", "save the file in UTF-8.");
    }
    return text;
  }

  /** A warning if others than its owner may read it. */
  Optional<String> warning() {
    return new PrivateFile(path, what).warning();
  }
}
