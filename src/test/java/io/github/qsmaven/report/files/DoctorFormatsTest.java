package io.github.qsmaven.report.files;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import io.github.qsmaven.model.DoctorReport;
import io.github.qsmaven.model.DoctorStep;
import io.github.qsmaven.model.Environment;
import io.github.qsmaven.model.Goal;
import io.github.qsmaven.model.StepResult;
import io.github.qsmaven.model.StepResult.Outcome;
import io.github.qsmaven.report.JsonSchemas;
import io.github.qsmaven.report.text.DoctorText;
import io.github.qsmaven.testing.AllFormats;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DoctorFormatsTest {
  /** Every step, each outcome, and the marks of JSON. */
  private static DoctorReport doctorReport() {
    List<StepResult> steps = new ArrayList<>();
    steps.add(
        new StepResult(
            DoctorStep.SERVER_ENTRY,
            Outcome.PASSED,
            0,
            List.of("\"aep\" is in the settings"),
            null));
    steps.add(
        new StepResult(
            DoctorStep.CREDENTIAL, Outcome.WARNING, 3, List.of("open to all"), "chmod 600."));
    steps.add(
        new StepResult(
            DoctorStep.VALUES, Outcome.FAILED, 1, List.of("There is no host."), "name it."));
    for (DoctorStep step : DoctorStep.values()) {
      if (step.compareTo(DoctorStep.VALUES) > 0) {
        steps.add(StepResult.notReached(step));
      }
    }
    return new DoctorReport(
        new Environment(
            "2026-11-21T14:00:00Z", "1.0.0", "3.9.11", "17.0.1 (a)", "Linux", "42.7.14", true),
        steps);
  }

  private static String written(String format) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    AllFormats.of(Goal.DOCTOR).create(format).write(doctorReport(), out);
    return out.toString(UTF_8);
  }

  private static Schema schema() throws IOException {
    return JsonSchemas.of("doctor.schema.json");
  }

  @Test
  void theJsonIsWhatItsSchemaSays() throws IOException {
    String json = written("json");

    assertThat(schema().validate(json, InputFormat.JSON)).isEmpty();
    assertThat(json)
        .contains("\"step\" : \"values\"", "\"outcome\" : \"failed\"", "\"name it.\"")
        .endsWith("}\n");
  }

  @Test
  void itsSchemaRefusesWhatItDoesNotKnow() throws IOException {
    String json = written("json");

    assertThat(schema().validate(json.replace("\"failed\"", "\"hurt\""), InputFormat.JSON))
        .isNotEmpty();
    assertThat(schema().validate(json.replace("\"sign-in\"", "\"in\""), InputFormat.JSON))
        .isNotEmpty();
  }

  @Test
  void theTextIsTheChecklist() throws IOException {
    assertThat(written("text").lines())
        .startsWith(
            "qs-maven-plugin 1.0.0, Maven 3.9.11, Java 17.0.1 (a), Linux, driver 42.7.14, a proxy,"
                + " 2026-11-21T14:00:00Z",
            "✓ Server entry (0 ms)",
            "    \"aep\" is in the settings",
            "! Credential (3 ms)",
            "    open to all",
            "    What to do: chmod 600.",
            "✗ Values (1 ms)",
            "    There is no host.",
            "    What to do: name it.",
            "- Host name: not reached",
            "    " + DoctorStep.HOST_NAME.need());
  }

  @ParameterizedTest
  @ValueSource(strings = {"US-ASCII", "IBM437", "IBM850", "windows-1252"})
  void aConsoleWithoutTheMarksGetsOthers(String console) {
    List<String> lines = new DoctorText(doctorReport(), Charset.forName(console)).lines();

    assertThat(lines)
        .contains(
            "[ok] Server entry (0 ms)",
            "[!]  Credential (3 ms)",
            "[!!] Values (1 ms)",
            "[-]  Host name: not reached")
        .allMatch(line -> US_ASCII.newEncoder().canEncode(line));
  }
}
