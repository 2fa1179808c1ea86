package io.github.qsmaven.connection;

import static io.github.qsmaven.testing.ScriptedServer.columns;
import static io.github.qsmaven.testing.ScriptedServer.lying;
import static io.github.qsmaven.testing.ScriptedServer.script;
import static io.github.qsmaven.testing.ScriptedServer.welcome;
import static io.github.qsmaven.testing.ScriptedServer.wire;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.qsmaven.settings.Timeouts;
import io.github.qsmaven.testing.ScriptedServer;
import io.github.qsmaven.testing.ScriptedServer.Reply;
import io.github.qsmaven.testing.SecretCanary;
import io.github.qsmaven.testing.TlsFront;
import io.github.qsmaven.testing.TlsMaterial;
import io.github.qsmaven.testing.TlsPostgres;
import io.github.qsmaven.testing.queryservice.Breakage;
import io.github.qsmaven.testing.queryservice.FaultKind;
import io.github.qsmaven.testing.queryservice.FaultPoint;
import io.github.qsmaven.testing.queryservice.InjectedFault;
import io.github.qsmaven.testing.queryservice.QueryServiceSimulator;
import io.github.qsmaven.testing.queryservice.ServerError;
import java.io.Closeable;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.function.Predicate;

/** The faults of {@link FaultInjectionTest}, and what is to come of each. */
final class FaultCases {
  static final String USER = "ABC@AdobeOrg";

  /** Each of its encodings differs from the others. */
  static final String PASSWORD = "Fau1tS3cret*>>?/ %\"'&<é>\\x";

  static final SecretCanary CANARY = new SecretCanary(PASSWORD);

  static final String DATABASE = "prod:all";

  /** In seconds; for what is not to time out. */
  private static final int LONG = 30;

  /** In seconds; for the faults that last as long as that. */
  static final int SHORT = 1;

  private static final Timeouts PATIENT = new Timeouts(LONG, LONG, 1);
  private static final Timeouts SILENT = new Timeouts(LONG, SHORT, 1);
  private static final Timeouts UNREACHED = new Timeouts(SHORT, LONG, 0);

  private static final Set<Breakage> BREAKS =
      EnumSet.of(Breakage.CLOSE, Breakage.CUT, Breakage.RESET);
  private static final Set<Breakage> STALLS = EnumSet.of(Breakage.SILENCE, Breakage.TRICKLE);

  private static final String NO_PROTOCOL = "the response is not in PostgreSQL's protocol";
  private static final String NO_SIGN_IN_IN_TIME = "did not answer within 1 s (connectTimeout)";
  private static final String NO_RESULT_IN_TIME = "did not answer a statement within 1 s";

  private static final byte[] OK = wire('R', 0);
  private static final byte[] READY = wire('Z', 'I');
  private static final byte[] PARSED = wire('1');
  private static final byte[] BOUND = wire('2');
  private static final byte[] DONE = wire('C', "SELECT 1");
  private static final byte[] ONE_COLUMN = columns(1, "name");

  private final String database;
  private final TlsMaterial others;
  private final List<Case> cases = new ArrayList<>();

  /**
   * A server that is running.
   *
   * @param gone waits until it has no connection
   */
  record Server(int port, IntSupplier connections, Predicate<Duration> gone, Closeable listener)
      implements Closeable {
    @Override
    public void close() throws IOException {
      listener.close();
    }
  }

  /** Starts the server of a case. */
  @FunctionalInterface
  interface Start {
    Server start() throws IOException;
  }

  /**
   * A fault and what is to come of it.
   *
   * @param name what happens at the server, in every attempt
   * @param server the server
   * @param timeouts with one retry, but where it would only take long
   * @param attempts how many connections there are to be
   * @param pauses how many pauses between them
   * @param told what the message holds
   */
  record Case(
      String name, Start server, Timeouts timeouts, int attempts, int pauses, List<String> told) {
    @Override
    public String toString() {
      return name;
    }
  }

  private FaultCases(String database, TlsMaterial others) {
    this.database = database;
    this.others = others;
  }

  /**
   * All cases.
   *
   * @param database the database of the shared server that is behind the simulator
   * @param folder where certificates that nobody trusts can be made
   */
  static List<Case> all(String database, Path folder) throws IOException {
    FaultCases all =
        new FaultCases(database, TlsMaterial.createIn(Files.createDirectories(folder)));
    for (FaultPoint point : FaultPoint.values()) {
      all.breakages(point);
    }
    all.errorsAtSignIn();
    all.errorsOfStatements();
    all.echoes();
    all.authentications();
    all.startUps();
    all.answers();
    all.poolers();
    all.floods();
    all.certificates();
    return all.cases;
  }

  // What the simulator does.

  private void breakages(FaultPoint point) {
    BREAKS.forEach(kind -> breaks(point, kind));
    STALLS.forEach(kind -> stalls(point, kind));
    for (Breakage kind : List.of(Breakage.GARBAGE, Breakage.HTTP)) {
      // In the middle of a message, these bytes are a part of it, and the rest is missing.
      if (point == FaultPoint.RESULT_BYTES) {
        breaks(point, kind);
      } else {
        noAnswer(point, kind);
      }
    }
  }

  private void breaks(FaultPoint point, Breakage kind) {
    passes(point, kind, "Cannot get an answer", "the connection broke");
  }

  private void noAnswer(FaultPoint point, Breakage kind) {
    if (point == FaultPoint.TLS_HANDSHAKE) {
      stays(point, kind, "the TLS handshake failed", "TLS 1.2 or 1.3");
    } else {
      stays(point, kind, NO_PROTOCOL, "no proxy");
    }
  }

  /** Points at which the driver reads any message. */
  private static boolean inTheMiddle(FaultPoint point) {
    return point.compareTo(FaultPoint.SIGNED_IN) >= 0;
  }

  private void stalls(FaultPoint point, Breakage kind) {
    if (kind == Breakage.TRICKLE && point.compareTo(FaultPoint.TLS_ANSWER) <= 0) {
      return;
    }
    if (inTheMiddle(point)) {
      add(fault(point, kind), SILENT, 1, 0, NO_RESULT_IN_TIME, "-Dqs.queryTimeout");
    } else {
      add(fault(point, kind), UNREACHED, 1, 0, NO_SIGN_IN_IN_TIME, "-Dqs.connectTimeout");
    }
  }

  private void errorsAtSignIn() {
    stays(FaultPoint.TLS_ANSWER, Breakage.NO_TLS, "does not support TLS", "turn on TLS");
    for (FaultPoint point :
        List.of(
            FaultPoint.AUTHENTICATION_REQUEST, FaultPoint.AUTHENTICATION_OK, FaultPoint.START_UP)) {
      passes(point, fatal("53300", "too many connections"), "Cannot sign in", "53300");
      passes(point, fatal("XX000", "Session Limit Reached"), "close other sessions");
      passes(point, fatal("57P03", "starting up"), "Cannot connect", "57P03");
      passes(point, fatal("58000", "System error"), "Cannot sign in", "58000");
      stays(point, fatal("28P01", "Invalid " + PASSWORD), "'Invalid ***'", "24 hours");
      stays(point, fatal("28000", "Must be clear text"), "28000", "check the user");
      stays(point, fatal("42P12", "No tables found"), "42P12", "such as prod:all");
      stays(point, fatal("3D000", "no such database"), "3D000", "-Dqs.database");
      stays(point, fatal("08P01", "unknown parameter"), "Cannot sign in", "08P01");
    }
  }

  private void errorsOfStatements() {
    FaultPoint point = FaultPoint.STATEMENT;
    passes(point, fatal("57P01", "terminating"), "Cannot connect", "57P01");
    passes(point, fatal("53300", "Session Limit Reached"), "close other sessions");
    stays(point, error("58000", "System error"), "Cannot query", "58000");
    stays(point, fatal("58000", "System error"), "Cannot query", "58000");
    stays(point, error("53400", "Statement timeout"), "Cannot query", "53400");
    stays(point, error("42601", "Syntax error"), "Cannot query", "42601");
    stays(point, error("0A000", "Not supported " + PASSWORD), "'Not supported ***'");
    // By the extended protocol, and by the simple one.
    ServerError unsupported = error("08P01", "Unsupported message type");
    add(fault(point, unsupported), PATIENT, 2, 0, "Cannot query", "Unsupported message type");
  }

  /** In the middle of the RowDescription, if in the middle of anything. */
  private static InjectedFault fault(FaultPoint point, FaultKind kind) {
    return InjectedFault.at(point, kind).after(point == FaultPoint.RESULT_BYTES ? 13 : 0);
  }

  private static ServerError fatal(String sqlState, String message) {
    return ServerError.fatal(sqlState, message);
  }

  private static ServerError error(String sqlState, String message) {
    return ServerError.error(sqlState, message);
  }

  private void passes(FaultPoint point, FaultKind kind, String... told) {
    add(fault(point, kind), PATIENT, 2, 1, told);
  }

  private void stays(FaultPoint point, FaultKind kind, String... told) {
    add(fault(point, kind), PATIENT, 1, 0, told);
  }

  private void add(
      InjectedFault fault, Timeouts timeouts, int attempts, int pauses, String... told) {
    String name = fault.point() + " " + fault.kind();
    cases.add(new Case(name, () -> simulator(fault), timeouts, attempts, pauses, List.of(told)));
  }

  private Server simulator(InjectedFault fault) throws IOException {
    QueryServiceSimulator server =
        QueryServiceSimulator.over(TlsPostgres.shared())
            .user(USER, PASSWORD)
            .database(DATABASE, database)
            .fault(fault)
            .start();
    return new Server(
        server.port(), server::connections, server::awaitNoConnections, server::close);
  }

  // What a script does.

  private void atSignIn(String name, byte[] greeting, String... told) {
    scripted(name + " at sign-in", told, greeting);
  }

  private void atWork(String name, byte[] answer, String... told) {
    scripted(name + " as an answer", told, welcome("0.1.0"), (message, out) -> out.write(answer));
  }

  private void scripted(String name, String[] told, byte[] greeting, Reply... replies) {
    add(name, () -> scripted(greeting, replies), told);
  }

  private static Server scripted(byte[] greeting, Reply... replies) throws IOException {
    ScriptedServer server = new ScriptedServer(greeting, replies);
    return new Server(
        server.port(), server::connections, server::awaitNoConnections, server::close);
  }

  private static byte[] all(byte[]... messages) {
    return script(
        out -> {
          for (byte[] message : messages) {
            out.write(message);
          }
        });
  }

  /** An ErrorResponse; each field is its letter and its text. */
  private static byte[] refusal(String... fields) {
    return script(out -> out.write(wire('E', String.join("\0", fields), '\0')));
  }

  /** The password in each field of an error, and in each encoding. */
  private void echoes() {
    for (String field : List.of("C", "H", "D", "W", "F", "R", "s", "t", "c", "d", "n", "q", "V")) {
      byte[] echo = refusal("SFATAL", "MNo " + field, field + PASSWORD);
      atSignIn("the password in field " + field, echo, "the server reported 'No " + field + "'");
      atWork("the password in field " + field, all(echo, READY), "'No " + field + "'");
    }
    CANARY
        .encodings()
        .forEach(
            (encoding, text) -> {
              String name = "the password, " + encoding + ",";
              byte[] echo = refusal("SFATAL", "C28P01", "MNo '" + text + "'!");
              atSignIn(name, echo, "the server reported 'No '***'!'");
              echo = refusal("SERROR", "C42601", "MNo '" + text + "'!");
              atWork(name, all(echo, READY), "Cannot query", "'No '***'!'");
            });
    byte[] failure = refusal("SFATAL", "C28000", "Mno");
    byte[] notice = wire('N', "SNOTICE", "C00000", "M" + PASSWORD, "H" + PASSWORD, '\0');
    atSignIn("the password in a notice", all(OK, notice, failure), "the server reported 'no'");
    atWork("the password in a notice", all(notice, failure, READY), "the server reported 'no'");
    byte[] parameter = wire('S', "server_version", PASSWORD);
    atSignIn("the password as the version", all(OK, parameter, failure), "reported 'no'");
    byte[] encoding = wire('S', "client_encoding", PASSWORD);
    atSignIn("the password as the encoding", all(OK, encoding), "client_encoding");
    atWork(
        "the password as a column",
        all(PARSED, BOUND, columns(1, PASSWORD), failure, READY),
        "'no'");
    atWork(
        "the password as a command tag",
        all(PARSED, BOUND, wire('C', PASSWORD), READY),
        "Cannot query",
        "No results were returned by the query.\nWhat");
    atWork(
        "the password as a channel", all(wire('A', 1, PASSWORD, PASSWORD), failure, READY), "'no'");
  }

  private void authentications() {
    for (int type : new int[] {1, 2, 4, 6, 13, 99, -1, Integer.MIN_VALUE}) {
      atSignIn("authentication " + type, wire('R', type), "authentication type", "not supported");
    }
    atSignIn("a step of GSSAPI", wire('R', 8), NO_PROTOCOL);
    atSignIn("an authentication by SSPI", wire('R', 9), "it requires Kerberos, not a password");
    atSignIn("an authentication without a type", lying('R', 4), NO_SIGN_IN_IN_TIME);
    atSignIn("an MD5 authentication without a salt", wire('R', 5), NO_SIGN_IN_IN_TIME);
    atSignIn("a SASL authentication without a mechanism", wire('R', 10, '\0'), NO_SIGN_IN_IN_TIME);
    atSignIn("an unknown SASL mechanism", wire('R', 10, "X-TOKEN", '\0'), "SCRAM");
    atSignIn("a SASL mechanism without an end", lying('R', 9, 10, 'S'), NO_SIGN_IN_IN_TIME);
    atSignIn("a SASL final message first", wire('R', 12, "v=AAAA"), NO_PROTOCOL);

    scram("another nonce", "r=another,s=c2FsdA==,i=4096", "SCRAM authentication failed");
    scram("no nonce", "s=c2FsdA==,i=4096", "SCRAM authentication failed");
    scram("no salt", "r=NONCE,s=,i=4096", "SCRAM authentication failed");
    scram("a salt that is not base 64", "r=NONCE,s=%%,i=4096", NO_PROTOCOL);
    scram("0 iterations", "r=NONCE,s=c2FsdA==,i=0", NO_PROTOCOL);
    scram("-1 iterations", "r=NONCE,s=c2FsdA==,i=-1", NO_PROTOCOL);
    scram("2^31 iterations", "r=NONCE,s=c2FsdA==,i=2147483648", NO_PROTOCOL);
    // With -ea, as in the tests of Maven, the driver's own assertions find it first.
    boolean asserts = FaultCases.class.desiredAssertionStatus();
    String told = asserts ? NO_PROTOCOL : "SCRAM authentication failed";
    scram("no iterations", "r=NONCE,s=c2FsdA==", told);
    scram("an extension", "m=x,r=NONCE,s=c2FsdA==,i=4096", "SCRAM authentication failed");
    scram("the password instead", PASSWORD, "'***'");
    scram("nothing", "", NO_PROTOCOL);
    scramEnds(
        "another signature",
        "v=" + Base64.getEncoder().encodeToString(new byte[32]),
        "Invalid SCRAM server signature");
    scramEnds("a short signature", "v=AA==", "Invalid SCRAM server signature");
    scramEnds("an error", "e=other-error", "SCRAM authentication failed");
    scramEnds("the password as an error", "e=" + PASSWORD, NO_PROTOCOL);
    scramEnds("no signature", "", NO_PROTOCOL);
  }

  /** A first message of the server that is wrong. */
  private void scram(String name, String first, String told) {
    scripted("SCRAM: " + name, new String[] {told}, scramRequest(), scramFirst(first));
  }

  /** A last message of the server that is wrong. */
  private void scramEnds(String name, String last, String told) {
    Reply first = scramFirst("r=NONCE,s=c2FsdA==,i=4096");
    Reply end = (message, out) -> out.write(wire('R', 12, last.getBytes(UTF_8)));
    scripted("SCRAM: at last " + name, new String[] {told}, scramRequest(), first, end);
  }

  private static byte[] scramRequest() {
    return wire('R', 10, "SCRAM-SHA-256", '\0');
  }

  /** RFC 5802, 5: the client's nonce ends its first message. */
  private static Reply scramFirst(String text) {
    return (message, out) -> {
      String first = new String(message, UTF_8);
      String nonce = first.substring(first.indexOf(",r=") + 3) + "server";
      out.write(wire('R', 11, text.replace("NONCE", nonce).getBytes(UTF_8)));
    };
  }

  private void startUps() {
    atSignIn("an unknown message", wire('!', 0), NO_PROTOCOL);
    atSignIn("an unknown message after AuthenticationOk", all(OK, wire('!', 0)), NO_PROTOCOL);
    atSignIn("a row", all(OK, wire('D', (short) 0)), NO_PROTOCOL);
    atSignIn("a ReadyForQuery without a state", all(OK, lying('Z', 4)), NO_PROTOCOL);
    atSignIn("a parameter without an end", all(OK, lying('S', 8, 'a', 'b')), NO_SIGN_IN_IN_TIME);
    atSignIn("a parameter of a negative length", all(OK, lying('S', -1, "a", "b")), NO_PROTOCOL);
    atSignIn("a key of 2 GB", all(OK, lying('K', Integer.MAX_VALUE, 1, 1)), NO_PROTOCOL);
    atSignIn("a negotiation of no version", wire('v', -1, -1), "Invalid version number");
    atSignIn("a negotiation that is too long", lying('v', Integer.MAX_VALUE, 0), NO_PROTOCOL);
    atSignIn("an error without an end", lying('E', 12, 'S', 'F'), NO_SIGN_IN_IN_TIME);
    atSignIn(
        "an error of an unknown state", refusal("SFATAL", "C1", "Mno"), "'no' (SQLSTATE invalid)");
    atSignIn("an error in no language", refusal("SFATAL", "C28000"), "'no message'");
    atSignIn("an error of another protocol", wire('E', "S", '\0'), "'no message'");
    atSignIn("an error with an escape", refusal("SFATAL", "M\u001B[2J"), "'\\u001B[2J'");
    atSignIn(
        "standard strings that are not",
        all(OK, wire('S', "standard_conforming_strings", "?"), READY),
        "standard_conforming_strings");
  }

  private void answers() {
    atWork("an error of no state", all(refusal("SERROR", "Mno"), READY), "'no'");
    atWork("a copy in", wire('G', '\0', (short) 0), NO_RESULT_IN_TIME);
    atWork("a copy out", wire('H', '\0', (short) 0), NO_RESULT_IN_TIME);
    atWork("a copy of both ways", wire('W', '\0', (short) 0), NO_PROTOCOL);
    atWork("the result of a function", all(wire('V', -1), READY), NO_PROTOCOL);
    atWork("-1 columns", columns(-1), NO_RESULT_IN_TIME);
    atWork("32,767 columns", columns(32_767, "a"), NO_RESULT_IN_TIME);
    atWork("a column without an end", lying('T', 1000, (short) 1, 'a'), NO_RESULT_IN_TIME);
    atWork(
        "a row of 32,767 values",
        all(PARSED, BOUND, ONE_COLUMN, lying('D', 1 << 20, (short) 32_767)),
        NO_RESULT_IN_TIME);
    atWork(
        "a value that is longer than its row",
        all(PARSED, BOUND, ONE_COLUMN, wire('D', (short) 1, 1000, 'a'), DONE, READY),
        NO_PROTOCOL);
    atWork(
        "an empty query",
        all(PARSED, BOUND, wire('I'), READY),
        "Cannot query",
        "No results were returned by the query.\nWhat");
    atWork(
        "no data",
        all(PARSED, BOUND, wire('n'), DONE, READY),
        "Cannot query",
        "No results were returned by the query.\nWhat");
    atWork("a notification without an end", lying('A', 100, 1, 'x'), NO_RESULT_IN_TIME);
    atWork("a notice of a negative length", lying('N', -100, "M"), NO_PROTOCOL);
    atWork("an error without an end", lying('E', 100, 'S'), NO_RESULT_IN_TIME);
    atWork("another encoding", wire('S', "client_encoding", "LATIN1"), "client_encoding");
    atWork("another style of dates", wire('S', "DateStyle", "German"), "DateStyle");
    atWork("a request for a password", wire('R', 3), NO_PROTOCOL);
    atWork("a ReadyForQuery of another length", lying('Z', 9, 1), NO_PROTOCOL);
    atWork(
        "nothing but a ReadyForQuery",
        READY,
        "Cannot query",
        "No results were returned by the query.\nWhat");
  }

  /** The errors of pgbouncer, Supavisor and Neon. */
  private void poolers() {
    FaultPoint point = FaultPoint.AUTHENTICATION_REQUEST;
    passes(point, fatal("08P01", "no more connections allowed (max_client_conn)"), "sessions");
    passes(point, fatal("XX000", "Max client connections reached"), "sessions");
    passes(FaultPoint.STATEMENT, fatal("08P01", "query_wait_timeout"), "query_wait_timeout");
    stays(point, fatal("08P01", "no such database: shop"), "no such database", "-Dqs.database");
    stays(point, fatal("08P01", "no such user: " + PASSWORD), "'no such user: ***'");
    stays(point, fatal("XX000", "Tenant or user not found"), "Tenant or user not found");
    stays(point, fatal("XX000", "Endpoint ID is not specified."), "Endpoint ID", "options");
    stays(point, fatal("08P01", "unsupported startup parameter: options"), "options");
  }

  private void floods() {
    flood("notices", wire('N', "M" + PASSWORD, '\0'));
    flood("notifications", wire('A', 1, "channel", PASSWORD));
    flood("parameters", wire('S', "name", PASSWORD));
    String long12Mb = "1".repeat(12 << 20);
    byte[] version = wire('S', "server_version", long12Mb);
    atSignIn("a version of 12 MB", all(OK, version, READY), "the server sent 12 MB in one message");
    for (String type : List.of("E", "N")) {
      byte[] message = wire(type.charAt(0), "M" + long12Mb, '\0');
      atSignIn("12 MB of type " + type, all(OK, message), "the server sent 12 MB in one message");
      atWork("12 MB of type " + type, message, "the server sent 12 MB in one message");
    }
    // The password is where the text is cut.
    String text = "x".repeat(1_990) + PASSWORD + "y".repeat(100_000);
    String[] cut = {"reported '" + "x".repeat(1_990) + "***yyyyyyy...'"};
    atSignIn("a long error", refusal("SFATAL", "C28000", "M" + text), cut);
    atWork("a long error", all(refusal("SERROR", "C99999", "M" + text), READY), cut);
    scram("5,000,000 iterations", "r=NONCE,s=c2FsdA==,i=5000000", "100,000");
  }

  private void flood(String name, byte[] message) {
    byte[] password = wire('R', 3);
    // The driver accepts a thousand.
    String[] told = {"Session setup failed"};
    scripted(
        "no end of " + name + " at sign-in",
        told,
        password,
        (asked, out) -> endless(out, OK, message));
    told = new String[] {"the server sent more than 8 MB of " + name};
    scripted(
        "no end of " + name + " as an answer",
        told,
        welcome("0.1.0"),
        (asked, out) -> endless(out, message));
  }

  private static void endless(DataOutputStream out, byte[]... messages) throws IOException {
    out.write(messages[0]);
    while (true) {
      out.write(messages[messages.length - 1]);
    }
  }

  private void certificates() throws IOException {
    TlsMaterial.ServerCertificate unknown = others.certificateFor("localhost");
    front("a certificate of an unknown authority", () -> TlsFront.tls(unknown, 1), "authority");
    front("no answer to the request for TLS", TlsFront::silent, NO_SIGN_IN_IN_TIME);
    front("no TLS", TlsFront::plainText, "does not support TLS");
  }

  /** Starts a front. */
  @FunctionalInterface
  private interface Front {
    TlsFront start() throws IOException;
  }

  private void front(String name, Front front, String... told) {
    add(
        name,
        () -> {
          TlsFront server = front.start();
          return new Server(
              server.port(), server::connections, server::awaitNoConnections, server::close);
        },
        told);
  }

  /** A fault that is told after one attempt. */
  private void add(String name, Start server, String... told) {
    Timeouts timeouts =
        switch (told[0]) {
          case NO_SIGN_IN_IN_TIME -> UNREACHED;
          case NO_RESULT_IN_TIME -> SILENT;
          default -> PATIENT;
        };
    cases.add(new Case(name, server, timeouts, 1, 0, List.of(told)));
  }
}
