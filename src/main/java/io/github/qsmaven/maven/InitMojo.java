package io.github.qsmaven.maven;

import io.github.qsmaven.app.Init;
import io.github.qsmaven.app.InitRequest;
import io.github.qsmaven.app.InitResult;
import io.github.qsmaven.catalog.CatalogQuery;
import io.github.qsmaven.catalog.SchemaDetailsReader;
import io.github.qsmaven.contract.ContractOutput;
import io.github.qsmaven.contract.ContractOutput.IfExists;
import io.github.qsmaven.lock.LockFile;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.Lock;
import io.github.qsmaven.model.NameEscaper;
import io.github.qsmaven.model.Quantity;
import io.github.qsmaven.model.TableName;
import java.util.List;
import java.util.Map;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/**
 * Writes a contract for the tables in Adobe Experience Platform Query Service or PostgreSQL, in the
 * format of the Open Data Contract Standard.
 *
 * @since 1.0.0
 */
@Mojo(name = "init", requiresProject = false, threadSafe = true)
public final class InitMojo extends AbstractListingMojo {
  private static final int MOST_WARNINGS = 10;
  private static final String DEFAULT_CONTRACT = "src/main/qs/contract.odcs.yaml";

  /**
   * The types of tables to write: {@code table}, {@code view}, {@code materialized-view}, {@code
   * foreign-table}, or {@code all}.
   *
   * <p>Example: {@code -Dqs.tableTypes=table}
   *
   * @since 1.0.0
   */
  @Parameter(property = "qs.tableTypes", defaultValue = "all")
  private @Nullable List<String> tableTypes;

  /**
   * The contract to write. A relative path is resolved against the folder of the project; without a
   * POM, against the folder in which Maven was started.
   *
   * <p>Example: {@code -Dqs.contract=src/main/qs/orders.odcs.yaml}
   *
   * @since 1.0.0
   */
  @Parameter(property = "qs.contract", defaultValue = DEFAULT_CONTRACT)
  private String contract;

  /**
   * Whether to replace an existing contract. Its content is lost.
   *
   * <p>Example: {@code -Dqs.force=true}
   *
   * @since 1.0.0
   */
  @Parameter(property = "qs.force", defaultValue = "false")
  private String force;

  /**
   * Whether to add the missing tables to an existing contract. Its content is kept.
   *
   * <p>Example: {@code -Dqs.merge=true}
   *
   * @since 1.0.0
   */
  @Parameter(property = "qs.merge", defaultValue = "false")
  private String merge;

  /**
   * The source of the contract: {@code server}, or {@code lock}, which opens no connection.
   *
   * <p>Example: {@code -Dqs.from=lock}
   *
   * @since 1.0.0
   */
  @Parameter(property = "qs.from", defaultValue = "server")
  private String from;

  /**
   * The lock, which {@code qs:lock} writes. The goal reads it only if {@code from} is {@code lock}.
   * A relative path is resolved against the folder of the project.
   *
   * <p>Example: {@code -Dqs.lockFile=src/main/qs/stage.lock.json}
   *
   * @since 1.0.0
   */
  @Parameter(property = "qs.lockFile", defaultValue = LockFile.DEFAULT_PATH)
  private String lockFile;

  @Inject
  InitMojo(ServerEntries serverEntries, BuildSessions buildSessions) {
    super(serverEntries, buildSessions);
  }

  @Override
  void run() throws CannotCheckException {
    checkParameters();
    CatalogQuery query = query(tableTypes);
    doing("reading the contract");
    ContractOutput output = ContractOutput.open(baseFolder(), contract, ifThere());
    InitResult result = connects() ? read(query, output) : ofLock(query, output);
    report(result, NameEscaper.CONSOLE.of(output.shown()));
  }

  @Override
  boolean connects() throws CannotCheckException {
    return !ParameterParser.fromLock(from);
  }

  private InitResult ofLock(CatalogQuery query, ContractOutput output) throws CannotCheckException {
    LockFile file = new LockFile(baseFolder(), lockFile);
    Lock lock = file.read();
    if (lock == null) {
      throw new CannotCheckException(
          "There is no lock %s to write a contract from."
              .formatted(NameEscaper.CONSOLE.of(file.shown())),
          "run mvn qs:lock, correct qs.lockFile, or leave out qs.from to ask the server.");
    }
    MavenProject named = project();
    String id =
        named == null || named.getFile() == null
            ? String.valueOf(baseFolder().path().getFileName())
            : named.getArtifactId();
    return Init.run(lock, query, output, id);
  }

  private InitResult read(CatalogQuery query, ContractOutput output) throws CannotCheckException {
    try (ProgressLine progress = progressLine()) {
      return new Init(sessions(), catalogs(progress), new SchemaDetailsReader(pageSize(), progress))
          .run(new InitRequest(target(), query, output), connectionLog());
    }
  }

  private IfExists ifThere() throws CannotCheckException {
    boolean replaces = ParameterParser.flag("force", force);
    boolean merges = ParameterParser.flag("merge", merge);
    if (replaces && merges) {
      throw new CannotCheckException(
          "Both force (-Dqs.force) and merge (-Dqs.merge) are set.",
          "set only one: force replaces the contract, merge adds the missing tables to it.");
    }
    return replaces ? IfExists.REPLACE : merges ? IfExists.MERGE : IfExists.REFUSE;
  }

  private void report(InitResult result, String file) {
    result.remarks().forEach(remark -> getLog().warn(NameEscaper.CONSOLE.of(remark)));
    if (result.leftOut() > 0) {
      getLog()
          .warn(
              "The contract leaves out %s: the name of a schema, table, column, field or type there contains the password. Change the password, or rename the object."
                  .formatted(new Quantity(result.leftOut(), "table")));
    }
    if (result.tables() == 0) {
      getLog()
          .info(
              "%s already contains %s%s; nothing was changed."
                  .formatted(
                      file,
                      result.existing() == 1 ? "" : "all ",
                      new Quantity(result.existing(), "table")));
    } else {
      getLog()
          .info(
              "Wrote %s with %s to %s%s."
                  .formatted(
                      new Quantity(result.tables(), "table"),
                      new Quantity(result.columns(), "column"),
                      file,
                      result.existing() == 0
                          ? ""
                          : ", which already contained " + result.existing()));
    }
    warnOf(result.notRead());
    if (result.untyped() > 0) {
      getLog()
          .warn(
              "The server does not report the type of %s; the contract leaves %s untyped."
                  .formatted(
                      new Quantity(result.untyped(), "column"),
                      result.untyped() == 1 ? "it" : "them"));
    }
    getLog()
        .info(
            "Next: mvn qs:check"
                + (file.endsWith(DEFAULT_CONTRACT) ? "" : " -Dqs.contracts=" + file));
  }

  private void warnOf(Map<TableName, String> notRead) {
    notRead.entrySet().stream()
        .limit(MOST_WARNINGS)
        .map(table -> NameEscaper.CONSOLE.of(table.getKey().qualified() + " " + table.getValue()))
        .forEach(table -> getLog().warn(table + ": its columns were not written."));
    if (notRead.size() > MOST_WARNINGS) {
      getLog()
          .warn(
              "... and %s more tables that could not be read; only the names of all %s were written."
                  .formatted(notRead.size() - MOST_WARNINGS, notRead.size()));
    }
  }
}
