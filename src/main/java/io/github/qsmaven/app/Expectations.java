package io.github.qsmaven.app;

import io.github.qsmaven.model.Acceptance;
import io.github.qsmaven.model.DeclaredServer;
import io.github.qsmaven.model.ExpectedTable;
import java.util.List;

/**
 * What a project expects of a server.
 *
 * @param tables the tables
 * @param servers the servers on which contracts say that they are
 * @param acceptances the findings that it accepts
 * @param acceptFile the file for these, as users know it; empty for none
 * @param remarks what users have to know of the files, in sentences
 */
public record Expectations(
    List<ExpectedTable> tables,
    List<DeclaredServer> servers,
    List<Acceptance> acceptances,
    String acceptFile,
    List<String> remarks) {
  public Expectations {
    remarks = List.copyOf(remarks);
    servers = List.copyOf(servers);
    tables = List.copyOf(tables);
    acceptances = List.copyOf(acceptances);
  }

  /** Expectations that name no server. */
  public Expectations(List<ExpectedTable> tables, List<Acceptance> acceptances, String acceptFile) {
    this(tables, List.of(), acceptances, acceptFile, List.of());
  }
}
