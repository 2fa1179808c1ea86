package io.github.qsmaven.platform;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
        "{\"port\":80,\"x\":{\"port\":81,\"deep\":[{}]},\"blank\":\" \",\"none\":null,\"yes\":true}",
        "{\"x\":{\"port\":81},\"port\":\"80\"}"
      })
  void onlyItsOwnTextsAndNumbersCount(String text) {
    assertThat(object(text).get("port")).isEqualTo("80");
    assertThat(object(text).get("deep")).isNull();
    assertThat(object(text).get("blank")).isNull();
    assertThat(object(text).get("none")).isNull();
    assertThat(object(text).get("absent")).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"error\":\"invalid_client\",\"error_description\":\"no\"} | invalid_client: no",
        "{\"error_code\":\"403025\",\"message\":\"Profile is not valid\"} | 403025: Profile is not valid",
        "{\"type\":\"t\",\"status\":404,\"title\":\"Not\",\"detail\":\"No sandbox\"} | Not: No sandbox",
        "{\"errors\":[{\"code\":\"1\",\"text\":\"deep\"}],\"n\":3} | 1, deep, 3",
        "{\"access_token\":\"eyJ\",\"x\":{\"compressedToken\":\"N\",\"Client_Secret\":\"p8\"},\"n\":3} | 3"
      })
  void findsWhatEachOfAdobesServicesSaysOfAnError(String json, String words) {
    assertThat(object(json).error()).isEqualTo(words);
  }
}
