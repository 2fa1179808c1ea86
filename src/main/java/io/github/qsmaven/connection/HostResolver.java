package io.github.qsmaven.connection;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Looks up the addresses of a host; {@link InetAddress#getAllByName} outside of tests. */
@FunctionalInterface
public interface HostResolver {
  /**
   * Looks up a host.
   *
   * @param name a name in ASCII, possibly with a dot at its end
   * @return its addresses in the order in which they are tried, at least one
   * @throws UnknownHostException if there is none
   */
  InetAddress[] addresses(String name) throws UnknownHostException;
}
