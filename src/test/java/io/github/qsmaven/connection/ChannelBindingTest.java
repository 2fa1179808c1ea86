package io.github.qsmaven.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.settings.ChannelBinding;
import io.github.qsmaven.settings.Endpoint;
import io.github.qsmaven.settings.SslMode;
import io.github.qsmaven.testing.HeardLog;
import io.github.qsmaven.testing.ScriptedServer;
import io.github.qsmaven.testing.TestDatabase;
import io.github.qsmaven.testing.TlsFront;
import io.github.qsmaven.testing.TlsPostgres;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Sign-in through a proxy that ends TLS with a trusted certificate of its own. */
class ChannelBindingTest {
  private static final TlsPostgres SERVER = TlsPostgres.shared();

  private static TestDatabase database;
  private static TlsFront proxy;

  private final HeardLog log = new HeardLog();

  @BeforeAll
  static void start() throws Exception {
    database = new TestDatabase();
    proxy = TlsFront.between(SERVER.tls().certificateFor("localhost"), SERVER);
  }

  @AfterAll
  static void stop() throws Exception {
    proxy.close();
  }

  private static Endpoint endpoint(
      int port, SslMode mode, ChannelBinding binding, @Nullable String options) {
    return new Endpoint(
        "aep", "localhost", port, database.name(), mode, SERVER.caFile(), binding, options);
  }

  private List<String> ask(Sessions sessions, Endpoint endpoint, String sql)
      throws CannotCheckException {
    return sessions.use(
        database.target(endpoint),
        log,
        session -> session.query(sql, List.of(), row -> row.getString(1)));
  }

  private List<String> ask(Endpoint endpoint, String sql) throws CannotCheckException {
    try (Sessions sessions = new Sessions()) {
      return ask(sessions, endpoint, sql);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = SslMode.class,
      names = {"VERIFY_FULL", "VERIFY_CA"})
  void behindAProxyWithAVerifiedCertificateItIsTriedAgainWithout(SslMode mode) throws Exception {
    Endpoint endpoint = endpoint(proxy.port(), mode, ChannelBinding.PREFER, null);
    int before = proxy.connections();
    try (Sessions sessions = new Sessions()) {
      assertThat(ask(sessions, endpoint, "SELECT 'here'")).containsExactly("here");
      sessions.closeIdle();
      assertThat(ask(sessions, endpoint, "SELECT 'again'")).containsExactly("again");
    }

    assertThat(proxy.connections() - before).isEqualTo(3);
    assertThat(log.warnings())
        .singleElement()
        .asString()
        .contains(
            "Cannot sign in to server \"aep\" at localhost:" + proxy.port(),
            "without channel binding",
            "<channelBinding>")
        .doesNotContain(TestDatabase.PASSWORD);
  }

  @Test
  void aCertificateThatIsNotVerifiedIsNotTrustedInstead() {
    Endpoint endpoint = endpoint(proxy.port(), SslMode.REQUIRE, ChannelBinding.PREFER, null);
    int before = proxy.connections();

    assertThatThrownBy(() -> ask(endpoint, "SELECT 1"))
        .hasMessageContainingAll(
            "SCRAM channel binding check failed", "28000", "set sslMode to verify-full");
    assertThat(proxy.connections() - before).isEqualTo(1);
    assertThat(log.warnings()).isEmpty();
  }

  @Test
  void whereItIsRequiredItIsNotTriedWithout() {
    Endpoint endpoint = endpoint(proxy.port(), SslMode.VERIFY_FULL, ChannelBinding.REQUIRE, null);
    int before = proxy.connections();

    assertThatThrownBy(() -> ask(endpoint, "SELECT 1"))
        .hasMessageContainingAll(
            "SCRAM channel binding check failed", "connect to the server itself", "to prefer");
    assertThat(proxy.connections() - before).isEqualTo(1);
  }

  @Test
  void whereItIsDisabledItIsNotTried() throws Exception {
    Endpoint endpoint = endpoint(proxy.port(), SslMode.VERIFY_FULL, ChannelBinding.DISABLE, null);
    int before = proxy.connections();

    assertThat(ask(endpoint, "SELECT 'here'")).containsExactly("here");
    assertThat(proxy.connections() - before).isEqualTo(1);
    assertThat(log.warnings()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void withoutAProxyEverySettingSignsIn(ChannelBinding binding) throws Exception {
    assertThat(ask(endpoint(SERVER.port(), SslMode.VERIFY_FULL, binding, null), "SELECT 'here'"))
        .containsExactly("here");
    assertThat(log.warnings()).isEmpty();
  }

  @Test
  void aServerThatDoesNotOfferWhatIsRequiredIsTold() throws Exception {
    byte[] cleartext = ScriptedServer.message('R', body -> body.writeInt(3));
    try (ScriptedServer server = new ScriptedServer(cleartext, new byte[0])) {
      Endpoint endpoint =
          endpoint(server.port(), SslMode.VERIFY_FULL, ChannelBinding.REQUIRE, null);

      assertThatThrownBy(() -> ask(endpoint, "SELECT 1"))
          .hasMessageContainingAll(
              "Cannot sign in to server", "Channel binding is required", "to prefer");
      assertThat(server.nextMessage()).isEqualTo("end");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "08P01, client requires SCRAM channel binding but it is not supported",
    "0A000, frontend auth: doesn't support channel binding at the moment",
    "28000, SCRAM channel binding negotiation error"
  })
  void aPoolerThatRejectsItIsTriedWithout(String sqlState, String text) throws Exception {
    try (ScriptedServer server =
        new ScriptedServer(ScriptedServer.fatal(sqlState, text), new byte[0])) {
      Endpoint endpoint = endpoint(server.port(), SslMode.VERIFY_FULL, ChannelBinding.PREFER, null);

      assertThatThrownBy(() -> ask(endpoint, "SELECT 1")).hasMessageContaining(text);
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  @Test
  void thatItFailedIsKnownInAnyLanguage() throws Exception {
    byte[] german =
        ScriptedServer.message(
            'E',
            out ->
                out.writeBytes(
                    "SFATAL\0C28000\0MSCRAM-Channel-Binding-Check fehlgeschlagen\0"
                        + "Fauth-scram.c\0\0"));
    try (ScriptedServer server = new ScriptedServer(german, new byte[0])) {
      Endpoint endpoint = endpoint(server.port(), SslMode.VERIFY_FULL, ChannelBinding.PREFER, null);

      assertThatThrownBy(() -> ask(endpoint, "SELECT 1")).hasMessageContaining("fehlgeschlagen");
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  @Test
  void optionsReachTheServerAndDoNotMakeTheSessionWrite() throws Exception {
    Endpoint endpoint =
        endpoint(
            SERVER.port(),
            SslMode.VERIFY_FULL,
            ChannelBinding.PREFER,
            "-c search_path=a,b&c=d -c default_transaction_read_only=off");

    assertThat(
            ask(
                endpoint,
                "SELECT current_setting('search_path') || ' ' ||"
                    + " current_setting('transaction_read_only')"))
        .containsExactly("a,b&c=d on");
  }
}
