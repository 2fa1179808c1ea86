package io.github.qsmaven.lock;

import io.github.qsmaven.files.BaseFolder;
import io.github.qsmaven.files.InputFile;
import io.github.qsmaven.files.TemporaryFiles;
import io.github.qsmaven.files.UnusableFileException;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.Lock;
import io.github.qsmaven.model.NameEscaper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The lock file of a project. It is written completely or not at all. */
public final class LockFile {
  /** Where the lock is, relative to the project. */
  public static final String DEFAULT_PATH = "src/main/qs/qs.lock.json";

  private static final int MOST_BYTES = 64 * 1024 * 1024;

  private static final Pattern OF_THIS_VERSION =
      Pattern.compile("\"qsLock\"\\s*:\\s*" + LockText.VERSION + "\\s*[,}]");

  private final BaseFolder base;
  private final InputFile file;

  /**
   * @param base the folder that relative paths start from
   * @param path the path as the user wrote it; null: {@link #DEFAULT_PATH}
   */
  public LockFile(BaseFolder base, @Nullable String path) {
    this.base = base;
    this.file = base.file(path == null ? DEFAULT_PATH : path);
  }

  /** The absolute path. */
  public Path path() {
    return file.path();
  }

  /** The path for messages; not escaped. */
  public String shown() {
    return file.shown();
  }

  /**
   * The path of another file for messages; not escaped.
   *
   * @param other its absolute path
   */
  public String shown(Path other) {
    return base.shown(other);
  }

  /** Whether there is something at the path. */
  public boolean exists() {
    return Files.exists(file.path());
  }

  /**
   * Reads the lock.
   *
   * @return the lock, sorted, with the positions of its parts; null if the file does not exist
   * @throws CannotCheckException if it cannot be read, or is no lock that this version reads
   */
  public @Nullable Lock read() throws CannotCheckException {
    if (!exists()) {
      return null;
    }
    try {
      return read(file.read(MOST_BYTES), shown());
    } catch (UnusableFileException e) {
      throw unusable("read", e);
    }
  }

  /**
   * Whether the file was a lock of this version, though it may not be readable any more, so that
   * another lock may replace it: for example, after a merge conflict. Other files may not be
   * replaced.
   */
  public boolean isDamaged() {
    try {
      return OF_THIS_VERSION
          .matcher(new String(file.read(MOST_BYTES), StandardCharsets.ISO_8859_1))
          .find();
    } catch (UnusableFileException e) {
      return false;
    }
  }

  /**
   * Reads the lock of another commit.
   *
   * @param bytes the content of the file
   * @param shown the path for messages and positions
   * @return the lock, sorted, with the positions of its parts
   * @throws CannotCheckException if it is no lock that this version reads
   */
  public Lock read(byte[] bytes, String shown) throws CannotCheckException {
    return new LockReader(bytes, shown).read();
  }

  /** The content of the file for a lock. */
  public byte[] bytes(Lock lock) {
    return new LockText().bytes(lock);
  }

  /**
   * Writes the lock, unless the file has the same content already, perhaps with other line ends.
   *
   * @return whether the file was changed
   * @throws CannotCheckException if it cannot be written; an existing file is not changed then
   */
  public boolean write(Lock lock) throws CannotCheckException {
    byte[] bytes = bytes(lock);
    try {
      if (exists()) {
        file.requireRegular();
        if (hasContent(bytes)) {
          return false;
        }
      }
    } catch (UnusableFileException e) {
      throw unusable("write", e);
    }
    move(bytes, file.path(), shown());
    return true;
  }

  /**
   * Writes a lock elsewhere: the candidate of a project without a lock.
   *
   * @param lock the lock
   * @param to the absolute path
   * @throws CannotCheckException if it cannot be written
   */
  public void writeTo(Lock lock, Path to) throws CannotCheckException {
    move(bytes(lock), to, shown(to));
  }

  /** Git may have changed the line ends of the file. */
  private boolean hasContent(byte[] bytes) {
    try {
      byte[] there = file.read(MOST_BYTES);
      int length = 0;
      for (int i = 0; i < there.length; i++) {
        if (there[i] != '\r' || i + 1 == there.length || there[i + 1] != '\n') {
          there[length++] = there[i];
        }
      }
      return Arrays.equals(there, 0, length, bytes, 0, bytes.length);
    } catch (UnusableFileException e) {
      return false;
    }
  }

  private static void move(byte[] bytes, Path path, String shown) throws CannotCheckException {
    if (bytes.length > MOST_BYTES) {
      throw new CannotCheckException(
          "The lock would be larger than %s MB, the most that the plugin reads; nothing was written."
              .formatted(MOST_BYTES / 1024 / 1024),
          "lock fewer tables with -Dqs.includes or -Dqs.excludes.");
    }
    try {
      Path to = Files.exists(path) ? path.toRealPath() : path;
      Path folder = to.resolveSibling("");
      Files.createDirectories(folder);
      TemporaryFiles files = new TemporaryFiles(folder);
      files.removeAbandoned();
      Path temporary = files.next();
      try {
        Files.write(temporary, bytes, StandardOpenOption.CREATE_NEW);
        Files.move(temporary, to, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(temporary);
      }
    } catch (IOException e) {
      throw new CannotCheckException(
          "Cannot write the lock to %s (%s)."
              .formatted(NameEscaper.CONSOLE.of(shown), e.getClass().getSimpleName()),
          "check free space and permissions there, or choose another file with -Dqs.lockFile.");
    }
  }

  private CannotCheckException unusable(String what, UnusableFileException e) {
    return new CannotCheckException(
        "Cannot %s the lock: %s %s.".formatted(what, NameEscaper.CONSOLE.of(shown()), e.problem()),
        "name another file with -Dqs.lockFile.");
  }
}
