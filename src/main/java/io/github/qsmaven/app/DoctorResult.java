package io.github.qsmaven.app;

import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.DoctorReport;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The findings of {@link Doctor}.
 *
 * @param doctorReport every step
 * @param files the reports that were written
 * @param failure why a step failed; null if none did
 */
public record DoctorResult(
    DoctorReport doctorReport, List<Path> files, @Nullable CannotCheckException failure) {
  public DoctorResult {
    files = List.copyOf(files);
  }
}
