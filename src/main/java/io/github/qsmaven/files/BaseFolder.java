package io.github.qsmaven.files;

import io.github.qsmaven.model.NameEscaper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The folder that relative paths start from: the folder of the project. A file that such a path
 * names is read only if it is in the checkout: a commit may add a symbolic link to a file with a
 * secret, whose lines the plugin would then show. Those in the checkout are in hidden places: CI
 * servers keep a token in {@code .git}, and builds a {@code .m2/settings.xml} or {@code .env}.
 *
 * @param path the folder
 * @param checkout the folder of the source tree
 */
public record BaseFolder(Path path, Path checkout) {
  private static final String GIT = ".git";
  private static final int MOST_LINKS = 40;

  /** Makes the paths absolute. */
  public BaseFolder {
    path = path.toAbsolutePath().normalize();
    checkout = checkout.toAbsolutePath().normalize();
  }

  /** The folder of a project that is not in a larger source tree. */
  public BaseFolder(Path path) {
    this(path, path);
  }

  /** A path with {@code /} between the folders, also on Windows. */
  public String slashed(String written) {
    return written.replace(path.getFileSystem().getSeparator(), "/");
  }

  /** Whether a path as the user wrote it is absolute, on the file system of this folder. */
  boolean isAbsolute(String written) {
    return path.getFileSystem().getPath(written).isAbsolute();
  }

  /** The absolute path of a file. */
  public Path resolve(String written) {
    return path.resolve(written).normalize();
  }

  /**
   * The path of a file for messages: relative if the file is in this folder, else absolute.
   *
   * @param file its absolute path
   */
  public String shown(Path file) {
    boolean isInside = file.startsWith(path) && !file.equals(path);
    return slashed((isInside ? path.relativize(file) : file).toString());
  }

  /**
   * A file that the user named.
   *
   * @param written the path as the user wrote it: a relative path may name a file in the checkout
   *     only, an absolute path also another one
   */
  public InputFile file(String written) {
    return file(resolve(written), isAbsolute(written));
  }

  /**
   * A file that a pattern matches.
   *
   * @param file its absolute path
   * @param isAbsolute whether the pattern starts from an absolute path
   */
  public InputFile file(Path file, boolean isAbsolute) {
    return new InputFile(file, shown(file), (named, real) -> check(named, real, isAbsolute));
  }

  /** See {@link InputFile.Access}. */
  private void check(Path named, Path real, boolean isAbsolute)
      throws IOException, UnusableFileException {
    Path top = checkout.toRealPath();
    if (real.startsWith(top)) {
      for (Path folder : top.relativize(real)) {
        String name = folder.toString();
        if (isGit(folder)) {
          throw new UnusableFileException("is in .git, not among the sources");
        } else if (name.startsWith(".") && leadsThrough(top, named)) {
          throw new UnusableFileException("is a symbolic link to a hidden file or folder");
        }
      }
    } else if (!isAbsolute || leadsThrough(top, named)) {
      throw new UnusableFileException(
          "leads outside of the checkout "
              + NameEscaper.CONSOLE.of(top)
              + "; if the plugin is to read a file there, name it by its own absolute path");
    }
  }

  /** Whether a name is that of the folder of Git, on any file system. */
  static boolean isGit(Path name) {
    return name.toString().equalsIgnoreCase(GIT);
  }

  /** Whether a link on the way to a file is in the checkout. */
  private static boolean leadsThrough(Path top, Path file) throws IOException {
    Path at = file;
    for (int links = 0; links < MOST_LINKS; links++) {
      Path link = firstLink(at);
      if (link == null) {
        return false;
      }
      Path folder = link.resolveSibling("").toRealPath();
      if (folder.startsWith(top)) {
        return true;
      }
      at = folder.resolve(Files.readSymbolicLink(link)).resolve(link.relativize(at)).normalize();
    }
    return true;
  }

  private static @Nullable Path firstLink(Path file) {
    for (int names = 1; names <= file.getNameCount(); names++) {
      Path folder = file.getRoot().resolve(file.subpath(0, names));
      if (Files.isSymbolicLink(folder)) {
        return folder;
      }
    }
    return null;
  }
}
