package io.github.qsmaven.connection;

import static org.assertj.core.api.Assertions.assertThat;

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
  void waitsByThePauseItWasGiven() throws Exception {
    List<Long> pauses = new ArrayList<>();

    new Backoff(pauses::add, new Random(1)).sleep(700);

    assertThat(pauses).containsExactly(700L);
  }
}
