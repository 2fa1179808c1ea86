package io.github.qsmaven.maven;

import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.ArgumentMatchers.startsWith;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.github.qsmaven.settings.Secret;
import io.github.qsmaven.settings.ServerEntry;
import java.util.Map;
import java.util.Properties;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.logging.Log;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class QuestionMarksTest {
  private static final String SECRET = "s3cr?t";

  private final MavenSession session = mock();
  private final Log log = mock();
  private final Properties user = new Properties();
  private final Properties system = new Properties();

  @BeforeEach
  void startBuild() {
    when(session.getUserProperties()).thenReturn(user);
    when(session.getSystemProperties()).thenReturn(system);
  }

  private QuestionMarks questionMarks() {
    return new QuestionMarks(session, log);
  }

  private static ServerEntry entry(String username, String password) {
    return new ServerEntry("aep", username, new Secret(password), Map.of(), new Secret(SECRET));
  }

  @Test
  void onlyNamesOfTheCommandLineAreWarnedOf() {
    user.setProperty("qs.expectedTables", "orders,gr??e");
    user.setProperty("qs.schemas", "sales");
    user.setProperty("qs.includes", "a?");
    user.setProperty("qs.database", "prod:all?FLATTEN");

    questionMarks().warnOfNames();

    verify(log).warn(startsWith("The value \"orders,gr??e\" of -Dqs.expectedTables contains a"));
    verify(log).warn(anyString());
  }

  @Test
  void credentialsFromTheEnvironmentOrThePropertiesAreWarnedOfAndNotShown() {
    system.setProperty("env.QS_PASSWORD", SECRET + "\n");
    user.setProperty("qsUser", "M?ller");

    questionMarks().warnOf(entry("M?ller@AdobeOrg", "id:" + SECRET));

    verify(log).warn(startsWith("The <username> of server entry \"aep\" contains"));
    verify(log).warn(startsWith("The <password> of server entry \"aep\" contains"));
    verify(log).warn(startsWith("The <clientSecret> of server entry \"aep\" contains"));
    verify(log, never()).warn(argThat((String line) -> line.contains(SECRET)));
  }

  @Test
  void aQuestionMarkInTheSettingsIsMeant() {
    system.setProperty("env.OTHER", "other?");
    system.setProperty("env.QS_USER", "me");

    questionMarks().warnOf(entry("me", "s3cr?t"));

    verify(log, never()).warn(anyString());
  }
}
