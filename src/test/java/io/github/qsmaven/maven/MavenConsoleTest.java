package io.github.qsmaven.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.MavenExecutionRequest;
import org.apache.maven.plugin.logging.Log;
import org.junit.jupiter.api.Test;

class MavenConsoleTest {
  private final MavenExecutionRequest request = new DefaultMavenExecutionRequest();
  private final Log log = mock(Log.class);

  MavenConsoleTest() {
    request.setInteractiveMode(true);
    when(log.isInfoEnabled()).thenReturn(true);
  }

  private boolean shows() {
    return new MavenConsole().progressLine(request, log) != null;
  }

  @Test
  void progressIsForSomebodyWhoLooksOn() {
    assertThat(shows()).isTrue();
  }

  @Test
  void inBatchModeThereIsNone() {
    request.setInteractiveMode(false);
    assertThat(shows()).isFalse();
  }

  @Test
  void onACiServerThereIsNone() {
    request.getSystemProperties().setProperty("env.CI", "true");
    assertThat(shows()).isFalse();
  }

  @Test
  void whereOthersWriteBetweenThereIsNone() {
    request.setDegreeOfConcurrency(2);
    assertThat(shows()).isFalse();
    request.setDegreeOfConcurrency(1);
    when(log.isDebugEnabled()).thenReturn(true);
    assertThat(shows()).isFalse();
  }

  @Test
  void whereNothingIsToBeSaidThereIsNone() {
    when(log.isInfoEnabled()).thenReturn(false);
    assertThat(shows()).isFalse();
  }
}
