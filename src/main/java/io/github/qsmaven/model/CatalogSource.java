package io.github.qsmaven.model;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The catalogs a server may have, the one that tells most first. */
public enum CatalogSource {
  /** PostgreSQL's system catalogs, as SQLAlchemy 2.0 reads them: what the search path shows. */
  PG_CATALOG,
  /**
   * {@code pg_class} and {@code pg_namespace} alone, as SQLAlchemy 1.4 reads them: the current
   * schema.
   */
  PG_CLASS,
  /** The SQL standard's {@code information_schema.tables}. */
  INFORMATION_SCHEMA,
  /** Query Service's statement {@code SHOW TABLES}. */
  SHOW_TABLES;

  private final String word = name().toLowerCase(Locale.ROOT);

  /** The word of the parameter {@code catalog} and of the reports: {@code pg_catalog}. */
  public String word() {
    return word;
  }

  /**
   * Reads a word of the parameter.
   *
   * @param word for example {@code information_schema}, in any case
   * @return the catalog it means; empty for an unknown word
   */
  public static Optional<CatalogSource> parse(String word) {
    String wanted = word.strip().toLowerCase(Locale.ROOT);
    return Arrays.stream(values()).filter(source -> source.word().equals(wanted)).findFirst();
  }

  /** All words of the parameter, for messages. */
  public static String words() {
    return Arrays.stream(values()).map(CatalogSource::word).collect(joining(", "));
  }
}
