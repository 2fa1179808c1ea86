package io.github.qsmaven.settings;

import static java.nio.file.attribute.PosixFilePermission.GROUP_READ;
import static java.nio.file.attribute.PosixFilePermission.OTHERS_READ;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/**
 * A file with a secret.
 *
 * @param path where it is
 * @param what the subject of the warning, with a blank at its end
 */
record PrivateFile(Path path, String what) {
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
