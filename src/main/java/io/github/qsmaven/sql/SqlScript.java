package io.github.qsmaven.sql;

import java.util.List;

/**
 * A file of SQL.
 *
 * @param file its path, as in a {@link io.github.qsmaven.model.SourcePosition}
 * @param text its text, without a byte order mark
 * @param statements its statements, from top to bottom
 * @param ignores its comments that accept findings, from top to bottom
 */
public record SqlScript(
    String file, String text, List<ScriptStatement> statements, List<IgnoreComment> ignores) {
  public SqlScript {
    statements = List.copyOf(statements);
    ignores = List.copyOf(ignores);
  }
}
