package io.github.qsmaven.settings;

import io.github.qsmaven.model.HasWord;

/**
 * Whether sign-in with SCRAM is bound to the server's certificate; libpq's {@code channel_binding}.
 */
public enum ChannelBinding implements HasWord {
  /** Where the server offers it; without it if a proxy with a verified certificate prevents it. */
  PREFER,
  /** Always; sign-in fails without it. */
  REQUIRE,
  /** Never. */
  DISABLE
}
