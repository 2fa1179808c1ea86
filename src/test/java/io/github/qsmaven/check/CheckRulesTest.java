package io.github.qsmaven.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.ExtraPolicy;
import io.github.qsmaven.model.FailOn;
import io.github.qsmaven.model.FindingCode;
import io.github.qsmaven.model.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckRulesTest {
  private static CheckRules rules(ExtraPolicy extras, String... severities)
      throws CannotCheckException {
    return CheckRules.of(false, extras, extras, List.of(severities), FailOn.ERROR);
  }

  @Test
  void codesWeighWhatTheySayUnlessTheyAreSet() throws Exception {
    CheckRules rules = rules(ExtraPolicy.WARN, "QS203=off", "QS204=error");

    assertThat(rules.severity(FindingCode.MISSING_TABLE)).isEqualTo(Severity.ERROR);
    assertThat(rules.severity(FindingCode.NULLABILITY)).isEqualTo(Severity.OFF);
    assertThat(rules.severity(FindingCode.EXTRA_TABLE)).isEqualTo(Severity.WARNING);
    assertThat(rules.severity(FindingCode.EXTRA_COLUMN)).isEqualTo(Severity.ERROR);
  }

  @ParameterizedTest
  @CsvSource({
    "QS203, is missing",
    "QS299=off, did you mean QS20",
    "QS203=of, unknown severity",
    "=off, unknown finding code",
    "::x=off, unknown finding code"
  })
  void whatIsNoSeverityIsRefusedInTheUsersWords(String entry, String message) {
    assertThatThrownBy(() -> rules(ExtraPolicy.IGNORE, entry))
        .isInstanceOf(CannotCheckException.class)
        .hasMessageContainingAll("qs.severities", message, "QS203=off,QS202=warning")
        .hasMessageNotContaining("::")
        .hasMessageNotContaining("?.");
  }

  @Test
  void twoSeveritiesForOneCodeAreRefused() throws Exception {
    assertThatThrownBy(() -> rules(ExtraPolicy.IGNORE, "QS203=off", "QS203=error"))
        .hasMessageContaining("QS203 has another severity in another entry");
    assertThat(
            rules(ExtraPolicy.IGNORE, "QS203=off", "QS203=off").severity(FindingCode.NULLABILITY))
        .isEqualTo(Severity.OFF);
  }
}
