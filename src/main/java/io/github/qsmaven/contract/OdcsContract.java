package io.github.qsmaven.contract;

import io.github.qsmaven.model.DeclaredServer;
import io.github.qsmaven.model.ExpectedTable;
import java.util.List;
import java.util.Set;

/**
 * A contract that was read.
 *
 * @param version its version; the newest one if it has none
 * @param tables the expected tables, without those that have a problem
 * @param names the names of its tables in the contract, which references use
 * @param servers the servers on which the tables are
 */
record OdcsContract(
    OdcsVersion version,
    List<ExpectedTable> tables,
    Set<String> names,
    List<DeclaredServer> servers) {
  OdcsContract {
    tables = List.copyOf(tables);
    names = Set.copyOf(names);
    servers = List.copyOf(servers);
  }
}
