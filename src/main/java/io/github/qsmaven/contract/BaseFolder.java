package io.github.qsmaven.contract;

import java.nio.file.Path;

/**
 * The folder that relative paths start from: the project's.
 *
 * @param path the folder
 */
public record BaseFolder(Path path) {
  /** Makes it absolute. */
  public BaseFolder {
    path = path.toAbsolutePath().normalize();
  }

  /** A path with {@code /} between the folders, also on Windows. */
  String slashed(String written) {
    return written.replace(path.getFileSystem().getSeparator(), "/");
  }

  /** A file that a path without wildcards names. */
  Path resolve(String written) {
    return path.resolve(written).normalize();
  }

  /**
   * A file as users know it: its path from here if it is in here, else the whole.
   *
   * @param file its absolute path
   */
  public String shown(Path file) {
    return slashed((file.startsWith(path) ? path.relativize(file) : file).toString());
  }
}
