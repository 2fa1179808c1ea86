package io.github.qsmaven.files;

import static java.util.Comparator.comparing;

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
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Finds the files that a parameter names: paths, and globs ({@link PathGlob}). */
public final class FilePatterns {
  private static final Pattern WILDCARD = Pattern.compile("[*?\\[{]");

  /** The most files and folders that a pattern looks at. */
  private static final int MOST_ENTRIES = 1_000_000;

  private static final int MOST_LEVELS = 200;

  private final BaseFolder base;
  private final String parameter;
  private final String files;
  private final String example;

  /**
   * @param base the folder that relative patterns start from
   * @param parameter the parameter with the patterns; with {@code qs.}, its property
   * @param files what the files are, in the plural, such as {@code contracts}
   * @param example a glob for most of them, whose part from the first wildcard on fits any folder
   */
  public FilePatterns(BaseFolder base, String parameter, String files, String example) {
    this.base = base;
    this.parameter = parameter;
    this.files = files;
    this.example = example;
  }

  /**
   * The files of several patterns, each of which must match a file.
   *
   * @param patterns the patterns, none of them blank
   * @return each file once: in the order of the patterns, those of one pattern by their paths
   * @throws CannotCheckException if a pattern is invalid, or matches no file
   */
  public Collection<InputFile> matchingEach(List<String> patterns) throws CannotCheckException {
    Map<Path, InputFile> found = new LinkedHashMap<>();
    for (String pattern : patterns) {
      List<InputFile> matching = matching(pattern);
      if (matching.isEmpty()) {
        boolean isPath = firstWildcard(pattern) == pattern.length();
        throw invalid(pattern, isPath ? "the file does not exist" : "no file matches");
      }
      matching.forEach(file -> found.putIfAbsent(file.path(), file));
    }
    return found.values();
  }

  /**
   * The files of one pattern: whatever is in their places, but no folders.
   *
   * @param pattern the pattern, not blank
   * @return the files, by their paths; possibly none
   * @throws CannotCheckException if the pattern is invalid, or a folder cannot be read
   */
  public List<InputFile> matching(String pattern) throws CannotCheckException {
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
      String names = example.substring(firstWildcard(example));
      throw invalid(pattern, "it is a folder (its %s are %s/%s)".formatted(files, pattern, names));
    }
    return Files.exists(file.path(), LinkOption.NOFOLLOW_LINKS) ? List.of(file) : List.of();
  }

  /** Looks for the files that a glob matches. Does not follow links to folders. */
  private final class Walk extends SimpleFileVisitor<Path> {
    private final InputFile folder;
    private final boolean isAbsolute;
    private final PathGlob glob;
    private final int depth;
    private final List<InputFile> matching = new ArrayList<>();
    private Path root;
    private int entries;

    Walk(String folder, String glob) {
      this.folder = base.file(folder);
      this.root = this.folder.path();
      this.isAbsolute = base.isAbsolute(folder);
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
      matching.sort(comparing(InputFile::shown, CodePointOrder.INSTANCE));
      return matching;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path entry, BasicFileAttributes attributes) {
      return !entry.equals(root) && BaseFolder.isGit(entry.getFileName())
          ? FileVisitResult.SKIP_SUBTREE // Branches have names such as load.sql, too.
          : next();
    }

    private FileVisitResult next() {
      return ++entries < MOST_ENTRIES ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
    }

    /** Whatever is no folder, and folders at the greatest depth. */
    @Override
    public FileVisitResult visitFile(Path entry, BasicFileAttributes attributes) {
      Path relative = root.relativize(entry);
      if (attributes.isDirectory()) {
        entries = depth == MOST_LEVELS ? MOST_ENTRIES : entries;
      } else if (glob.matches(base.slashed(relative.toString())) && !Files.isDirectory(entry)) {
        matching.add(base.file(folder.path().resolve(relative), isAbsolute));
      }
      return next();
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

  /**
   * The files that one pattern names: those that a glob matches, the file of a path, and all files
   * in the folder of a path.
   *
   * @param pattern the pattern, not blank
   * @return accepts absolute paths
   * @throws CannotCheckException if the pattern is invalid
   */
  public Predicate<Path> naming(String pattern) throws CannotCheckException {
    String slashed = base.slashed(pattern.strip());
    int wildcard = firstWildcard(slashed);
    try {
      if (wildcard == slashed.length()) {
        Path named = base.resolve(slashed);
        return file -> file.startsWith(named);
      }
      int split = slashed.lastIndexOf('/', wildcard) + 1;
      Path folder = base.resolve(slashed.substring(0, split));
      PathGlob glob = new PathGlob(slashed.substring(split));
      return file ->
          file.startsWith(folder) && glob.matches(base.slashed(folder.relativize(file).toString()));
    } catch (InvalidPathException | PatternSyntaxException e) {
      throw invalid(pattern, "neither a path nor a pattern");
    }
  }

  private static int firstWildcard(String pattern) {
    Matcher wildcard = WILDCARD.matcher(pattern);
    return wildcard.find() ? wildcard.start() : pattern.length();
  }

  private CannotCheckException invalid(String pattern, String problem) {
    return new CannotCheckException(
        "Invalid value %s for %s (-Dqs.%s): %s."
            .formatted(NameEscaper.CONSOLE.quoted(pattern), parameter, parameter, problem),
        "write a path, or a glob such as %s, relative to %s."
            .formatted(example, NameEscaper.CONSOLE.of(base.path())));
  }
}
