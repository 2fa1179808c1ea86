package io.github.qsmaven.connection;

import static io.github.qsmaven.testing.ScriptedServer.message;
import static io.github.qsmaven.testing.ScriptedServer.script;
import static io.github.qsmaven.testing.ScriptedServer.welcome;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.qsmaven.testing.ScriptedServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageMeterTest {
  private static final byte[] READY = message('Z', body -> body.write('I'));

  private static void count(MessageMeter meter, byte[]... all) throws IOException {
    for (byte[] bytes : all) {
      meter.count(bytes, 0, bytes.length);
    }
  }

  private static MessageMeter signedIn(long mostOfRows) throws IOException {
    MessageMeter meter = new MessageMeter(mostOfRows);
    count(meter, welcome("18.6"));
    return meter;
  }

  private static byte[] of(char type, int length) {
    return message(type, body -> body.write(new byte[length - 4]));
  }

  private static byte[] row(int... lengths) {
    return message(
        'D',
        body -> {
          body.writeShort(lengths.length);
          for (int length : lengths) {
            body.writeInt(length);
            body.write(new byte[Math.max(0, length)]);
          }
        });
  }

  private static void header(MessageMeter meter, char type, int length) throws IOException {
    count(
        meter,
        script(
            out -> {
              out.write(type);
              out.writeInt(length);
            }));
  }

  @Property
  void aSessionPassesHoweverItIsCut(@ForAll @IntRange(min = 1, max = 40) int size)
      throws Exception {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.write(welcome("18.6"));
    for (int i = 0; i < 3; i++) {
      all.write(of('1', 4));
      all.write(of('T', 40));
      all.write(row(3, -1, 0, 17));
      all.write(row());
      all.write(row(-1));
      all.write(of('C', 13));
      all.write(READY);
    }
    byte[] bytes = all.toByteArray();
    MessageMeter meter = new MessageMeter(1 << 20);

    for (int i = 0; i < bytes.length; i += size) {
      int length = Math.min(size, bytes.length - i);
      assertThat(meter.count(bytes, i, length)).isEqualTo(length);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 3, 0x20202020, 0x54545020, Integer.MAX_VALUE})
  void aLengthThatIsNoneIsNotInTheProtocol(int length) throws Exception {
    MessageMeter meter = signedIn(1 << 20);

    assertThatThrownBy(() -> header(meter, 'N', length))
        .isExactlyInstanceOf(IOException.class)
        .hasMessage("a message has the length " + length);
  }

  @ParameterizedTest
  @CsvSource({
    "S, 12582912, 12 MB in one message (parameters); the plugin accepts 1 MB",
    "N, 1048577, 1 MB in one message (notices); the plugin accepts 1 MB",
    "T, 400000000, 381 MB in one message (messages other than rows); the plugin accepts 1 MB",
    "D, 70000000, 66 MB in one message (a row); the plugin accepts 64 MB"
  })
  void oneMessageIsLimited(char type, int length, String told) throws Exception {
    MessageMeter meter = signedIn(1L << 40);

    assertThatThrownBy(() -> header(meter, type, length))
        .isInstanceOf(MessageMeter.ExceededException.class)
        .hasMessage("the server sent " + told);
  }

  @Test
  void messagesOfTheLimitsPass() throws Exception {
    MessageMeter meter = signedIn(1L << 40);

    count(meter, of('T', MessageMeter.MOST_OF_MESSAGE));
    count(meter, row(MessageMeter.MOST_OF_ROW - 4 - 2 - 4));
    count(meter, READY);
  }

  @ParameterizedTest
  @CsvSource({"N, notices", "A, notifications", "S, parameters", "d, data to copy", "C, messages"})
  void whatIsNoRowIsLimitedInAnAnswer(char type, String told) throws Exception {
    MessageMeter meter = signedIn(1 << 20);
    byte[] message = of(type, 12);

    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 20_000; i++) {
                count(meter, message);
              }
            })
        .isInstanceOf(MessageMeter.ExceededException.class)
        .hasMessageContainingAll("more than 8 MB of " + told, "in answer to one statement");
  }

  @Test
  void eachAnswerHasItsOwnLimit() throws Exception {
    MessageMeter meter = signedIn(1 << 20);

    for (int i = 0; i < 20_000; i++) {
      count(meter, of('N', 900), row(500), READY);
    }
  }

  @Test
  void whatTheDriverKeepsCountsForTheSession() throws Exception {
    MessageMeter meter = signedIn(1 << 20);

    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 20_000; i++) {
                count(meter, of('A', 900), READY);
              }
            })
        .hasMessageContaining("more than 8 MB of");
  }

  @Test
  void theSignInIsLimited() {
    MessageMeter meter = new MessageMeter(1 << 20);

    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 2_000; i++) {
                count(meter, of('N', 100));
              }
            })
        .hasMessage("the server sent more than 1 MB of notices before the end of the sign-in");
    assertThatThrownBy(() -> count(new MessageMeter(1 << 20), row(3)))
        .hasMessage("a row before the end of the sign-in");
  }

  @Test
  void rowsAreLimitedByTheMemoryThatTheyNeed() throws Exception {
    for (byte[] row : new byte[][] {row(), row(-1, -1, -1), row(1, 1, 1, 1), row(100_000)}) {
      MessageMeter meter = signedIn(1 << 20);
      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 30_000; i++) {
                  count(meter, row);
                }
              })
          .hasMessageContainingAll("rows that need more than 1 MB of memory");
    }
  }

  @Test
  void aRowWhoseValuesAreNotItsOwnIsNotInTheProtocol() throws Exception {
    ScriptedServer.Part[] bodies = {
      body -> body.writeShort(65_535),
      body -> body.write(0),
      body -> {
        body.writeShort(1);
        body.writeInt(Integer.MAX_VALUE);
      },
      body -> {
        body.writeShort(1);
        body.writeInt(-2);
      },
      body -> {
        body.writeShort(2);
        body.writeInt(4);
        body.writeInt(-1);
      },
      body -> {
        body.writeShort(1);
        body.writeInt(1);
        body.writeShort(0);
      },
      body -> {
        body.writeShort(0);
        body.writeInt(0);
      }
    };
    for (ScriptedServer.Part body : bodies) {
      MessageMeter meter = signedIn(1 << 30);
      assertThatThrownBy(() -> count(meter, message('D', body)))
          .isExactlyInstanceOf(IOException.class)
          .hasMessageContaining("length");
    }
  }

  @Test
  void whatComesBeforeTheFaultStillPasses() throws Exception {
    MessageMeter meter = signedIn(1 << 20);
    byte[] error = of('E', 50);
    byte[] both =
        script(
            out -> {
              out.write(error);
              out.writeBytes("HTTP/1.1 400");
            });

    assertThat(meter.count(both, 0, both.length)).isEqualTo(error.length);
    assertThatThrownBy(meter::requireNoFault).hasMessageContaining("length");
  }
}
