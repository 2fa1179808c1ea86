package io.github.qsmaven.settings;

import java.util.Map;

/**
 * An endpoint and where each of its values comes from.
 *
 * @param endpoint the endpoint
 * @param origins the origin of each setting
 */
public record ResolvedEndpoint(Endpoint endpoint, Map<EndpointSetting, Origin> origins) {
  /** Where a value comes from, in the order in which they win. */
  public enum Origin {
    /** A parameter of the goal. */
    PARAMETER,
    /** The server entry. */
    SERVER_ENTRY,
    /** The login: the response of Adobe's APIs to an OAuth client. */
    LOGIN,
    /** The plugin's default. */
    DEFAULT
  }

  public ResolvedEndpoint {
    origins = Map.copyOf(origins);
  }
}
