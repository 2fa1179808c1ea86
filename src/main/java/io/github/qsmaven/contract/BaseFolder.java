package io.github.qsmaven.contract;

import java.nio.file.Path;

/**
 * The folder that relative paths start from: the folder of the project.
 *
 * @param path the folder
 */
public record BaseFolder(Path path) {
  /** Makes the path absolute. */
  public BaseFolder {
    path = path.toAbsolutePath().normalize();
  }

  /** A path with {@code /} between the folders, also on Windows. */
  String slashed(String written) {
    return written.replace(path.getFileSystem().getSeparator(), "/");
  }

  /** The absolute path of a file. */
  Path resolve(String written) {
    return path.resolve(written).normalize();
  }

  /**
   * The path of a file for messages: relative if the file is in this folder, otherwise absolute.
   *
   * @param file its absolute path
   */
  public String shown(Path file) {
    return slashed((file.startsWith(path) ? path.relativize(file) : file).toString());
  }
}
