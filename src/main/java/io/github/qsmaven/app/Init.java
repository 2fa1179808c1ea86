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
  private final SchemaDetailsReader detailsReader;

  /**
   * @param sessions the sessions of the build
   * @param catalogs reads the list of tables
   * @param detailsReader reads the columns
   */
  public Init(Sessions sessions, CatalogFallback catalogs, SchemaDetailsReader detailsReader) {
    this.sessions = sessions;
    this.catalogs = catalogs;
    this.detailsReader = detailsReader;
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
    SchemaDetails details = sessions.use(request.target(), log, session -> read(session, request));
    List<Table> all = details.catalog().tables();
    int tables = details.relations().size() + details.notRead().size();
    if (all.isEmpty()) {
      throw new CannotCheckException(
          "Found no table, so no contract was written to " + output.shown() + ".",
          "list all tables with mvn qs:list-tables -Dqs.tableTypes=all; check qs.schemas,"
              + " qs.tableTypes, qs.includes and qs.excludes.");
    }
    int columnsWritten =
        tables == 0 ? 0 : output.write(request.target().endpoint().database(), details);
    List<Column> columns =
        details.relations().values().stream().flatMap(r -> r.columns().stream()).toList();
    return new InitResult(
        tables,
        columnsWritten,
        (int) columns.stream().filter(column -> !column.type().isReported()).count(),
        all.size() - tables,
        details.notRead(),
        details.catalog().remarks());
  }

  private SchemaDetails read(Session session, InitRequest request)
      throws SQLException, CannotCheckException {
    Catalog catalog = catalogs.read(session, request.query());
    return detailsReader.read(session, catalog, request.output().missing(catalog.tables()));
  }
}
