package io.github.qsmaven.maven;

import static java.util.Objects.requireNonNullElse;

import io.github.qsmaven.model.Goal;
import io.github.qsmaven.report.files.ExecutionFolder;
import io.github.qsmaven.report.files.ExecutionFolders;
import io.github.qsmaven.report.files.ExecutionFolders.Execution;
import java.io.File;
import java.nio.file.Path;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/**
 * The folder of the reports.
 *
 * @param parameter the parameter, as Maven evaluated it
 * @param project the project; without a POM, one that has no file
 * @param currentFolder the folder that Maven was started in
 */
record ReportFolder(File parameter, @Nullable MavenProject project, Path currentFolder) {
  private static final String UNRESOLVED = "${project.";

  /**
   * The folder. Without a POM, Maven leaves the default as {@code ${project.basedir}/target/qs},
   * word for word (seen on 3.6.3 to 4.0.0-rc-6).
   */
  Path path() {
    boolean withoutPom = project == null || project.getFile() == null;
    return withoutPom && parameter.getPath().contains(UNRESOLVED)
        ? currentFolder.resolve("target").resolve("qs")
        : currentFolder.resolve(parameter.toPath());
  }

  /** Claims the folder for an execution of a goal. */
  ExecutionFolder claim(ExecutionFolders folders, Goal goal, @Nullable String executionId) {
    MavenProject module = project == null || project.getFile() == null ? null : project;
    return folders.claim(
        path(),
        new Execution(
            goal,
            module == null ? currentFolder : module.getBasedir().toPath(),
            module == null ? "" : module.getArtifactId(),
            requireNonNullElse(executionId, "default")));
  }

  /** A file as it is shown: relative to the folder that Maven was started in, if it is below. */
  Path shown(Path file) {
    Path absolute = file.toAbsolutePath().normalize();
    Path base = currentFolder.toAbsolutePath().normalize();
    return absolute.startsWith(base) ? base.relativize(absolute) : absolute;
  }
}
