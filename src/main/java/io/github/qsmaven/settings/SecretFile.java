package io.github.qsmaven.settings;

import static java.nio.file.attribute.PosixFilePermission.GROUP_EXECUTE;
import static java.nio.file.attribute.PosixFilePermission.GROUP_READ;
import static java.nio.file.attribute.PosixFilePermission.OTHERS_EXECUTE;
import static java.nio.file.attribute.PosixFilePermission.OTHERS_READ;

import io.github.qsmaven.files.InputFile;
import io.github.qsmaven.files.UnusableFileException;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.NameEscaper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
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
            .formatted(key, NameEscaper.CONSOLE.quoted(serverId), NameEscaper.CONSOLE.of(path)));
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
   * They may not if they cannot enter a folder on the way. Says nothing of a file that the user
   * cannot change, such as a secret that a container mounts, with mode 0444, and only for reading.
   *
   * @return a warning, if so
   */
  Optional<String> warning() {
    try {
      Path real = path.toRealPath();
      PosixFileAttributeView view = Files.getFileAttributeView(real, PosixFileAttributeView.class);
      if (view == null) {
        return Optional.empty();
      }
      PosixFileAttributes file = view.readAttributes();
      Set<PosixFilePermission> permissions = file.permissions();
      boolean byGroup = permissions.contains(GROUP_READ);
      boolean byOthers = permissions.contains(OTHERS_READ);
      for (Path folder = real.getParent(); folder != null; folder = folder.getParent()) {
        Set<PosixFilePermission> onTheWay = Files.getPosixFilePermissions(folder);
        byOthers &= onTheWay.contains(OTHERS_EXECUTE);
        byGroup &= onTheWay.contains(OTHERS_EXECUTE) || onTheWay.contains(GROUP_EXECUTE);
      }
      boolean isOwn = file.owner().getName().equals(System.getProperty("user.name"));
      return (byGroup || byOthers) && isOwn && !Files.getFileStore(real).isReadOnly()
          ? Optional.of(
              "%scan be read by other users (%s). Run chmod 600 on it."
                  .formatted(what, PosixFilePermissions.toString(permissions)))
          : Optional.empty();
    } catch (IOException e) {
      // Reading the file reports it.
      return Optional.empty();
    }
  }
}
