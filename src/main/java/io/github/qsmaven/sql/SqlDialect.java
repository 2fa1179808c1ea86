package io.github.qsmaven.sql;

import io.github.qsmaven.model.HasWord;

/** The dialect of SQL that files are written in. */
public enum SqlDialect implements HasWord {
  /** That of PostgreSQL. */
  POSTGRESQL,
  /** That of Adobe Experience Platform Query Service. */
  QUERY_SERVICE
}
