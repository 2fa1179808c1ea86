package io.github.qsmaven.app;

import io.github.qsmaven.model.Acceptance;
import io.github.qsmaven.model.ExpectedTable;
import java.util.List;

/**
 * What a project demands of a server.
 *
 * @param relations the tables
 * @param acceptances the findings that it lives with
 * @param acceptFile where these are written, or would be, as users know it
 */
public record Expectations(
    List<ExpectedTable> relations, List<Acceptance> acceptances, String acceptFile) {
  /** Copies. */
  public Expectations {
    relations = List.copyOf(relations);
    acceptances = List.copyOf(acceptances);
  }
}
