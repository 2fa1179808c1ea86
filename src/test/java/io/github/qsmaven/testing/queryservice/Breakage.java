package io.github.qsmaven.testing.queryservice;

/** The ways in which a connection breaks without an error message of the server. */
public enum Breakage implements FaultKind {
  /** Closes the connection properly: TLS's close_notify if there is TLS, then TCP's FIN. */
  CLOSE,
  /** TCP's FIN alone, as when a server's process dies inside TLS. */
  CUT,
  /** TCP's RST, as when a firewall drops the connection. */
  RESET,
  /** Sends nothing more, and keeps the connection open until the client closes it. */
  SILENCE,
  /**
   * A byte every {@value Line#TRICKLE_PAUSE_MS} ms and never a whole message, so that no single
   * read of the client times out.
   */
  TRICKLE,
  /**
   * Bytes that no message and no TLS record starts with, then closes. Read as a length, they make
   * pgjdbc 42.7.14 throw a NegativeArraySizeException, which is no SQLException.
   */
  GARBAGE,
  /**
   * The response of an HTTP server, as from a proxy that inspects port 80, then closes. After
   * sign-in, pgjdbc 42.7.14 reads the {@code H} as a CopyOutResponse of a gigabyte, and loops
   * forever in {@code VisibleBufferedInputStream.skip} when the bytes end; closing the connection
   * does not stop it.
   */
  HTTP,
  /** At {@link FaultPoint#TLS_ANSWER} only: answers {@code N} (no TLS), and sends nothing more. */
  NO_TLS,
  /**
   * At {@link FaultPoint#DATA_ROW} only: sends the row, and each after it, twice; breaks nothing.
   */
  TWICE,
  /** At {@link FaultPoint#DATA_ROW} only: goes on, but with NULL for every value. */
  NULLS
}
