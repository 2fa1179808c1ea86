package io.github.qsmaven.connection;

import io.github.qsmaven.model.NameEscaper;
import io.github.qsmaven.settings.ConnectionLog;
import io.github.qsmaven.settings.Target;
import io.github.qsmaven.settings.Timeouts;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.util.PSQLException;

/**
 * A signed-in connection that only reads. Made and closed by {@link Sessions}; used by one thread
 * at a time. No call outlasts the times of its {@link Timeouts} by more than a moment.
 */
public final class Session {
  /** The first version of PostgreSQL that the driver speaks to (its {@code PgConnection}). */
  private static final int FIRST_POSTGRES = 9;

  /** How long a server may take to be told that it is over, in seconds. */
  private static final int FAREWELL = 1;

  private static final int MOST_CAUSES = 10;

  private final ConnectionFactory connectionFactory;
  private final boolean extended;
  private final Deadline deadline;
  private Target target;
  private ConnectionLog log;
  private long lastUse;
  private volatile @Nullable Connection connection;
  private String serverVersion = "unknown";

  /** A session that is still to be opened. */
  Session(ConnectionFactory connectionFactory, boolean extended, Target target, ConnectionLog log) {
    this.connectionFactory = connectionFactory;
    this.extended = extended;
    this.deadline = new Deadline(target.endpoint().address());
    this.target = target;
    this.log = log;
  }

  /** For messages: {@code server "qs" at host:port, database "prod:all"}. */
  public String where() {
    return target.endpoint().described();
  }

  /**
   * The version the server told at sign-in, such as {@code 18.6}; Query Service says {@code 0.1.0}.
   */
  public String serverVersion() {
    return serverVersion;
  }

  /**
   * Whether the server is PostgreSQL, or says so: its version is 9 or higher. Query Service's is
   * {@code 0.1.0}.
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
   * Whether statements go by PostgreSQL's extended protocol ("Message Flow" in its documentation).
   * If a server refuses that with 08P01, let the exception through: {@link Sessions} does the work
   * again by the simple one, in which 08P01 is a refusal as any other.
   */
  public boolean speaksExtendedProtocol() {
    return extended;
  }

  /**
   * Reads what a statement's failure means.
   *
   * @param exception thrown by {@link #query}
   * @return the server's refusal, in words without the password, after which the session may go on
   *     once it was {@link #recover recovered}; null if it is a fault of the session, or of the
   *     extended protocol
   */
  public @Nullable Refusal refusal(SQLException exception) {
    Refusal refusal = Refusal.of(exception);
    return refusal == null || (extended && refusal.isOfTheProtocol())
        ? null
        : new Refusal(refusal.sqlState(), target.credential().password().redact(refusal.text()));
  }

  /**
   * Sends one statement, and reads its result. Waits for the whole of it for as long as {@link
   * Timeouts#queryTimeout} says, and then ends the connection.
   *
   * @param <T> what a row becomes
   * @param sql a query, with {@code ?} for each value
   * @param values the values: strings, booleans, integers, longs, or lists of strings, which go as
   *     {@code text[]}
   * @param reader reads a row
   * @return the rows, in the server's order
   * @throws SQLTimeoutException if the answer was not whole in time
   * @throws SQLException if the server refuses it or the connection breaks
   */
  public <T> List<T> query(String sql, List<?> values, RowReader<T> reader) throws SQLException {
    try (PreparedStatement statement = connection().prepareStatement(sql)) {
      for (int i = 0; i < values.size(); i++) {
        bind(statement, i + 1, values.get(i));
      }
      List<T> rows = new ArrayList<>();
      try (ResultSet result = answer(statement)) {
        while (result.next()) {
          rows.add(reader.read(result));
        }
      } catch (IndexOutOfBoundsException e) {
        // A row with fewer values than its description has columns.
        throw failed(e);
      }
      return rows;
    }
  }

  /**
   * Sends one statement, and reads what columns its result has. Waits as {@link #query} does.
   *
   * @param sql a query without parameters, that gives no rows
   * @return the columns, in their order
   * @throws SQLTimeoutException if the answer was not whole in time
   * @throws SQLException if the server refuses it or the connection breaks
   */
  public List<ResultColumn> describe(String sql) throws SQLException {
    BaseConnection current = connection().unwrap(BaseConnection.class);
    deadline.set(target.timeouts().queryTimeout());
    try {
      return ResultColumn.of(current, sql, extended);
    } catch (SQLException | RuntimeException | OutOfMemoryError | AssertionError e) {
      throw failed(e);
    } finally {
      deadline.clear();
    }
  }

  private void bind(PreparedStatement statement, int index, Object value) throws SQLException {
    if (value instanceof List<?> list) {
      statement.setArray(index, statement.getConnection().createArrayOf("text", list.toArray()));
    } else if (extended || value instanceof String) {
      statement.setObject(index, value);
    } else {
      // As a literal without a type, or the driver would write a cast, as in '5'::int4, which no
      // document of Query Service has.
      statement.setObject(index, value, Types.OTHER);
    }
  }

  /** The driver reads the whole answer here, since it is given no size to fetch. */
  private ResultSet answer(PreparedStatement statement) throws SQLException {
    deadline.set(target.timeouts().queryTimeout());
    try {
      return statement.executeQuery();
    } catch (SQLException | RuntimeException | OutOfMemoryError | AssertionError e) {
      throw failed(e);
    } finally {
      deadline.clear();
    }
  }

  /**
   * Recovers from a statement that the server refused, so that the session can send another one.
   *
   * @param exception thrown by {@link #query} or {@link #describe}
   * @return the refusal
   * @throws SQLException the given exception if it is no {@link #refusal}; another one if no
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
   * Makes sure, after the server refused a statement, that there can be another: if the connection
   * is closed or does not answer, opens one in its place. One round trip if all is well.
   *
   * @throws SQLException if no connection can be opened
   */
  public void recover() throws SQLException {
    if (!isAlive()) {
      sayFarewell();
      deadline.closeSockets();
      open();
    }
  }

  /**
   * Connects and signs in, within {@link Timeouts#connectTimeout}.
   *
   * @throws SQLException if it cannot; the session can then only be closed
   */
  void open() throws SQLException {
    log.debug("Connecting with " + new JdbcUrl(target.endpoint(), target.credential()));
    deadline.set(target.timeouts().connectTimeout());
    try {
      ConnectionFactory.Opened opened = connectionFactory.open(target, extended, deadline);
      serverVersion = opened.serverVersion();
      // Query Service documents no statement that makes a session read-only.
      if (isPostgres()) {
        setReadOnly(opened.connection());
      }
      connection = opened.connection();
    } catch (SQLException | RuntimeException | OutOfMemoryError | AssertionError e) {
      SQLException failure = failed(e);
      deadline.closeSockets();
      throw failure;
    } finally {
      deadline.clear();
    }
  }

  /** Servers that only say they are PostgreSQL may refuse it; nothing is written anyway. */
  private void setReadOnly(Connection connection) throws SQLException {
    try {
      connection.setReadOnly(true);
    } catch (SQLException e) {
      if (Fault.of(e).sqlState() == null || connection.isClosed()) {
        throw e;
      }
      log.debug("The server does not take the session for a read-only one. " + words(e));
    }
  }

  /**
   * What went wrong, as an exception that says whether it was the time. A driver that stumbles over
   * what it reads does not know where it stands: the connection is ended.
   */
  private SQLException failed(Throwable thrown) {
    if (thrown instanceof SQLException e) {
      boolean answered = e instanceof PSQLException p && p.getServerErrorMessage() != null;
      return deadline.hasPassed() && !answered
          ? new SQLTimeoutException("no answer in time", e)
          : e;
    }
    SQLException e =
        deadline.hasPassed()
            ? new SQLTimeoutException("no answer in time", thrown)
            : new SQLException("The driver cannot read the answer", thrown);
    deadline.closeSockets();
    return e;
  }

  /** Whether it was opened, and its connection is not known to be broken. */
  boolean isOpen() {
    return connection != null;
  }

  /** For whom it is used next: how long to wait, and who hears of it. */
  void use(Target target, ConnectionLog log) {
    this.target = target;
    this.log = log;
  }

  /** Remembers when it was used last, in nanoseconds of {@link System#nanoTime}. */
  void usedAt(long nanoTime) {
    lastUse = nanoTime;
  }

  /** When it was used last, in nanoseconds of {@link System#nanoTime}. */
  long lastUse() {
    return lastUse;
  }

  /** Whether the server answers, be it with a refusal, in time; one round trip. */
  boolean isAlive() throws SQLException {
    Connection asked = connection();
    deadline.set(target.timeouts().connectTimeout());
    try (Statement statement = asked.createStatement()) {
      // Not isValid, which asks by the driver's property replication what no other server knows.
      statement.execute("");
      return true;
    } catch (SQLException e) {
      log.debug(words(failed(e)));
      return !deadline.hasPassed() && !asked.isClosed();
    } catch (RuntimeException | OutOfMemoryError | AssertionError e) {
      log.debug(words(failed(e)));
      return false;
    } finally {
      deadline.clear();
    }
  }

  private Connection connection() throws SQLException {
    Connection current = connection;
    if (current == null) {
      throw new SQLException("The session is not open");
    }
    return current;
  }

  /** The driver's words and those of its causes; its stack trace would tell nothing more. */
  String words(SQLException exception) {
    StringBuilder words = new StringBuilder("The driver says");
    Throwable link = exception;
    for (int depth = 0; link != null && depth < MOST_CAUSES; depth++) {
      words.append(depth == 0 ? ": " : ", caused by ").append(link);
      link = link.getCause();
    }
    return NameEscaper.CONSOLE.of(target.credential().password().redact(words.toString()));
  }

  /** Tells the server that it is over, and ends the connection. */
  void close() {
    sayFarewell();
    deadline.close();
  }

  private void sayFarewell() {
    Connection current = connection;
    connection = null;
    if (current == null) {
      return;
    }
    deadline.set(FAREWELL);
    try {
      current.close();
    } catch (SQLException | RuntimeException e) {
      // Broken already; the socket is closed either way.
    } finally {
      deadline.clear();
    }
  }

  /** Ends the connection at once, also while another thread waits for an answer. */
  void abort() {
    deadline.close();
  }
}
