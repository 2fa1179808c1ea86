package io.github.qsmaven.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.qsmaven.model.CannotCheckException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AgainstTest {
  @ParameterizedTest
  @CsvSource({
    "lock, LOCK, ''",
    "' Lock ', LOCK, ''",
    "server:stage, SERVER, stage",
    "file:C:\\qs.lock.json, FILE, C:\\qs.lock.json",
    "git:origin/main, GIT, origin/main",
    "GIT: HEAD~2, GIT, HEAD~2",
  })
  void isReadByItsFirstWord(String text, Against.Kind kind, String value) throws Exception {
    assertThat(Against.parse(text)).isEqualTo(new Against(kind, value));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "stage", "server", "server:", "file: ", "git", "lock:x", "http://x"})
  void anotherFormIsAnError(String text) {
    assertThatThrownBy(() -> Against.parse(text))
        .isInstanceOf(CannotCheckException.class)
        .hasMessageContainingAll(
            "Invalid value \"" + text + "\" for against (-Dqs.against)", "server:ID", "git:REF");
  }

  @Test
  void aContractIsYamlAndALockIsJson() throws Exception {
    assertThat(Against.parse("file:a/orders.odcs.YAML").isContract()).isTrue();
    assertThat(Against.parse("file:a/*.yml").isContract()).isTrue();
    assertThat(Against.parse("file:old/qs.lock.json").isContract()).isFalse();
  }
}
