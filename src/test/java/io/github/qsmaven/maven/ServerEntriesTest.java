package io.github.qsmaven.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.platform.WebProxy;
import io.github.qsmaven.settings.Secret;
import io.github.qsmaven.settings.ServerEntry;
import java.io.File;
import java.io.StringReader;
import java.util.List;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.settings.Proxy;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.Settings;
import org.apache.maven.settings.building.DefaultSettingsProblem;
import org.apache.maven.settings.building.SettingsProblem;
import org.apache.maven.settings.building.SettingsProblem.Severity;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.apache.maven.settings.crypto.SettingsDecryptionResult;
import org.codehaus.plexus.util.xml.Xpp3DomBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerEntriesTest {
  private final Settings settings = new Settings();

  private void server(String id, @Nullable String password, @Nullable String configuration)
      throws Exception {
    Server server = new Server();
    server.setId(id);
    server.setUsername("u");
    server.setPassword(password);
    if (configuration != null) {
      server.setConfiguration(
          Xpp3DomBuilder.build(
              new StringReader("<configuration>" + configuration + "</configuration>")));
    }
    settings.addServer(server);
  }

  private ServerEntry find(String id, @Nullable String decrypted) throws CannotCheckException {
    return entries(decrypted).find(id, session());
  }

  private MavenSession session() {
    MavenSession session = mock(MavenSession.class);
    when(session.getSettings()).thenReturn(settings);
    DefaultMavenExecutionRequest request = new DefaultMavenExecutionRequest();
    request.setUserSettingsFile(new File("settings.xml"));
    when(session.getRequest()).thenReturn(request);
    return session;
  }

  /** As Maven does: what cannot be decrypted comes back as it is, with an error. */
  private static ServerEntries entries(@Nullable String decrypted) {
    SettingsDecrypter decrypter =
        request -> {
          Server server = request.getServers().get(0).clone();
          SettingsDecryptionResult result = mock(SettingsDecryptionResult.class);
          if (decrypted != null) {
            server.setPassword(decrypted);
          }
          List<SettingsProblem> problems =
              decrypted == null
                  ? List.of(
                      new DefaultSettingsProblem(
                          "Failed to decrypt", Severity.ERROR, "", 0, 0, null))
                  : List.of();
          when(result.getServer()).thenReturn(server);
          when(result.getProblems()).thenReturn(problems);
          return result;
        };
    return new ServerEntries(() -> decrypter);
  }

  @Test
  void hasTheUserThePasswordInTheClearAndTheConfiguration() throws Exception {
    server("aep", "{encrypted}", "<host>h</host><port>5432</port><database/>");

    ServerEntry entry = find("aep", "clear");

    assertThat(entry.username()).isEqualTo("u");
    assertThat(entry.password()).isEqualTo(new Secret("clear"));
    assertThat(entry.configuration())
        .containsEntry("host", "h")
        .containsEntry("port", "5432")
        .containsEntry("database", "");
  }

  @Test
  void hasThePassphraseOfAKeyInTheClear() throws Exception {
    server("aep", "u", null);
    settings.getServers().get(0).setPassphrase("{encrypted}");

    assertThat(find("aep", "clear").passphrase()).isEqualTo(new Secret("clear"));
  }

  @Test
  void mayHaveNoPasswordAndNoConfiguration() throws Exception {
    server("aep", null, null);

    ServerEntry entry = find("aep", "");

    assertThat(entry.password()).isNull();
    assertThat(entry.configuration()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a{b}c",
        "p{w}&<x>$1${y}",
        "{}",
        "{short}",
        "a\\{b\\}c",
        "{with blanks in it!}",
        "{4F2611B8613AA3670A495E55}:{3d182fa9e0b54f33a7881305c06203ee}"
      })
  void aPlainPasswordWithBracesIsUsedThoughMavenCallsItAnError(String password) throws Exception {
    server("aep", password, null);

    assertThat(find("aep", null).password()).isEqualTo(new Secret(password));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{Z5iJyRwWeErbZwtcJYwGh0f2BnJ3kXcFr3jLhWJ9xVQ=}",
        "valid until May {Z5iJyRwWeErbZwtcJYwGh0f2BnJ3kXcFr3jLhWJ9xVQ=}",
        "{[name=master,cipher=AES/GCM/NoPadding,version=4.1]vvq66pZ7rkvzSPStGTI9q4QDnsmuDwo5LtjraRel2b0=}",
        "{[name=masterSourceLookup,version=1.0]env:QS_PW}"
      })
  void aPasswordThatCannotBeDecryptedIsToldAndNotSent(String password) throws Exception {
    server("aep", password, null);

    assertThatThrownBy(() -> find("aep", null))
        .isInstanceOf(CannotCheckException.class)
        .hasMessageContainingAll("\"aep\"", "cannot be decrypted", "settings-security.xml")
        .hasMessageNotContaining("Z5iJ")
        .hasMessageNotContaining("vvq66");
  }

  @Test
  void anUnknownIdNamesThoseThatAreThereAndTheLikeliest() throws Exception {
    server("aep-prod", "p", null);
    server("nexus", "p", null);

    assertThatThrownBy(() -> find("aep-prd", ""))
        .isInstanceOf(CannotCheckException.class)
        .hasMessageContainingAll(
            "Server entry \"aep-prd\" does not exist",
            "settings.xml",
            "\"aep-prod\", \"nexus\"",
            "-Dqs.server=aep-prod");
  }

  @Test
  void noEntriesAtAllIsSaid() {
    assertThatThrownBy(() -> find("qs", "")).hasMessageContaining("the file has no server entries");
  }

  @Test
  void aHundredIdsAreNotAllListed() throws Exception {
    for (int i = 0; i < 100; i++) {
      server("id" + i, "p", null);
    }

    assertThatThrownBy(() -> find("qs", "")).hasMessageContainingAll("\"id19\" and 80 more");
  }

  @Test
  void anElementThatStandsTwiceOrHoldsElementsIsAnError() throws Exception {
    server("twice", "p", "<host>a</host><host>b</host>");
    server("nested", "p", "<host><name>a</name></host>");

    assertThatThrownBy(() -> find("twice", "p")).hasMessageContainingAll("<host>", "occurs twice");
    assertThatThrownBy(() -> find("nested", "p"))
        .hasMessageContainingAll("<host>", "contains elements");
  }

  @ParameterizedTest
  @CsvSource({"{encrypted}, clear", "p8e-plain, p8e-plain"})
  void aClientSecretIsDecryptedAndIsNoText(String written, String meant) throws Exception {
    server("aep", null, "<clientId>c</clientId><clientSecret>" + written + "</clientSecret>");

    ServerEntry entry = find("aep", "clear");

    assertThat(entry.clientSecret()).isEqualTo(new Secret(meant));
    assertThat(entry.configuration()).containsOnlyKeys("clientId");
    assertThat(entry.isOAuth()).isTrue();
    assertThat(entry.toString()).doesNotContain(meant);
  }

  @Test
  void aClientSecretThatCannotBeDecryptedIsToldAndNotSent() throws Exception {
    server(
        "aep", null, "<clientSecret>{Z5iJyRwWeErbZwtcJYwGh0f2BnJ3kXcFr3jLhWJ9xVQ=}</clientSecret>");

    assertThatThrownBy(() -> find("aep", null))
        .hasMessageContainingAll("<clientSecret>", "\"aep\"", "cannot be decrypted")
        .hasMessageNotContaining("Z5iJ");
  }

  @Test
  void anEntryWithAPasswordNamesNoClient() throws Exception {
    server("aep", "p", "<host>h</host>");

    assertThat(find("aep", "p").isOAuth()).isFalse();
  }

  private void proxy(String id, String protocol, boolean active, @Nullable String nonProxyHosts) {
    Proxy proxy = new Proxy();
    proxy.setId(id);
    proxy.setProtocol(protocol);
    proxy.setActive(active);
    proxy.setHost(id + ".example");
    proxy.setPort(3128);
    proxy.setNonProxyHosts(nonProxyHosts);
    proxy.setUsername("u");
    proxy.setPassword("{Z5iJyRwWeErbZwtcJYwGh0f2BnJ3kXcFr3jLhWJ9xVQ=}");
    settings.addProxy(proxy);
  }

  @Test
  void proxiesAreThoseThatMavenWouldTakeForHttpsDecrypted() throws Exception {
    proxy("plain", "http", true, null);
    proxy("off", "https", false, null);
    proxy("tls", "HTTPS", true, "localhost|*.corp,10.*");
    proxy("socks", "socks5", true, null);

    assertThat(entries("clear").proxies(session()))
        .containsExactly(
            new WebProxy(
                "tls.example",
                3128,
                List.of("localhost", "*.corp", "10.*"),
                "u",
                new Secret("clear")),
            new WebProxy("plain.example", 3128, List.of(), "u", new Secret("clear")));
  }

  @Test
  void aProxysPasswordThatCannotBeDecryptedIsTold() {
    proxy("corp", "https", true, null);

    assertThatThrownBy(() -> entries(null).proxies(session()))
        .isInstanceOf(CannotCheckException.class)
        .hasMessageContainingAll("password of proxy \"corp\"", "cannot be decrypted");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 65536})
  void aProxyWithoutAPortIsTold(int port) {
    proxy("corp", "https", true, null);
    settings.getProxies().get(0).setPort(port);

    assertThatThrownBy(() -> entries("clear").proxies(session()))
        .isInstanceOf(CannotCheckException.class)
        .hasMessageContainingAll("proxy \"corp\"", "<port>", "<active>");
  }

  @Test
  void aProxyWithAnEmptyUserIsOneWithout() throws Exception {
    proxy("corp", "https", true, null);
    settings.getProxies().get(0).setUsername(" ");

    assertThat(entries("clear").proxies(session()).get(0).username()).isNull();
  }
}
