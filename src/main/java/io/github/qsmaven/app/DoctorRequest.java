package io.github.qsmaven.app;

import io.github.qsmaven.model.DoctorReport;
import io.github.qsmaven.model.Environment;
import io.github.qsmaven.report.ReportFiles;

/**
 * What {@link Doctor} is asked.
 *
 * @param source where the target is taken from
 * @param environment where it runs
 * @param files where the reports go
 */
public record DoctorRequest(
    TargetSource source, Environment environment, ReportFiles<DoctorReport> files) {}
