package io.github.qsmaven.testing.queryservice;

import io.github.qsmaven.testing.queryservice.PendingResponse.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The server's side of a session after sign-in: forwards PostgreSQL's messages to the client,
 * counts and cuts rows, replaces the errors of rejected statements, and injects faults.
 */
final class ResponseRelay {
  private final SimulatorProfile profile;
  private final Line line;
  private final Backend backend;
  private final Deque<PendingResponse> pending;

  /** Set after an injected error: PostgreSQL's messages up to ReadyForQuery are dropped. */
  private boolean dropping;

  ResponseRelay(
      SimulatorProfile profile, Line line, Backend backend, Deque<PendingResponse> pending) {
    this.profile = profile;
    this.line = line;
    this.backend = backend;
    this.pending = pending;
  }

  /** Forwards messages until PostgreSQL closes the connection or the client's line breaks. */
  void run() throws IOException {
    try {
      while (!line.isMuted()) {
        take(backend.read());
        if (!backend.hasMore()) {
          line.flush();
        }
      }
    } finally {
      // PostgreSQL closed the connection, and so does the service. No effect if the line is broken.
      line.fail(Breakage.CLOSE, new byte[0]);
    }
  }

  private void take(Message message) throws IOException {
    Run run = runAhead();
    switch (message.type()) {
      case '1' -> done(Kind.PARSE, run, message);
      case '2' -> done(Kind.BIND, run, message);
      case '3' -> done(Kind.CLOSE, run, message);
      case 'n' -> done(Kind.DESCRIBE, run, message);
      case 'T' -> {
        done(Kind.DESCRIBE, run, message);
        fail(run, FaultPoint.ROW_DESCRIPTION);
      }
      case 'D' -> row(run, message);
      case 'C', 's', 'I' -> complete(run, message);
      case 'E' -> error(run, message);
      case 'Z' -> ready(run, message);
      default -> send(run, message);
    }
  }

  /** The statement that the next response belongs to; null: to none. */
  private @Nullable Run runAhead() {
    for (PendingResponse some : pending) {
      if (some.run() != null || some.kind() == Kind.SYNC) {
        return some.run();
      }
    }
    return null;
  }

  private void done(Kind kind, @Nullable Run run, Message message) throws IOException {
    PendingResponse next = pending.peek();
    if (next != null && next.kind() == kind) {
      pending.remove();
    }
    send(run, message);
  }

  /** Guide, guardrails.md: at most 50,000 rows are sent; the rest is cut silently. */
  private void row(@Nullable Run run, Message message) throws IOException {
    if (run == null) {
      send(null, message);
      return;
    }
    if (run.isCut()) {
      return;
    }
    InjectedFault fault = run.faultAt(FaultPoint.DATA_ROW);
    if (fault != null && !dropping && run.rowsOfResult() >= fault.after()) {
      if (fault.kind() == Breakage.NULLS) {
        run.rowSent();
        send(run, nulls(message.fields().int16()));
        return;
      }
      byte[] row = message.encoded();
      if (fault.kind() == Breakage.TWICE) {
        line.write(row);
        send(run, message);
        return;
      }
      if (fault.kind() == Breakage.TRICKLE) {
        // A first column that is a megabyte long.
        byte[] endless =
            new MessageBuilder()
                .bytes(message.content()[0], message.content()[1])
                .int32(1 << 20)
                .as('D')
                .encoded();
        int length = 6 + 4 * message.content()[1] + (1 << 20);
        fail(fault, ByteBuffer.wrap(endless).putInt(1, length).array());
        return;
      }
      if (!(fault.kind() instanceof ServerError)) {
        line.write(Arrays.copyOf(row, row.length / 2));
      }
      fail(fault, row);
      return;
    }
    run.rowSent();
    send(run, message);
  }

  private static Message nulls(int columns) {
    MessageBuilder row = new MessageBuilder().int16(columns);
    for (int i = 0; i < columns; i++) {
      row.int32(-1);
    }
    return row.as('D');
  }

  private void complete(@Nullable Run run, Message message) throws IOException {
    PendingResponse next = pending.peek();
    if (next != null && next.kind() == Kind.EXECUTE) {
      pending.remove();
    }
    if (run == null) {
      send(null, message);
      return;
    }
    fail(run, FaultPoint.COMMAND_COMPLETE);
    boolean cut = run.isCut();
    long rows = run.endPortion();
    if (cut && message.type() == 's') {
      // PostgreSQL has another portion; the cap ends the result.
      send(run, MessageBuilder.commandComplete("SELECT " + rows));
    } else if (cut && message.type() == 'C' && !profile.completionLies()) {
      String tag = message.fields().string();
      int number = tag.lastIndexOf(' ');
      send(run, MessageBuilder.commandComplete(tag.substring(0, number + 1) + rows));
    } else {
      send(run, message);
    }
    if (next != null && next.kind() == Kind.QUERY) {
      run.endResult();
    }
  }

  private void error(@Nullable Run run, Message message) throws IOException {
    PendingResponse next = pending.peek();
    ServerError refusal = next == null ? null : next.refusal();
    while (next != null && next.kind() != Kind.QUERY && next.kind() != Kind.SYNC) {
      pending.remove();
      next = pending.peek();
    }
    if (refusal == null) {
      send(run, message);
    } else if (profile.hangsUpAfterRefusal() || refusal.endsTheSession()) {
      line.fail(refusal, new byte[0]);
    } else {
      send(run, refusal.asMessage());
    }
  }

  private void ready(@Nullable Run run, Message message) throws IOException {
    fail(run, FaultPoint.READY_FOR_QUERY);
    pending.poll();
    dropping = false;
    send(run, message);
    if (dropping) {
      // The fault is at this message; ReadyForQuery follows an error all the same.
      dropping = false;
      line.write(message);
    }
  }

  private void send(@Nullable Run run, Message message) throws IOException {
    if (dropping) {
      return;
    }
    if (run == null) {
      line.write(message);
      return;
    }
    byte[] bytes = message.encoded();
    InjectedFault fault = run.faultAt(FaultPoint.RESULT_BYTES);
    if (fault != null && run.bytes() + bytes.length > fault.after()) {
      int before = Math.toIntExact(fault.after() - run.bytes());
      if (!(fault.kind() instanceof ServerError)) {
        line.write(Arrays.copyOf(bytes, before));
      }
      fail(fault, Arrays.copyOfRange(bytes, before, bytes.length));
      return;
    }
    run.bytesSent(bytes.length);
    line.write(bytes);
  }

  private void fail(@Nullable Run run, FaultPoint point) throws IOException {
    InjectedFault fault = run == null ? null : run.faultAt(point);
    if (fault != null) {
      fail(fault, ClientConnection.ENDLESS_NOTICE);
    }
  }

  private void fail(InjectedFault fault, byte[] unfinished) throws IOException {
    if (dropping) {
      return;
    }
    if (fault.kind() instanceof ServerError error && !error.endsTheSession()) {
      line.write(error.asMessage());
      dropping = true;
    } else {
      line.fail(fault.kind(), unfinished);
    }
  }
}
