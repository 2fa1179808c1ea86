package io.github.qsmaven.app;

import io.github.qsmaven.model.Checkup;
import io.github.qsmaven.model.Surroundings;
import io.github.qsmaven.report.ReportFiles;

/**
 * What {@link Doctor} is asked.
 *
 * @param source where the target is taken from
 * @param surroundings where it runs
 * @param files where the reports go
 */
public record DoctorRequest(
    TargetSource source, Surroundings surroundings, ReportFiles<Checkup> files) {}
