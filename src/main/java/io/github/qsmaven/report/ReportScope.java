package io.github.qsmaven.report;

import io.github.qsmaven.model.Goal;
import io.github.qsmaven.model.SourceTree;

/**
 * What a format knows before there is a result.
 *
 * @param goal the goal that reports
 * @param sources where expectations are in the repository
 * @param jsonFile the name of the file that holds everything, for formats that leave something out
 */
public record ReportScope(Goal goal, SourceTree sources, String jsonFile) {}
