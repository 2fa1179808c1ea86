package io.github.qsmaven.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.qsmaven.model.Checkup;
import io.github.qsmaven.model.Step;
import io.github.qsmaven.model.Surroundings;
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
public final class CheckupWriters implements Writers<Checkup> {
  private static final int FORMAT_VERSION = 1;

  /** A line for each property and each finding of a step. */
  private static final int DEEPEST = 4;

  /** Makes them; they have no state. */
  public CheckupWriters() {}

  @Override
  public String baseName() {
    return "doctor";
  }

  @Override
  public Set<ReportFormat> formats() {
    return EnumSet.of(ReportFormat.TEXT, ReportFormat.JSON);
  }

  @Override
  public ReportWriter<Checkup> writer(ReportFormat format) {
    return format == ReportFormat.JSON ? CheckupWriters::writeJson : CheckupWriters::writeText;
  }

  private static void writeText(Checkup checkup, OutputStream out) throws IOException {
    for (String line : new CheckupText(checkup, UTF_8).lines()) {
      out.write(line.getBytes(UTF_8));
      out.write('\n');
    }
  }

  private static void writeJson(Checkup checkup, OutputStream out) throws IOException {
    JsonFactory factory =
        JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();
    try (JsonGenerator json =
        factory.createGenerator(new JsonLayout(DEEPEST, DEEPEST), out, JsonEncoding.UTF8)) {
      json.writeStartObject();
      json.writeNumberProperty("formatVersion", FORMAT_VERSION);
      writeSurroundings(json, checkup.surroundings());
      json.writeArrayPropertyStart("steps");
      checkup.steps().forEach(step -> writeStep(json, step));
      json.writeEndArray();
      json.writeEndObject();
      json.writeRaw('\n');
    } catch (JacksonIOException e) {
      throw e.getCause();
    }
  }

  private static void writeSurroundings(JsonGenerator json, Surroundings surroundings) {
    json.writeObjectPropertyStart("surroundings");
    json.writeStringProperty("time", surroundings.time());
    json.writeStringProperty("plugin", surroundings.plugin());
    json.writeStringProperty("maven", surroundings.maven());
    json.writeStringProperty("java", surroundings.java());
    json.writeStringProperty("os", surroundings.os());
    json.writeStringProperty("driver", surroundings.driver());
    json.writeBooleanProperty("proxy", surroundings.proxy());
    json.writeEndObject();
  }

  private static void writeStep(JsonGenerator json, Step step) {
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
