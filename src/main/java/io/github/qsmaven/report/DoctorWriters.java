package io.github.qsmaven.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.qsmaven.model.DoctorReport;
import io.github.qsmaven.model.Environment;
import io.github.qsmaven.model.StepResult;
import java.io.IOException;
import java.io.OutputStream;
import java.util.EnumSet;
import java.util.Set;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;

/**
 * Write the reports of {@code doctor}: {@code doctor.txt}, the checklist, and {@code doctor.json},
 * as {@code doctor.schema.json} beside this class describes it.
 */
public final class DoctorWriters implements Writers<DoctorReport> {
  private static final int FORMAT_VERSION = 1;

  /** A line for each property and each finding of a step. */
  private static final int DEEPEST = 4;

  /** Makes them; they have no state. */
  public DoctorWriters() {}

  @Override
  public String baseName() {
    return "doctor";
  }

  @Override
  public Set<ReportFormat> formats() {
    return EnumSet.of(ReportFormat.TEXT, ReportFormat.JSON);
  }

  @Override
  public ReportWriter<DoctorReport> writer(ReportFormat format) {
    return format == ReportFormat.JSON ? DoctorWriters::writeJson : DoctorWriters::writeText;
  }

  private static void writeText(DoctorReport doctorReport, OutputStream out) throws IOException {
    for (String line : new DoctorText(doctorReport, UTF_8).lines()) {
      out.write(line.getBytes(UTF_8));
      out.write('\n');
    }
  }

  private static void writeJson(DoctorReport doctorReport, OutputStream out) throws IOException {
    JsonFactory factory =
        JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();
    try (JsonGenerator json =
        factory.createGenerator(new JsonLayout(DEEPEST, DEEPEST), out, JsonEncoding.UTF8)) {
      json.writeStartObject();
      json.writeNumberProperty("formatVersion", FORMAT_VERSION);
      writeSurroundings(json, doctorReport.environment());
      json.writeArrayPropertyStart("steps");
      doctorReport.steps().forEach(step -> writeStep(json, step));
      json.writeEndArray();
      json.writeEndObject();
      json.writeRaw('\n');
    } catch (JacksonIOException e) {
      throw e.getCause();
    }
  }

  private static void writeSurroundings(JsonGenerator json, Environment environment) {
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
    json.writeStringProperty("step", step.checkpoint().word());
    json.writeStringProperty("outcome", step.outcome().word());
    json.writeNumberProperty("milliseconds", step.milliseconds());
    json.writeArrayPropertyStart("findings");
    step.findings().forEach(json::writeString);
    json.writeEndArray();
    json.writeStringProperty("advice", step.advice());
    json.writeEndObject();
  }
}
