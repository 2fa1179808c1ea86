package io.github.qsmaven.model;

import java.util.List;

/**
 * What a project relies on of a schema: the tables with their columns, types and keys, and the
 * statements of the project with their results. The content of a lock file; also the state of a
 * server or the tables of a contract that are compared with one.
 *
 * @param exact whether what is not in it is not there, as in a lock and at a server; a contract may
 *     leave out columns, keys, NOT NULL, and parts of types
 * @param postgres whether the server is PostgreSQL, which alone reports NOT NULL
 * @param catalog the catalog that listed the tables; types of different catalogs are spelled
 *     differently
 * @param schemas the schemas that were searched, in the order of the search
 * @param tables the tables, sorted by schema, then by name, in the order of code points
 * @param types the types of the user that the columns have, sorted by their names
 * @param statements the statements of the project that were checked, sorted by their fingerprints
 */
public record Lock(
    boolean exact,
    boolean postgres,
    CatalogSource catalog,
    List<String> schemas,
    List<LockedTable> tables,
    List<LockedType> types,
    List<LockedStatement> statements) {
  /** Copies the lists. */
  public Lock {
    schemas = List.copyOf(schemas);
    tables = List.copyOf(tables);
    types = List.copyOf(types);
    statements = List.copyOf(statements);
  }
}
