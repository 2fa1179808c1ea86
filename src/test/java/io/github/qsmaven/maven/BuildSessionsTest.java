package io.github.qsmaven.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.github.qsmaven.connection.Session;
import io.github.qsmaven.connection.Sessions;
import io.github.qsmaven.settings.Target;
import io.github.qsmaven.settings.Timeouts;
import io.github.qsmaven.testing.HeardLog;
import io.github.qsmaven.testing.TlsPostgres;
import io.github.qsmaven.testing.queryservice.QueryServiceSimulator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.ExecutionEvent;
import org.apache.maven.execution.ExecutionListener;
import org.apache.maven.execution.MavenExecutionRequest;
import org.apache.maven.execution.MavenSession;
import org.junit.jupiter.api.Test;

class BuildSessionsTest {
  private static final String USER = "ABC@AdobeOrg";
  private static final String PASSWORD = "s3cret-s3cret";

  private final BuildSessions builds = new BuildSessions();
  private final ExecutionEvent event = mock(ExecutionEvent.class);

  private static MavenSession session(MavenExecutionRequest request) {
    MavenSession session = mock(MavenSession.class);
    when(session.getRequest()).thenReturn(request);
    return session;
  }

  @Test
  void theCopiesOfASessionThatThreadsGetShareTheirSessions() {
    MavenExecutionRequest request = new DefaultMavenExecutionRequest();

    assertThat(builds.of(session(request))).isSameAs(builds.of(session(request)));
  }

  @Test
  void anotherBuildHasItsOwn() {
    assertThat(builds.of(session(new DefaultMavenExecutionRequest())))
        .isNotSameAs(builds.of(session(new DefaultMavenExecutionRequest())));
  }

  @Test
  void theEndOfTheBuildEndsThem() {
    MavenExecutionRequest request = new DefaultMavenExecutionRequest();
    Sessions sessions = builds.of(session(request));

    request.getExecutionListener().sessionEnded(event);

    assertThat(builds.of(session(request))).isNotSameAs(sessions);
  }

  @Test
  void whatABuildKeepsIsForgottenWhenItEnds() {
    MavenExecutionRequest request = new DefaultMavenExecutionRequest();
    AtomicInteger kept = keep(request);
    assertThat(keep(request)).isSameAs(kept);
    assertThat(keep(new DefaultMavenExecutionRequest())).isNotSameAs(kept);

    request.getExecutionListener().sessionEnded(event);

    assertThat(keep(request)).isNotSameAs(kept);
  }

  private AtomicInteger keep(MavenExecutionRequest request) {
    return builds.keep(session(request), AtomicInteger.class, AtomicInteger::new);
  }

  @Test
  void theListenerOfTheBuildHearsEverything() {
    MavenExecutionRequest request = new DefaultMavenExecutionRequest();
    ExecutionListener listener = mock(ExecutionListener.class);
    request.setExecutionListener(listener);
    builds.of(session(request));

    request.getExecutionListener().mojoStarted(event);
    request.getExecutionListener().sessionEnded(event);

    verify(listener).mojoStarted(event);
    verify(listener).sessionEnded(event);
  }

  @Test
  void whatTheListenerThrowsIsThrown() {
    MavenExecutionRequest request = new DefaultMavenExecutionRequest();
    ExecutionListener listener = mock(ExecutionListener.class);
    doThrow(new IllegalStateException("no")).when(listener).mojoStarted(any());
    request.setExecutionListener(listener);
    builds.of(session(request));

    assertThatThrownBy(() -> request.getExecutionListener().mojoStarted(event))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no");
  }

  @Test
  void aBuildWithoutAListenerGetsOneThatIsStillAnObject() {
    MavenExecutionRequest request = new DefaultMavenExecutionRequest();
    builds.of(session(request));

    request.getExecutionListener().mojoStarted(event);

    assertThat(request.getExecutionListener().toString()).isNotEmpty();
  }

  /** As in {@code mvn verify site}: goals and reports are loaded by class loaders of their own. */
  @Test
  void whatAnotherClassLoaderLeftIdleIsClosedForTheNext() throws Exception {
    BuildSessions ofReports = new BuildSessions();
    MavenSession session = session(new DefaultMavenExecutionRequest());
    String name = "reports " + UUID.randomUUID();
    TlsPostgres.shared().createDatabase(name);
    try (QueryServiceSimulator server =
        QueryServiceSimulator.over(TlsPostgres.shared())
            .user(USER, PASSWORD)
            .database("prod:all", name)
            .sessionLimit(1)
            .start()) {
      Target target = server.target(USER, PASSWORD, "prod:all", new Timeouts(30, 30, 0));
      for (int module = 0; module < 2; module++) {
        for (BuildSessions loaded : List.of(builds, ofReports)) {
          assertThat(loaded.of(session).use(target, new HeardLog(), Session::isPostgres)).isFalse();
        }
      }
    } finally {
      session.getRequest().getExecutionListener().sessionEnded(event);
    }
  }
}
