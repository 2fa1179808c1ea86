package io.github.qsmaven.connection;

import java.security.cert.CertificateException;
import org.jspecify.annotations.Nullable;

/**
 * A fault of TLS whose cause is known. Its message is a clause, after "Cannot connect to ...: ".
 */
public final class TlsException extends CertificateException implements NetworkFault.Known {
  private static final long serialVersionUID = 1L;

  private final FaultKind kind;
  private final @Nullable String advice;

  TlsException(FaultKind kind, String problem, @Nullable String advice) {
    super(problem);
    this.kind = kind;
    this.advice = advice;
  }

  /** What to do; null: what the kind of fault advises. */
  public @Nullable String advice() {
    return advice;
  }

  /** What happened, not escaped. */
  public String problem() {
    return String.valueOf(getMessage());
  }

  @Override
  public NetworkFault fault() {
    return new NetworkFault(kind, problem(), advice);
  }
}
