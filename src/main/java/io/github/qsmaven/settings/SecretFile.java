package io.github.qsmaven.settings;

import static java.nio.file.attribute.PosixFilePermission.GROUP_READ;
import static java.nio.file.attribute.PosixFilePermission.OTHERS_READ;

import io.github.qsmaven.files.InputFile;
import io.github.qsmaven.files.UnusableFileException;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.NameEscaper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/**
 * A file with a secret that a server entry names, such as one that Docker or Kubernetes mounts,
 * which is a symbolic link there.
 *
 * @param path where it is
 * @param what the start of a sentence about it, with a space at its end
 */
record SecretFile(Path path, String what) {
  /** In bytes; a token has a few thousand. */
  private static final int LARGEST = 64 * 1024;

  /**
   * @param key the element that names it
   * @param serverId the id of the server entry
   */
  static SecretFile of(Path path, String key, String serverId) {
    return new SecretFile(
        path,
        "The %s of server %s, %s, "
            .formatted(
                key,
                NameEscaper.CONSOLE.quoted(serverId),
                NameEscaper.CONSOLE.of(path.toString())));
  }

  /**
   * Reads the file.
   *
   * @param advice what to do if it cannot be read
   */
  byte[] bytes(String advice) throws CannotCheckException {
    try {
      return new InputFile(path).read(LARGEST);
    } catch (UnusableFileException e) {
      throw new CannotCheckException(what + e.problem() + ".", advice);
    }
  }

  /**
   * Checks whether others than its owner may read it, if the file system has POSIX permissions.
   *
   * @return a warning, if so
   */
  Optional<String> warning() {
    PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
    if (view == null) {
      return Optional.empty();
    }
    try {
      Set<PosixFilePermission> permissions = view.readAttributes().permissions();
      if (!permissions.contains(GROUP_READ) && !permissions.contains(OTHERS_READ)) {
        return Optional.empty();
      }
      return Optional.of(
          "%scan be read by other users (%s). Run chmod 600 on it."
              .formatted(what, PosixFilePermissions.toString(permissions)));
    } catch (IOException e) {
      // Reading the file reports it.
      return Optional.empty();
    }
  }
}
