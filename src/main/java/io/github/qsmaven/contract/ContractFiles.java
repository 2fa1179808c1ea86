package io.github.qsmaven.contract;

import static java.util.Comparator.comparing;

import io.github.qsmaven.files.BaseFolder;
import io.github.qsmaven.files.InputFile;
import io.github.qsmaven.files.PathGlob;
import io.github.qsmaven.files.UnusableFileException;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.CodePointOrder;
import io.github.qsmaven.model.NameEscaper;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Finds the files that the parameter {@code contracts} names: paths, and globs ({@link PathGlob}).
 */
final class ContractFiles {
  private static final Pattern WILDCARD = Pattern.compile("[*?\\[{]");

  /** The most files and folders that a pattern looks at. */
  private static final int MOST_ENTRIES = 1_000_000;

  private static final int MOST_LEVELS = 200;

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
  Collection<InputFile> matchingEach(List<String> patterns) throws CannotCheckException {
    Map<Path, InputFile> files = new LinkedHashMap<>();
    for (String pattern : patterns) {
      List<InputFile> matching = matching(pattern);
      if (matching.isEmpty()) {
        boolean isPath = firstWildcard(pattern) == pattern.length();
        throw invalid(pattern, isPath ? "the file does not exist" : "no file matches");
      }
      matching.forEach(file -> files.putIfAbsent(file.path(), file));
    }
    return files.values();
  }

  /**
   * The files of one pattern: whatever is in their places, but no folders.
   *
   * @param pattern the pattern, not blank
   * @return the files, by their paths; possibly none
   * @throws CannotCheckException if the pattern is invalid, or a folder cannot be read
   */
  List<InputFile> matching(String pattern) throws CannotCheckException {
    // In a glob, the backslash, which separates folders on Windows, is an escape.
    String slashed = base.slashed(pattern.strip());
    int wildcard = firstWildcard(slashed);
    try {
      if (wildcard == slashed.length()) {
        return file(pattern, base.file(slashed));
      }
      int split = slashed.lastIndexOf('/', wildcard) + 1;
      return new Walk(slashed.substring(0, split), slashed.substring(split)).files(pattern);
    } catch (InvalidPathException | PatternSyntaxException e) {
      throw invalid(pattern, "neither a path nor a pattern");
    } catch (IOException e) {
      throw invalid(pattern, "a folder cannot be read");
    }
  }

  private List<InputFile> file(String pattern, InputFile file) throws CannotCheckException {
    if (Files.isDirectory(file.path())) {
      throw invalid(pattern, "it is a folder (its contracts are " + pattern + "/*.odcs.yaml)");
    }
    return Files.exists(file.path(), LinkOption.NOFOLLOW_LINKS) ? List.of(file) : List.of();
  }

  /** Looks for the files that a glob matches. Does not follow links to folders. */
  private final class Walk extends SimpleFileVisitor<Path> {
    private final InputFile folder;
    private final boolean isAbsolute;
    private final PathGlob glob;
    private final int depth;
    private final List<InputFile> files = new ArrayList<>();
    private Path root;
    private int entries;

    Walk(String folder, String glob) {
      this.folder = base.file(folder);
      this.root = this.folder.path();
      this.isAbsolute = Path.of(folder).isAbsolute();
      this.glob = new PathGlob(glob);
      this.depth = glob.contains("**") ? MOST_LEVELS : glob.split("/").length;
    }

    List<InputFile> files(String pattern) throws IOException, CannotCheckException {
      if (!Files.isDirectory(root)) {
        return List.of();
      }
      try {
        root = folder.real();
      } catch (UnusableFileException e) {
        throw invalid(pattern, "the folder " + e.problem());
      }
      Files.walkFileTree(root, Set.of(), depth, this);
      if (entries >= MOST_ENTRIES) {
        throw invalid(
            pattern,
            "there are more than %s files, or folders more than %s levels deep"
                .formatted(MOST_ENTRIES, MOST_LEVELS));
      }
      files.sort(comparing(InputFile::shown, CodePointOrder.INSTANCE));
      return files;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path entry, BasicFileAttributes attributes) {
      return ++entries < MOST_ENTRIES ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
    }

    /** Whatever is no folder, and folders at the greatest depth. */
    @Override
    public FileVisitResult visitFile(Path entry, BasicFileAttributes attributes) {
      Path relative = root.relativize(entry);
      if (attributes.isDirectory()) {
        entries = depth == MOST_LEVELS ? MOST_ENTRIES : entries;
      } else if (glob.matches(base.slashed(relative.toString())) && !Files.isDirectory(entry)) {
        files.add(base.file(folder.path().resolve(relative), isAbsolute));
      }
      return preVisitDirectory(entry, attributes);
    }

    /** A file may be deleted at any time. */
    @Override
    public FileVisitResult visitFileFailed(Path entry, IOException e) throws IOException {
      if (e instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE;
      }
      throw e;
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
