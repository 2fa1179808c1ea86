package io.github.qsmaven.model;

import static java.util.Objects.requireNonNull;

/**
 * What a report of a fault must say of the machine, and no more: no name, no path, no address.
 *
 * @param time when it was, in UTC, as ISO 8601 writes it
 * @param plugin the version of this plugin
 * @param maven the version of Maven
 * @param java the version of Java, and whose it is
 * @param os the operating system
 * @param driver the version of the driver
 * @param proxy whether the settings or the JVM know of a proxy
 */
public record Environment(
    String time,
    String plugin,
    String maven,
    String java,
    String os,
    String driver,
    boolean proxy) {
  /** Refuses nulls. */
  public Environment {
    requireNonNull(time, "time is null");
    requireNonNull(plugin, "plugin is null");
    requireNonNull(maven, "maven is null");
    requireNonNull(java, "java is null");
    requireNonNull(os, "os is null");
    requireNonNull(driver, "driver is null");
  }
}
