package io.github.qsmaven.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.qsmaven.settings.Credential;
import io.github.qsmaven.settings.Endpoint;
import io.github.qsmaven.settings.Overrides;
import io.github.qsmaven.settings.Secret;
import io.github.qsmaven.settings.ServerEntry;
import io.github.qsmaven.settings.SslMode;
import io.github.qsmaven.settings.Target;
import io.github.qsmaven.settings.TargetParameters;
import io.github.qsmaven.settings.TargetResolver;
import io.github.qsmaven.settings.TimeLimit;
import io.github.qsmaven.settings.Timeouts;
import io.github.qsmaven.testing.HeardLog;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.Driver;

class JdbcUrlTest {
  private static final String ORGANIZATION = "ECBB80245ECFC73E8A095EC9@AdobeOrg";

  private static JdbcUrl url(String host, int port, String database, String user, String password) {
    return new JdbcUrl(
        new Endpoint("qs", host, port, database, SslMode.VERIFY_FULL, null),
        new Credential(user, new Secret(password)));
  }

  private static Properties parsed(JdbcUrl url) {
    Properties parsed = Driver.parseURL(url.value(), new Properties());
    assertThat(parsed).as("what the driver makes of %s", url).isNotNull();
    return parsed;
  }

  @Property(tries = 3000)
  void theDriverGetsBackExactlyWhatWentIn(
      @ForAll("hosts") String host,
      @ForAll @IntRange(min = 1, max = 65535) int port,
      @ForAll("anyText") String database,
      @ForAll("anyText") String user,
      @ForAll("anyText") String password) {
    JdbcUrl url = url(host, port, database, user, password);
    Properties parsed = parsed(url);

    assertThat(parsed.getProperty("PGHOST"))
        .isEqualTo(url.endpoint().serverName())
        .matches(name -> host.chars().anyMatch(c -> c > 127 || c == '.') || name.equals(host));
    assertThat(parsed.getProperty("PGPORT")).isEqualTo(String.valueOf(port));
    assertThat(parsed.getProperty("PGDBNAME")).isEqualTo(database);
    assertThat(parsed.getProperty("user")).isEqualTo(user);
    assertThat(parsed.getProperty("password")).isEqualTo(password);
  }

  @Property(tries = 3000)
  void noValueBringsInAParameter(
      @ForAll("hosts") String host,
      @ForAll("smuggling") String database,
      @ForAll("smuggling") String user,
      @ForAll("smuggling") String password) {
    Properties parsed = parsed(url(host, 80, database, user, password));

    assertThat(parsed.stringPropertyNames())
        .isEqualTo(Set.of("PGHOST", "PGPORT", "PGDBNAME", "user", "password", "sslmode"));
    assertThat(parsed.getProperty("sslmode")).isEqualTo("verify-full");
  }

  @Property(tries = 1000)
  void itsTextHidesTheCredential(
      @ForAll("secrets") String user, @ForAll("secrets") String password) {
    String text = url("db", 5432, "x", user, password).toString();

    assertThat(text)
        .isEqualTo("jdbc:postgresql://db:5432/x?user=***&password=***&sslmode=verify-full");
  }

  @Provide
  Arbitrary<String> anyText() {
    return Arbitraries.strings().all().ofMinLength(1).ofMaxLength(60).filter(JdbcUrlTest::isText);
  }

  @Provide
  Arbitrary<String> smuggling() {
    return Arbitraries.strings()
        .withChars("&?=%#;/:@+ \\'\"ab")
        .ofMinLength(1)
        .ofMaxLength(20)
        .map(text -> text + "&sslmode=disable&ssl=false&sslfactory=x?options=-c&service=s");
  }

  @Provide
  Arbitrary<String> secrets() {
    return Arbitraries.strings().alpha().ofMinLength(8).ofMaxLength(60);
  }

  @Provide
  Arbitrary<String> hosts() {
    Arbitrary<String> names =
        Arbitraries.strings()
            .all()
            .ofMinLength(1)
            .ofMaxLength(30)
            .map(JdbcUrlTest::withoutRefusedCharacters)
            .filter(JdbcUrlTest::isAccepted);
    return Arbitraries.oneOf(
        names,
        Arbitraries.of(
            "localhost",
            "127.0.0.1",
            "[::1]",
            "[fe80::1%eth0]",
            "acme.platform-query.adobe.io",
            "acme.platform-query.adobe.io.",
            "b\u00FCcher.example"));
  }

  private static boolean isAccepted(String host) {
    try {
      url(host, 80, "d", "u", "p");
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static String withoutRefusedCharacters(String text) {
    StringBuilder host = new StringBuilder();
    text.codePoints()
        .filter(c -> "/?#,@:\\[]".indexOf(c) < 0)
        .filter(c -> !Character.isWhitespace(c) && !Character.isSpaceChar(c))
        .filter(c -> !Character.isISOControl(c) && Character.getType(c) != Character.SURROGATE)
        .forEach(host::appendCodePoint);
    return host.toString();
  }

  /** What has an encoding: half of a surrogate pair has none, and NUL none in the protocol. */
  private static boolean isText(String text) {
    return text.codePoints().allMatch(c -> c != 0 && Character.getType(c) != Character.SURROGATE);
  }

  @Test
  void theTutorialsPasswordInTripleQuotesArrivesWithoutItsLineBreaks() throws Exception {
    String pasted = "\neyJhbGciOiJSUzI1NiJ9.eyJpZCI6\nIjEyMyJ9.c2ln+/=\n";

    Secret password =
        new TargetResolver(
                new TargetParameters(
                    new Overrides(null, null, null, null, null), 30, 300, 2, TimeLimit.NONE),
                Path.of(""),
                Clock.systemUTC(),
                (settings, timeouts, log) -> {
                  throw new AssertionError("no OAuth client");
                },
                new HeardLog())
            .login(new ServerEntry("qs", ORGANIZATION, new Secret(pasted), Map.of(), null))
            .credential()
            .password();

    assertThat(
            parsed(url("h", 80, "prod:all", ORGANIZATION, password.value()))
                .getProperty("password"))
        .isEqualTo("eyJhbGciOiJSUzI1NiJ9.eyJpZCI6IjEyMyJ9.c2ln+/=");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"prod:all", "prod:all?FLATTEN", "prod:cja?CJA_USE_IDS", "sandbox:db.schema"})
  void queryServicesDatabaseNamesStayWhole(String database) {
    assertThat(parsed(url("h", 80, database, ORGANIZATION, "pw")).getProperty("PGDBNAME"))
        .isEqualTo(database);
  }

  @Test
  void anOrganizationIdStaysAUser() {
    Properties parsed =
        parsed(url("acme.platform-query.adobe.io", 80, "prod:all", ORGANIZATION, "t:c"));

    assertThat(parsed.getProperty("user")).isEqualTo(ORGANIZATION);
    assertThat(parsed.getProperty("PGHOST")).isEqualTo("acme.platform-query.adobe.io");
  }

  @ParameterizedTest
  @ValueSource(ints = {80, 5432, 1, 65535})
  void portsStayPorts(int port) {
    assertThat(parsed(url("h", port, "d", "u", "p")).getProperty("PGPORT"))
        .isEqualTo(String.valueOf(port));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a b",
        "a/b",
        "a?b",
        "a#b",
        "a,b",
        "u@h",
        "h:5432",
        "a\u0000b",
        "a\nb",
        "[x]",
        "a\\b"
      })
  void refusesAHostThatCannotStandInAUrl(String host) {
    assertThatThrownBy(() -> url(host, 80, "d", "u", "p"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("host");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 65536, Integer.MAX_VALUE})
  void refusesAPortThatIsNone(int port) {
    assertThatThrownBy(() -> url("h", port, "d", "u", "p"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(String.valueOf(port));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a\u0000b", "a\uD800b"})
  void refusesWhatTheProtocolCannotCarry(String value) {
    assertThatThrownBy(() -> url("h", 80, value, "u", "p")).hasMessageContaining("database");
    assertThatThrownBy(() -> url("h", 80, "d", value, "p")).hasMessageContaining("user");
    assertThatThrownBy(() -> url("h", 80, "d", "u", value)).hasMessageContaining("password");
  }

  @Test
  void nothingThatHoldsTheSecretShowsIt() {
    Credential credential = new Credential("somebody", new Secret("hunter2-hunter2"));
    Target target =
        new Target(
            new Endpoint("qs", "h", 80, "d", SslMode.REQUIRE, null),
            credential,
            new Timeouts(1, 1, 0));

    assertThat(target.toString() + credential + credential.password())
        .doesNotContain("hunter2")
        .doesNotContain("somebody");
  }
}
