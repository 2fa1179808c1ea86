package io.github.qsmaven.app;

import io.github.qsmaven.catalog.CatalogFallback;
import io.github.qsmaven.catalog.SchemaDetailsReader;
import io.github.qsmaven.connection.Session;
import io.github.qsmaven.connection.Sessions;
import io.github.qsmaven.contract.ContractOutput;
import io.github.qsmaven.contract.Written;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.Catalog;
import io.github.qsmaven.model.Column;
import io.github.qsmaven.model.SchemaDetails;
import io.github.qsmaven.model.TableDetails;
import io.github.qsmaven.model.TableName;
import io.github.qsmaven.settings.ConnectionLog;
import io.github.qsmaven.settings.Secret;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
    SchemaDetails all =
        sessions.use(
            request.target(),
            log,
            session -> {
              log.doing("reading the tables");
              return read(session, request);
            });
    log.doing("writing the contract");
    SchemaDetails details = redacted(all, request.target().credential().password());
    int read = all.relations().size() + all.notRead().size();
    request.target().timeouts().limit().require("write the contract");
    int tables = details.relations().size() + details.notRead().size();
    if (all.catalog().tables().isEmpty()) {
      throw new CannotCheckException(
          "Found no table, so no contract was written to " + output.shown() + ".",
          "list all tables with mvn qs:list-tables -Dqs.tableTypes=all; check qs.schemas,"
              + " qs.tableTypes, qs.includes and qs.excludes.");
    }
    Written written =
        tables == 0
            ? Written.NOTHING
            : output.write(request.target().endpoint().database(), details);
    List<String> remarks = new ArrayList<>(details.catalog().remarks());
    remarks.addAll(details.remarks());
    if (written.leftOut().levels() > 0) {
      remarks.add(
          "The contract leaves out "
              + written.leftOut()
              + ", nested deeper than a contract can be; comments in it say where.");
    }
    List<Column> columns =
        details.relations().values().stream().flatMap(r -> r.columns().stream()).toList();
    return new InitResult(
        tables,
        written.columns(),
        (int) columns.stream().filter(column -> !column.type().isReported()).count(),
        all.catalog().tables().size() - read,
        read - tables,
        details.notRead(),
        remarks);
  }

  /**
   * Without the password in comments, and without the tables that have it in a name: a contract
   * would publish it, and would not match with another name.
   */
  private static SchemaDetails redacted(SchemaDetails details, Secret password) {
    SchemaDetails commented = new TextRedactor(password, true).redacted(details);
    TextRedactor names = new TextRedactor(password, false);
    Map<TableName, TableDetails> relations = new LinkedHashMap<>(commented.relations());
    relations.entrySet().removeIf(table -> isChanged(names, table));
    Map<TableName, String> notRead = new LinkedHashMap<>(commented.notRead());
    notRead.entrySet().removeIf(table -> isChanged(names, table));
    return new SchemaDetails(names.redacted(commented.catalog()), relations, notRead);
  }

  @SuppressWarnings("ReferenceEquality") // The same instance, unless it was changed.
  private static boolean isChanged(TextRedactor names, Map.Entry<TableName, ?> table) {
    return names.redacted(table.getKey()) != table.getKey()
        || names.redacted(table.getValue()) != table.getValue();
  }

  private SchemaDetails read(Session session, InitRequest request)
      throws SQLException, CannotCheckException {
    Catalog catalog = catalogs.read(session, request.query());
    return detailsReader.read(session, catalog, request.output().missing(catalog.tables()));
  }
}
