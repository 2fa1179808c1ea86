package io.github.qsmaven.connection;

import io.github.qsmaven.model.NameEscaper;
import io.github.qsmaven.settings.ConnectionLog;
import io.github.qsmaven.settings.Target;
import io.github.qsmaven.settings.TimeLimit;
import io.github.qsmaven.settings.Timeouts;
import java.net.SocketException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;
import org.postgresql.util.PSQLState;

/**
 * A signed-in connection that only reads. {@link Sessions} opens and closes it; one thread uses it
 * at a time. No call takes noticeably longer than its {@link Timeouts}.
 */
public final class Session {
  /** The first version of PostgreSQL that the driver supports (its {@code PgConnection}). */
  private static final int FIRST_POSTGRES = 9;

  /** The longest wait for the end of a session. */
  private static final long CLOSE_TIMEOUT = TimeUnit.SECONDS.toNanos(1);

  private static final int MOST_CAUSES = 10;

  /** The versions of PostgreSQL have about 60 characters at most. */
  private static final int MOST_OF_VERSION = 64;

  /** Sent along with a statement, in the same round trip. */
  private static final String NEXT_TRANSACTION = "ROLLBACK; BEGIN READ ONLY; ";

  private final ConnectionFactory connectionFactory;
  private final boolean extended;
  private final boolean transactions;
  private final QuietLoggers.Time quiet;
  private volatile Deadline deadline;
  private boolean aborted;
  private Target target;
  private ConnectionLog log;
  private long lastUse;
  private volatile @Nullable Connection connection;
  private String serverVersion = "unknown";
  private volatile boolean readOnly;
  private volatile boolean restart;

  /**
   * A session that is still to be opened.
   *
   * @param extended whether statements use the extended protocol
   * @param transactions whether statements to PostgreSQL are in read-only transactions
   */
  Session(
      ConnectionFactory connectionFactory,
      boolean extended,
      boolean transactions,
      Target target,
      ConnectionLog log) {
    this.transactions = transactions;
    this.connectionFactory = connectionFactory;
    this.extended = extended;
    this.deadline = new Deadline(target.endpoint().address());
    this.quiet = ConnectionFactory.LOGGERS.begin();
    this.target = target;
    this.log = log;
  }

  /** For messages: {@code server "qs" at host:port, database "prod:all"}. */
  public String where() {
    return target.endpoint().described();
  }

  /** The version that the server reports at sign-in: {@code 18.6}; Query Service {@code 0.1.0}. */
  public String serverVersion() {
    return serverVersion;
  }

  /**
   * Whether the server is PostgreSQL or compatible with it: its version is 9 or higher. Query
   * Service's is {@code 0.1.0}.
   */
  public boolean isPostgres() {
    int major = 0;
    for (int i = 0; i < serverVersion.length() && major < FIRST_POSTGRES; i++) {
      char c = serverVersion.charAt(i);
      if (c < '0' || c > '9') {
        break;
      }
      major = major * 10 + c - '0';
    }
    return major >= FIRST_POSTGRES;
  }

  /**
   * Whether the statements are in read-only transactions: on PostgreSQL, unless the server rejected
   * that. If not, it is unknown whether the session could write.
   */
  public boolean isReadOnly() {
    return readOnly;
  }

  /** Whether sign-in may be repeated without channel binding. */
  boolean mayUnbind() {
    return target.endpoint().mayUnbind();
  }

  /**
   * Whether statements use PostgreSQL's extended protocol ("Message Flow" in its documentation). If
   * a server rejects that with 08P01, do not catch the exception: {@link Sessions} retries the work
   * with the simple protocol, in which 08P01 is the rejection of a statement.
   */
  public boolean usesExtendedProtocol() {
    return extended;
  }

  /**
   * Interprets the failure of a statement.
   *
   * @param exception thrown by {@link #query}
   * @return the server's rejection of the statement, with the password redacted; {@link #recover}
   *     before the next statement. Null if it is a fault of the session, or of the extended
   *     protocol
   */
  public @Nullable Refusal refusal(SQLException exception) {
    Refusal refusal = Refusal.of(exception);
    return refusal == null || (extended && refusal.isOfTheProtocol())
        ? null
        : new Refusal(
            refusal.sqlState(),
            Fault.shortened(target.credential().password().redact(refusal.text())));
  }

  /**
   * Sends one statement, and reads its result. Closes the connection if the result is not complete
   * within {@link Timeouts#queryTimeout}, or what is left of the goal's time. Another thread, which
   * may still run after a timeout, calls the reader.
   *
   * @param <T> the type that a row is converted to
   * @param sql a query, with {@code ?} for each value
   * @param values the values: strings, booleans, integers, longs, or lists of strings, which are
   *     sent as {@code text[]}
   * @param reader reads a row
   * @return the rows, in the server's order
   * @throws SQLTimeoutException if the result is not complete in time
   * @throws SQLException if the server rejects it or the connection breaks
   */
  public <T> List<T> query(String sql, List<?> values, RowReader<T> reader) throws SQLException {
    Query<T> query = new Query<>(sql, values, reader);
    send(0, query);
    return query.rows();
  }

  /**
   * Sends queries together, in one round trip, and reads their rows. Waits as {@link #query} does.
   *
   * @param fetchSize in a read-only transaction, how many rows of a query are kept in the memory of
   *     the driver; each further number of rows takes a round trip. 0: all rows
   * @param queries the queries; after a failure, some may have rows
   * @throws SQLTimeoutException if the results are not complete in time
   * @throws SQLException if the server rejects a query or the connection breaks
   */
  public void send(int fetchSize, Query<?>... queries) throws SQLException {
    StringJoiner sql = new StringJoiner("; ");
    List<Object> values = new ArrayList<>();
    for (Query<?> query : queries) {
      sql.add(query.sql());
      values.addAll(query.values());
    }
    Connection current = connection();
    Deadline own = deadline;
    inTransaction(
        current,
        () -> {
          try (PreparedStatement statement =
              current.prepareStatement(restart ? NEXT_TRANSACTION + sql : sql.toString())) {
            statement.setFetchSize(fetchSize);
            for (int i = 0; i < values.size(); i++) {
              bind(statement, i + 1, values.get(i));
            }
            try {
              statement.execute();
              for (Query<?> query : queries) {
                query.read(result(statement));
                statement.getMoreResults();
              }
              return queries;
            } catch (RuntimeException | Error e) {
              // The driver would wait for the rest of the answer when it closes the statement.
              own.close();
              throw e;
            }
          }
        });
  }

  /** Returns the next result that has rows. */
  private static ResultSet result(PreparedStatement statement) throws SQLException {
    ResultSet result = statement.getResultSet();
    while (result == null && (statement.getMoreResults() || statement.getUpdateCount() >= 0)) {
      result = statement.getResultSet();
    }
    if (result == null) {
      throw new SQLException(
          "No results were returned by the query.", PSQLState.NO_DATA.getState());
    }
    return result;
  }

  /**
   * Has the server analyze a statement of the user, in one round trip, also if it rejects it; the
   * first after a {@link #query} takes another one, which ends the transaction of the query. Waits
   * as {@link #query} does.
   *
   * <p>The statement is not executed, only parsed and described, so nothing is left of it: neither
   * data nor locks nor an aborted transaction. Therefore only with the extended protocol, as the
   * driver would execute it with the simple one, and only on PostgreSQL: QuestDB, for one, executes
   * some statements when it parses them. {@link #isPostgres} does not tell them apart.
   *
   * @param sql the statement
   * @return what the server says
   * @throws IllegalStateException if the session does not use the extended protocol, or the server
   *     is not PostgreSQL; nothing was sent
   * @throws SQLTimeoutException if the server does not answer in time
   * @throws SQLException if the server ends the session or the connection breaks
   */
  public Analysis analyze(UserSql sql) throws SQLException {
    if (!extended || !isPostgres()) {
      throw new IllegalStateException("the server may execute what it should describe");
    }
    return analysis(sql, StatementAnalysis::describe);
  }

  /**
   * Has a server that may not be PostgreSQL analyze a query of the user. After a rejection, it
   * takes another round trip. Waits as {@link #query} does.
   *
   * @param wrappedSql the query as {@code SELECT * FROM (query) qs WHERE 1=0}: it may be executed
   * @param describeOnly whether to have it described with the extended protocol, and not executed
   * @return what the server says
   * @throws IllegalStateException if it is to be described, but the session does not use the
   *     extended protocol; or to be executed, but the server may be PostgreSQL; nothing was sent
   * @throws SQLTimeoutException if the server does not answer in time
   * @throws SQLException if the server ends the session or the connection breaks
   */
  public Analysis analyzeWrapped(UserSql wrappedSql, boolean describeOnly) throws SQLException {
    if (describeOnly ? !extended : isPostgres()) {
      throw new IllegalStateException("the server may execute what it should describe");
    }
    Analysis analysis =
        analysis(
            wrappedSql,
            statement -> describeOnly ? statement.describe() : statement.execute(extended));
    if (analysis instanceof Analysis.Rejected) {
      // Query Service may close the connection after it.
      recover();
    }
    return analysis;
  }

  /** A way to have a statement analyzed. */
  @FunctionalInterface
  private interface Analyst {
    Analysis of(StatementAnalysis statement) throws SQLException;
  }

  private Analysis analysis(UserSql sql, Analyst analyst) throws SQLException {
    BaseConnection current = connection().unwrap(BaseConnection.class);
    try {
      return inTime(
          target.timeouts().queryTimeout(),
          () -> {
            StatementAnalysis statement = StatementAnalysis.of(current, sql);
            if (statement == null) {
              return new Analysis.Unknown(
                  "the driver reads it as another number of statements or parameters");
            }
            endTransaction(current);
            return analyst.of(statement);
          });
    } catch (SQLException e) {
      if (e.getCause() instanceof RuntimeException && !(e instanceof SQLTimeoutException)) {
        log.debug(words(e));
        reopen();
        return new Analysis.Unknown("the driver cannot read the answer of the server");
      }
      Analysis analysis =
          StatementAnalysis.of(
              e, !isPostgres() && refusal(e) != null, target.credential().password()::redact);
      if (analysis == null) {
        throw e;
      }
      return analysis;
    }
  }

  /**
   * Sends one statement, and reads the columns of its result: executes it. Waits as {@link #query}
   * does.
   *
   * @param sql a query of the plugin without parameters that returns no rows
   * @return the columns, in their order
   * @throws SQLTimeoutException if the result is not complete in time
   * @throws SQLException if the server rejects it or the connection breaks
   */
  public List<ResultColumn> probe(String sql) throws SQLException {
    BaseConnection current = connection().unwrap(BaseConnection.class);
    return inTransaction(
        current,
        () -> {
          if (restart) {
            current.rollback();
            restart = false;
          }
          return ResultColumn.of(current, sql, extended, readOnly);
        });
  }

  /**
   * Sends a statement. The driver begins a read-only transaction with it, if there is none, in the
   * same round trip; {@link #endTransaction} ends it. An error leaves it aborted (25P02), so that
   * the next statement begins another one. A server that is only compatible with PostgreSQL may
   * reject it: then there is none after the error, and statements are sent without; the plugin
   * sends only queries anyway.
   */
  private <T> T inTransaction(Connection current, Callable<T> call) throws SQLException {
    return inTime(
        target.timeouts().queryTimeout(),
        () -> {
          try {
            T result = call.call();
            restart = false;
            return result;
          } catch (SQLException e) {
            if (!readOnly || current.isClosed() || Fault.serverMessage(e) == null) {
              throw e;
            }
            TransactionState state = current.unwrap(BaseConnection.class).getTransactionState();
            restart = state == TransactionState.FAILED;
            if (state != TransactionState.IDLE) {
              throw e;
            }
            log.debug(
                "No read-only transaction is open after an error: going on without. " + words(e));
            readOnly = false;
            current.setReadOnly(false);
            current.setAutoCommit(true);
            return call.call();
          }
        });
  }

  /**
   * Has the next statement begin another transaction, in the same round trip: the last one has read
   * a table of the user, which stays locked until then.
   */
  public void releaseLocks() {
    restart = readOnly;
  }

  /** Ends the transaction of a session that is not used for a moment. */
  private boolean endTransaction(Connection current) throws SQLException {
    if (readOnly) {
      // Nothing was written, and it may be aborted.
      current.rollback();
      restart = false;
    }
    return true;
  }

  private void bind(PreparedStatement statement, int index, Object value) throws SQLException {
    if (value instanceof List<?> list) {
      statement.setArray(index, statement.getConnection().createArrayOf("text", list.toArray()));
    } else if (extended || value instanceof String) {
      statement.setObject(index, value);
    } else {
      // As a literal without a type, or the driver would write a cast, as in '5'::int4, which Query
      // Service does not document.
      statement.setObject(index, value, Types.OTHER);
    }
  }

  private <T> T inTime(int seconds, Callable<T> call) throws SQLException {
    TimeLimit limit = target.timeouts().limit();
    long time = limit.limit(seconds);
    try {
      return deadline.within(time, call);
    } catch (Exception | OutOfMemoryError | StackOverflowError | AssertionError e) {
      throw failed(e, time < TimeUnit.SECONDS.toNanos(seconds));
    }
  }

  /**
   * Recovers from a statement that the server rejected, so that the session can send another one.
   *
   * @param exception thrown by {@link #query} or {@link #probe}
   * @return the rejection
   * @throws SQLException the given exception if it is not a {@link #refusal}; another one if no
   *     connection can be opened
   */
  public Refusal recoverFrom(SQLException exception) throws SQLException {
    Refusal refusal = refusal(exception);
    if (refusal == null) {
      throw exception;
    }
    recover();
    return refusal;
  }

  /**
   * Prepares the session for the next statement after the server rejected one: opens a new
   * connection if the current one is closed or does not answer. Takes one round trip if it answers.
   *
   * @throws SQLException if no connection can be opened
   */
  public void recover() throws SQLException {
    if (!isAlive()) {
      reopen();
    }
  }

  private void reopen() throws SQLException {
    closeConnection();
    renew();
    open();
  }

  /**
   * Connects and signs in, within {@link Timeouts#connectTimeout}.
   *
   * @throws SQLException if it cannot; the session can then only be closed
   */
  void open() throws SQLException {
    log.debug("Connecting with " + new JdbcUrl(target.endpoint(), target.credential()));
    ConnectionFactory.Opened opened;
    Deadline own = deadline;
    try {
      opened =
          inTime(
              target.timeouts().connectTimeout(),
              () -> connectionFactory.open(target, extended, own));
    } catch (SQLException e) {
      deadline.close();
      throw e;
    }
    String version = opened.serverVersion();
    serverVersion =
        version.length() > MOST_OF_VERSION
            ? version.substring(0, MOST_OF_VERSION) + "..."
            : version;
    restart = false;
    // Query Service documents no transactions.
    readOnly = isPostgres() && transactions;
    Connection current = opened.connection();
    connection = current;
    if (readOnly) {
      // Without a round trip.
      current.setReadOnly(true);
      current.setAutoCommit(false);
      own.whenIdle(() -> endTransaction(current));
    }
  }

  /**
   * The failure as an exception: a {@link SQLTimeoutException} if the time is over. After a failure
   * of the driver itself, its position in the response is unknown, so the connection is closed.
   */
  private SQLException failed(Throwable thrown, boolean ofGoal) {
    boolean answered = Fault.serverMessage(thrown) != null;
    if (!(thrown instanceof SQLException)) {
      deadline.close();
    }
    if (thrown instanceof InterruptedException) {
      Thread.currentThread().interrupt();
    } else if (deadline.hasPassed() && !answered) {
      return ofGoal
          ? new Fault.GoalTimeoutException()
          : new SQLTimeoutException("no answer in time", thrown);
    }
    return thrown instanceof SQLException e
        ? e
        : new SQLException("The driver cannot read the answer", thrown);
  }

  /** Whether it was opened, and its connection is not known to be broken. */
  boolean isOpen() {
    return connection != null;
  }

  /** Prepares the next use: its timeouts and its log. */
  void use(Target target, ConnectionLog log) {
    this.target = target;
    this.log = log;
  }

  /** Records the time of the last use, in nanoseconds of {@link System#nanoTime}. */
  void usedAt(long nanoTime) {
    lastUse = nanoTime;
  }

  /** The time of the last use, in nanoseconds of {@link System#nanoTime}. */
  long lastUse() {
    return lastUse;
  }

  /** Whether the server answers in time, even with a rejection; takes one round trip. */
  boolean isAlive() throws SQLException {
    Connection asked = connection();
    try {
      return inTime(
          target.timeouts().connectTimeout(),
          () -> {
            try (Statement statement = asked.createStatement()) {
              // Not isValid: with the driver's property replication, it sends a command that other
              // servers do not know.
              statement.execute("");
              return true;
            } catch (SQLException e) {
              if (asked.isClosed()) {
                throw e;
              }
              return true;
            }
          });
    } catch (SQLException e) {
      log.debug(words(e));
      return false;
    }
  }

  private Connection connection() throws SQLException {
    Connection current = connection;
    if (current == null) {
      throw new SQLException("The session is not open");
    }
    return current;
  }

  /** The driver's message and those of its causes; its stack trace would add nothing. */
  String words(SQLException exception) {
    StringBuilder words = new StringBuilder("The driver reports");
    Throwable link = exception;
    for (int depth = 0; link != null && depth < MOST_CAUSES; depth++) {
      words.append(depth == 0 ? ": " : ", caused by ").append(link);
      link = link.getCause();
    }
    return NameEscaper.CONSOLE.of(
        Fault.shortened(target.credential().password().redact(words.toString())));
  }

  /** Ends the session on the server, and closes the connection. */
  void close() {
    closeConnection();
    // A call of the driver that did not end in time may still log.
    deadline.closeThen(quiet::close);
  }

  private void closeConnection() {
    Connection current = connection;
    connection = null;
    if (current == null) {
      return;
    }
    try {
      deadline.within(
          CLOSE_TIMEOUT,
          () -> {
            current.close();
            return current;
          });
    } catch (SocketException e) {
      if (!deadline.isBusy()) {
        // Without a round trip, since the socket is closed. The driver logs a connection that is
        // not closed.
        close(current);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      // Already broken; the caller closes the socket.
    }
  }

  private static void close(Connection connection) {
    try {
      connection.close();
    } catch (SQLException | RuntimeException e) {
      // The connection is broken.
    }
  }

  /** Replaces what is left of a connection that is closed. */
  private synchronized void renew() throws SQLException {
    deadline.close();
    if (aborted) {
      throw new SQLException("The session is closed");
    }
    deadline = new Deadline(target.endpoint().address());
  }

  /** Closes the connection at once, even while another thread waits for an answer. */
  synchronized void abort() {
    aborted = true;
    deadline.close();
  }
}
