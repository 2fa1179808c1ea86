package io.github.qsmaven.app;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.qsmaven.connection.ServerProbe;
import io.github.qsmaven.model.DoctorStep;
import io.github.qsmaven.settings.Credential;
import io.github.qsmaven.settings.Endpoint;
import io.github.qsmaven.settings.Secret;
import io.github.qsmaven.settings.SslMode;
import io.github.qsmaven.settings.Target;
import io.github.qsmaven.settings.Timeouts;
import io.github.qsmaven.testing.HeardLog;
import io.github.qsmaven.testing.TlsFront;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What doctor shows of a host with several addresses. */
class ConnectionStepsTest {
  private final StepRecorder recorder = new StepRecorder(new HeardLog(), "/", text -> text);

  private ConnectionSteps steps(int port, String... addresses) {
    Endpoint endpoint =
        new Endpoint("aep", "db.example.com", port, "prod:all", SslMode.VERIFY_FULL, null);
    Target target =
        new Target(
            endpoint, new Credential("u", new Secret("s3cret-s3cret")), new Timeouts(30, 30, 0));
    return new ConnectionSteps(
        recorder,
        endpoint,
        new ServerProbe(
            target,
            name -> {
              InetAddress[] all = new InetAddress[addresses.length];
              for (int i = 0; i < all.length; i++) {
                all[i] = InetAddress.getByName(addresses[i]);
              }
              return all;
            }),
        Clock.systemUTC());
  }

  private List<String> findings(DoctorStep step) {
    return recorder.steps().stream()
        .filter(result -> result.step() == step)
        .findFirst()
        .orElseThrow()
        .findings();
  }

  @Test
  void everyAddressIsTriedAndTheFirstThatAcceptsIsUsed() throws Exception {
    try (TlsFront server = TlsFront.silent()) {
      ConnectionSteps steps = steps(server.port(), "127.0.0.2", "127.0.0.1", "127.0.0.3");

      List<InetSocketAddress> addresses =
          requireNonNull(recorder.take(DoctorStep.HOST_NAME, steps::resolve));
      InetSocketAddress used = recorder.take(DoctorStep.PORT, () -> steps.openPort(addresses));

      assertThat(used).isEqualTo(addresses.get(1));
      assertThat(findings(DoctorStep.HOST_NAME))
          .containsExactly("db.example.com is 127.0.0.2, 127.0.0.1, 127.0.0.3");
      assertThat(findings(DoctorStep.PORT))
          .containsExactly(
              "port " + server.port() + " of 127.0.0.1 is open",
              "127.0.0.2:" + server.port() + " Connection refused",
              "127.0.0.3:" + server.port() + " Connection refused");
    }
  }

  @Test
  void whereNoAddressAcceptsAllAreTold() throws Exception {
    try (Socket held = new Socket()) {
      held.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      ConnectionSteps steps = steps(held.getLocalPort(), "127.0.0.1", "127.0.0.2");

      assertThatThrownBy(
              () -> recorder.take(DoctorStep.PORT, () -> steps.openPort(steps.resolve())))
          .hasMessageContainingAll("127.0.0.1:", "127.0.0.2:", "Connection refused");
    }
  }
}
