package io.github.qsmaven.testing.queryservice;

/** The ways in which a connection breaks without a word of the server. */
public enum Breakage implements FaultKind {
  /** Hangs up as one should: TLS's close_notify if there is TLS, then TCP's FIN. */
  CLOSE,
  /** TCP's FIN alone, as when a server's process dies inside TLS. */
  CUT,
  /** TCP's RST, as when a firewall forgets the connection. */
  RESET,
  /** Says nothing more, and keeps the connection until the client hangs up. */
  SILENCE,
  /**
   * A byte every {@value Line#TRICKLE_PAUSE_MS} ms and never a whole message, so that no single
   * read of the client times out.
   */
  TRICKLE,
  /** What an HTTP server would say; a proxy that inspects port 80 does that. Then hangs up. */
  GARBAGE,
  /** At {@link FaultPoint#TLS_ANSWER} only: says {@code N}, "no TLS here", and nothing more. */
  NO_TLS
}
