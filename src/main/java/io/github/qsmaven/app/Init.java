package io.github.qsmaven.app;

import io.github.qsmaven.catalog.CatalogFallback;
import io.github.qsmaven.catalog.SchemaDetailsReader;
import io.github.qsmaven.connection.Session;
import io.github.qsmaven.connection.Sessions;
import io.github.qsmaven.contract.ContractOutput;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.Catalog;
import io.github.qsmaven.model.Column;
import io.github.qsmaven.model.SchemaDetails;
import io.github.qsmaven.model.Table;
import io.github.qsmaven.settings.ConnectionLog;
import java.sql.SQLException;
import java.util.List;

/** Writes a contract of the tables that a server has. */
public final class Init {
  private final Sessions sessions;
  private final CatalogFallback catalogs;
  private final SchemaDetailsReader structures;

  /**
   * @param sessions the sessions of the build
   * @param catalogs reads the list of tables
   * @param structures reads the columns
   */
  public Init(Sessions sessions, CatalogFallback catalogs, SchemaDetailsReader structures) {
    this.sessions = sessions;
    this.catalogs = catalogs;
    this.structures = structures;
  }

  /**
   * Writes the contract.
   *
   * @param request which tables to write where
   * @param log receives messages about the session
   * @return what was written
   * @throws CannotCheckException if the tables cannot be read, none is found, or the contract
   *     cannot be written
   */
  public InitResult run(InitRequest request, ConnectionLog log) throws CannotCheckException {
    ContractOutput output = request.output();
    SchemaDetails structure =
        sessions.use(request.target(), log, session -> read(session, request));
    List<Table> all = structure.catalog().tables();
    int tables = structure.relations().size() + structure.notRead().size();
    if (all.isEmpty()) {
      throw new CannotCheckException(
          "Found no table, so no contract was written to " + output.shown() + ".",
          "list all tables with mvn qs:list-tables -Dqs.tableTypes=all; check qs.schemas,"
              + " qs.tableTypes, qs.includes and qs.excludes.");
    }
    if (tables > 0) {
      output.write(request.target().endpoint().database(), structure);
    }
    List<Column> columns =
        structure.relations().values().stream().flatMap(r -> r.columns().stream()).toList();
    return new InitResult(
        tables,
        columns.size(),
        (int) columns.stream().filter(column -> !column.type().isReported()).count(),
        all.size() - tables,
        structure.notRead(),
        structure.catalog().remarks());
  }

  private SchemaDetails read(Session session, InitRequest request)
      throws SQLException, CannotCheckException {
    Catalog catalog = catalogs.read(session, request.query());
    return structures.read(session, catalog, request.output().missing(catalog.tables()));
  }
}
