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
  /**
   * Bytes that no message and no TLS record begins with. Then hangs up. Taken for a length, they
   * make pgjdbc 42.7.14 throw a NegativeArraySizeException, which is no SQLException.
   */
  GARBAGE,
  /**
   * What an HTTP server would say; a proxy that inspects port 80 does that. Then hangs up. Once
   * signed in, pgjdbc 42.7.14 takes the {@code H} for a CopyOutResponse of a gigabyte, and goes
   * round for ever in {@code VisibleBufferedInputStream.skip} when the bytes end; closing the
   * connection does not stop it.
   */
  HTTP,
  /** At {@link FaultPoint#TLS_ANSWER} only: says {@code N}, "no TLS here", and nothing more. */
  NO_TLS
}
