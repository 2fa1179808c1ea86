package io.github.qsmaven.platform;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.qsmaven.settings.JsonObject;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiResponseTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"error\":\"invalid_client\",\"error_description\":\"no\"} | invalid_client: no",
        "{\"error_code\":\"403025\",\"message\":\"Profile is not valid\"} | 403025: Profile is not valid",
        "{\"type\":\"t\",\"status\":404,\"title\":\"Not\",\"detail\":\"No sandbox\"} | Not: No sandbox",
        "{\"errors\":[{\"code\":\"1\",\"text\":\"deep\"}],\"n\":3} | ``",
        "{\"access_token\":\"eyJ\",\"x\":{\"compressedToken\":\"N\",\"Client_Secret\":\"p8\"},\"n\":3} | ``"
      })
  void findsWhatEachOfAdobesServicesSaysOfAnError(String json, String words) {
    assertThat(ApiResponse.error(requireNonNull(JsonObject.parse(json)))).isEqualTo(words);
  }
}
