package io.github.qsmaven.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.joining;

import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.CodePointOrder;
import io.github.qsmaven.model.NameEscaper;
import io.github.qsmaven.model.Quantity;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Where a project has its SQL.
 *
 * @param base the folder that relative paths start from: the folder of the project
 * @param patterns paths and globs of files; none: the default places
 * @param excludes paths and globs of files and folders that are left out; blank ones are ignored
 */
public record SqlSources(BaseFolder base, List<String> patterns, List<String> excludes) {
  private static final String PARAMETER = "sqlFiles (-Dqs.sqlFiles)";
  private static final List<String> DEFAULTS =
      List.of("src/main/sql/**/*.sql", "src/main/resources/**/*.sql");
  private static final String COMPILED = "target/compiled/**/*.sql";
  private static final String DBT_PROJECT = "dbt_project.yml";

  private static final List<Migrations> MIGRATIONS =
      List.of(
          new Migrations("Flyway", "db/migration"), new Migrations("Liquibase", "db/changelog"));

  private static final int MOST_FILES = 10_000;
  private static final int MOST_BYTES = 10 << 20;
  private static final int MOST_BYTES_OF_ALL = 256 << 20;
  private static final int MOST_PROBLEMS = 20;

  /** Scripts that build the schema once, in an order that is not that of their paths. */
  private record Migrations(String tool, String folder, PathGlob glob) {
    Migrations(String tool, String folder) {
      this(tool, folder, new PathGlob("src/main/resources/**/" + folder + "/**"));
    }
  }

  /**
   * The SQL of a project.
   *
   * @param files the files, sorted by their paths
   * @param remarks what was left out on purpose; each a line, escaped
   * @param warnings what is probably missing; each a line, escaped
   */
  public record Contents(List<SqlFile> files, List<String> remarks, List<String> warnings) {
    public Contents {
      files = List.copyOf(files);
      remarks = List.copyOf(remarks);
      warnings = List.copyOf(warnings);
    }
  }

  public SqlSources {
    patterns = List.copyOf(patterns);
    excludes = List.copyOf(excludes);
  }

  /**
   * Finds and reads the files.
   *
   * @throws CannotCheckException if there is no file, a pattern that was given matches none, there
   *     are too many, or one cannot be read; the message lists the files that cannot
   */
  public Contents read() throws CannotCheckException {
    return read(true);
  }

  /**
   * Finds and reads the files, if there are any.
   *
   * @throws CannotCheckException as above, except if there is no file in the default places, or
   *     {@code sqlExcludes} leaves out all
   */
  public Contents readIfAny() throws CannotCheckException {
    return read(false);
  }

  private Contents read(boolean required) throws CannotCheckException {
    Selection selection = new Selection();
    selection.find();
    if (required && selection.files.isEmpty()) {
      throw selection.nothing();
    }
    return new Contents(texts(selection.files), selection.remarks(), selection.warnings());
  }

  /** Finds the files; none if they cannot be found. */
  public List<Path> paths() {
    Selection selection = new Selection();
    try {
      selection.find();
    } catch (CannotCheckException e) {
      // Who reads the files reports it.
    }
    return selection.files.stream().map(InputFile::path).toList();
  }

  /** The files that are read, and those that are not. */
  private final class Selection {
    private final FilePatterns finder =
        new FilePatterns(base, "sqlFiles", "SQL files", DEFAULTS.get(0));
    private final boolean isDbt = Files.exists(base.resolve(DBT_PROJECT));
    private final List<String> given =
        patterns.stream().map(String::strip).filter(pattern -> !pattern.isEmpty()).toList();
    private final List<String> searched = new ArrayList<>(given);
    private final List<String> matching = new ArrayList<>();
    private final List<InputFile> files = new ArrayList<>();

    private final Map<Migrations, Integer> migrations = new HashMap<>();
    private int excluded;

    void find() throws CannotCheckException {
      if (given.isEmpty() && !patterns.isEmpty()) {
        throw new CannotCheckException(
            "The parameter " + PARAMETER + " is set but empty, so nothing would be checked.",
            "if a variable supplies the value, set the variable; remove the parameter to use %s."
                .formatted(String.join(", ", DEFAULTS)));
      }
      Collection<InputFile> found = given.isEmpty() ? byDefault() : finder.matchingEach(given);
      List<Predicate<Path>> left = new ArrayList<>();
      FilePatterns excluding = new FilePatterns(base, "sqlExcludes", "SQL files", DEFAULTS.get(0));
      for (String exclude : excludes) {
        if (!exclude.isBlank()) {
          left.add(excluding.naming(exclude));
        }
      }
      for (InputFile file : found) {
        if (left.stream().anyMatch(exclude -> exclude.test(file.path()))) {
          excluded++;
        } else if (!given.isEmpty() || !isMigration(file)) {
          files.add(file);
        }
      }
      files.sort(comparing(InputFile::shown, CodePointOrder.INSTANCE));
      if (files.size() > MOST_FILES) {
        throw tooMuch("there are %s of them, more than %s".formatted(files.size(), MOST_FILES));
      }
    }

    private Collection<InputFile> byDefault() throws CannotCheckException {
      searched.addAll(DEFAULTS);
      if (isDbt) {
        searched.add(COMPILED);
      }
      List<InputFile> found = new ArrayList<>();
      for (String pattern : searched) {
        List<InputFile> matches = finder.matching(pattern);
        if (!matches.isEmpty()) {
          matching.add(pattern);
          found.addAll(matches);
        }
      }
      return found;
    }

    private boolean isMigration(InputFile file) {
      for (Migrations kind : MIGRATIONS) {
        if (kind.glob.matches(file.shown())) {
          migrations.merge(kind, 1, Integer::sum);
          return true;
        }
      }
      return false;
    }

    List<String> remarks() {
      if (migrations.isEmpty()) {
        return List.of();
      }
      return List.of(
          "Not checked: %s: such scripts build the schema step by step. To check them as well, set %s to %s."
              .formatted(left(), PARAMETER, String.join(",", matching)));
    }

    private String left() {
      return MIGRATIONS.stream()
          .filter(migrations::containsKey)
          .map(
              kind ->
                  "%s of %s (%s)"
                      .formatted(
                          new Quantity(migrations.getOrDefault(kind, 0), "SQL file"),
                          kind.tool,
                          kind.folder))
          .collect(joining(" and "));
    }

    List<String> warnings() {
      return given.isEmpty() && isDbt && !matching.contains(COMPILED)
          ? List.of(
              "%s is there, but no file matches %s: models are checked as dbt compiles them. Run dbt compile before this goal."
                  .formatted(DBT_PROJECT, COMPILED))
          : List.of();
    }

    CannotCheckException nothing() {
      List<String> reasons = new ArrayList<>();
      if (excluded > 0) {
        reasons.add("sqlExcludes leaves out " + new Quantity(excluded, "file"));
      }
      if (!migrations.isEmpty()) {
        reasons.add("by default it leaves out " + left());
      }
      return new CannotCheckException(
          "No file with SQL was found, so nothing would be checked: looked for %s in %s%s."
              .formatted(
                  NameEscaper.CONSOLE.of(String.join(", ", searched)),
                  NameEscaper.CONSOLE.of(base.path()),
                  reasons.isEmpty() ? "" : "; " + String.join("; ", reasons)),
          (warnings().isEmpty() ? "" : "run dbt compile before this goal, or ")
              + "set "
              + PARAMETER
              + " to paths or globs of the files whose statements are to be checked, such as"
              + " jobs/**/*.sql; set qs.skip where nothing is to be checked.");
    }
  }

  private static List<SqlFile> texts(List<InputFile> files) throws CannotCheckException {
    List<SqlFile> texts = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    long bytes = 0;
    for (InputFile file : files) {
      try {
        byte[] content = file.read(MOST_BYTES);
        bytes += content.length;
        if (bytes > MOST_BYTES_OF_ALL) {
          throw tooMuch("they are larger than %s MB together".formatted(MOST_BYTES_OF_ALL >> 20));
        }
        texts.add(new SqlFile(file.shown(), text(content)));
      } catch (UnusableFileException e) {
        problems.add(NameEscaper.CONSOLE.of(file.shown()) + ": the file " + e.problem());
      }
    }
    if (!problems.isEmpty()) {
      int more = problems.size() - MOST_PROBLEMS;
      throw new CannotCheckException(
          "Cannot read the SQL files: %s:\n\n  %s\n"
              .formatted(
                  new Quantity(problems.size(), "problem"),
                  problems.stream().limit(MOST_PROBLEMS).collect(joining("\n  "))
                      + (more > 0 ? "\n  ... and " + more + " more" : "")),
          "correct the files, or leave them out with sqlExcludes (-Dqs.sqlExcludes).");
    }
    return texts;
  }

  private static String text(byte[] bytes) throws UnusableFileException {
    int mark = bytes.length < 2 ? 0 : ((bytes[0] & 0xFF) << 8) | (bytes[1] & 0xFF);
    if (mark == 0xFEFF || mark == 0xFFFE) {
      throw new UnusableFileException(
          "is in UTF-16 (byte 1 is 0x%02X); save it as UTF-8".formatted(bytes[0]));
    }
    // Several times as fast as a decoder, but has U+FFFD in place of what is not UTF-8.
    String text = new String(bytes, UTF_8);
    if (text.indexOf('\uFFFD') >= 0) {
      ByteBuffer in = ByteBuffer.wrap(bytes);
      CoderResult result = UTF_8.newDecoder().decode(in, CharBuffer.allocate(bytes.length), true);
      if (result.isError()) {
        throw new UnusableFileException(
            "is not in UTF-8 (byte %s is 0x%02X); save it as UTF-8"
                .formatted(in.position() + 1, bytes[in.position()]));
      }
    }
    int nul = text.indexOf('\0');
    if (nul >= 0) {
      int before = text.substring(0, nul).getBytes(UTF_8).length;
      throw new UnusableFileException(
          "is no text (byte %s is NUL); save it as UTF-8".formatted(before + 1));
    }
    return text;
  }

  private static CannotCheckException tooMuch(String problem) {
    return new CannotCheckException(
        "Too many SQL files: " + problem + ".",
        "set %s to fewer files, or leave some out with sqlExcludes (-Dqs.sqlExcludes)."
            .formatted(PARAMETER));
  }
}
