package io.github.qsmaven.testing.queryservice;

import io.github.qsmaven.testing.queryservice.PendingResponse.Kind;
import io.github.qsmaven.testing.queryservice.SimulatorProfile.Hook;
import io.github.qsmaven.testing.queryservice.StatementRules.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Deque;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The client's side of a session after sign-in: collects the client's messages and sends them to
 * PostgreSQL when the client waits for a response, so that hooks and faults before a statement take
 * effect before PostgreSQL receives it. {@link ResponseRelay} forwards the responses.
 *
 * <p>Instead of a rejected message, PostgreSQL receives one that it rejects too, and its error is
 * replaced. The consequences are therefore real: PostgreSQL skips the rest of a batch and aborts
 * the transaction.
 */
final class Conversation {
  private static final ServerError UNSUPPORTED =
      ServerError.error("08P01", "Unsupported message type");

  /** A name that no client gives to a statement or a portal. */
  private static final String NO_SUCH_NAME = "rejected by the simulator";

  private static final Pattern CURSOR =
      Pattern.compile(
          "^\\s*(?:(DECLARE)\\s+(\\w+)|FETCH\\s+(?:\\w+\\s+)*?(?:FROM|IN)\\s+(\\w+))",
          Pattern.CASE_INSENSITIVE);

  private final SimulatorState state;
  private final Line line;
  private final Backend backend;
  private final StatementRules rules;
  private final Deque<PendingResponse> pending = new ConcurrentLinkedDeque<>();
  private final Map<String, Prepared> statements = new HashMap<>();
  private final Map<String, Portal> portals = new HashMap<>();
  private final Map<String, AtomicLong> cursors = new HashMap<>();
  private final ByteArrayOutputStream batch = new ByteArrayOutputStream();
  private int number;
  private @Nullable Run last;

  private record Prepared(String sql, Verdict verdict) {}

  private static final class Portal {
    final String sql;
    final boolean capped;
    @Nullable Run run;

    Portal(String sql, boolean capped) {
      this.sql = sql;
      this.capped = capped;
    }
  }

  Conversation(SimulatorState state, Line line, Backend backend, StatementRules rules) {
    this.state = state;
    this.line = line;
    this.backend = backend;
    this.rules = rules;
  }

  /** Reads messages until the client ends the session or the line breaks. */
  void run() throws IOException {
    state
        .threads()
        .start("answers", new ResponseRelay(state.profile(), line, backend, pending)::run);
    try {
      for (Message message = line.read(); message.type() != 'X'; message = line.read()) {
        if (!line.isMuted()) {
          take(message);
        }
      }
    } catch (EOFException e) {
      // Some clients close the connection without a Terminate.
    }
  }

  private void take(Message message) throws IOException {
    switch (message.type()) {
      case 'P' -> parse(message.fields());
      case 'B' -> bind(message);
      case 'D' -> pass(Kind.DESCRIBE, message);
      case 'C' -> pass(Kind.CLOSE, message);
      case 'E' -> execute(message);
      case 'Q' -> query(message.fields().string());
      case 'S' -> {
        pending.add(new PendingResponse(Kind.SYNC, last, null));
        batch.writeBytes(message.encoded());
        last = null;
        send();
      }
      default -> {
        batch.writeBytes(message.encoded());
        send();
      }
    }
  }

  private void send() throws IOException {
    byte[] bytes = batch.toByteArray();
    batch.reset();
    backend.send(bytes);
  }

  private void pass(Kind kind, Message message) {
    pending.add(new PendingResponse(kind, null, null));
    batch.writeBytes(message.encoded());
  }

  private void refuse(Kind kind, ServerError refusal, Message refused) {
    pending.add(new PendingResponse(kind, null, refusal));
    batch.writeBytes(refused.encoded());
  }

  private void parse(Message.Fields fields) {
    String name = fields.string();
    String sql = fields.string();
    Verdict verdict =
        state.profile().extendedProtocol()
            ? rules.judge(SqlText.of(sql))
            : StatementRules.refused(UNSUPPORTED);
    statements.put(name, new Prepared(sql, verdict));
    pending.add(new PendingResponse(Kind.PARSE, null, verdict.refusal()));
    batch.writeBytes(
        new MessageBuilder()
            .string(name)
            .string(verdict.sql())
            .bytes(fields.rest())
            .as('P')
            .encoded());
  }

  private void bind(Message message) {
    Bind bind = new Bind(message);
    Prepared prepared = statements.get(bind.statement());
    if (prepared == null) {
      pass(Kind.BIND, message);
      return;
    }
    SqlText.Limit limit = prepared.verdict().limit();
    long rows = limit == null ? -1 : bind.number(limit.parameter());
    if (limit != null && rows > StatementRules.HIGHEST_LIMIT) {
      Message failing =
          new MessageBuilder().string("").string(NO_SUCH_NAME).int16(0).int16(0).int16(0).as('B');
      portals.put(bind.portal(), new Portal(prepared.sql(), true));
      refuse(Kind.BIND, StatementRules.LIMIT_TOO_HIGH, failing);
    } else if (limit != null && rows == 0) {
      // LIMIT NULL is no limit, in PostgreSQL too.
      portals.put(bind.portal(), new Portal(prepared.sql(), false));
      pass(Kind.BIND, bind.withNull(limit.parameter()));
    } else {
      portals.put(bind.portal(), new Portal(prepared.sql(), prepared.verdict().capped()));
      pass(Kind.BIND, message);
    }
  }

  private void execute(Message message) throws IOException {
    Portal portal = portals.get(message.fields().string());
    if (portal == null) {
      pass(Kind.EXECUTE, message);
      return;
    }
    if (portal.run != null) {
      // The next portion of the same result.
      last = portal.run;
      pending.add(new PendingResponse(Kind.EXECUTE, portal.run, null));
      batch.writeBytes(message.encoded());
      return;
    }
    Run run = begin(portal.sql, portal.capped);
    portal.run = run;
    if (!line.isMuted()) {
      Message failing = new MessageBuilder().string(NO_SUCH_NAME).int32(0).as('E');
      answer(Kind.EXECUTE, run, null, message, failing);
    }
  }

  private void query(String sql) throws IOException {
    Verdict verdict = rules.judge(SqlText.of(sql));
    Run run = begin(sql, verdict.capped());
    if (!line.isMuted()) {
      Message query = new MessageBuilder().string(verdict.sql()).as('Q');
      Message failing = new MessageBuilder().string(NO_SUCH_NAME).as('Q');
      answer(Kind.QUERY, run, verdict.refusal(), query, failing);
      last = null;
      send();
    }
  }

  /** Forwards a statement, or one that fails if an error is injected. */
  private void answer(
      Kind kind, Run run, @Nullable ServerError refusal, Message message, Message failing) {
    InjectedFault fault = run.faultAt(FaultPoint.STATEMENT);
    ServerError error =
        fault != null && fault.kind() instanceof ServerError server ? server : run.hookFailure();
    last = run;
    pending.add(new PendingResponse(kind, run, refusal == null ? error : refusal));
    batch.writeBytes((error == null ? message : failing).encoded());
  }

  /** Counts a statement, runs its hooks, and looks up its fault. */
  private Run begin(String sql, boolean capped) throws IOException {
    number++;
    state.traffic().statementReceived(sql);
    ServerError hookFailure = null;
    for (Hook hook : state.profile().hooks()) {
      if (hook.sql().matcher(sql).find()) {
        try {
          hook.action().before(sql);
        } catch (SQLException e) {
          hookFailure = ServerError.error("58000", "The hook failed: " + e.getMessage());
        }
      }
    }
    InjectedFault fault = state.faults().ofStatement(sql, number);
    if (fault != null
        && fault.point() == FaultPoint.STATEMENT
        && !(fault.kind() instanceof ServerError)) {
      line.fail(fault.kind(), ClientConnection.ENDLESS_NOTICE);
    }
    long cap = capped ? state.profile().rowCap() : Long.MAX_VALUE;
    return new Run(fault, hookFailure, cap, rowsSentOf(sql));
  }

  /** The row count of a cursor continues from FETCH to FETCH; Guide, sql/syntax.md. */
  private AtomicLong rowsSentOf(String sql) {
    Matcher cursor = CURSOR.matcher(sql);
    if (!cursor.find()) {
      return new AtomicLong();
    }
    if (cursor.group(1) != null) {
      cursors.put(cursor.group(2).toLowerCase(Locale.ROOT), new AtomicLong());
      return new AtomicLong();
    }
    return cursors.computeIfAbsent(
        cursor.group(3).toLowerCase(Locale.ROOT), name -> new AtomicLong());
  }
}
