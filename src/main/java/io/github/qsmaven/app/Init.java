package io.github.qsmaven.app;

import io.github.qsmaven.catalog.CatalogFallback;
import io.github.qsmaven.catalog.CatalogQuery;
import io.github.qsmaven.catalog.SchemaDetailsReader;
import io.github.qsmaven.connection.Session;
import io.github.qsmaven.connection.Sessions;
import io.github.qsmaven.contract.ContractOutput;
import io.github.qsmaven.contract.Written;
import io.github.qsmaven.lock.LockedSchema;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.Catalog;
import io.github.qsmaven.model.Column;
import io.github.qsmaven.model.Lock;
import io.github.qsmaven.model.SchemaDetails;
import io.github.qsmaven.model.Table;
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
    request.target().timeouts().limit().require("write the contract");
    if (all.catalog().tables().isEmpty()) {
      throw new CannotCheckException(
          "Found no table, so no contract was written to " + output.shown() + ".",
          "list all tables with mvn qs:list-tables -Dqs.tableTypes=all; check qs.schemas,"
              + " qs.tableTypes, qs.includes and qs.excludes.");
    }
    return written(request.target().endpoint().database(), all, details, output);
  }

  /**
   * Writes the contract of the tables of a lock, without a server.
   *
   * @param lock the lock
   * @param query which of its tables to write
   * @param output the file to write
   * @param id the id of a new contract
   * @return what was written
   * @throws CannotCheckException if the lock has no such table, or the contract cannot be written
   */
  public static InitResult run(Lock lock, CatalogQuery query, ContractOutput output, String id)
      throws CannotCheckException {
    SchemaDetails locked = new LockedSchema(lock).details();
    Catalog whole = locked.catalog();
    List<Table> tables =
        whole.tables().stream().filter(table -> isSelected(table, whole, query)).toList();
    if (tables.isEmpty()) {
      throw new CannotCheckException(
          "The lock has no such table, so no contract was written to " + output.shown() + ".",
          "check qs.schemas, qs.tableTypes, qs.includes and qs.excludes, or lock the tables with"
              + " mvn qs:lock.");
    }
    SchemaDetails nothing =
        SchemaDetails.of(new Catalog(whole.source(), whole.schemas(), true, tables));
    SchemaDetails missing = nothing.of(output.missing(tables), locked);
    return written(id, missing, missing, output);
  }

  private static boolean isSelected(Table table, Catalog catalog, CatalogQuery query) {
    return query.filter().selects(table.name())
        && (query.schemas().isEmpty() || query.schemas().contains(table.name().schema()))
        && (!catalog.reportsTypeOf(table) || query.types().contains(table.type()));
  }

  private static InitResult written(
      String id, SchemaDetails all, SchemaDetails details, ContractOutput output)
      throws CannotCheckException {
    int read = all.relations().size() + all.notRead().size();
    int tables = details.relations().size() + details.notRead().size();
    Written written = tables == 0 ? Written.NOTHING : output.write(id, details);
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
