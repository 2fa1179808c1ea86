package io.github.qsmaven.contract;

import io.github.qsmaven.files.BaseFolder;
import io.github.qsmaven.files.FilePatterns;
import io.github.qsmaven.files.InputFile;
import io.github.qsmaven.files.UnusableFileException;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.DeclaredServer;
import io.github.qsmaven.model.ExpectedTable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Reads the contracts of a project: files in the Open Data Contract Standard, 3.0 to 3.2, and the
 * sources of dbt.
 */
public final class Contracts {
  /** The default pattern; the only pattern that may match no file. */
  public static final String DEFAULT_PATTERN = "src/main/qs/*.odcs.yaml";

  /** The end of the names that the default pattern matches. */
  static final String EXTENSION = ".odcs.yaml";

  /**
   * What contracts say.
   *
   * @param tables the expected tables, file by file; a table in two contracts is there twice
   * @param servers the servers on which the tables are, file by file
   * @param withoutSources the files of dbt that expect nothing, as users know them; to be escaped
   */
  public record Contents(
      List<ExpectedTable> tables, List<DeclaredServer> servers, List<String> withoutSources) {
    public Contents {
      tables = List.copyOf(tables);
      servers = List.copyOf(servers);
      withoutSources = List.copyOf(withoutSources);
    }
  }

  private final BaseFolder base;

  /**
   * @param base the folder that relative paths start from: the folder of the project
   */
  public Contracts(BaseFolder base) {
    this.base = base;
  }

  /**
   * Reads all contracts that some patterns match.
   *
   * @param patterns paths and globs; blank ones are ignored; none, or only {@link
   *     #DEFAULT_PATTERN}: the files that it matches, if any
   * @throws CannotCheckException if a pattern matches no file, or a contract is invalid; the
   *     message lists all problems with their positions
   */
  public Contents read(List<String> patterns) throws CannotCheckException {
    return readAll(files(patterns));
  }

  /**
   * Finds all contracts that some patterns match.
   *
   * @param patterns as above
   * @return the files
   * @throws CannotCheckException if a pattern matches no file
   */
  public Collection<InputFile> files(List<String> patterns) throws CannotCheckException {
    List<String> given = patterns.stream().filter(pattern -> !pattern.isBlank()).toList();
    if (given.isEmpty() && !patterns.isEmpty()) {
      throw new CannotCheckException(
          "The parameter contracts (-Dqs.contracts) is set but empty, so nothing would be checked.",
          ("if a variable supplies the value, set the variable; remove the parameter to use"
                  + " %s.")
              .formatted(DEFAULT_PATTERN));
    }
    FilePatterns files =
        new FilePatterns(base, "contracts", "contracts", "src/main/qs/**/*.odcs.yaml");
    return isDefault(given) ? files.matching(DEFAULT_PATTERN) : files.matchingEach(given);
  }

  /**
   * The size of all contracts that some patterns match, in bytes; that of a file that cannot be
   * read is 0.
   *
   * @param patterns as above
   * @throws CannotCheckException if a pattern matches no file
   */
  public long bytes(List<String> patterns) throws CannotCheckException {
    long bytes = 0;
    for (InputFile file : files(patterns)) {
      try {
        bytes += file.requireRegular();
      } catch (UnusableFileException e) {
        // Who reads it reports it.
      }
    }
    return bytes;
  }

  /** Whether some patterns, none of them blank, are the default. */
  public static boolean isDefault(List<String> patterns) {
    return patterns.isEmpty() || patterns.equals(List.of(DEFAULT_PATTERN));
  }

  private Contents readAll(Collection<InputFile> files) throws CannotCheckException {
    Problems problems = new Problems();
    List<ExpectedTable> tables = new ArrayList<>();
    List<DeclaredServer> servers = new ArrayList<>();
    List<String> withoutSources = new ArrayList<>();
    for (InputFile file : files) {
      SourceText.read(file, SourceText.MOST_BYTES, problems)
          .ifPresent(
              text ->
                  OdcsReader.readAny(text, problems)
                      .ifPresentOrElse(
                          contract -> {
                            tables.addAll(contract.tables());
                            servers.addAll(contract.servers());
                          },
                          () -> withoutSources.add(file.shown())));
    }
    problems.throwIfAny(
        files.size() == 1
            ? "Cannot read the contract"
            : "Cannot read the " + files.size() + " contracts",
        "correct the contract; https://bitol-io.github.io/open-data-contract-standard/ describes the"
            + " format, and https://docs.getdbt.com/reference/source-properties that of dbt.");
    return new Contents(tables, servers, withoutSources);
  }
}
