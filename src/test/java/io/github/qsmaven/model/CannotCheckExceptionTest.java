package io.github.qsmaven.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CannotCheckExceptionTest {
  @Test
  void theHeadlineOfManyProblemsIsTheFirst() {
    CannotCheckException one = new CannotCheckException("It failed: why.", "do this");
    CannotCheckException two = new CannotCheckException("It failed:\n\n  a:1: x\n", "do this");
    CannotCheckException many =
        new CannotCheckException("It failed: 3 problems:\n\n  a:1: x\n  a:2: y\n  a:3: z\n", "do");

    assertThat(one.headline()).isEqualTo("It failed: why.");
    assertThat(two.headline()).isEqualTo("It failed: a:1: x");
    assertThat(many.headline()).isEqualTo("It failed: 3 problems: a:1: x ...");
    assertThat(many).hasMessageContaining("a:3: z");
  }
}
