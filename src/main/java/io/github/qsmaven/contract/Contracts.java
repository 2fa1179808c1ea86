package io.github.qsmaven.contract;

import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.ExpectedTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Reads the contracts of a project: files in the Open Data Contract Standard, 3.0 and 3.1. */
public final class Contracts {
  /** Where contracts are if nothing is said; the only pattern that may match nothing. */
  public static final String DEFAULT_PATTERN = "src/main/qs/*.odcs.yaml";

  private final BaseFolder base;
  private final ContractFiles files;

  /**
   * @param base the folder that relative paths start from: the project's
   */
  public Contracts(Path base) {
    this.base = new BaseFolder(base);
    this.files = new ContractFiles(this.base);
  }

  /**
   * Reads all that some patterns match.
   *
   * @param patterns paths and globs; blank ones are passed over; none, or only {@link
   *     #DEFAULT_PATTERN}: what that matches, if anything
   * @return what they demand, file by file; a table that two of them demand is there twice
   * @throws CannotCheckException if a pattern matches nothing, or anything is wrong in a contract;
   *     the message tells all that is, each with its place
   */
  public List<ExpectedTable> read(List<String> patterns) throws CannotCheckException {
    List<String> given = patterns.stream().filter(pattern -> !pattern.isBlank()).toList();
    if (given.isEmpty() && !patterns.isEmpty()) {
      throw new CannotCheckException(
          "The parameter contracts (qs.contracts) is given, but empty, so nothing would be checked.",
          "if it comes from a variable, check that it is set; leave it out for "
              + DEFAULT_PATTERN
              + ".");
    }
    return read(
        given.isEmpty() || given.equals(List.of(DEFAULT_PATTERN))
            ? files.matching(DEFAULT_PATTERN)
            : files.matching(given));
  }

  private List<ExpectedTable> read(Collection<Path> paths) throws CannotCheckException {
    Problems problems = new Problems();
    List<ExpectedTable> relations = new ArrayList<>();
    for (Path path : paths) {
      SourceText.read(path, base.shown(path), problems)
          .map(text -> new OdcsReader(new YamlSource(text, problems)).read())
          .ifPresent(relations::addAll);
    }
    problems.throwIfAny(
        paths.size() == 1
            ? "The contract cannot be read"
            : "Of " + paths.size() + " contracts, not all can be read",
        "correct them; https://bitol-io.github.io/open-data-contract-standard/ says what a contract"
            + " holds.");
    return List.copyOf(relations);
  }
}
