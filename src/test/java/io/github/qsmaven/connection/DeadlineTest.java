package io.github.qsmaven.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeadlineTest {
  private final Deadline deadline = new Deadline("test");
  private final Socket socket = new Socket();

  private ServerSocket silent;

  @BeforeEach
  void connect() throws IOException {
    silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    deadline.add(socket);
    socket.connect(silent.getLocalSocketAddress());
  }

  @AfterEach
  void close() throws IOException {
    deadline.close();
    silent.close();
  }

  @Test
  void whoeverReadsIsWokenWhenTheTimeIsOver() {
    deadline.set(1);

    assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketException.class);
    assertThat(deadline.hasPassed()).isTrue();
  }

  @Test
  void thereIsNoConnectingAfterTheTime() {
    deadline.set(0);
    assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketException.class);

    assertThatThrownBy(() -> deadline.add(new Socket())).isInstanceOf(SocketException.class);
  }

  @Test
  void aNewTimeIsANewChance() throws Exception {
    deadline.set(0);
    assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketException.class);

    deadline.set(60);

    assertThat(deadline.hasPassed()).isFalse();
    try (Socket another = new Socket()) {
      deadline.add(another);
    }
  }

  @Test
  void anAnswerInTimeLeavesTheSocketsOpen() throws Exception {
    deadline.set(1);
    deadline.clear();
    // Another one, for longer than the first: whoever watches has slept past that by then.
    Deadline later = new Deadline("test");
    try (Socket other = new Socket()) {
      later.add(other);
      other.connect(silent.getLocalSocketAddress());
      later.set(2);
      assertThatThrownBy(() -> other.getInputStream().read()).isInstanceOf(SocketException.class);
    } finally {
      later.close();
    }

    assertThat(deadline.hasPassed()).isFalse();
    assertThat(socket.isClosed()).isFalse();
  }

  @Test
  void closingEndsTheConnectionWhateverGoesOn() {
    deadline.set(60);

    deadline.close();

    assertThat(socket.isClosed()).isTrue();
    assertThatThrownBy(() -> deadline.add(new Socket())).isInstanceOf(SocketException.class);
  }
}
