package io.github.qsmaven.model;

/**
 * A key of a contract whose value says something about data or layout that a catalog cannot show.
 *
 * @param name the key, such as {@code quality}; as the user wrote it, so to be escaped
 * @param why why it is not checked, as a phrase
 */
public record ContractKey(String name, String why) {}
