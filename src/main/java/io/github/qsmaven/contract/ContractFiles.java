package io.github.qsmaven.contract;

import static java.util.Comparator.comparing;

import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.CodePointOrder;
import io.github.qsmaven.model.NameEscaper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/**
 * Finds the files that the parameter {@code contracts} names: paths, and globs as {@link
 * java.nio.file.FileSystem#getPathMatcher} reads them, but that {@code **}{@code /} stands for no
 * folder too, as Maven's patterns have it.
 */
final class ContractFiles {
  private static final String ANY_FOLDERS = "**/";
  private static final String WILDCARDS = "*?[{";

  private final BaseFolder base;

  /**
   * @param base the folder that relative patterns start from
   */
  ContractFiles(BaseFolder base) {
    this.base = base;
  }

  /**
   * The files of a list of patterns.
   *
   * @param patterns the patterns, none of them blank
   * @return each file once: in the order of the patterns, those of one pattern by their paths
   * @throws CannotCheckException if a pattern is none, or matches no file
   */
  Set<Path> matching(List<String> patterns) throws CannotCheckException {
    Set<Path> files = new LinkedHashSet<>();
    for (String pattern : patterns) {
      List<Path> matching = matching(pattern);
      if (matching.isEmpty()) {
        throw cannot(pattern, hasWildcard(pattern) ? "matches no file" : "is not there");
      }
      files.addAll(matching);
    }
    return files;
  }

  /**
   * The files of one pattern.
   *
   * @param pattern the pattern, not blank
   * @return the files, by their paths; none if there are none
   * @throws CannotCheckException if it is no pattern, or the files cannot be looked for
   */
  List<Path> matching(String pattern) throws CannotCheckException {
    // On Windows, where a glob takes the backslash for an escape.
    String slashed = base.slashed(pattern.strip());
    try {
      if (!hasWildcard(slashed)) {
        return file(pattern, base.resolve(slashed));
      }
      int split = slashed.lastIndexOf('/', firstWildcard(slashed)) + 1;
      Path root = base.resolve(slashed.substring(0, split));
      return Files.isDirectory(root) ? walk(root, slashed.substring(split)) : List.of();
    } catch (InvalidPathException | PatternSyntaxException e) {
      throw cannot(pattern, "is no path and no pattern");
    } catch (IOException e) {
      throw cannot(pattern, "cannot be looked for: a folder cannot be read");
    }
  }

  private List<Path> file(String pattern, Path file) throws CannotCheckException {
    if (Files.isDirectory(file)) {
      throw cannot(pattern, "is a folder (its contracts would be " + pattern + "/*.odcs.yaml)");
    }
    return Files.exists(file) ? List.of(file) : List.of();
  }

  private List<Path> walk(Path root, String glob) throws IOException {
    String asMaven = glob.indexOf('{') < 0 ? glob.replace(ANY_FOLDERS, "{,**/}") : glob;
    PathMatcher matcher = base.path().getFileSystem().getPathMatcher("glob:" + asMaven);
    int depth = glob.contains("**") ? Integer.MAX_VALUE : glob.split("/").length;
    try (Stream<Path> paths = Files.walk(root, depth)) {
      return paths
          .filter(path -> matcher.matches(root.relativize(path)) && Files.isRegularFile(path))
          .sorted(comparing(base::shown, CodePointOrder.INSTANCE))
          .toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static boolean hasWildcard(String pattern) {
    return firstWildcard(pattern) < pattern.length();
  }

  private static int firstWildcard(String pattern) {
    int index = 0;
    while (index < pattern.length() && WILDCARDS.indexOf(pattern.charAt(index)) < 0) {
      index++;
    }
    return index;
  }

  private CannotCheckException cannot(String pattern, String problem) {
    return new CannotCheckException(
        "Of contracts (qs.contracts), " + NameEscaper.CONSOLE.quoted(pattern) + " " + problem + ".",
        "correct it: a path, or a glob such as src/main/qs/**/*.odcs.yaml, from "
            + NameEscaper.CONSOLE.of(base.path().toString())
            + ".");
  }
}
