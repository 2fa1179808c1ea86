package io.github.qsmaven.app;

import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.DoctorReport;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@link Doctor} found.
 *
 * @param doctorReport every step
 * @param files the reports that were written
 * @param failure why a step could not be passed; null: all were
 */
public record DoctorResult(
    DoctorReport doctorReport, List<Path> files, @Nullable CannotCheckException failure) {
  /** Copies. */
  public DoctorResult {
    files = List.copyOf(files);
  }
}
