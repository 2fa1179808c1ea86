package io.github.qsmaven.app;

import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.Checkup;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@link Doctor} found.
 *
 * @param checkup every step
 * @param files the reports that were written
 * @param failure why a step could not be passed; null: all were
 */
public record DoctorResult(
    Checkup checkup, List<Path> files, @Nullable CannotCheckException failure) {
  /** Copies. */
  public DoctorResult {
    files = List.copyOf(files);
  }
}
