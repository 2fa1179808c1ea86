package io.github.qsmaven.settings;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;

class JsonObjectTest {
  private static JsonObject object(String text) {
    return requireNonNull(JsonObject.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "[]",
        "\"text\"",
        "{",
        "{\"token\":\"abc",
        "{} {}",
        "{}}",
        "<html>",
        "{'a':1}",
        "null"
      })
  void anythingButOneWholeObjectIsNone(String text) {
    assertThat(JsonObject.parse(text)).isNull();
  }

  @Property
  void noTextIsTooStrange(@ForAll String text) {
    JsonObject.parse(text);
    JsonObject.parse("{" + text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"port\":80,\"x\":{\"port\":81,\"deep\":[{}]},\"blank\":\""
            + " \",\"none\":null,\"yes\":true}",
        "{\"x\":{\"port\":81},\"port\":\"80\"}"
      })
  void onlyItsOwnTextsAndNumbersCount(String text) {
    assertThat(object(text).get("port")).isEqualTo("80");
    assertThat(object(text).get("deep")).isNull();
    assertThat(object(text).get("blank")).isNull();
    assertThat(object(text).get("none")).isNull();
    assertThat(object(text).get("absent")).isNull();
  }

  @Test
  void aStringIsNoNumberAndNoTextInside() {
    assertThat(object("{\"a\":\"x\",\"b\":2,\"c\":[\"x\"]}").string("a")).isEqualTo("x");
    assertThat(object("{\"a\":\"x\",\"b\":2,\"c\":[\"x\"]}").string("b")).isNull();
    assertThat(object("{\"a\":\"x\",\"b\":2,\"c\":[\"x\"]}").string("c")).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{",
        "{} {}",
        "{\"a\":1,\"a\":2}",
        "{\"a\":[],\"b\":{},\"a\":2}",
        "{\"a\":{},\"a\":{}}"
      })
  void ofAFileAnythingButOneObjectWithUniqueNamesIsRefused(String text) {
    assertThatThrownBy(() -> JsonObject.parse(text.getBytes(UTF_8)))
        .isInstanceOf(JacksonException.class);
  }

  @Test
  void ofAFileItsOwnMembersAreReadWithTheirTypes() {
    JsonObject file =
        JsonObject.parse("{\"a\":{\"a\":1,\"a\":2},\"b\":\"x\",\"c\":[3],\"d\":4}".getBytes(UTF_8));

    assertThat(file.members())
        .containsExactly(
            entry("a", new JsonObject.Value(false, "")),
            entry("b", new JsonObject.Value(true, "x")),
            entry("c", new JsonObject.Value(false, "")),
            entry("d", new JsonObject.Value(false, "4")));
    assertThat(file).hasToString("JsonObject[a, b, c, d]");
  }
}
