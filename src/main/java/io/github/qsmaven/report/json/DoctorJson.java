package io.github.qsmaven.report.json;

import io.github.qsmaven.model.DoctorReport;
import io.github.qsmaven.model.Environment;
import io.github.qsmaven.model.StepResult;
import tools.jackson.core.JsonGenerator;

/** {@code doctor.json}, as {@code doctor.schema.json} describes it. */
final class DoctorJson {
  private static final int FORMAT_VERSION = 1;

  private DoctorJson() {}

  static void write(JsonGenerator json, DoctorReport report) {
    json.writeStartObject();
    json.writeNumberProperty("formatVersion", FORMAT_VERSION);
    writeEnvironment(json, report.environment());
    json.writeArrayPropertyStart("steps");
    report.steps().forEach(step -> writeStep(json, step));
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void writeEnvironment(JsonGenerator json, Environment environment) {
    json.writeObjectPropertyStart("surroundings");
    json.writeStringProperty("time", environment.time());
    json.writeStringProperty("plugin", environment.plugin());
    json.writeStringProperty("maven", environment.maven());
    json.writeStringProperty("java", environment.java());
    json.writeStringProperty("os", environment.os());
    json.writeStringProperty("driver", environment.driver());
    json.writeBooleanProperty("proxy", environment.proxy());
    json.writeEndObject();
  }

  private static void writeStep(JsonGenerator json, StepResult step) {
    json.writeStartObject();
    json.writeStringProperty("step", step.step().word());
    json.writeStringProperty("outcome", step.outcome().word());
    json.writeNumberProperty("milliseconds", step.milliseconds());
    json.writeArrayPropertyStart("findings");
    step.findings().forEach(json::writeString);
    json.writeEndArray();
    json.writeStringProperty("advice", step.advice());
    json.writeEndObject();
  }
}
