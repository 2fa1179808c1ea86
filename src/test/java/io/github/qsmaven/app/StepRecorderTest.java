package io.github.qsmaven.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qsmaven.model.DoctorStep;
import io.github.qsmaven.settings.Credential;
import io.github.qsmaven.settings.Secret;
import io.github.qsmaven.testing.HeardLog;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StepRecorderTest {
  private static String found(String home, String text) throws Exception {
    StepRecorder list = new StepRecorder(new HeardLog(), home, UnaryOperator.identity());
    list.check(DoctorStep.SERVER_ENTRY, () -> list.found(text));
    return list.steps().get(0).findings().get(0);
  }

  @Test
  void theFolderOfTheUserIsNotKept() throws Exception {
    assertThat(found("/home/ada", "no /home/ada/x.json")).isEqualTo("no ~/x.json");
  }

  /** As Java calls the home of a user that has none, in many containers. */
  @ParameterizedTest
  @ValueSource(strings = {"/", "?"})
  void withoutAFolderOfTheUserATextStaysAsItIs(String home) throws Exception {
    assertThat(found(home, "/x.pem of prod:all?FLATTEN")).isEqualTo("/x.pem of prod:all?FLATTEN");
  }

  @Test
  void aPasswordThatAnyWordMayContainDoesNotChangeSentences() throws Exception {
    StepRecorder list = new StepRecorder(new HeardLog(), "/home/ada", UnaryOperator.identity());
    list.hide(new Credential("somebody", new Secret("it")));
    list.check(DoctorStep.SERVER_ENTRY, () -> list.found("it is somebody"));

    assertThat(list.steps().get(0).findings()).containsExactly("it is ***");
  }
}
