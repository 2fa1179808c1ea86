package io.github.qsmaven.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.settings.Timeouts;
import io.github.qsmaven.testing.HeardLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BackoffTest {
  @Property
  void pausesDoubleUpToEightSecondsAndAreShortenedByAHalfAtTheMost(
      @ForAll @IntRange(min = 1, max = 101) int attempts, @ForAll long seed) {
    long longest = (long) Math.min(8_000, 500 * Math.pow(2, attempts - 1));

    assertThat(new Backoff(milliseconds -> {}, new Random(seed)).after(attempts))
        .isBetween(longest / 2, longest);
  }

  @Test
  void logsTheRetryAndWaitsBeforeIt() throws Exception {
    List<Long> pauses = new ArrayList<>();
    HeardLog log = new HeardLog();

    new Backoff(pauses::add, new Random(1))
        .pause(
            700, new CannotCheckException("It broke.", "mend it."), 1, new Timeouts(1, 1, 2), log);

    assertThat(pauses).containsExactly(700L);
    assertThat(log.warnings()).containsExactly("It broke. Trying again in 0.7 s (1 of 2).");
  }
}
