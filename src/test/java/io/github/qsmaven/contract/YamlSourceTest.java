package io.github.qsmaven.contract;

import static io.github.qsmaven.contract.ContractText.HEAD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.qsmaven.model.CannotCheckException;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlSourceTest {
  private static AbstractThrowableAssert<?, ? extends Throwable> assertRefused(String text) {
    return assertThatThrownBy(() -> ContractText.read(text))
        .isInstanceOf(CannotCheckException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "# nothing\n", "\n\n"})
  void anEmptyFileIsTold(String text) {
    assertRefused(text).hasMessageContaining("a.odcs.yaml:1:1: the file is empty");
  }

  @Test
  void aSecondDocumentIsTold() {
    assertRefused(HEAD + "---\n" + HEAD).hasMessageContaining("6:1: a second document");
  }

  @ParameterizedTest
  @CsvSource({
    "'a: b: c', 1:5",
    "'a:\n\t- b', 2:1",
    "'a: [1,\nb', 2:",
    "'a: *x', 1:4",
    "'a: b\nc: \u0001', 2:4",
    "'%YAML 2.0\n---\na: b', 1:1",
  })
  void whatIsNoYamlIsToldWithItsPlace(String text, String place) {
    assertRefused(text).hasMessageContainingAll("a.odcs.yaml:" + place, "not valid YAML");
  }

  @Test
  void deepNestingIsRefused() {
    assertRefused("a: " + "[".repeat(1_000_000)).hasMessageContaining("nested more than 100");
    assertRefused("a: " + "{a: ".repeat(100_000)).hasMessageContaining("nested more than 100");
    assertRefused("- ".repeat(100_000)).hasMessageContaining("nested more than 100");
  }

  @Test
  void nestingUpToTheBoundIsRead() {
    assertRefused("a: " + "[".repeat(99) + "]".repeat(99)).hasMessageNotContaining("nested");
  }

  @ParameterizedTest
  @ValueSource(strings = {"customProperties", "schema"})
  void aliasesThatStandForBillionsAreRefusedWhereverTheyAre(String key) {
    StringBuilder laughs = new StringBuilder(HEAD).append("tags:\n- &a0 [lol, lol]\n");
    for (int i = 1; i < 40; i++) {
      laughs.append("- &a" + i + " [*a" + (i - 1) + ", *a" + (i - 1) + "]\n");
    }
    laughs.append(key).append(": *a39\n");

    assertRefused(laughs.toString())
        .hasMessageContainingAll("the aliases expand to more than", "a.odcs.yaml:2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "schema: &a [*a]",
        "schema: &a [{properties: *a}]",
        "tags: [&a x, &a [*a]]",
        "schema: [&a {<<: *a}]"
      })
  void anAliasInsideItsOwnNodeIsRejected(String schema) {
    assertRefused(HEAD + schema).hasMessageContainingAll("6:", "refers to a node that contains it");
  }

  @Test
  void anAnchorThatIsGivenAgainStandsForTheLater() throws Exception {
    assertThat(ContractText.read(HEAD + "tags: [&a {name: x}, &a {name: y}]\nschema: [*a]\n"))
        .extracting(relation -> relation.name().text())
        .containsExactly("y");
  }

  @Test
  void thousandsOfAliasesAreFine() throws Exception {
    assertThat(ContractText.read(HEAD + "tags: [&a {name: x}]\nschema:\n" + "- *a\n".repeat(5_000)))
        .hasSize(5_000);
  }
}
