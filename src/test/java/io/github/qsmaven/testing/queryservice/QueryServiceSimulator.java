package io.github.qsmaven.testing.queryservice;

import io.github.qsmaven.settings.Credential;
import io.github.qsmaven.settings.Endpoint;
import io.github.qsmaven.settings.Secret;
import io.github.qsmaven.settings.SslMode;
import io.github.qsmaven.settings.Target;
import io.github.qsmaven.settings.Timeouts;
import io.github.qsmaven.testing.TlsMaterial;
import io.github.qsmaven.testing.TlsPostgres;
import io.github.qsmaven.testing.queryservice.SimulatorProfile.Dataset;
import io.github.qsmaven.testing.queryservice.SimulatorProfile.Hook;
import io.github.qsmaven.testing.queryservice.SimulatorProfile.Refusal;
import io.github.qsmaven.testing.queryservice.SimulatorProfile.View;
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
 * A simulator of Adobe Query Service based on Adobe's documents: a wire proxy in front of a real
 * PostgreSQL server, on a free port of the loopback interface. Its default profile does what the
 * documents say, and rejects what they do not mention. Each method of the {@link Builder} names the
 * source of the behavior that it changes. The simulator records statements and connections, and
 * injects faults.
 *
 * <p>It reads the messages and forwards them, so that PostgreSQL parses, plans and executes the
 * client's statements.
 */
public final class QueryServiceSimulator implements AutoCloseable {
  /**
   * Parts of statements that no Adobe document shows, by their names in PostgreSQL. The default
   * profile rejects them with 0A000. Documented are: the queries of SQLAlchemy 2.0 and 1.4 on
   * {@code pg_class} and {@code pg_namespace} (Guide, use-cases/sqlalchemy.md), conditions, ORDER
   * BY, LIMIT, count(*) and parameters of plain types, {@code current_schema()}, {@code SELECT *
   * FROM t WHERE 1=0} (troubleshooting-guide.md), {@code SHOW name} (sql/syntax.md).
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
  private final SimulatorState state;
  private final Set<Line> lines = ConcurrentHashMap.newKeySet();

  private QueryServiceSimulator(Builder builder) throws IOException {
    listener = new ServerSocket(builder.port, 50, InetAddress.getLoopbackAddress());
    TlsMaterial.ServerCertificate certificate = builder.certificate;
    int backendPort = builder.server.port();
    SSLContext trust = Backend.trusting(builder.server);
    state =
        new SimulatorState(
            builder.profile(),
            builder.faults,
            new Traffic(),
            new Threads("query-service-simulator-" + listener.getLocalPort() + "-"),
            certificate.context(),
            (database, settings) -> Backend.open(backendPort, trust, database, settings));
    state.threads().start("listener", this::listen);
  }

  /**
   * Creates a builder with the default profile. Set at least a user and a database.
   *
   * @param server the PostgreSQL server to use, with its certificate
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
      state.traffic().connectionTaken();
      state.threads().start("client", () -> serve(line));
    }
  }

  private void serve(Line line) throws IOException {
    try (line) {
      new ClientConnection(state, line).serve();
    } finally {
      lines.remove(line);
      state.traffic().connectionClosed();
    }
  }

  /** The host name in its certificate. */
  public String host() {
    return "localhost";
  }

  /** The port it listens on. */
  public int port() {
    return listener.getLocalPort();
  }

  /** A target that connects to this simulator. */
  public Target target(String user, String password, String database, Timeouts timeouts) {
    return new Target(
        new Endpoint(
            "aep", host(), port(), database, SslMode.VERIFY_FULL, TlsPostgres.shared().caFile()),
        new Credential(user, new Secret(password)),
        timeouts);
  }

  /** The prefix of the names of all its threads. */
  public String threadPrefix() {
    return "query-service-simulator-" + port() + "-";
  }

  /** Adds a fault. */
  public void inject(InjectedFault fault) {
    state.faults().add(fault);
  }

  /** Removes all faults. */
  public void clearFaults() {
    state.faults().clear();
  }

  /**
   * All statements so far, as received. With the extended protocol, each execution counts once,
   * however many portions are read. The list includes rejected statements and those that the driver
   * sends on its own, such as {@code SET extra_float_digits = 2} to a server of version 0.1.0.
   */
  public List<String> statements() {
    return state.traffic().statements();
  }

  /** The number of connections accepted so far. */
  public int connections() {
    return state.traffic().connections();
  }

  /** The number of open connections, signed in or not. */
  public int openConnections() {
    return state.traffic().openConnections();
  }

  /** The number of successful sign-ins so far. */
  public int sessions() {
    return state.traffic().signIns();
  }

  /** The number of open sessions. */
  public int openSessions() {
    return state.traffic().openSessions();
  }

  /** The largest number of sessions that were open at once. */
  public int mostSessions() {
    return state.traffic().mostSessions();
  }

  /** The number of requests to cancel a statement. The simulator ignores all of them. */
  public int cancelRequests() {
    return state.traffic().cancelRequests();
  }

  /**
   * Waits until the client has closed all its connections.
   *
   * @return false if the time runs out first
   */
  public boolean awaitNoConnections(Duration longest) {
    return state.traffic().awaitNoConnections(longest);
  }

  /**
   * Waits until no session is open.
   *
   * @return false if the time runs out first
   */
  public boolean awaitNoSessions(Duration longest) {
    return state.traffic().awaitNoSessions(longest);
  }

  /**
   * Waits until a request to cancel arrives, or returns at once if one has arrived.
   *
   * @return false if the time runs out first
   */
  public boolean awaitCancelRequest(Duration longest) {
    return state.traffic().awaitCancelRequest(longest);
  }

  /**
   * Waits until a statement that contains a match arrives, or returns at once if one has arrived.
   *
   * @return false if the time runs out first
   */
  public boolean awaitStatement(Pattern sql, Duration longest) {
    return state.traffic().awaitStatement(sql, longest);
  }

  /** Closes all connections and waits until its threads have ended. */
  @Override
  public void close() throws IOException {
    listener.close();
    for (Line line : lines) {
      line.close();
    }
    state.threads().join();
  }

  /** Sets the behavior of a simulator. */
  public static final class Builder {
    private static final Set<String> DEFAULT_TLS = Set.of("TLSv1.2");

    private final TlsPostgres server;
    private final Map<String, String> users = new LinkedHashMap<>();
    private final Map<String, String> databases = new LinkedHashMap<>();
    private final Map<String, String> settings = new LinkedHashMap<>();
    private final Map<String, Dataset> datasets = new LinkedHashMap<>();
    private final Map<String, View> views = new LinkedHashMap<>();
    private final Map<String, String> containers = new LinkedHashMap<>();
    private final Set<String> denied = new LinkedHashSet<>();
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
    private boolean showTablesListsViews;
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
     * Starts the simulator.
     *
     * @return the simulator, to be closed by the caller
     * @throws IOException if no port can be opened
     */
    public QueryServiceSimulator start() throws IOException {
      return new QueryServiceSimulator(this);
    }

    /** Sets the port. Default: a free port. */
    public Builder port(int number) {
      port = number;
      return this;
    }

    /** Sets the certificate. Default: the certificate of the PostgreSQL server. */
    public Builder certificate(TlsMaterial.ServerCertificate another) {
      certificate = another;
      return this;
    }

    /**
     * Sets the supported versions of TLS. Default: 1.2, as in Guide, troubleshooting-guide.md: "The
     * currently supported version is TLS1.2".
     */
    public Builder tls(String... protocols) {
      tlsProtocols = List.of(protocols);
      return this;
    }

    /**
     * Sets the version that the server reports. Default: 0.1.0, as in the banner of psql in Guide,
     * clients/psql.md.
     */
    public Builder serverVersion(String version) {
      serverVersion = version;
      return this;
    }

    /**
     * Accepts a user. The client sends the password in clear text inside TLS: Guide,
     * troubleshooting-guide.md, 28000 "Must be AuthenticationCleartextPassword". A wrong password
     * is answered by 28P01 "Invalid authentication token", as there.
     */
    public Builder user(String name, String password) {
      users.put(name, password);
      return this;
    }

    /**
     * Sets the decision whether to accept a user and password, instead of {@link #user}; for tokens
     * that expire. Called on the thread of the connection.
     */
    public Builder passwords(BiPredicate<String, String> accepted) {
      passwords = accepted;
      return this;
    }

    /**
     * Accepts a database name. Any other name is answered by 42P12 "No tables found", as in Guide,
     * troubleshooting-guide.md.
     *
     * @param name the name that the client sends, such as {@code prod:all?FLATTEN}
     * @param behind the database of the PostgreSQL server
     */
    public Builder database(String name, String behind) {
      databases.put(name, behind);
      return this;
    }

    /** Gives its sessions the privileges of a role. Default: those of the superuser. */
    public Builder role(String name) {
      role = name;
      return this;
    }

    /** Sets a parameter of its sessions, such as {@code search_path}. */
    public Builder setting(String name, String value) {
      settings.put(name, value);
      return this;
    }

    /** Sets the columns of SHOW TABLES. Default: {@link ShowTables#LABELS}, the newest. */
    public Builder showTables(ShowTables shape) {
      showTables = shape;
      return this;
    }

    /**
     * Sets the columns of SHOW TABLES for a table. For other tables, SHOW TABLES derives an id of
     * 24 hexadecimal digits and a display name from the name of the table. SHOW TABLES lists the
     * tables that the session sees, whether or not another catalog hides them.
     *
     * @param table the name of the table
     * @param id the dataset's id: 24 hexadecimal digits, or longer
     * @param name its display name, which need not be unique
     * @param description may be empty, as in all documents
     * @param labels such as {@code 'PROFILE'}; may be empty
     */
    public Builder dataset(
        String table, String id, String name, String description, String labels) {
      datasets.put(table, new Dataset(id, name, description, labels));
      return this;
    }

    /** Makes SHOW TABLES list the views of the search path too; not documented. */
    public Builder showTablesListsViews() {
      showTablesListsViews = true;
      return this;
    }

    /**
     * Sets the columns of SHOW VIEWS for a view (Guide, sql/syntax.md: {@code Db Name, Schema Name,
     * Name, Id, Dataset Dependencies, Views Dependencies, TYPE}). For other views, SHOW VIEWS
     * derives an id from the name, and reports no dependencies. Database and schema are empty, and
     * the type is {@code ADLS}, for views of the search path, as in the example there; the type of
     * others is {@code DWH}.
     *
     * @param name the name of the view
     * @param id its id
     * @param datasets the datasets that it depends on
     * @param others the views that it depends on
     */
    public Builder view(String name, String id, String datasets, String others) {
      views.put(name, new View(id, datasets, others));
      return this;
    }

    /**
     * Puts a schema into a database: SHOW VIEWS reports both, and statements name the schema as
     * {@code database.schema} (Guide, sql/syntax.md: {@code db_name.schema_name.view_name}).
     */
    public Builder container(String database, String schema) {
      containers.put(schema, database);
      return this;
    }

    /**
     * Forbids the credential to read a schema: no catalog lists the schema and its tables, and a
     * statement that names the schema is answered by 42501, whatever the name of the table (release
     * notes of September 2026: "Accelerated queries now enforce existing schema-level read
     * permissions"; the answer is not documented).
     */
    public Builder denySchema(String name) {
      denied.add(name);
      refusals.add(
          new Refusal(
              Pattern.compile("\"" + Pattern.quote(name.replace("\"", "\"\"")) + "\"\\s*\\.\\s*\""),
              false,
              ServerError.error("42501", "Permission denied: schema " + name)));
      return this;
    }

    /** Accepts what is in {@link #NEVER_DOCUMENTED} as well. */
    public Builder lenient() {
      lenient = true;
      return this;
    }

    /**
     * Sets the maximum number of rows of a result. Default: 50,000, as in Guide, guardrails.md and
     * best-practices/writing-queries.md. {@code LIMIT 0} lifts the cap (troubleshooting-guide.md);
     * a LIMIT above 100,000 is rejected (53400, also there).
     */
    public Builder rowCap(int rows) {
      rowCap = rows;
      return this;
    }

    /** Reports in CommandComplete the number of rows without the cap; not documented. */
    public Builder commandCompleteLies() {
      completionLies = true;
      return this;
    }

    /**
     * Sets the maximum number of open sessions. Guide, guardrails.md: "Session Limit Reached". The
     * SQLSTATE is not documented; the simulator uses 53300.
     */
    public Builder sessionLimit(int sessions) {
      sessionLimit = sessions;
      return this;
    }

    /** Sets the maximum number of open sessions, and the error for one session more. */
    public Builder sessionLimit(int sessions, ServerError answer) {
      limitReached = answer;
      return sessionLimit(sessions);
    }

    /** Rejects the statements that contain a match. */
    public Builder refuse(Pattern sql, String sqlState, String message) {
      return refuse(sql, ServerError.error(sqlState, message));
    }

    /** Rejects the statements that contain a match. */
    public Builder refuse(Pattern sql, ServerError answer) {
      refusals.add(new Refusal(sql, false, answer));
      return this;
    }

    /**
     * Rejects a catalog: {@code pg_class} and {@code information_schema} with 42P01, SHOW TABLES
     * with 0A000, SHOW VIEWS with 42601.
     */
    public Builder refuse(SimulatedCatalog catalog) {
      return refuse(catalog, catalog.refusal());
    }

    /** Rejects a catalog with the given error. */
    public Builder refuse(SimulatedCatalog catalog, ServerError answer) {
      refusals.add(new Refusal(catalog.pattern(), true, answer));
      return this;
    }

    /**
     * Accepts the query of SQLAlchemy 1.4 on {@code pg_class} and rejects that of 2.0: there is no
     * column {@code relpersistence} (42703) and no function {@code pg_table_is_visible} (42883).
     * use-cases/sqlalchemy.md does not say which of the two Adobe ran.
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
     * Accepts simple queries only. Parse is answered by 08P01 "Unsupported message type"; Guide,
     * troubleshooting-guide.md, lists this error without its cause.
     */
    public Builder refuseExtendedProtocol() {
      extendedProtocol = false;
      return this;
    }

    /** Closes the connection after each rejection. */
    public Builder hangUpAfterRefusal() {
      hangsUpAfterRefusal = true;
      return this;
    }

    /**
     * Hides tables from a catalog; they can still be read. Guide, ui/credentials.md: a client "may
     * perform differently than expected when listing out query objects". Counts and pages do not
     * include them either.
     */
    public Builder hide(SimulatedCatalog catalog, String... tables) {
      hidden.computeIfAbsent(catalog, some -> new LinkedHashSet<>()).addAll(List.of(tables));
      return this;
    }

    /** Makes a catalog list nothing, without an error, like servers that implement it in part. */
    public Builder empty(SimulatedCatalog catalog) {
      empty.add(catalog);
      return this;
    }

    /** Makes {@code pg_namespace} list nothing, without an error. */
    public Builder noSchemas() {
      noSchemas = true;
      return this;
    }

    /** Runs an action before each statement that contains a match. */
    public Builder before(Pattern sql, StatementHook action) {
      hooks.add(new Hook(sql, action));
      return this;
    }

    /** Adds a fault. */
    public Builder fault(InjectedFault fault) {
      faults.add(fault);
      return this;
    }

    private SimulatorProfile profile() {
      List<Refusal> all = new ArrayList<>(refusals);
      if (!lenient) {
        // Sorted, so that the same statement gets the same error in each run.
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
          showTablesListsViews,
          Map.copyOf(views),
          Map.copyOf(containers),
          Set.copyOf(denied),
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
