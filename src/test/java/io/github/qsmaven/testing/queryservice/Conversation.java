package io.github.qsmaven.testing.queryservice;

import io.github.qsmaven.testing.queryservice.Owed.Kind;
import io.github.qsmaven.testing.queryservice.Repertoire.Verdict;
import io.github.qsmaven.testing.queryservice.SimulatorProfile.Hook;
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
 * A session after sign-in, the client's side: takes its messages, and gives them to PostgreSQL when
 * the client waits for an answer, so that what happens before a statement is answered happens
 * before PostgreSQL has seen it. {@link Answers} brings back what PostgreSQL says.
 *
 * <p>A refused message goes to PostgreSQL all the same, in a form that it refuses as well; only the
 * words of its answer are replaced. So what follows is as it would be: the rest of a batch is
 * skipped, a transaction is aborted.
 */
final class Conversation {
  private static final ServerError UNSUPPORTED =
      ServerError.error("08P01", "Unsupported message type");

  /** A name that no client gives to a statement or a portal. */
  private static final String NOWHERE = "refused by the double";

  private static final Pattern CURSOR =
      Pattern.compile(
          "^\\s*(?:(DECLARE)\\s+(\\w+)|FETCH\\s+(?:\\w+\\s+)*?(?:FROM|IN)\\s+(\\w+))",
          Pattern.CASE_INSENSITIVE);

  private final Site site;
  private final Line line;
  private final Backend backend;
  private final Repertoire repertoire;
  private final Deque<Owed> owed = new ConcurrentLinkedDeque<>();
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

  Conversation(Site site, Line line, Backend backend, Repertoire repertoire) {
    this.site = site;
    this.line = line;
    this.backend = backend;
    this.repertoire = repertoire;
  }

  /** Goes on until the client ends it, or the line breaks. */
  void run() throws IOException {
    site.threads().start("answers", new Answers(site.dress(), line, backend, owed)::run);
    try {
      for (Message message = line.read(); message.type() != 'X'; message = line.read()) {
        if (!line.isMuted()) {
          take(message);
        }
      }
    } catch (EOFException e) {
      // Some clients hang up without a Terminate.
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
        owed.add(new Owed(Kind.SYNC, last, null));
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
    owed.add(new Owed(kind, null, null));
    batch.writeBytes(message.encoded());
  }

  private void refuse(Kind kind, ServerError refusal, Message refused) {
    owed.add(new Owed(kind, null, refusal));
    batch.writeBytes(refused.encoded());
  }

  private void parse(Message.Fields fields) {
    String name = fields.string();
    String sql = fields.string();
    Verdict verdict =
        site.dress().extendedProtocol()
            ? repertoire.judge(SqlText.of(sql))
            : Repertoire.refused(UNSUPPORTED);
    statements.put(name, new Prepared(sql, verdict));
    owed.add(new Owed(Kind.PARSE, null, verdict.refusal()));
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
    if (limit != null && rows > Repertoire.HIGHEST_LIMIT) {
      Message nowhere =
          new MessageBuilder().string("").string(NOWHERE).int16(0).int16(0).int16(0).as('B');
      portals.put(bind.portal(), new Portal(prepared.sql(), true));
      refuse(Kind.BIND, Repertoire.LIMIT_TOO_HIGH, nowhere);
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
      owed.add(new Owed(Kind.EXECUTE, portal.run, null));
      batch.writeBytes(message.encoded());
      return;
    }
    Run run = begin(portal.sql, portal.capped);
    portal.run = run;
    if (!line.isMuted()) {
      Message nowhere = new MessageBuilder().string(NOWHERE).int32(0).as('E');
      answer(Kind.EXECUTE, run, null, message, nowhere);
    }
  }

  private void query(String sql) throws IOException {
    Verdict verdict = repertoire.judge(SqlText.of(sql));
    Run run = begin(sql, verdict.capped());
    if (!line.isMuted()) {
      Message query = new MessageBuilder().string(verdict.sql()).as('Q');
      Message nowhere = new MessageBuilder().string(NOWHERE).as('Q');
      answer(Kind.QUERY, run, verdict.refusal(), query, nowhere);
      last = null;
      send();
    }
  }

  /** Hands a statement on, or, if it is to fail with an error, one that fails. */
  private void answer(
      Kind kind, Run run, @Nullable ServerError refusal, Message message, Message nowhere) {
    InjectedFault fault = run.faultAt(FaultPoint.STATEMENT);
    ServerError error =
        fault != null && fault.kind() instanceof ServerError server ? server : run.hookFailure();
    last = run;
    owed.add(new Owed(kind, run, refusal == null ? error : refusal));
    batch.writeBytes((error == null ? message : nowhere).encoded());
  }

  /** Counts a statement, runs what is to run before it, and finds out what goes wrong with it. */
  private Run begin(String sql, boolean capped) throws IOException {
    number++;
    site.traffic().statementReceived(sql);
    ServerError hookFailure = null;
    for (Hook hook : site.dress().hooks()) {
      if (hook.sql().matcher(sql).find()) {
        try {
          hook.action().before(sql);
        } catch (SQLException e) {
          hookFailure = ServerError.error("58000", "The hook failed: " + e.getMessage());
        }
      }
    }
    InjectedFault fault = site.faults().ofStatement(sql, number);
    if (fault != null
        && fault.point() == FaultPoint.STATEMENT
        && !(fault.kind() instanceof ServerError)) {
      line.fail(fault.kind(), ClientConnection.ENDLESS_NOTICE);
    }
    long cap = capped ? site.dress().rowCap() : Long.MAX_VALUE;
    return new Run(fault, hookFailure, cap, rowsSentOf(sql));
  }

  /** The count of a cursor's rows goes on from FETCH to FETCH; Guide, sql/syntax.md has both. */
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
