package io.github.qsmaven.connection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SecretTest {
  @Test
  void isTakenOutOfForeignTextPlainAndEncoded() {
    Secret secret = new Secret("p@ss word+1");

    assertThat(secret.redact("in p@ss word+1 and p%40ss+word%2B1 and elsewhere"))
        .isEqualTo("in *** and *** and elsewhere");
  }

  @Test
  void anEmptyOneChangesNothing() {
    assertThat(new Secret("").redact("text")).isEqualTo("text");
  }

  @Test
  void equalsByValueAndHidesItself() {
    assertThat(new Secret("a")).isEqualTo(new Secret("a")).hasSameHashCodeAs(new Secret("a"));
    assertThat(new Secret("a")).isNotEqualTo(new Secret("b")).hasToString("***");
  }
}
