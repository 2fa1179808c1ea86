package io.github.qsmaven.testing.queryservice;

import java.io.IOException;
import java.util.Map;
import javax.net.ssl.SSLContext;

/**
 * What the connections of one double share.
 *
 * @param dress how it behaves
 * @param faults what goes wrong
 * @param traffic what came by
 * @param threads where its threads run
 * @param tls its certificate
 * @param backends the PostgreSQL behind
 */
record Site(
    SimulatorProfile dress,
    Faults faults,
    Traffic traffic,
    Threads threads,
    SSLContext tls,
    Backends backends) {

  /** Opens sessions at the PostgreSQL behind. */
  @FunctionalInterface
  interface Backends {
    Backend open(String database, Map<String, String> settings) throws IOException;
  }
}
