package io.github.qsmaven.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * A file that a user named. There may be anything in its place: a pipe, which blocks who opens it,
 * or a device without an end. Only a regular file is opened.
 *
 * @param path its absolute path
 * @param shown its path in messages
 * @param access which files may be read
 */
public record InputFile(Path path, String shown, Access access) {
  /** Which files may be read. */
  @FunctionalInterface
  public interface Access {
    /** Every file. */
    Access ANY = (path, real) -> {};

    /**
     * Rejects a file that may not be read.
     *
     * @param path the path that the user wrote, absolute
     * @param real where it leads, without symbolic links
     */
    void check(Path path, Path real) throws IOException, UnusableFileException;
  }

  /** A file that the settings of the user name. */
  public InputFile(Path path) {
    this(path, path.toString(), Access.ANY);
  }

  /**
   * Where the file is, without symbolic links.
   *
   * @throws UnusableFileException if it may not be read
   */
  public Path real() throws UnusableFileException {
    try {
      Path real = path.toRealPath();
      access.check(path, real);
      return real;
    } catch (NoSuchFileException e) {
      throw new UnusableFileException("does not exist");
    } catch (IOException e) {
      throw new UnusableFileException("cannot be read");
    }
  }

  /**
   * Checks that the file may be read and is a regular file.
   *
   * @return its size, in bytes
   * @throws UnusableFileException if not
   */
  public long requireRegular() throws UnusableFileException {
    return size(real());
  }

  private static long size(Path real) throws UnusableFileException {
    try {
      BasicFileAttributes attributes =
          Files.readAttributes(real, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (attributes.isRegularFile()) {
        return attributes.size();
      }
      throw new UnusableFileException(
          attributes.isDirectory() ? "is a folder" : "is not a regular file");
    } catch (IOException e) {
      throw new UnusableFileException("cannot be read");
    }
  }

  /**
   * Reads the file. A file of 0 bytes is not opened, since those of {@code /proc}, which may block,
   * are such files.
   *
   * @param mostBytes the size of the largest file that is read
   * @throws UnusableFileException if it may not be read, is not a regular file, or is larger
   */
  public byte[] read(int mostBytes) throws UnusableFileException {
    Path real = real();
    long size = size(real);
    byte[] bytes = new byte[0];
    if (size > 0 && size <= mostBytes) {
      // What was checked is opened, even if a link has taken its place.
      try (InputStream in = Files.newInputStream(real, LinkOption.NOFOLLOW_LINKS)) {
        bytes = in.readNBytes(mostBytes + 1);
      } catch (IOException e) {
        throw new UnusableFileException("cannot be read");
      }
    }
    if (Math.max(size, bytes.length) > mostBytes) {
      boolean isSmall = mostBytes < 1 << 20;
      throw new UnusableFileException(
          "is larger than " + (isSmall ? (mostBytes >> 10) + " KB" : (mostBytes >> 20) + " MB"));
    }
    return bytes;
  }
}
