package io.github.qsmaven.maven;

import io.github.qsmaven.connection.Sessions;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.Goal;
import io.github.qsmaven.model.NameEscaper;
import io.github.qsmaven.platform.OAuthLogins;
import io.github.qsmaven.report.files.ExecutionFolder;
import io.github.qsmaven.report.files.ExecutionFolders;
import io.github.qsmaven.settings.ConnectionLog;
import io.github.qsmaven.settings.OAuthLogin;
import io.github.qsmaven.settings.OAuthSettings;
import io.github.qsmaven.settings.Overrides;
import io.github.qsmaven.settings.ServerEntry;
import io.github.qsmaven.settings.Target;
import io.github.qsmaven.settings.TargetParameters;
import io.github.qsmaven.settings.TargetResolver;
import io.github.qsmaven.settings.TimeLimit;
import io.github.qsmaven.settings.Timeouts;
import java.nio.file.Path;
import java.time.Clock;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** The parameters of the connection, which all goals have, and the handling of a failure. */
abstract class AbstractQsMojo extends AbstractMojo {
  private final ServerEntries serverEntries;
  private final BuildSessions buildSessions;
  private final GoalActivity activity = new GoalActivity();

  /**
   * The id of the {@code <server>} entry in {@code settings.xml} with the connection settings. The
   * entry contains {@code <username>} and {@code <password>} and, in its {@code <configuration>},
   * host, port, database, sslMode, sslRootCert, sslKey, sslCert, passwordFile and credentialFile.
   * For OAuth server-to-server, its {@code <configuration>} contains clientId, clientSecret, orgId
   * and sandbox instead, and the plugin gets the other values from Adobe's APIs.
   *
   * <p>Example: {@code -Dqs.server=stage}
   *
   * @since 1.0.0
   */
  @Parameter(property = "qs.server", defaultValue = "qs", required = true)
  private String server;

  /**
   * The host name without a port, such as {@code acme.platform-query.adobe.io}. Overrides the
   * server entry. The credential of the entry is sent to this host, so the plugin warns if the
   * entry names another host.
   *
   * <p>Example: {@code -Dqs.host=db.example.com}
   *
   * @since 1.0.0
   */
  @Parameter(property = "qs.host")
  private @Nullable String host;

  /**
   * The port; 80 if neither this parameter nor the server entry sets it. Overrides the server
   * entry.
   *
   * <p>Example: {@code -Dqs.port=5432}
   *
   * @since 1.0.0
   */
  @Parameter(property = "qs.port")
  private @Nullable String port;

  /**
   * The database, such as {@code prod:all} or {@code prod:all?FLATTEN}. Overrides the server entry.
   *
   * <p>Example: {@code -Dqs.database=prod:all}
   *
   * @since 1.0.0
   */
  @Parameter(property = "qs.database")
  private @Nullable String database;

  /**
   * How the server's certificate is checked: {@code verify-full} (the default), {@code verify-ca}
   * or {@code require}. Encryption cannot be turned off. Overrides the server entry, but must not
   * be weaker than it.
   *
   * <p>Example: {@code -Dqs.sslMode=verify-ca}
   *
   * @since 1.0.0
   */
  @Parameter(property = "qs.sslMode")
  private @Nullable String sslMode;

  /**
   * A PEM file with the certificates of the authorities to trust. By default, the trust store of
   * the JVM is used. A relative path is resolved against the folder in which Maven was started. If
   * the server entry has an sslRootCert, this parameter must name the same file.
   *
   * <p>Example: {@code -Dqs.sslRootCert=/etc/ssl/our-ca.pem}
   *
   * @since 1.0.0
   */
  @Parameter(property = "qs.sslRootCert")
  private @Nullable String sslRootCert;

  /**
   * The timeout, in seconds, of one attempt to connect, including the look-up of the host name,
   * TLS, sign-in and session settings.
   *
   * <p>Example: {@code -Dqs.connectTimeout=60}
   *
   * @since 1.0.0
   */
  @Parameter(property = "qs.connectTimeout", defaultValue = "30")
  private int connectTimeout;

  /**
   * The timeout, in seconds, for the complete result of one statement.
   *
   * <p>Example: {@code -Dqs.queryTimeout=900}
   *
   * @since 1.0.0
   */
  @Parameter(property = "qs.queryTimeout", defaultValue = "300")
  private int queryTimeout;

  /**
   * The timeout, in seconds, of the whole goal: connections, statements, retries and their pauses,
   * requests to Adobe's APIs, and waiting for a session that another thread of the build uses. 0
   * means no limit.
   *
   * <p>Example: {@code -Dqs.timeout=600}
   *
   * @since 1.0.0
   */
  @Parameter(property = "qs.timeout", defaultValue = "1800")
  private int timeout;

  /**
   * How often to retry after a transient fault: the connection is refused or reset, the connect
   * timeout has passed, the server has too many sessions or is starting. The pauses grow from half
   * a second to eight seconds.
   *
   * <p>Example: {@code -Dqs.retries=5}
   *
   * @since 1.0.0
   */
  @Parameter(property = "qs.retries", defaultValue = "2")
  private int retries;

  /**
   * Whether to skip the goal.
   *
   * <p>Example: {@code -Dqs.skip=true}
   *
   * @since 1.0.0
   */
  @Parameter(property = "qs.skip", defaultValue = "false")
  private String skip;

  @Parameter(defaultValue = "${session}", readonly = true, required = true)
  private MavenSession session;

  @Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
  private MojoExecution mojoExecution;

  private TimeLimit limit = TimeLimit.NONE;

  AbstractQsMojo(ServerEntries serverEntries, BuildSessions buildSessions) {
    this.serverEntries = serverEntries;
    this.buildSessions = buildSessions;
  }

  @Override
  public final void execute() throws MojoExecutionException, MojoFailureException {
    try {
      startTime();
      if (isSkipped()) {
        getLog().info("Skipped, since qs.skip is set: nothing was checked.");
        return;
      }
      if (connects()) {
        sessions().prepare(connectionLog());
      }
      run();
    } catch (MojoExecutionException | MojoFailureException e) {
      throw e;
    } catch (Throwable e) {
      throw cannotCheck(reason(e));
    }
  }

  /** Whether the goal connects to a server, so that it pays to load the classes for that early. */
  boolean connects() throws CannotCheckException {
    return true;
  }

  /** Starts the time of the goal. */
  final void startTime() {
    limit = new TimeLimit(timeout, System::nanoTime);
  }

  /** The time of the goal. */
  final TimeLimit limit() {
    return limit;
  }

  /**
   * Why the goal cannot do its work, whatever was thrown. Without the secrets of the server entry,
   * which a file that was read before it may contain, and without those that the goal has read.
   */
  final CannotCheckException reason(Throwable thrown) {
    CannotCheckException reason =
        activity.reason(thrown, "server " + NameEscaper.CONSOLE.quoted(server));
    if (reason.getCause() != null) {
      return reason;
    }
    CannotCheckException known = reason.with(activity::redactNames);
    try {
      return known.with(serverEntries.find(server, session)::redacted);
    } catch (CannotCheckException | RuntimeException | Error e) {
      // Of an entry that cannot be read no secret is known. It must not hide the reason.
      return known;
    }
  }

  /** Notes what the goal does from now on, for the message of a failure that no code expects. */
  final void doing(String what) {
    activity.doing(what);
  }

  final ConnectionLog connectionLog() {
    return new MavenConnectionLog(getLog(), activity);
  }

  /** Runs the goal. */
  abstract void run() throws CannotCheckException, MojoFailureException, MojoExecutionException;

  /**
   * Logs in one line why nothing could be checked, and returns the exception that fails the build.
   */
  final MojoExecutionException cannotCheck(CannotCheckException reason) {
    getLog().error(reason.headline());
    return new MojoExecutionException(reason.getMessage(), reason.getCause());
  }

  boolean isSkipped() throws CannotCheckException {
    return ParameterParser.flag("skip", skip);
  }

  /** Rejects names that no goal has, and values in which characters were lost. */
  final void checkParameters() throws CannotCheckException {
    new GivenParameters(session, mojoExecution, getLog()).check();
    if (QuestionMarks.mayStandForOthers()) {
      new QuestionMarks(session, getLog()).warnOfNames();
    }
  }

  MavenSession session() {
    return session;
  }

  MojoExecution mojoExecution() {
    return mojoExecution;
  }

  /** Claims the folder for the reports of this execution, and logs if it is a subfolder. */
  final ExecutionFolder claim(ReportFolder folder, Goal goal) {
    ExecutionFolder claimed =
        folder.claim(
            buildSessions.keep(session, ExecutionFolders.class, ExecutionFolders::new),
            goal,
            mojoExecution.getExecutionId());
    if (!claimed.name().isEmpty()) {
      getLog()
          .info(
              "The reports of this execution go into %s, since an earlier execution of qs:%s in this build used %s."
                  .formatted(
                      NameEscaper.CONSOLE.of(folder.shown(claimed.path())),
                      goal.word(),
                      NameEscaper.CONSOLE.of(folder.shown(folder.path()))));
    }
    return claimed;
  }

  /** The folder that Maven was started in. */
  Path currentFolder() {
    return new BuildEnvironment(session).currentFolder();
  }

  /** The sessions of the build. */
  Sessions sessions() {
    return buildSessions.of(session);
  }

  Target target() throws CannotCheckException {
    doing("reading the settings");
    return hidden(resolver(connectionLog()).resolve(readEntry()));
  }

  /** The target of another server entry: parameters such as {@code host} are not about it. */
  final Target otherTarget(String id) throws CannotCheckException {
    if (id.equals(server)) {
      throw new CannotCheckException(
          "The server entry %s would be compared with itself."
              .formatted(NameEscaper.CONSOLE.quoted(id)),
          "set server (-Dqs.server) or against (-Dqs.against) to another entry of settings.xml.");
    }
    doing("reading the settings of server " + NameEscaper.CONSOLE.quoted(id));
    Overrides none = new Overrides(null, null, null, null, null);
    return hidden(resolver(none, connectionLog()).resolve(readEntry(id)));
  }

  private Target hidden(Target target) {
    activity.hide(target.credential().password());
    return target;
  }

  /** Implements {@link io.github.qsmaven.app.TargetSource}, like the methods below. */
  public final String findEntry() throws CannotCheckException {
    return serverEntries.entry(server, session).getId();
  }

  public final ServerEntry readEntry() throws CannotCheckException {
    return readEntry(server);
  }

  private ServerEntry readEntry(String id) throws CannotCheckException {
    ServerEntry entry = serverEntries.find(id, session);
    entry.secrets().forEach(activity::hide);
    if (QuestionMarks.mayStandForOthers()) {
      new QuestionMarks(session, getLog()).warnOf(entry);
    }
    return entry;
  }

  public final String redact(String text) {
    return activity.redact(text);
  }

  public final TargetResolver resolver(ConnectionLog log) {
    return resolver(new Overrides(host, port, database, sslMode, sslRootCert), log);
  }

  private TargetResolver resolver(Overrides overrides, ConnectionLog log) {
    return new TargetResolver(
        new TargetParameters(overrides, connectTimeout, queryTimeout, retries, limit),
        currentFolder(),
        Clock.systemUTC(),
        this::login,
        log);
  }

  private OAuthLogin login(OAuthSettings settings, Timeouts timeouts, ConnectionLog log)
      throws CannotCheckException {
    return buildSessions
        .keep(session, OAuthLogins.class, OAuthLogins::new)
        .login(settings, timeouts, serverEntries.proxies(session), log);
  }
}
