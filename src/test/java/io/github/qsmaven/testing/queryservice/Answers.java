package io.github.qsmaven.testing.queryservice;

import io.github.qsmaven.testing.queryservice.Owed.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * A session after sign-in, the server's side: what PostgreSQL says, message by message, with the
 * rows counted and cut, the refusals put into other words, and the faults at their points.
 */
final class Answers {
  private final SimulatorProfile dress;
  private final Line line;
  private final Backend backend;
  private final Deque<Owed> owed;

  /** An error was put into the answer: what PostgreSQL says up to its ReadyForQuery is dropped. */
  private boolean dropping;

  Answers(SimulatorProfile dress, Line line, Backend backend, Deque<Owed> owed) {
    this.dress = dress;
    this.line = line;
    this.backend = backend;
    this.owed = owed;
  }

  /** Goes on until PostgreSQL hangs up, or the line breaks. */
  void run() throws IOException {
    try {
      while (!line.isMuted()) {
        take(backend.read());
        if (!backend.hasMore()) {
          line.flush();
        }
      }
    } finally {
      // PostgreSQL hung up: so does the service. Not heard if the line broke before.
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

  /** The statement that the next answer belongs to; null: one to none. */
  private @Nullable Run runAhead() {
    for (Owed some : owed) {
      if (some.run() != null || some.kind() == Kind.SYNC) {
        return some.run();
      }
    }
    return null;
  }

  private void done(Kind kind, @Nullable Run run, Message message) throws IOException {
    Owed next = owed.peek();
    if (next != null && next.kind() == kind) {
      owed.remove();
    }
    send(run, message);
  }

  /** Guide, guardrails.md: at most 50,000 rows go to a client, without a word about the rest. */
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
      byte[] row = message.encoded();
      if (fault.kind() == Breakage.TRICKLE) {
        // A first column that is a megabyte long.
        byte[] endless =
            new MessageBuilder()
                .bytes(message.content()[0], message.content()[1])
                .int32(1 << 20)
                .as('D')
                .encoded();
        fail(fault, ByteBuffer.wrap(endless).putInt(1, 2 << 20).array());
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

  private void complete(@Nullable Run run, Message message) throws IOException {
    Owed next = owed.peek();
    if (next != null && next.kind() == Kind.EXECUTE) {
      owed.remove();
    }
    if (run == null) {
      send(null, message);
      return;
    }
    fail(run, FaultPoint.COMMAND_COMPLETE);
    boolean cut = run.isCut();
    long rows = run.endPortion();
    if (cut && message.type() == 's') {
      // There would be another portion; the cap ends the result.
      send(run, MessageBuilder.commandComplete("SELECT " + rows));
    } else if (cut && message.type() == 'C' && !dress.completionLies()) {
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
    Owed next = owed.peek();
    ServerError refusal = next == null ? null : next.refusal();
    while (next != null && next.kind() != Kind.QUERY && next.kind() != Kind.SYNC) {
      owed.remove();
      next = owed.peek();
    }
    if (refusal == null) {
      send(run, message);
    } else if (dress.hangsUpAfterRefusal() || refusal.endsTheSession()) {
      line.fail(refusal, new byte[0]);
    } else {
      send(run, refusal.asMessage());
    }
  }

  private void ready(@Nullable Run run, Message message) throws IOException {
    fail(run, FaultPoint.READY_FOR_QUERY);
    owed.poll();
    dropping = false;
    send(run, message);
    if (dropping) {
      // The bytes were up just here; an error is followed by its ReadyForQuery all the same.
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
