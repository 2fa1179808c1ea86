package io.github.qsmaven.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qsmaven.settings.Secret;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebProxyTest {
  @ParameterizedTest
  @CsvSource({
    "platform.adobe.io, platform.adobe.io, false",
    "platform.adobe.io, PLATFORM.adobe.io, false",
    "*.adobe.io, platform.adobe.io, false",
    "platform.*, platform.adobe.io, false",
    "*, platform.adobe.io, false",
    "*.adobe.io, adobe.io, true",
    "platform.adobe.io, platformxadobe.io, true",
    "adobe.io, platform.adobe.io, true",
    "(, platform.adobe.io, true"
  })
  void leavesOutTheHostsThatMavenLeavesOut(String pattern, String host, boolean isFor) {
    WebProxy proxy = new WebProxy("proxy", 8080, List.of("other", pattern), null, null);

    assertThat(proxy.isFor(host)).isEqualTo(isFor);
  }

  @Test
  void doesNotShowItsPassword() {
    assertThat(new WebProxy("proxy", 8080, List.of(), "u", new Secret("s3cret-s3cret")).toString())
        .doesNotContain("s3cret");
  }
}
