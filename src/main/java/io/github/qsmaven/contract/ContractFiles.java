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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/**
 * Finds the files that the parameter {@code contracts} names: paths, and globs of {@link
 * java.nio.file.FileSystem#getPathMatcher}. As in Maven's patterns, {@code **}{@code /} matches no
 * folder as well.
 */
final class ContractFiles {
  private static final String ANY_FOLDERS = "**/";
  private static final Pattern WILDCARD = Pattern.compile("[*?\\[{]");

  private final BaseFolder base;

  /**
   * @param base the folder that relative patterns start from
   */
  ContractFiles(BaseFolder base) {
    this.base = base;
  }

  /**
   * The files of several patterns, each of which must match a file.
   *
   * @param patterns the patterns, none of them blank
   * @return each file once: in the order of the patterns, those of one pattern by their paths
   * @throws CannotCheckException if a pattern is invalid, or matches no file
   */
  Set<Path> matchingEach(List<String> patterns) throws CannotCheckException {
    Set<Path> files = new LinkedHashSet<>();
    for (String pattern : patterns) {
      List<Path> matching = matching(pattern);
      if (matching.isEmpty()) {
        boolean isPath = firstWildcard(pattern) == pattern.length();
        throw invalid(pattern, isPath ? "the file does not exist" : "no file matches");
      }
      files.addAll(matching);
    }
    return files;
  }

  /**
   * The files of one pattern.
   *
   * @param pattern the pattern, not blank
   * @return the files, by their paths; possibly none
   * @throws CannotCheckException if the pattern is invalid, or a folder cannot be read
   */
  List<Path> matching(String pattern) throws CannotCheckException {
    // In a glob, the backslash, which separates folders on Windows, is an escape.
    String slashed = base.slashed(pattern.strip());
    int wildcard = firstWildcard(slashed);
    try {
      if (wildcard == slashed.length()) {
        return file(pattern, base.resolve(slashed));
      }
      int split = slashed.lastIndexOf('/', wildcard) + 1;
      Path root = base.resolve(slashed.substring(0, split));
      return Files.isDirectory(root) ? walk(root, slashed.substring(split)) : List.of();
    } catch (InvalidPathException | PatternSyntaxException e) {
      throw invalid(pattern, "neither a path nor a pattern");
    } catch (IOException e) {
      throw invalid(pattern, "a folder cannot be read");
    }
  }

  private List<Path> file(String pattern, Path file) throws CannotCheckException {
    if (Files.isDirectory(file)) {
      throw invalid(pattern, "it is a folder (its contracts are " + pattern + "/*.odcs.yaml)");
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

  private static int firstWildcard(String pattern) {
    Matcher wildcard = WILDCARD.matcher(pattern);
    return wildcard.find() ? wildcard.start() : pattern.length();
  }

  private CannotCheckException invalid(String pattern, String problem) {
    return new CannotCheckException(
        "Invalid value %s for contracts (-Dqs.contracts): %s."
            .formatted(NameEscaper.CONSOLE.quoted(pattern), problem),
        "write a path, or a glob such as src/main/qs/**/*.odcs.yaml, relative to %s."
            .formatted(NameEscaper.CONSOLE.of(base.path().toString())));
  }
}
