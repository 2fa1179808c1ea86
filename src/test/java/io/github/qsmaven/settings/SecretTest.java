package io.github.qsmaven.settings;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.qsmaven.model.NameEscaper;
import java.net.URLEncoder;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  private static String perByte(String text, String format) {
    return text.chars()
        .mapToObj(c -> Character.toString(c))
        .reduce(
            "",
            (all, one) -> {
              StringBuilder encoded = new StringBuilder(all);
              for (byte b : one.getBytes(UTF_8)) {
                encoded.append(String.format(Locale.ROOT, format, b & 0xFF));
              }
              return encoded.toString();
            });
  }

  private static String perCharacter(String text, String format) {
    return text.chars()
        .mapToObj(c -> String.format(Locale.ROOT, format, c))
        .collect(Collectors.joining());
  }

  private static String json(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("/", "\\/");
  }

  private static String xml(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#039;");
  }

  private static String lowerHex(String form) {
    return Pattern.compile("%[0-9A-F]{2}")
        .matcher(form)
        .replaceAll(hex -> hex.group().toLowerCase(Locale.ROOT));
  }

  private static final Map<String, UnaryOperator<String>> ENCODINGS = encodings();

  private static Map<String, UnaryOperator<String>> encodings() {
    Map<String, UnaryOperator<String>> all = new LinkedHashMap<>();
    UnaryOperator<String> form = text -> URLEncoder.encode(text, UTF_8);
    UnaryOperator<String> url = text -> form.apply(text).replace("+", "%20").replace("%7E", "~");
    all.put("plain", text -> text);
    all.put("form", form);
    all.put("form, lower case", text -> lowerHex(form.apply(text)));
    all.put("URL", url);
    all.put("URL, lower case", text -> lowerHex(url.apply(text)));
    all.put("URL twice", text -> form.apply(url.apply(text)));
    all.put("every byte of a URL", text -> perByte(text, "%%%02x"));
    all.put("SQL literal", text -> text.replace("'", "''"));
    all.put("SQL identifier", text -> text.replace("\"", "\"\""));
    all.put("SQL escape string", text -> text.replace("\\", "\\\\").replace("'", "''"));
    all.put("SQL escape string with \\'", text -> json(text).replace("'", "\\'"));
    all.put("JSON", SecretTest::json);
    all.put("JSON in JSON", text -> json(json(text)));
    all.put("JSON in units", text -> perCharacter(text, "\\u%04X"));
    all.put("bytea, escaped", text -> perByte(text, "\\%03o"));
    all.put("bytes after \\x", text -> perByte(text, "\\x%02x"));
    all.put("bytea", text -> perByte(text, "%02x"));
    all.put("hexadecimal", text -> perByte(text, "%02X"));
    all.put("XML", SecretTest::xml);
    all.put("XML twice", text -> xml(xml(text)));
    all.put("JSON in XML", text -> xml(json(text)));
    all.put("XML in decimal", text -> perCharacter(text, "&#%d;"));
    all.put("XML in hexadecimal", text -> perCharacter(text, "&#x%x;"));
    all.put("as the plugin escapes it", NameEscaper.CONSOLE::of);
    for (String user : List.of("", "a", "ab", "abc:")) {
      UnaryOperator<String> basic =
          text -> Base64.getEncoder().encodeToString((user + text + "!").getBytes(UTF_8));
      all.put("base64 after " + user, basic);
      all.put(
          "base64 for URLs after " + user, t -> basic.apply(t).replace('+', '-').replace('/', '_'));
      all.put("base64 in a form after " + user, t -> form.apply(basic.apply(t)));
      all.put("base64 without padding after " + user, t -> basic.apply(t).replace("=", ""));
    }
    return all;
  }

  @Property(tries = 300)
  void isTakenOutInEveryEncoding(
      @ForAll("anySecrets") String secret, @ForAll("encodingNames") String encoding) {
    String encoded = requireNonNull(ENCODINGS.get(encoding)).apply(secret);

    String redacted = new Secret(secret).redact("before (" + encoded + ") after");

    assertThat(redacted).as(encoding).isEqualTo("before (***) after");
  }

  @Provide
  Arbitrary<String> anySecrets() {
    Arbitrary<String> characters =
        Arbitraries.strings()
            .withCharRange('!', '~')
            .withChars("'\"\\%&+ <>/\u00fc\u20ac\u4e2d")
            .ofMinLength(4)
            .ofMaxLength(40);
    Arbitrary<String> onlyEscaped =
        Arbitraries.strings().withChars("'\"\\%&+;5x2").ofMinLength(4).ofMaxLength(9);
    return Arbitraries.oneOf(characters, onlyEscaped);
  }

  @Provide
  Arbitrary<String> encodingNames() {
    return Arbitraries.of(ENCODINGS.keySet());
  }

  @Property
  void aTextWithoutItIsTheSameInstance(@ForAll String text) {
    assertThat(new Secret("\uE000 not in any text \uE000").redact(text)).isSameAs(text);
  }

  /** PostgreSQL cuts names to 63 bytes, so a message has the start of a long password. */
  @Test
  void theStartOfALongOneIsTakenOutToo() {
    String secret = "k3Jq'9".repeat(20);

    assertThat(new Secret(secret).redact("relation \"" + secret.substring(0, 63) + "\" is no"))
        .isEqualTo("relation \"***\" is no");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "42", "it'"})
  void aTextIsNotShownWithASecretThatIsTooShortToBeFound(String secret) {
    Secret shortOne = new Secret(secret);

    assertThat(shortOne.redact("no table 42 of it's a"))
        .isEqualTo("not shown, since the password is too short to be redacted from it");
    assertThat(shortOne.redactName("a42")).isEqualTo("a42");
    assertThat(shortOne.isShort()).isTrue();
  }

  /** Not a test of the time, but each of these once took minutes or the stack. */
  @ParameterizedTest
  @ValueSource(strings = {"'", "\\", "&", "%", "%25", "&amp;", "\"", "+", "p'", "\\u", "A"})
  @Timeout(60)
  void longTextsOfEscapesAreRead(String repeated) {
    String text = repeated.repeat(300_000 / repeated.length());

    assertThat(new Secret("p'a\"s\\s&w%o+rd").redact(text)).isSameAs(text);
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

  /** A plus sign for a space, which is then encoded once more. */
  @Test
  void aSpaceIsFoundHoweverOftenItIsEncoded() {
    String secret = "pw &=% s3cret";
    String encoded = secret;
    for (int times = 0; times < 4; times++) {
      encoded = URLEncoder.encode(encoded, UTF_8);
      assertThat(new Secret(secret).redact("[" + encoded + "]")).isEqualTo("[***]");
    }
  }

  @Test
  @Timeout(30)
  void aPercentSignThatIsEncodedWithoutEndTakesNoTime() {
    String text = "%" + "25".repeat(300_000);

    assertThat(new Secret("%abcdef").redact(text)).isEqualTo(text);
  }
}
