package io.github.qsmaven.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class CodePointOrderTest {
  @Property(tries = 5000)
  void isTheOrderOfTheUtf8Bytes(@ForAll("texts") String a, @ForAll("texts") String b) {
    int bytes = Arrays.compareUnsigned(a.getBytes(UTF_8), b.getBytes(UTF_8));

    assertThat(Integer.signum(CodePointOrder.INSTANCE.compare(a, b)))
        .isEqualTo(Integer.signum(bytes));
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings()
        .withChars("ab\uFB01\uFFFD")
        .ofMaxLength(3)
        .flatMap(text -> Arbitraries.of(text, text + "\uD83D\uDE00", "\uD83D\uDE00" + text));
  }
}
