package io.github.qsmaven.app;

import io.github.qsmaven.model.Acceptance;
import io.github.qsmaven.model.ExpectedTable;
import java.util.List;

/**
 * What a project expects of a server.
 *
 * @param tables the tables
 * @param acceptances the findings that it accepts
 * @param acceptFile the file for these, as users know it; empty for none
 */
public record Expectations(
    List<ExpectedTable> tables, List<Acceptance> acceptances, String acceptFile) {
  public Expectations {
    tables = List.copyOf(tables);
    acceptances = List.copyOf(acceptances);
  }
}
