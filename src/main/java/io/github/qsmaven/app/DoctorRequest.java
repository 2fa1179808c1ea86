package io.github.qsmaven.app;

import io.github.qsmaven.model.DoctorReport;
import io.github.qsmaven.model.Environment;
import io.github.qsmaven.report.files.ReportFiles;

/**
 * A request to {@link Doctor}.
 *
 * @param source where the target is taken from
 * @param environment the machine that it runs on
 * @param files the reports to write
 */
public record DoctorRequest(
    TargetSource source, Environment environment, ReportFiles<DoctorReport> files) {}
