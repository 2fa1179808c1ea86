package io.github.qsmaven.connection;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.platform.OAuthLogins;
import io.github.qsmaven.settings.Credential;
import io.github.qsmaven.settings.Endpoint;
import io.github.qsmaven.settings.OAuthSettings;
import io.github.qsmaven.settings.Overrides;
import io.github.qsmaven.settings.Secret;
import io.github.qsmaven.settings.ServerEntry;
import io.github.qsmaven.settings.SslMode;
import io.github.qsmaven.settings.Target;
import io.github.qsmaven.settings.Timeouts;
import io.github.qsmaven.testing.AdobeApis;
import io.github.qsmaven.testing.HeardLog;
import io.github.qsmaven.testing.SecretCanary;
import io.github.qsmaven.testing.TlsMaterial;
import io.github.qsmaven.testing.TlsPostgres;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.logging.Filter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.Driver;

class QuietLoggersTest {
  private static final String NAME = "org.example.QuietLoggersTest";
  private static final String CLIENT_SECRET = "p8e-Xk42Vq9mTr7Zw3";
  private static final String PASSWORD = "s3cretS3cretS3cret &=%";
  private static final String TOKEN = "eyJhbGciOiJSUzI1NiJ9.t0kenT0kenT0ken";
  private static final String BEFORE = "logged before";
  private static final String AFTER = "logged after";

  @TempDir Path folder;

  private final Logger logger = Logger.getLogger(NAME);
  private final QuietLoggers quietLoggers = new QuietLoggers(NAME);

  /** What a logger publishes. */
  private static final class Published extends Handler {
    private final List<String> messages = new ArrayList<>();

    @Override
    public synchronized void publish(LogRecord entry) {
      messages.add(entry.getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  private Published published() {
    Published published = new Published();
    logger.setUseParentHandlers(false);
    logger.setLevel(Level.ALL);
    logger.addHandler(published);
    return published;
  }

  @Test
  void isQuietUntilTheLastOneEnds() {
    Published published = published();

    QuietLoggers.Time first = quietLoggers.begin();
    QuietLoggers.Time second = quietLoggers.begin();
    logger.severe("1");
    first.close();
    first.close();
    logger.severe("2");
    second.close();
    logger.fine("3");

    assertThat(published.messages).containsExactly("3");
  }

  @Test
  void isQuietWhateverIsSetMeanwhile() {
    QuietLoggers.Time time = quietLoggers.begin();
    Published published = published();
    logger.log(Level.OFF, "1");
    logger.fine("2");
    time.close();
    logger.fine("3");

    assertThat(published.messages).containsExactly("3");
  }

  @Test
  void theFilterOfSomebodyElseIsThereAgain() {
    Published published = published();
    Filter filter = entry -> !entry.getMessage().equals("hidden");
    logger.setFilter(filter);

    quietLoggers.begin().close();

    assertThat(logger.getFilter()).isSameAs(filter);
    logger.info("hidden");
    logger.info("shown");
    assertThat(published.messages).containsExactly("shown");
  }

  /** As of another version of this plugin, or another build in the same JVM. */
  @Test
  void anotherOneThatBeganLaterDoesNotEndIt() {
    Published published = published();
    QuietLoggers other = new QuietLoggers(NAME);

    QuietLoggers.Time first = quietLoggers.begin();
    QuietLoggers.Time second = other.begin();
    first.close();
    logger.severe("1");
    second.close();
    logger.severe("2");
    QuietLoggers.Time third = other.begin();
    QuietLoggers.Time fourth = quietLoggers.begin();
    fourth.close();
    logger.severe("3");
    third.close();
    logger.severe("4");

    assertThat(published.messages).containsExactly("2", "4");
  }

  /**
   * The loggers that the classes of the driver name, from their bytes: the constant that each call
   * of {@code Logger.getLogger} gets is a class or a text.
   */
  private static Set<String> loggersOfTheDriver() throws Exception {
    Path jar = Path.of(Driver.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    List<String> arguments = new ArrayList<>(List.of("-p", "-c", "-cp", jar.toString()));
    try (JarFile file = new JarFile(jar.toFile())) {
      for (JarEntry entry : file.stream().filter(e -> e.getName().endsWith(".class")).toList()) {
        String bytes = new String(file.getInputStream(entry).readAllBytes(), ISO_8859_1);
        if (bytes.contains("java/util/logging/Logger") && !entry.getName().contains("META-INF/")) {
          arguments.add(entry.getName().replace(".class", "").replace('/', '.'));
        }
        assertThat(bytes).doesNotContain("java/lang/System$Logger", "org/slf4j");
      }
    }
    StringWriter out = new StringWriter();
    PrintWriter writer = new PrintWriter(out);
    ToolProvider.findFirst("javap")
        .orElseThrow()
        .run(writer, writer, arguments.toArray(String[]::new));
    Matcher constant = Pattern.compile("// (?:class|String) (\\S+)").matcher("");
    Set<String> names = new TreeSet<>();
    String last = "";
    for (String line : out.toString().lines().toList()) {
      if (line.contains(" ldc")) {
        last = constant.reset(line).find() ? constant.group(1).replace('/', '.') : "?";
      } else if (line.contains("java/util/logging/Logger.getLogger:(")) {
        names.add(last);
      } else if (!line.contains("java/lang/Class.getName:()")) {
        last = "?";
      }
    }
    return names;
  }

  @Test
  void eachLoggerOfTheDriverIsQuiet() throws Exception {
    Set<String> names = loggersOfTheDriver();
    assertThat(names).contains("org.postgresql.Driver").hasSizeGreaterThan(20);

    QuietLoggers.Time time = ConnectionFactory.LOGGERS.begin();

    // Without the filter, one publishes what is logged; other tests use the driver at this time.
    assertThat(names)
        .allSatisfy(name -> assertThat(Logger.getLogger(name).getFilter()).isNotNull());
    time.close();
  }

  /** Connects, asks, fails and closes, and gets a token; logs before and after. */
  static final class Build {
    private Build() {}

    public static void main(String... arguments) throws Exception {
      Logger logger = Logger.getLogger("org.postgresql.Driver");
      logger.info(BEFORE);
      Endpoint endpoint =
          new Endpoint(
              "aep",
              arguments[0],
              Integer.parseInt(arguments[1]),
              arguments[2],
              SslMode.VERIFY_FULL,
              Path.of(arguments[3]));
      Timeouts timeouts = new Timeouts(20, 20, 0);
      try (Sessions sessions = new Sessions()) {
        for (String password : List.of(arguments[5], arguments[5] + "wrong")) {
          Target target =
              new Target(endpoint, new Credential(arguments[4], new Secret(password)), timeouts);
          try {
            sessions.use(
                target,
                new HeardLog(),
                session -> session.query("SELECT 1", List.of(), row -> row.getString(1)));
          } catch (CannotCheckException e) {
            System.out.println(e.getMessage());
          }
        }
      }
      new OAuthLogins()
          .login(
              new OAuthSettings(
                  new ServerEntry(
                      "aep",
                      null,
                      null,
                      Map.of(
                          "clientId", "c0ffee",
                          "orgId", "ECBB@AdobeOrg",
                          "sandbox", "prod",
                          "imsUrl", arguments[6],
                          "platformUrl", arguments[6]),
                      new Secret(CLIENT_SECRET)),
                  new Overrides(null, null, null, null, null)),
              timeouts,
              List.of(),
              new HeardLog());
      logger.info(AFTER);
      Logger.getLogger("jdk.httpclient.HttpClient").info(AFTER);
    }
  }

  private String outputOfABuild(Path trustStore, String url, Path logging) throws Exception {
    TlsPostgres server = TlsPostgres.shared();
    String name = "logged " + UUID.randomUUID();
    server.createRole(name, PASSWORD);
    server.createDatabase(name);
    Path output = folder.resolve("output");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Djava.util.logging.config.file=" + logging,
                "-Djdk.httpclient.HttpClient.log=all",
                "-Djavax.net.debug=",
                "-Djavax.net.ssl.trustStore=" + trustStore,
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                Build.class.getName(),
                server.host(),
                String.valueOf(server.port()),
                name,
                server.caFile().toString(),
                name,
                PASSWORD,
                url)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    String out = Files.readString(output);
    assertThat(process.exitValue()).as(out).isZero();
    return out;
  }

  @Test
  void neitherAConfigurationNorAHandlerOfItsOwnMakesTheDriverSpeak() throws Exception {
    TlsMaterial tls = TlsMaterial.createIn(folder.resolve("tls"));
    Path logging = folder.resolve("logging.properties");
    Files.writeString(
        logging,
        """
        handlers = java.util.logging.ConsoleHandler
        .level = ALL
        java.util.logging.ConsoleHandler.level = ALL
        java.util.logging.FileHandler.level = ALL
        java.util.logging.FileHandler.pattern = %s/%%u.log
        java.util.logging.FileHandler.formatter = java.util.logging.SimpleFormatter
        org.postgresql.level = ALL
        org.postgresql.handlers = java.util.logging.FileHandler
        org.postgresql.Driver.level = FINEST
        org.postgresql.Driver.handlers = java.util.logging.FileHandler
        org.postgresql.core.v3.ConnectionFactoryImpl.level = ALL
        org.postgresql.core.v3.QueryExecutorImpl.level = ALL
        org.postgresql.core.v3.QueryExecutorImpl.handlers = java.util.logging.ConsoleHandler
        org.postgresql.jdbc.PgConnection.level = ALL
        jdk.httpclient.HttpClient.level = ALL
        javax.net.ssl.level = ALL
        """
            .formatted(folder.toString().replace('\\', '/')));

    String out;
    try (AdobeApis apis = new AdobeApis(tls.certificateFor("localhost"))) {
      apis.answer(AdobeApis.TOKEN, AdobeApis.tokenFor("c0ffee", CLIENT_SECRET, TOKEN));
      apis.answer(
          AdobeApis.PARAMETERS,
          AdobeApis.json(
              200,
              "{\"username\":\"u\",\"token\":\""
                  + TOKEN
                  + "\",\"host\":\"h\",\"port\":80,\"dbName\":\"prod:all\"}"));
      out = outputOfABuild(tls.trustStoreFile(), apis.url(), logging);
    }

    assertThat(out.split(BEFORE, -1)).hasSizeGreaterThan(1);
    assertThat(out.split(AFTER, -1)).hasSizeGreaterThan(2);
    assertThat(Files.readString(folder.resolve("0.log"), UTF_8)).contains(BEFORE, AFTER);
    for (String secret : List.of(PASSWORD, CLIENT_SECRET, TOKEN)) {
      assertThat(new SecretCanary(secret).leaksBelow(folder, file -> false)).isEmpty();
    }
    assertThat(out).doesNotContain("SELECT", "jdbc:postgresql", "Authorization", "28P01\n");
  }
}
