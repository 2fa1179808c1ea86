package io.github.qsmaven.model;

/**
 * The two states of a schema that are compared, in words to be escaped.
 *
 * @param before what is compared with, such as {@code the lock src/main/qs/qs.lock.json}
 * @param after the server, such as {@code server "qs"}
 * @param locked whether there is a state before; if not, there was no lock
 */
public record Sides(String before, String after, boolean locked) {}
