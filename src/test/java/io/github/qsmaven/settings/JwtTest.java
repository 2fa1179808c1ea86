package io.github.qsmaven.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JwtTest {
  private static final long CREATED = 1_795_000_000_000L;
  private static final long DAY = 86_400_000L;

  private static Optional<Instant> expiry(String token) {
    return Jwt.read(token).flatMap(Jwt::expiry);
  }

  @Property
  void expiresWhenItsLifeIsOver(
      @ForAll @LongRange(min = 1_600_000_000_000L, max = 4_000_000_000_000L) long created,
      @ForAll @LongRange(min = 0, max = 400 * DAY) long life,
      @ForAll("quotes") String quote,
      @ForAll("members") String others) {
    String token =
        Tokens.with(
            "{%s\"created_at\":%s%d%s,\"expires_in\":%s%d%s}"
                .formatted(others, quote, created, quote, quote, life, quote));

    assertThat(expiry(token)).contains(Instant.ofEpochSecond((created + life) / 1000));
  }

  @Property
  void theEarlierOfTwoHolds(
      @ForAll @LongRange(min = 1_600_000_000L, max = 4_000_000_000L) long end,
      @ForAll @LongRange(min = 1_600_000_000L, max = 4_000_000_000L) long exp,
      @ForAll("quotes") String quote) {
    String token =
        Tokens.with(
            "{\"exp\":%s%d%s,\"created_at\":\"%d\",\"expires_in\":\"%d\"}"
                .formatted(quote, exp, quote, end * 1000 - DAY, DAY));

    assertThat(expiry(token)).contains(Instant.ofEpochSecond(Math.min(end, exp)));
  }

  @Provide
  Arbitrary<String> quotes() {
    return Arbitraries.of("", "\"");
  }

  /** Of other names, and of any type. */
  @Provide
  Arbitrary<String> members() {
    Arbitrary<String> name = Arbitraries.strings().withCharRange('a', 'z').ofLength(3);
    return Combinators.combine(name, values())
        .as("\"%s\":%s,"::formatted)
        .list()
        .ofMaxSize(4)
        .uniqueElements(member -> member.substring(0, 6))
        .map(members -> String.join("", members).replace("\"exp\"", "\"xxx\""));
  }

  @Provide
  Arbitrary<String> values() {
    return Arbitraries.oneOf(
        Arbitraries.of(
            "null",
            "true",
            "\"\"",
            "\"soon\"",
            "-1",
            "0",
            "\"-86400000\"",
            "1e999999999",
            "1e-999999999",
            "9223372036854775807",
            "\"9223372036854775807\"",
            "999999999999999999",
            "123456789012345678901234567890",
            "1.5",
            "\"1.\"",
            "[1,[2,{\"exp\":3}]]",
            "{\"exp\":{\"exp\":1}}",
            "\"\\u0000\"",
            "\"٣\""),
        Arbitraries.longs().map(String::valueOf),
        Arbitraries.longs().map("\"%d\""::formatted),
        Arbitraries.doubles().map(String::valueOf));
  }

  /** Not all of them are JSON. */
  @Provide
  Arbitrary<String> anything() {
    return Arbitraries.oneOf(values(), Arbitraries.of("NaN", ".5", "-", "", "soon", "1,2", "}"));
  }

  @Property
  void noClaimBreaksABuild(
      @ForAll("anything") String created,
      @ForAll("anything") String life,
      @ForAll("anything") String exp) {
    String token =
        Tokens.with(
            "{\"created_at\":%s,\"expires_in\":%s,\"exp\":%s}".formatted(created, life, exp));

    assertThat(expiry(token).orElse(Instant.parse("2020-01-01T00:00:00Z")))
        .isBetween(Instant.parse("2019-01-01T00:00:00Z"), Instant.parse("9999-12-31T23:59:59Z"));
  }

  @Property
  void noTextBreaksABuild(@ForAll String header, @ForAll String claims, @ForAll String text) {
    assertThat(expiry(Tokens.of(header, claims, "x"))).isEmpty();
    assertThat(expiry(Tokens.with(claims))).isEmpty();
    assertThat(expiry(text)).isEmpty();
    assertThat(expiry("ey" + text)).isEmpty();
    assertThat(Jwt.startsWithHeader("ey" + text + ".")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"created_at\":\"1795000000000\"}",
        "{\"expires_in\":\"86400000\"}",
        "{\"created_at\":\"1795000000000\",\"expires_in\":\"-86400000\"}",
        "{\"created_at\":\"1795000000\",\"expires_in\":\"86400\"}",
        "{\"created_at\":\"999999999999999999\",\"expires_in\":\"999999999999999999\"}",
        "{\"created_at\":null,\"expires_in\":[]}",
        "{\"exp\":-1}",
        "{\"exp\":0}",
        "{\"exp\":1795000000000}",
        "{\"exp\":1.795E9}",
        "{\"nested\":{\"exp\":1795000000}}",
        "{\"exp\":1795000000,\"exp\":1795000001}"
      })
  void whatCanBeNoExpiryIsNone(String claims) {
    assertThat(expiry(Tokens.with(claims))).isEmpty();
  }

  @Test
  void anOddExpDoesNotHideTheOther() {
    assertThat(
            expiry(
                Tokens.with(
                    "{\"exp\":\"never\",\"created_at\":\"1795000000000\",\"expires_in\":\"86400000\"}")))
        .contains(Instant.ofEpochMilli(CREATED + DAY));
  }

  @Test
  void anExpMayHaveAFraction() {
    assertThat(expiry(Tokens.with("{\"exp\":1795000000.75}")))
        .contains(Instant.ofEpochSecond(1_795_000_000));
  }

  @Test
  void aTokenOf16KilobytesIsRead() {
    String token =
        Tokens.with(
            "{\"scope\":\"" + "x".repeat(12_000) + "\",\"exp\":1795000000,\"fg\":{\"a\":[]}}");

    assertThat(token).hasSizeGreaterThan(16_000);
    assertThat(expiry(token)).contains(Instant.ofEpochSecond(1_795_000_000));
  }

  @Test
  void aMillionBracketsAreNoToken() {
    assertThat(Jwt.read(Tokens.with("{\"a\":" + "[".repeat(1_000_000)))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a.b.c",
        "eyJ.eyJ.x",
        "",
        ".",
        "..",
        "e30.e30.x",
        "e30.W10.x",
        "W10.e30.x",
        "e30.e30"
      })
  void whatIsNoTokenIsNone(String text) {
    assertThat(Jwt.read(text)).isEmpty();
  }

  @Test
  void theSmallestTokenIsOne() {
    assertThat(Jwt.read(Tokens.of("{\"alg\":0}", "{}", ""))).isPresent();
  }
}
