package io.github.qsmaven.report.json;

import io.github.qsmaven.model.DoctorReport;
import io.github.qsmaven.model.Environment;
import io.github.qsmaven.model.StepResult;
import io.github.qsmaven.report.JsonObject;

/** {@code doctor.json}, as {@code doctor.schema.json} describes it. */
final class DoctorJson {
  private DoctorJson() {}

  static JsonObject of(DoctorReport report) {
    return new JsonObject()
        .with("formatVersion", 1)
        .with("surroundings", environment(report.environment()))
        .with("steps", report.steps(), DoctorJson::step);
  }

  private static JsonObject environment(Environment environment) {
    return new JsonObject()
        .with("time", environment.time())
        .with("plugin", environment.plugin())
        .with("maven", environment.maven())
        .with("java", environment.java())
        .with("os", environment.os())
        .with("driver", environment.driver())
        .with("proxy", environment.proxy());
  }

  private static JsonObject step(StepResult step) {
    return new JsonObject()
        .with("step", step.step().word())
        .with("outcome", step.outcome().word())
        .with("milliseconds", step.milliseconds())
        .with("findings", step.findings().stream())
        .with("advice", step.advice());
  }
}
