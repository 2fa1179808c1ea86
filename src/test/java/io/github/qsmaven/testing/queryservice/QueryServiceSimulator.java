package io.github.qsmaven.testing.queryservice;

import io.github.qsmaven.connection.Credential;
import io.github.qsmaven.connection.Endpoint;
import io.github.qsmaven.connection.Secret;
import io.github.qsmaven.connection.SslMode;
import io.github.qsmaven.connection.Target;
import io.github.qsmaven.connection.Timeouts;
import io.github.qsmaven.testing.TlsMaterial;
import io.github.qsmaven.testing.TlsPostgres;
import io.github.qsmaven.testing.queryservice.SimulatorProfile.Dataset;
import io.github.qsmaven.testing.queryservice.SimulatorProfile.Hook;
import io.github.qsmaven.testing.queryservice.SimulatorProfile.Refusal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Adobe Query Service as its documents tell it: a wire proxy over a real PostgreSQL, on a free port
 * of the loopback interface. In its default dress it does what the documents say, and is strict
 * where they are silent; each method of the {@link Builder} names the source of what it switches.
 * It counts what comes by, and fails where it is told to.
 *
 * <p>It looks into the messages and hands them on, so that a client's statements are parsed,
 * planned and executed by PostgreSQL.
 */
public final class QueryServiceSimulator implements AutoCloseable {
  /**
   * What no document of the service shows in a statement, by PostgreSQL's words for it; refused in
   * the default dress with 0A000. Backed are: the queries of SQLAlchemy 2.0 and 1.4 on {@code
   * pg_class} and {@code pg_namespace} (Guide, use-cases/sqlalchemy.md), conditions, ORDER BY,
   * LIMIT, count(*) and parameters of plain types, {@code current_schema()}, {@code SELECT * FROM t
   * WHERE 1=0} (troubleshooting-guide.md), {@code SHOW name} (sql/syntax.md).
   */
  public static final Map<String, Pattern> NEVER_DOCUMENTED =
      Map.of(
          "unnest", word("unnest"),
          "WITH ORDINALITY", word("WITH\\s+ORDINALITY"),
          "current_schemas", word("current_schemas"),
          "an array as a parameter", Pattern.compile("(?i)\\b(?:ANY|ALL|SOME)\\s*\\(\\s*\\$\\d"),
          "a cast by ::", Pattern.compile("::"),
          "a comment of an object", word("pg_description|(?:obj|col)_description"),
          "SET SESSION CHARACTERISTICS", word("SET\\s+SESSION\\s+CHARACTERISTICS"));

  private final ServerSocket listener;
  private final Site site;
  private final Set<Line> lines = ConcurrentHashMap.newKeySet();

  private QueryServiceSimulator(Builder builder) throws IOException {
    listener = new ServerSocket(builder.port, 50, InetAddress.getLoopbackAddress());
    TlsMaterial.ServerCertificate certificate = builder.certificate;
    int backendPort = builder.server.port();
    SSLContext trust = Backend.trusting(builder.server);
    site =
        new Site(
            builder.dress(),
            builder.faults,
            new Traffic(),
            new Threads("query-service-double-" + listener.getLocalPort() + "-"),
            certificate.context(),
            (database, settings) -> Backend.open(backendPort, trust, database, settings));
    site.threads().start("listener", this::listen);
  }

  /**
   * Begins to build one in the default dress. At least a user and a database are to be named.
   *
   * @param server the PostgreSQL behind, whose certificate it shows
   */
  public static Builder over(TlsPostgres server) {
    return new Builder(server);
  }

  private static Pattern word(String expression) {
    return Pattern.compile("\\b(?:" + expression + ")\\b", Pattern.CASE_INSENSITIVE);
  }

  private void listen() throws IOException {
    while (!listener.isClosed()) {
      Line line = new Line(listener.accept());
      lines.add(line);
      site.traffic().connectionTaken();
      site.threads().start("client", () -> serve(line));
    }
  }

  private void serve(Line line) throws IOException {
    try (line) {
      new ClientConnection(site, line).serve();
    } finally {
      lines.remove(line);
      site.traffic().connectionClosed();
    }
  }

  /** The host that its certificate carries. */
  public String host() {
    return "localhost";
  }

  /** The port it listens on. */
  public int port() {
    return listener.getLocalPort();
  }

  /** Where it is, for those who are to ask it. */
  public Target target(String user, String password, String database, Timeouts timeouts) {
    return new Target(
        new Endpoint(
            "aep", host(), port(), database, SslMode.VERIFY_FULL, TlsPostgres.shared().caFile()),
        new Credential(user, new Secret(password)),
        timeouts);
  }

  /** What the names of all its threads begin with. */
  public String threadPrefix() {
    return "query-service-double-" + port() + "-";
  }

  /** From now on, has a fault more. */
  public void inject(InjectedFault fault) {
    site.faults().add(fault);
  }

  /** From now on, has no faults. */
  public void clearFaults() {
    site.faults().clear();
  }

  /**
   * All statements so far, as they came: with the extended protocol those that were to be executed,
   * once each however many portions were read; those that the driver sends of itself as well, such
   * as {@code SET extra_float_digits = 2} to a server that says it is 0.1.0; the refused ones too.
   */
  public List<String> statements() {
    return site.traffic().statements();
  }

  /** How many connections were taken so far, whatever became of them. */
  public int connections() {
    return site.traffic().connections();
  }

  /** How many connections are open, signed in or not. */
  public int openConnections() {
    return site.traffic().openConnections();
  }

  /** How many sessions there were so far: connections that got past sign-in. */
  public int sessions() {
    return site.traffic().signIns();
  }

  /** How many sessions are open. */
  public int openSessions() {
    return site.traffic().openSessions();
  }

  /** How many sessions were open at once, at most. */
  public int mostSessions() {
    return site.traffic().mostSessions();
  }

  /** How many requests to cancel a statement came; none was heard. */
  public int cancelRequests() {
    return site.traffic().cancelRequests();
  }

  /**
   * Waits until the client has closed all its connections.
   *
   * @return whether it has, in time
   */
  public boolean awaitNoConnections(Duration longest) {
    return site.traffic().awaitNoConnections(longest);
  }

  /**
   * Waits until no session is open.
   *
   * @return whether none is, in time
   */
  public boolean awaitNoSessions(Duration longest) {
    return site.traffic().awaitNoSessions(longest);
  }

  /**
   * Waits until a request to cancel came.
   *
   * @return whether one did, in time
   */
  public boolean awaitCancelRequest(Duration longest) {
    return site.traffic().awaitCancelRequest(longest);
  }

  /**
   * Waits until a statement came in which the expression is found; one that came before counts.
   *
   * @return whether one did, in time
   */
  public boolean awaitStatement(Pattern sql, Duration longest) {
    return site.traffic().awaitStatement(sql, longest);
  }

  /** Hangs up on all clients and waits for the end of its threads. */
  @Override
  public void close() throws IOException {
    listener.close();
    for (Line line : lines) {
      line.close();
    }
    site.threads().join();
  }

  /** What a double is to be. */
  public static final class Builder {
    private static final Set<String> DEFAULT_TLS = Set.of("TLSv1.2");

    private final TlsPostgres server;
    private final Map<String, String> users = new LinkedHashMap<>();
    private final Map<String, String> databases = new LinkedHashMap<>();
    private final Map<String, String> settings = new LinkedHashMap<>();
    private final Map<String, Dataset> datasets = new LinkedHashMap<>();
    private final Map<SimulatedCatalog, Set<String>> hidden = new EnumMap<>(SimulatedCatalog.class);
    private final Set<SimulatedCatalog> empty = EnumSet.noneOf(SimulatedCatalog.class);
    private final List<Refusal> refusals = new ArrayList<>();
    private final List<Hook> hooks = new ArrayList<>();
    private final Faults faults = new Faults();
    private int port;
    private TlsMaterial.ServerCertificate certificate;
    private List<String> tlsProtocols = List.copyOf(DEFAULT_TLS);
    private String serverVersion = "0.1.0";
    private BiPredicate<String, String> passwords =
        (user, password) -> password.equals(users.get(user));
    private @Nullable String role;
    private ShowTables showTables = ShowTables.LABELS;
    private boolean noSchemas;
    private boolean lenient;
    private boolean extendedProtocol = true;
    private boolean hangsUpAfterRefusal;
    private int rowCap = 50_000;
    private boolean completionLies;
    private int sessionLimit = Integer.MAX_VALUE;
    private ServerError limitReached = ServerError.fatal("53300", "Session Limit Reached");

    private Builder(TlsPostgres server) {
      this.server = server;
      certificate = server.certificate();
    }

    /**
     * Starts it.
     *
     * @return the double, to be closed by the caller
     * @throws IOException if no port can be opened
     */
    public QueryServiceSimulator start() throws IOException {
      return new QueryServiceSimulator(this);
    }

    /** Listens on this port and not on a free one. */
    public Builder port(int number) {
      port = number;
      return this;
    }

    /** Shows another certificate than that of the PostgreSQL behind. */
    public Builder certificate(TlsMaterial.ServerCertificate another) {
      certificate = another;
      return this;
    }

    /**
     * Speaks these versions of TLS and not 1.2 alone. Guide, troubleshooting-guide.md: "The
     * currently supported version is TLS1.2".
     */
    public Builder tls(String... protocols) {
      tlsProtocols = List.of(protocols);
      return this;
    }

    /**
     * Calls itself otherwise than 0.1.0, which is what the banner of psql shows: Guide,
     * clients/psql.md.
     */
    public Builder serverVersion(String version) {
      serverVersion = version;
      return this;
    }

    /**
     * Lets a user in. The password comes in clear text, inside TLS: Guide,
     * troubleshooting-guide.md, 28000 "Must be AuthenticationCleartextPassword". A wrong one is
     * answered by 28P01 "Invalid authentication token", as there.
     */
    public Builder user(String name, String password) {
      users.put(name, password);
      return this;
    }

    /**
     * Asks this whom to let in, by user and password, in place of {@link #user}; for tokens that
     * expire. Asked on the thread of the connection.
     */
    public Builder passwords(BiPredicate<String, String> accepted) {
      passwords = accepted;
      return this;
    }

    /**
     * Knows a database. Any other name is answered by 42P12 "No tables found", as in Guide,
     * troubleshooting-guide.md.
     *
     * @param name as a client asks for it, such as {@code prod:all?FLATTEN}
     * @param behind the database at the PostgreSQL behind
     */
    public Builder database(String name, String behind) {
      databases.put(name, behind);
      return this;
    }

    /** Gives its sessions the privileges of a role, and not of a superuser. */
    public Builder role(String name) {
      role = name;
      return this;
    }

    /** Sets a parameter of its sessions, such as {@code search_path}. */
    public Builder setting(String name, String value) {
      settings.put(name, value);
      return this;
    }

    /** Answers SHOW TABLES in another shape than the newest, {@link ShowTables#LABELS}. */
    public Builder showTables(ShowTables shape) {
      showTables = shape;
      return this;
    }

    /**
     * Tells these in SHOW TABLES of a table; of others an id of 24 hexadecimal digits and a display
     * name that are made of the table's name. It shows the tables that the session sees, whether or
     * not another rung hides them.
     *
     * @param table its name
     * @param id the dataset's id: 24 hexadecimal digits, or longer
     * @param name its display name, which need not be unique
     * @param description may be empty, as it is in all documents
     * @param labels such as {@code 'PROFILE'}; may be empty
     */
    public Builder dataset(
        String table, String id, String name, String description, String labels) {
      datasets.put(table, new Dataset(id, name, description, labels));
      return this;
    }

    /** Takes what is in {@link #NEVER_DOCUMENTED} as well. */
    public Builder lenient() {
      lenient = true;
      return this;
    }

    /**
     * Sends at most so many rows of a result, however it is read, and not 50,000: Guide,
     * guardrails.md and best-practices/writing-queries.md. {@code LIMIT 0} lifts the cap
     * (troubleshooting-guide.md); a higher LIMIT than 100,000 is refused (53400, there as well).
     */
    public Builder rowCap(int rows) {
      rowCap = rows;
      return this;
    }

    /** Tells in CommandComplete how many rows there would have been; no document says which. */
    public Builder commandCompleteLies() {
      completionLies = true;
      return this;
    }

    /**
     * Lets in so many sessions at a time. Guide, guardrails.md: "Session Limit Reached". With
     * 53300, since no document says which SQLSTATE.
     */
    public Builder sessionLimit(int sessions) {
      sessionLimit = sessions;
      return this;
    }

    /** Says this to one session more than the limit. */
    public Builder sessionLimit(int sessions, ServerError answer) {
      limitReached = answer;
      return sessionLimit(sessions);
    }

    /** Refuses the statements in which an expression is found, as they came. */
    public Builder refuse(Pattern sql, String sqlState, String message) {
      return refuse(sql, ServerError.error(sqlState, message));
    }

    /** Refuses the statements in which an expression is found, as they came. */
    public Builder refuse(Pattern sql, ServerError answer) {
      refusals.add(new Refusal(sql, false, answer));
      return this;
    }

    /**
     * Does not know a rung: {@code pg_class} and {@code information_schema} 42P01, SHOW TABLES
     * 0A000.
     */
    public Builder refuse(SimulatedCatalog rung) {
      return refuse(rung, rung.refusal());
    }

    /** Refuses a rung in words of the caller's. */
    public Builder refuse(SimulatedCatalog rung, ServerError answer) {
      refusals.add(new Refusal(rung.pattern(), true, answer));
      return this;
    }

    /**
     * Knows {@code pg_class} as SQLAlchemy 1.4 asks for it, and not as 2.0 does: there is no column
     * {@code relpersistence} (42703), no function {@code pg_table_is_visible} (42883). Which of the
     * two Adobe ran in use-cases/sqlalchemy.md is not said.
     */
    public Builder refuseSqlAlchemy20Form() {
      refusals.add(
          new Refusal(
              word("relpersistence"),
              true,
              ServerError.error("42703", "column \"relpersistence\" does not exist")));
      refusals.add(
          new Refusal(
              word("pg_table_is_visible"),
              true,
              ServerError.error("42883", "function pg_table_is_visible(oid) does not exist")));
      return this;
    }

    /**
     * Takes simple queries alone; Parse is answered by 08P01 "Unsupported message type", which is
     * in Guide, troubleshooting-guide.md, without a word of when.
     */
    public Builder refuseExtendedProtocol() {
      extendedProtocol = false;
      return this;
    }

    /** Hangs up after each refusal. */
    public Builder hangUpAfterRefusal() {
      hangsUpAfterRefusal = true;
      return this;
    }

    /**
     * Does not list some tables on a rung, which can be read all the same. Guide,
     * ui/credentials.md: a client "may perform differently than expected when listing out query
     * objects". They are hidden from counts, orders and pages too.
     */
    public Builder hide(SimulatedCatalog rung, String... tables) {
      hidden.computeIfAbsent(rung, some -> new LinkedHashSet<>()).addAll(List.of(tables));
      return this;
    }

    /**
     * Lists nothing at all on a rung, without an error; as servers do that know a catalog in part.
     */
    public Builder empty(SimulatedCatalog rung) {
      empty.add(rung);
      return this;
    }

    /** Lists nothing in {@code pg_namespace}, without an error. */
    public Builder noSchemas() {
      noSchemas = true;
      return this;
    }

    /** Runs something before each statement in which an expression is found. */
    public Builder before(Pattern sql, StatementHook action) {
      hooks.add(new Hook(sql, action));
      return this;
    }

    /** Has a fault. */
    public Builder fault(InjectedFault fault) {
      faults.add(fault);
      return this;
    }

    private SimulatorProfile dress() {
      List<Refusal> all = new ArrayList<>(refusals);
      if (!lenient) {
        // In an order of its own, so that the same statement gets the same words always.
        new TreeMap<>(NEVER_DOCUMENTED)
            .forEach(
                (name, sql) ->
                    all.add(
                        new Refusal(
                            sql, true, ServerError.error("0A000", name + " is not supported"))));
      }
      return new SimulatorProfile(
          serverVersion,
          tlsProtocols,
          Map.copyOf(databases),
          passwords,
          role,
          Map.copyOf(settings),
          showTables,
          Map.copyOf(datasets),
          Map.copyOf(hidden),
          Set.copyOf(empty),
          noSchemas,
          List.copyOf(all),
          extendedProtocol,
          hangsUpAfterRefusal,
          rowCap,
          completionLies,
          sessionLimit,
          limitReached,
          List.copyOf(hooks));
    }
  }
}
