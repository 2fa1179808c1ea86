package io.github.qsmaven.model;

/**
 * What a bug report must say about the machine, and no more: no name, no path, no address.
 *
 * @param time the time in UTC, in ISO 8601
 * @param plugin the version of this plugin
 * @param maven the version of Maven
 * @param java the version and the vendor of Java
 * @param os the operating system
 * @param driver the version of the driver
 * @param proxy whether the settings or the JVM have a proxy
 */
public record Environment(
    String time,
    String plugin,
    String maven,
    String java,
    String os,
    String driver,
    boolean proxy) {}
