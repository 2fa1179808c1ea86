package io.github.qsmaven.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeadlineTest {
  private static final long LONG = TimeUnit.SECONDS.toNanos(60);
  private static final long SHORT = TimeUnit.MILLISECONDS.toNanos(50);

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

  private int read() throws IOException {
    return socket.getInputStream().read();
  }

  @Test
  void aCallThatReadsIsEndedWhenTheTimeIsOver() {
    assertThatThrownBy(() -> deadline.within(SHORT, this::read))
        .isInstanceOf(SocketException.class);

    assertThat(deadline.hasPassed()).isTrue();
  }

  @Test
  void aCallThatDoesNotReadIsAbandonedWhenTheTimeIsOver() throws Exception {
    Thread abandoned = deadline.within(LONG, Thread::currentThread);
    CountDownLatch release = new CountDownLatch(1);
    long start = System.nanoTime();

    assertThatThrownBy(() -> deadline.within(SHORT, () -> release.await(60, TimeUnit.SECONDS)))
        .isInstanceOf(TimeoutException.class);

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    assertThat(deadline.hasPassed()).isTrue();
    assertThat(abandoned.isDaemon()).isTrue();
    release.countDown();
    abandoned.join(20_000);
    assertThat(abandoned.isAlive()).isFalse();
  }

  @Test
  void anActionForTheEndWaitsForTheCallThatIsAbandoned() throws Exception {
    Thread abandoned = deadline.within(LONG, Thread::currentThread);
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    assertThatThrownBy(() -> deadline.within(SHORT, () -> release.await(60, TimeUnit.SECONDS)))
        .isInstanceOf(TimeoutException.class);

    deadline.closeThen(ended::countDown);

    assertThat(ended.getCount()).isEqualTo(1);
    release.countDown();
    abandoned.join(20_000);
    assertThat(ended.getCount()).isZero();
  }

  @Test
  void anActionForTheEndRunsAtOnceIfThereIsNoCall() throws Exception {
    CountDownLatch ended = new CountDownLatch(1);

    deadline.closeThen(ended::countDown);

    assertThat(ended.getCount()).isZero();
    assertThatThrownBy(() -> deadline.within(LONG, () -> 1)).isInstanceOf(SocketException.class);
  }

  @Test
  void afterTheTimeThereIsNeitherACallNorASocket() {
    assertThatThrownBy(() -> deadline.within(SHORT, this::read)).isInstanceOf(IOException.class);

    assertThatThrownBy(() -> deadline.within(LONG, () -> 1)).isInstanceOf(SocketException.class);
    assertThatThrownBy(() -> deadline.add(new Socket())).isInstanceOf(SocketException.class);
  }

  @Test
  void callsInTimeRunOneAfterTheOtherInOneThread() throws Exception {
    Thread first = deadline.within(LONG, Thread::currentThread);
    Thread second = deadline.within(LONG, Thread::currentThread);

    assertThat(first).isSameAs(second).isNotSameAs(Thread.currentThread());
    assertThat(deadline.hasPassed()).isFalse();
    assertThat(socket.isClosed()).isFalse();
    deadline.close();
    first.join(20_000);
    assertThat(first.isAlive()).isFalse();
  }

  @Test
  void anActionRunsOnceWhenNoCallComesForAWhile() throws Exception {
    try (Deadline impatient = new Deadline("test", 1)) {
      LinkedBlockingQueue<Thread> ran = new LinkedBlockingQueue<>();
      impatient.whenIdle(() -> ran.add(Thread.currentThread()));

      Thread first = impatient.within(LONG, Thread::currentThread);
      assertThat(ran.poll(60, TimeUnit.SECONDS)).isSameAs(first);
      assertThat(ran).isEmpty();

      impatient.within(LONG, Thread::currentThread);
      assertThat(ran.poll(60, TimeUnit.SECONDS)).isSameAs(first);
    }
  }

  private static void awaitActionThatEndsAfter(CountDownLatch release, Deadline impatient)
      throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    impatient.whenIdle(
        () -> {
          begun.countDown();
          return release.await(60, TimeUnit.SECONDS);
        });
    impatient.within(LONG, () -> 1);
    assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aCallWaitsForTheActionThatRuns() throws Exception {
    try (Deadline impatient = new Deadline("test", 1)) {
      CountDownLatch release = new CountDownLatch(1);
      awaitActionThatEndsAfter(release, impatient);

      Thread releasing = new Thread(release::countDown);
      releasing.start();
      assertThat(impatient.<Long>within(LONG, release::getCount)).isZero();
      releasing.join();
    }
  }

  @Test
  void anActionThatDoesNotEndEndsTheConnectionOfTheNextCall() throws Exception {
    try (Deadline impatient = new Deadline("test", 1)) {
      CountDownLatch release = new CountDownLatch(1);
      awaitActionThatEndsAfter(release, impatient);

      assertThatThrownBy(() -> impatient.within(SHORT, () -> 1))
          .isInstanceOf(SocketException.class);

      assertThat(impatient.hasPassed()).isTrue();
      release.countDown();
    }
  }

  @Test
  void theCallersGetWhateverACallThrows() {
    for (Throwable thrown :
        List.of(new IOException(), new IllegalStateException(), new StackOverflowError())) {
      assertThatThrownBy(
              () ->
                  deadline.within(
                      LONG,
                      () -> {
                        if (thrown instanceof Error e) {
                          throw e;
                        }
                        throw (Exception) thrown;
                      }))
          .isSameAs(thrown);
    }
  }

  @Test
  void aCallThatNeedsAllMemoryEndsAsAnyOther() throws Exception {
    assertThatThrownBy(() -> deadline.within(LONG, () -> new long[Integer.MAX_VALUE].length))
        .isInstanceOf(OutOfMemoryError.class);

    assertThat(deadline.<Integer>within(LONG, () -> 1)).isEqualTo(1);
  }

  @Test
  void anInterruptEndsTheWaitAndTheConnection() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> deadline.within(LONG, this::read))
        .isInstanceOf(InterruptedException.class);
    assertThat(socket.isClosed()).isTrue();
  }

  @Test
  void closingEndsTheCallOfAnotherThread() throws Exception {
    CountDownLatch reading = new CountDownLatch(1);
    Thread closer =
        new Thread(
            () -> {
              try {
                reading.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              deadline.close();
            });
    closer.start();

    assertThatThrownBy(
            () ->
                deadline.within(
                    LONG,
                    () -> {
                      reading.countDown();
                      return read();
                    }))
        .isInstanceOf(SocketException.class);
    assertThat(deadline.hasPassed()).isFalse();
    closer.join();
  }
}
