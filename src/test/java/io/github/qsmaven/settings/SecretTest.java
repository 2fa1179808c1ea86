package io.github.qsmaven.settings;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class SecretTest {
  @Test
  void isTakenOutOfForeignTextPlainAndEncoded() {
    Secret secret = new Secret("p@ss word+1");

    assertThat(secret.redact("in p@ss word+1 and p%40ss+word%2B1 and elsewhere"))
        .isEqualTo("in *** and *** and elsewhere");
  }

  @Test
  void ofATechnicalAccountTheCredentialAloneIsSecretToo() {
    Secret secret = new Secret("4F2611B8613AA3670A495E55:3d18+fa9");

    assertThat(secret.redact("no 4F2611B8613AA3670A495E55:3d18+fa9, nor 3d18+fa9 or 3d18%2Bfa9"))
        .isEqualTo("no ***, nor *** or ***");
  }

  @Test
  void ofATokenWhatFollowsTheHeaderIsSecretToo() {
    String token = Tokens.with("{\"user_id\":\"somebody\"}");
    String header = token.substring(0, token.indexOf('.'));
    String payload = token.substring(header.length() + 1, token.lastIndexOf('.'));

    assertThat(
            new Secret(token)
                .redact("no " + token + ", nor " + payload + " signed " + Tokens.SIGNATURE))
        .isEqualTo("no ***, nor *** signed ***");
  }

  @Test
  void aShortPartIsNoSecretByItself() {
    assertThat(new Secret("4F2611B8613AA3670A495E55:table").redact("no table"))
        .isEqualTo("no table");
  }

  @Test
  void ofAnyOtherPasswordNoPartIsSecret() {
    assertThat(new Secret("eyes.customers.luma_midvalues").redact("no luma_midvalues"))
        .isEqualTo("no luma_midvalues");
  }

  @Property
  void noFormOfItStays(@ForAll("secrets") String secret, @ForAll String before) {
    String credential = secret.substring(secret.indexOf(':') + 1);
    String text = before + secret + " " + URLEncoder.encode(secret, UTF_8) + credential + " end";

    assertThat(new Secret(secret).redact(text)).doesNotContain(credential).endsWith(" end");
  }

  @Provide
  Arbitrary<String> secrets() {
    return Arbitraries.strings()
        .withCharRange('!', 'z')
        .withChars("\u00fc \u20ac")
        .ofMinLength(10)
        .ofMaxLength(40)
        .map("4F2611B8613AA3670A495E55:"::concat);
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
