package io.github.qsmaven.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.settings.Credential;
import io.github.qsmaven.settings.Endpoint;
import io.github.qsmaven.settings.Secret;
import io.github.qsmaven.settings.SslMode;
import io.github.qsmaven.settings.Target;
import io.github.qsmaven.settings.Timeouts;
import io.github.qsmaven.testing.HeardLog;
import io.github.qsmaven.testing.ScriptedServer;
import io.github.qsmaven.testing.TlsMaterial;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A host with several addresses: which are tried, for how long, and what is told. */
class ServerAddressesTest {
  private static final String UMLAUT = "b\u00FCcher.example";

  @TempDir static Path folder;

  private static TlsMaterial authority;
  private static ScriptedServer server;

  @BeforeAll
  static void start() throws IOException {
    authority = TlsMaterial.createIn(folder);
    server =
        new ScriptedServer(
            authority.certificateFor("db.example.com", "xn--bcher-kva.example"),
            ScriptedServer.welcome("0.1.0"));
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  private static InetAddress address(String text) throws UnknownHostException {
    return InetAddress.getByName(text);
  }

  private static HostResolver addresses(String... texts) {
    return name -> {
      InetAddress[] addresses = new InetAddress[texts.length];
      for (int i = 0; i < texts.length; i++) {
        addresses[i] = address(texts[i]);
      }
      return addresses;
    };
  }

  private static String signIn(HostResolver resolver, String host, int port, int connectTimeout)
      throws CannotCheckException {
    Target target =
        new Target(
            new Endpoint("aep", host, port, "prod:all", SslMode.VERIFY_FULL, authority.caFile()),
            new Credential("u", new Secret("s3cret-s3cret")),
            new Timeouts(connectTimeout, 30, 0));
    try (Sessions sessions =
        new Sessions(
            new ConnectionFactory(resolver),
            new Backoff(pause -> {}, new Random(1)),
            System::nanoTime,
            () -> {})) {
      return sessions.use(target, new HeardLog(), Session::serverVersion);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "127.0.0.2,127.0.0.1", "127.0.0.3,127.0.0.2,127.0.0.1,::1"})
  void theFirstAddressThatAcceptsTheConnectionIsTaken(String addresses) throws Exception {
    String version = signIn(addresses(addresses.split(",")), "db.example.com", server.port(), 30);

    assertThat(version).isEqualTo("0.1.0");
  }

  @ParameterizedTest
  @CsvSource({
    "db.example.com, db.example.com, db.example.com",
    "db.example.com., db.example.com., db.example.com",
    UMLAUT + ", xn--bcher-kva.example, xn--bcher-kva.example",
    UMLAUT + "., xn--bcher-kva.example., xn--bcher-kva.example"
  })
  void theNameIsLookedUpAsWrittenAndVerifiedWithoutItsLastDot(
      String host, String lookedUp, String verified) throws Exception {
    List<String> names = new ArrayList<>();

    signIn(
        name -> {
          names.add(name);
          return new InetAddress[] {address("127.0.0.1")};
        },
        host,
        server.port(),
        30);

    assertThat(names).containsExactly(lookedUp);
    assertThat(server.serverNames()).last().isEqualTo(verified);
  }

  @Test
  void aNameThatTheCertificateDoesNotContainIsToldWhateverTheAddress() {
    assertThatThrownBy(() -> signIn(addresses("127.0.0.1"), "other.example.com", server.port(), 30))
        .hasMessageContaining("not valid for this host name (it is valid for db.example.com, xn");
  }

  @Test
  void whatEveryAddressDidIsTold() throws Exception {
    try (Socket held = new Socket()) {
      held.bind(new InetSocketAddress(address("127.0.0.1"), 0));
      int port = held.getLocalPort();

      assertThatThrownBy(
              () -> signIn(addresses("127.0.0.1", "127.0.0.2"), "db.example.com", port, 30))
          .hasMessageContaining(
              "at db.example.com:%1$d, database \"prod:all\": the connection was refused (127.0.0.1:%1$d Connection refused, 127.0.0.2:%1$d Connection refused)."
                  .formatted(port));
    }
  }

  @Test
  void onlySomeOfManyAddressesAreTold() throws Exception {
    String[] many = new String[40];
    Arrays.setAll(many, i -> "127.0.1." + i);
    try (Socket held = new Socket()) {
      held.bind(new InetSocketAddress(address("127.0.0.1"), 0));

      assertThatThrownBy(() -> signIn(addresses(many), "db.example.com", held.getLocalPort(), 30))
          .hasMessageContainingAll("127.0.1.5:", " and 34 more)")
          .hasMessageNotContaining("127.0.1.6:");
    }
  }

  /** An address and port that leaves further connections without an answer: its queue is full. */
  private static final class Silent implements AutoCloseable {
    private final ServerSocket listening;
    private final List<Socket> queued = new ArrayList<>();

    Silent(String address, int port) throws IOException {
      listening = new ServerSocket(port, 1, InetAddress.getByName(address));
      try {
        while (queued.size() < 100) {
          Socket socket = new Socket();
          queued.add(socket);
          socket.connect(listening.getLocalSocketAddress(), 300);
        }
        throw new IOException("The queue does not fill up");
      } catch (SocketTimeoutException e) {
        // Full.
      }
    }

    @Override
    public void close() throws IOException {
      for (Socket socket : queued) {
        socket.close();
      }
      listening.close();
    }
  }

  @Test
  void aSilentAddressTakesOnlyItsPartOfTheTime() throws Exception {
    try (Silent silent = new Silent("127.0.0.4", server.port())) {
      long start = System.nanoTime();

      String version =
          signIn(
              addresses(silent.listening.getInetAddress().getHostAddress(), "127.0.0.1"),
              "db.example.com",
              server.port(),
              4);

      assertThat(version).isEqualTo("0.1.0");
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
    }
  }

  @Test
  void silentAddressesTogetherTakeNoLongerThanTheTime() throws Exception {
    try (Silent silent = new Silent("127.0.0.5", 0)) {
      int port = silent.listening.getLocalPort();

      assertThatThrownBy(
              () -> signIn(addresses("127.0.0.6", "127.0.0.5"), "db.example.com", port, 1))
          .hasMessageContaining(
              "it did not answer within 1 s (connectTimeout): 127.0.0.6:%1$d Connection refused, 127.0.0.5:%1$d no answer."
                  .formatted(port));
    }
  }

  @Test
  void aLookupThatDoesNotEndIsTold() {
    CountDownLatch ended = new CountDownLatch(1);

    assertThatThrownBy(
            () ->
                signIn(
                    name -> {
                      try {
                        ended.await();
                      } catch (InterruptedException e) {
                        throw new UnknownHostException(name);
                      }
                      return new InetAddress[0];
                    },
                    "db.example.com",
                    server.port(),
                    1))
        .hasMessageContaining(
            "it did not answer within 1 s (connectTimeout): the look-up of the host name did not"
                + " end.");
    ended.countDown();
  }

  @Test
  void anUnknownHostIsTold() {
    assertThatThrownBy(
            () ->
                signIn(
                    name -> {
                      throw new UnknownHostException(name + ": Name or service not known");
                    },
                    "db.example.com",
                    server.port(),
                    30))
        .hasMessageContaining("the host name cannot be resolved.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[fe80::1%nosuchlink]", "[1:2]", "[::1%25lo]"})
  void anAddressOfALinkThatThisMachineDoesNotHaveIsTold(String host) {
    assertThatThrownBy(() -> signIn(addresses(), host, server.port(), 30))
        .hasMessageContainingAll(
            "at " + host + ":",
            "the host is not an IPv6 address, or its part after % is not a network interface",
            "What to do: correct <host>",
            "fe80::1%wlan0");
  }

  @Test
  void anAddressIsReadWithoutALookup() throws Exception {
    assertThat(ServerAddresses.address("127.0.0.1")).isEqualTo(address("127.0.0.1"));
    assertThat(ServerAddresses.address("fe80::1%1")).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"localhost", "256.0.0.1", "1.2.3", "1.2.3.4.5", "1..2.3", "1.2.3.", "1.2.3.x"})
  void aNameIsNoAddress(String text) throws Exception {
    assertThat(ServerAddresses.address(text)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, 127.0.0.1:80",
    "::1, [::1]:80",
    "::, [::]:80",
    "2001:db8::, [2001:db8::]:80",
    "fe80:0:0:0:1:0:0:2, [fe80::1:0:0:2]:80",
    "1:2:3:4:5:6:7:8, [1:2:3:4:5:6:7:8]:80"
  })
  void anAddressIsWrittenShort(String text, String written) throws Exception {
    assertThat(ServerAddresses.text(new InetSocketAddress(address(text), 80))).isEqualTo(written);
  }
}
