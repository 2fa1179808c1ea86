package io.github.qsmaven.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.github.qsmaven.connection.Secret;
import io.github.qsmaven.connection.ServerEntry;
import io.github.qsmaven.model.CannotCheckException;
import java.io.File;
import java.io.StringReader;
import java.util.List;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.MavenSession;
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

  /** As Maven does: what cannot be decrypted comes back as it is, with an error. */
  private ServerEntry find(String id, @Nullable String decrypted) throws CannotCheckException {
    MavenSession session = mock(MavenSession.class);
    when(session.getSettings()).thenReturn(settings);
    DefaultMavenExecutionRequest request = new DefaultMavenExecutionRequest();
    request.setUserSettingsFile(new File("settings.xml"));
    when(session.getRequest()).thenReturn(request);
    SettingsDecrypter decrypter = mock(SettingsDecrypter.class);
    SettingsDecryptionResult result = mock(SettingsDecryptionResult.class);
    Server server = settings.getServer(id);
    if (server != null) {
      Server clone = server.clone();
      clone.setPassword(decrypted == null ? server.getPassword() : decrypted);
      when(result.getServer()).thenReturn(clone);
    }
    List<SettingsProblem> problems =
        decrypted == null
            ? List.of(
                new DefaultSettingsProblem("Failed to decrypt", Severity.ERROR, "", 0, 0, null))
            : List.of();
    when(result.getProblems()).thenReturn(problems);
    when(decrypter.decrypt(any())).thenReturn(result);
    return new ServerEntries(() -> decrypter).find(id, session);
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
            "no server entry \"aep-prd\"",
            "settings.xml",
            "\"aep-prod\", \"nexus\"",
            "-Dqs.server=aep-prod");
  }

  @Test
  void noEntriesAtAllIsSaid() {
    assertThatThrownBy(() -> find("qs", "")).hasMessageContaining("it has no server entries");
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

    assertThatThrownBy(() -> find("twice", "p")).hasMessageContainingAll("<host>", "stands twice");
    assertThatThrownBy(() -> find("nested", "p")).hasMessageContainingAll("<host>", "inside");
  }
}
