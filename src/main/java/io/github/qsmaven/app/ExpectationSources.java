package io.github.qsmaven.app;

import io.github.qsmaven.contract.AcceptFile;
import io.github.qsmaven.contract.Contracts;
import io.github.qsmaven.contract.ExpectedTablesReader;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.ExpectedTable;
import io.github.qsmaven.model.TableReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a project writes what it expects.
 *
 * @param base the folder that relative paths start from
 * @param contracts paths and globs of contracts; none: {@link Contracts#DEFAULT_PATTERN}
 * @param expectedTables tables in the short form, or names of tables
 * @param expectedTablesFile a file of them; null: none
 * @param acceptFile the accepted findings; null: {@link AcceptFile#DEFAULT_PATH}, if it exists
 */
public record ExpectationSources(
    Path base,
    List<String> contracts,
    List<String> expectedTables,
    @Nullable Path expectedTablesFile,
    @Nullable Path acceptFile) {
  public ExpectationSources {
    contracts = List.copyOf(contracts);
    expectedTables = List.copyOf(expectedTables);
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
      throw new CannotCheckException(
          ("Nothing is expected, so nothing would be checked: %s contains no table, and"
                  + " neither expectedTables nor expectedTablesFile is given.")
              .formatted(
                  contracts.isEmpty() ? Contracts.DEFAULT_PATTERN : String.join(", ", contracts)),
          "write a contract in src/main/qs"
              + " (https://bitol-io.github.io/open-data-contract-standard/), or list tables in the"
              + " POM, with or without columns: <expectedTables><table>orders(id bigint not"
              + " null)</table></expectedTables>.");
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
    Contracts.Contents read = new Contracts(base).read(contracts);
    List<ExpectedTable> tables = new ArrayList<>(read.tables());
    tables.addAll(expectedTables(false));
    // If nothing is expected, every acceptance would be reported as unused.
    AcceptFile accepted = new AcceptFile(base, acceptFile);
    return new Expectations(
        tables, read.servers(), tables.isEmpty() ? List.of() : accepted.read(), accepted.shown());
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

  private List<ExpectedTable> expectedTables(boolean namesOnly) throws CannotCheckException {
    return new ExpectedTablesReader(base, namesOnly).read(expectedTables, expectedTablesFile);
  }
}
