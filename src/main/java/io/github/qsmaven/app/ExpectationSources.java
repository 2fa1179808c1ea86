package io.github.qsmaven.app;

import static java.util.stream.Collectors.joining;

import io.github.qsmaven.contract.AcceptFile;
import io.github.qsmaven.contract.Contracts;
import io.github.qsmaven.contract.ExpectedTablesReader;
import io.github.qsmaven.contract.UnreadFiles;
import io.github.qsmaven.files.BaseFolder;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.ExpectedTable;
import io.github.qsmaven.model.NameEscaper;
import io.github.qsmaven.model.Quantity;
import io.github.qsmaven.model.TableReference;
import io.github.qsmaven.report.accept.AcceptSuggestions;
import io.github.qsmaven.settings.TimeLimit;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a project writes what it expects.
 *
 * @param base the folder that relative paths start from
 * @param contracts paths and globs of contracts; none: {@link Contracts#DEFAULT_PATTERN}
 * @param expectedTables tables in the short form, or names of tables
 * @param expectedTablesFile a file of them, as the user wrote it; null: none
 * @param acceptFile the file of the accepted findings, as the user wrote it; null: {@link
 *     AcceptFile#DEFAULT_PATH}, if it exists
 */
public record ExpectationSources(
    BaseFolder base,
    List<String> contracts,
    List<String> expectedTables,
    @Nullable String expectedTablesFile,
    @Nullable String acceptFile) {
  /** The size of all contracts, in bytes, from which it pays to ask the server meanwhile. */
  private static final int LARGE = 4 * 1024 * 1024;

  private static final int MOST_SHOWN = 10;

  private static final String RENAME =
      "rename files of contracts to *.odcs.yaml in src/main/qs, or set contracts (-Dqs.contracts).";

  public ExpectationSources {
    contracts = List.copyOf(contracts);
    expectedTables = List.copyOf(expectedTables);
  }

  /**
   * Reads all sources; if the contracts are large, in a thread of its own.
   *
   * @param required whether nothing expected is an error
   * @param limit how long to wait for that thread
   * @return the expectations
   * @throws CannotCheckException if one cannot be read; of large contracts, the expectations throw
   *     it
   */
  public PendingExpectations begin(boolean required, TimeLimit limit) throws CannotCheckException {
    long bytes = new Contracts(base).bytes(contracts);
    return bytes > LARGE
        ? PendingExpectations.start(required ? this::read : this::readIfAny, bytes, limit)
        : PendingExpectations.of(required ? read() : readIfAny());
  }

  /**
   * Reads all sources.
   *
   * @return the expectations
   * @throws CannotCheckException if one cannot be read, or nothing is expected
   */
  public Expectations read() throws CannotCheckException {
    Expectations expectations = readIfAny();
    if (expectations.tables().isEmpty()) {
      String unread = unreadContracts();
      throw new CannotCheckException(
          ("Nothing is expected, so nothing would be checked: %s contains no table, and"
                  + " neither expectedTables nor expectedTablesFile is given.%s")
              .formatted(
                  contracts.isEmpty() ? Contracts.DEFAULT_PATTERN : String.join(", ", contracts),
                  unread.isEmpty() ? "" : " Not read, because of the name: " + unread + "."),
          (unread.isEmpty() ? "" : RENAME + " Otherwise ")
              + "run mvn qs:init to write a contract of the tables that the server has, or list"
              + " tables in the POM, with or without columns:"
              + " <expectedTables><table>orders(id bigint not null)</table></expectedTables>."
              + " https://bitol-io.github.io/open-data-contract-standard/ describes contracts.");
    }
    return expectations;
  }

  /**
   * Reads all sources.
   *
   * @return the expectations, perhaps none
   * @throws CannotCheckException if one cannot be read
   */
  public Expectations readIfAny() throws CannotCheckException {
    Expectations read = readTables();
    // If nothing is expected, every acceptance would be reported as unused.
    AcceptFile accepted = new AcceptFile(base, acceptFile);
    return new Expectations(
        read.tables(),
        read.servers(),
        read.tables().isEmpty() ? List.of() : accepted.read(),
        accepted.shown(),
        read.remarks());
  }

  /**
   * Reads all sources but the accepted findings.
   *
   * @return the expectations, perhaps none
   * @throws CannotCheckException if one cannot be read
   */
  public Expectations readTables() throws CannotCheckException {
    Contracts.Contents read = new Contracts(base).read(contracts);
    List<ExpectedTable> tables = new ArrayList<>(read.tables());
    tables.addAll(expectedTables(false));
    return new Expectations(tables, read.servers(), List.of(), "", remarks(read.withoutSources()));
  }

  private static List<String> remarks(List<String> withoutSources) {
    int count = withoutSources.size();
    return count == 0
        ? List.of()
        : List.of(
            "Skipped "
                + new Quantity(count, "file")
                + " of dbt without sources: "
                + withoutSources.stream()
                    .limit(MOST_SHOWN)
                    .map(NameEscaper.CONSOLE::of)
                    .collect(joining(", "))
                + (count > MOST_SHOWN ? ", ..." : "."));
  }

  /**
   * Looks for files that are not read although their names nearly are those of contracts or of the
   * accepted findings.
   *
   * @return warnings, each a line
   */
  public List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    String unread = unreadContracts();
    if (!unread.isEmpty()) {
      warnings.add(
          "Not read, because contracts are %s: %s. To check them, %s"
              .formatted(Contracts.DEFAULT_PATTERN, unread, RENAME));
    }
    String acceptFiles = acceptFile == null ? unread().acceptFiles() : "";
    if (!acceptFiles.isEmpty()) {
      warnings.add(
          "Not read, because accepted findings are in %s: %s. Move the entries to that file, or set acceptFile (-Dqs.accept)."
              .formatted(AcceptFile.DEFAULT_PATH, acceptFiles));
    }
    return warnings;
  }

  private String unreadContracts() {
    return Contracts.isDefault(contracts) ? unread().contracts() : "";
  }

  private UnreadFiles unread() {
    List<Path> others = new ArrayList<>();
    others.add(Path.of(AcceptFile.DEFAULT_PATH));
    others.add(Path.of(AcceptSuggestions.FILE_NAME));
    others.add(Path.of(AcceptSuggestions.SQL_FILE_NAME));
    Stream.of(acceptFile, expectedTablesFile)
        .filter(Objects::nonNull)
        .map(Path::of)
        .forEach(others::add);
    return new UnreadFiles(base, others);
  }

  /**
   * Reads the expected tables, each a name alone, and no contract.
   *
   * @return the expectations, perhaps none; a table that is given twice counts once
   * @throws CannotCheckException if one cannot be read
   */
  public Expectations readNames() throws CannotCheckException {
    Map<TableReference, ExpectedTable> tables = new LinkedHashMap<>();
    for (ExpectedTable table : expectedTables(true)) {
      tables.merge(table.name(), table, (a, b) -> a.at().isInParameter() ? b : a);
    }
    return new Expectations(List.copyOf(tables.values()), List.of(), "");
  }

  /**
   * Finds the files of all sources.
   *
   * @return the files, some of which may not exist; without contracts if their patterns are invalid
   */
  public List<Path> files() {
    List<Path> files = new ArrayList<>();
    files.add(new AcceptFile(base, acceptFile).path());
    files.addAll(filesOfNames());
    try {
      new Contracts(base).files(contracts).forEach(file -> files.add(file.path()));
    } catch (CannotCheckException e) {
      // Who reads the contracts reports it.
    }
    return files;
  }

  /** Finds the files that {@link #readNames} reads, none of which may exist. */
  public List<Path> filesOfNames() {
    return expectedTablesFile == null ? List.of() : List.of(base.resolve(expectedTablesFile));
  }

  private List<ExpectedTable> expectedTables(boolean namesOnly) throws CannotCheckException {
    return new ExpectedTablesReader(base, namesOnly).read(expectedTables, expectedTablesFile);
  }
}
