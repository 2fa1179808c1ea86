package io.github.qsmaven.testing.queryservice;

import java.io.IOException;
import java.util.Map;
import javax.net.ssl.SSLContext;

/**
 * The state that the connections of one simulator share.
 *
 * @param profile the behavior
 * @param faults the injected faults
 * @param traffic the recorded statements and connections
 * @param threads the threads of the simulator
 * @param tls the TLS context with its certificate
 * @param backends opens sessions at the PostgreSQL server
 */
record SimulatorState(
    SimulatorProfile profile,
    Faults faults,
    Traffic traffic,
    Threads threads,
    SSLContext tls,
    Backends backends) {

  /** Opens sessions at the PostgreSQL server. */
  @FunctionalInterface
  interface Backends {
    Backend open(String database, Map<String, String> settings) throws IOException;
  }
}
