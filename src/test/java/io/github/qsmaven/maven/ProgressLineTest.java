package io.github.qsmaven.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
  /** A terminal, and its clock, which stands still until it is moved. */
  private static final class Screen implements Terminal {
    private final BlockingQueue<String> written = new LinkedBlockingQueue<>();
    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 5);

    @Override
    public void write(String text) {
      written.add(text);
    }

    @Override
    public long nanoTime() {
      return clock.get();
    }

    void pass(int milliseconds) {
      clock.addAndGet(TimeUnit.MILLISECONDS.toNanos(milliseconds));
    }
  }

  private final Screen screen = new Screen();

  @Test
  void whatTakesLessThanTwoSecondsShowsNothing() {
    try (ProgressLine line = new ProgressLine(screen)) {
      line.begins();
      screen.pass(1_999);
      line.rows(40_000, 100_000);
      line.show();
    }

    assertThat(screen.written).isEmpty();
  }

  @Test
  void whatLastsLongerIsOneLineThatIsGoneInTheEnd() {
    try (ProgressLine line = new ProgressLine(screen)) {
      line.begins();
      screen.pass(2_100);
      line.rows(40_000, 100_000);
      line.rows(80_000, 100_000);
      line.begins();
      screen.pass(10_000);
      line.tables(7, 9);
    }

    assertThat(screen.written)
        .allMatch(text -> text.startsWith("\r"))
        .map(String::strip)
        .containsSubsequence(
            "Reading: 40000 of 100000 rows, 1 page, 2 s",
            "Reading: 80000 of 100000 rows, 2 pages, 2 s",
            "Reading: 7 of 9 tables, 1 page, 12 s",
            "");
    assertThat(String.join("", screen.written))
        .doesNotContain("\n", "\u001B")
        .endsWith(" ".repeat(36) + "\r");
  }

  @Test
  void whereTheServerDoesNotCountThereIsNoTotal() {
    try (ProgressLine line = new ProgressLine(screen)) {
      line.begins();
      screen.pass(3_000);
      line.rows(5, Long.MAX_VALUE);
    }

    assertThat(screen.written).map(String::strip).contains("Reading: 5 rows, 1 page, 3 s");
  }

  @Test
  void itIsShownWhileAStatementLasts() throws InterruptedException {
    try (ProgressLine line = new ProgressLine(screen)) {
      line.begins();
      screen.pass(2_500);

      // By its own thread: nothing else happens here.
      assertThat(screen.written.poll(30, TimeUnit.SECONDS)).isEqualTo("\rReading, 2 s");
    }
  }

  @Test
  void nothingIsWrittenOnceItIsClosed() {
    ProgressLine line = new ProgressLine(screen);
    line.begins();
    line.close();
    screen.pass(5_000);
    line.rows(1, 2);

    assertThat(screen.written).isEmpty();
  }

  @Test
  void whatNeverBeginsNeverShows() {
    try (ProgressLine line = new ProgressLine(screen)) {
      screen.pass(5_000);
      assertThat(line).isNotNull();
    }

    assertThat(screen.written).isEmpty();
  }
}
