package io.github.qsmaven.files;

/**
 * A file of SQL.
 *
 * @param path its path for messages and reports: relative if it is in the folder of the project
 * @param text its text; a byte order mark may start it
 */
public record SqlFile(String path, String text) {}
