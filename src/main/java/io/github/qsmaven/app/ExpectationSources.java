package io.github.qsmaven.app;

import io.github.qsmaven.contract.AcceptFile;
import io.github.qsmaven.contract.Contracts;
import io.github.qsmaven.contract.ExpectedRelations;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.ExpectedTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a project says what it demands.
 *
 * @param base the folder that relative paths start from
 * @param contracts paths and globs of contracts; none: {@link Contracts#DEFAULT_PATTERN}
 * @param expectedTables tables in the short form
 * @param expectedTablesFile a file of them; null: none
 * @param acceptFile the accepted findings; null: {@link AcceptFile#DEFAULT_PATH}, if it is there
 */
public record ExpectationSources(
    Path base,
    List<String> contracts,
    List<String> expectedTables,
    @Nullable Path expectedTablesFile,
    @Nullable Path acceptFile) {
  /** Copies. */
  public ExpectationSources {
    contracts = List.copyOf(contracts);
    expectedTables = List.copyOf(expectedTables);
  }

  /**
   * Reads all of them.
   *
   * @return what is demanded
   * @throws CannotCheckException if one cannot be read, or nothing is demanded
   */
  public Expectations read() throws CannotCheckException {
    Expectations expectations = readIfAny();
    if (expectations.relations().isEmpty()) {
      throw new CannotCheckException(
          "Nothing is expected, so nothing would be checked: "
              + (contracts.isEmpty() ? Contracts.DEFAULT_PATTERN : String.join(", ", contracts))
              + " demands no table, and neither expectedTables nor expectedTablesFile is given.",
          "write a contract in src/main/qs (https://bitol-io.github.io/open-data-contract-standard/),"
              + " or name tables in the POM, with or without columns:"
              + " <expectedTables><table>orders(id bigint not null)</table></expectedTables>.");
    }
    return expectations;
  }

  /**
   * Reads all of them.
   *
   * @return what is demanded, perhaps nothing
   * @throws CannotCheckException if one cannot be read
   */
  public Expectations readIfAny() throws CannotCheckException {
    List<ExpectedTable> relations = new ArrayList<>(new Contracts(base).read(contracts));
    relations.addAll(
        new ExpectedRelations(base).addAll(expectedTables).addFrom(expectedTablesFile).relations());
    // Where nothing is demanded, no acceptance could have been used, and none is told as unused.
    AcceptFile accepted = new AcceptFile(base, acceptFile);
    return new Expectations(
        relations, relations.isEmpty() ? List.of() : accepted.read(), accepted.shown());
  }
}
