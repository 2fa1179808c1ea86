package io.github.qsmaven.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.settings.Secret;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.channels.ClosedByInterruptException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnexpectedFailureTest {
  private static final String SECRET = "p&=%w s3cret";

  private static CannotCheckException explained(Throwable thrown) {
    return new UnexpectedFailure("server \"qs\"", "reading the catalog", new Secret(SECRET)::redact)
        .toException(thrown);
  }

  /** What {@code mvn -e} prints of it. */
  private static String printed(Throwable thrown) {
    StringWriter out = new StringWriter();
    thrown.printStackTrace(new PrintWriter(out));
    return out.toString();
  }

  @Test
  void saysWhatWasDoneAndWhatCameOfIt() {
    CannotCheckException e = explained(new NullPointerException("no table"));

    assertThat(e.problem())
        .isEqualTo(
            "Cannot check server \"qs\": internal error while reading the catalog:"
                + " java.lang.NullPointerException: no table.");
    assertThat(e.advice()).contains("with -e").doesNotContain("MAVEN_OPTS");
    assertThat(printed(e))
        .contains("Caused by: java.lang.NullPointerException: no table")
        .contains("at io.github.qsmaven.app.UnexpectedFailureTest");
  }

  /** Not even a throwable whose own methods throw. */
  @Test
  void aThrowableThatCannotBeReadIsNamed() {
    class Unreadable extends RuntimeException {
      private static final long serialVersionUID = 1L;

      @Override
      public String getMessage() {
        throw new IllegalStateException(SECRET);
      }
    }
    CannotCheckException e = explained(new Unreadable());

    assertThat(e.problem())
        .startsWith("Cannot check server \"qs\": internal error while reading the catalog: ")
        .contains("Unreadable");
    assertThat(e.advice()).contains("with -e");
    assertThat(printed(e)).doesNotContain("s3cret");
  }

  @Test
  void noMessageOfTheChainHasASecretOrAControlCharacter() {
    Throwable thrown =
        new IllegalStateException(
            "\u001B[31m" + SECRET,
            new AssertionError(
                "x".repeat(295) + SECRET, new IOException("Bearer eyJhbGciOiJub25lIn0.abc.def")));
    thrown.addSuppressed(new IOException(SECRET));
    CannotCheckException e = explained(thrown);

    assertThat(printed(e))
        .doesNotContain("s3cret", "eyJhbG", "\u001B")
        .doesNotContain("p&=%w")
        .contains(
            "Caused by: java.lang.AssertionError: xxx",
            "Caused by: java.io.IOException: Bearer ***");
    // Maven appends the message of a cause that is no part of the first message.
    for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
      assertThat(e.getMessage()).contains(cause.getMessage());
    }
  }

  @Test
  void aLongChainOrOneWithoutWordsEnds() {
    Throwable chain = new StackOverflowError();
    for (int i = 0; i < 1_000; i++) {
      chain = new RuntimeException(null, chain);
    }
    assertThat(explained(chain).problem())
        .hasSizeLessThan(500)
        .contains("java.lang.RuntimeException");
    IOException circle = new IOException("a");
    circle.initCause(new IOException("b", circle));
    assertThat(explained(circle).problem()).hasSizeLessThan(500);
  }

  @Test
  void memoryHasAdviceOfItsOwn() {
    assertThat(explained(new OutOfMemoryError("Java heap space")).advice()).contains("MAVEN_OPTS");
    assertThat(explained(new NoClassDefFoundError("org/x/Y")).advice())
        .contains("local repository");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anInterruptEndsTheBuildAndStays(boolean byChannel) {
    CannotCheckException e =
        explained(
            byChannel
                ? new RuntimeException(new ClosedByInterruptException())
                : new InterruptedException());

    assertThat(Thread.interrupted()).isTrue();
    assertThat(e.problem())
        .isEqualTo(
            "Cannot check server \"qs\": the build was interrupted while reading the catalog.");
    assertThat(e).hasNoCause();
  }
}
