package io.github.qsmaven.sql;

/**
 * A column of a table or view that a file defines.
 *
 * @param name the name, as the server lists it
 * @param type the type in SQL, such as {@code numeric(10,2)}
 */
public record DefinedColumn(String name, String type) {}
