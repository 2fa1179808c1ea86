package io.github.qsmaven.maven;

import io.github.qsmaven.model.SourcePosition;
import io.github.qsmaven.model.SourceTree;
import java.io.File;
import java.nio.file.Path;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.InputLocation;
import org.apache.maven.model.Plugin;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/**
 * Locates a project in the source tree. The root of the tree is the root of a multi-module build in
 * Maven: the nearest folder above with {@code .mvn}, else the folder in which Maven was started.
 *
 * @param session the session
 * @param project the project; without a POM, null or a project without a file
 * @param execution the goal that runs
 */
record ProjectSources(
    MavenSession session, @Nullable MavenProject project, MojoExecution execution) {
  SourceTree tree() {
    File pom = project == null ? null : project.getFile();
    if (project == null || pom == null) {
      return SourceTree.NONE;
    }
    Path folder = pom.toPath().toAbsolutePath().normalize().getParent();
    Path top = top();
    String shown =
        folder == null || folder.equals(top) || !folder.startsWith(top)
            ? ""
            : slashed(top.relativize(folder));
    return new SourceTree(slashed(top), shown, inPom(project, pom));
  }

  private static String slashed(Path folder) {
    String path = folder.toString().replace(File.separatorChar, '/');
    return path.endsWith("/") ? path : path + "/";
  }

  private Path top() {
    File top = session.getRequest().getMultiModuleProjectDirectory();
    String base = session.getExecutionRootDirectory();
    return (top == null ? Path.of(base == null ? "" : base) : top.toPath())
        .toAbsolutePath()
        .normalize();
  }

  /** The position of the plugin in the POM; the first line if the POM does not contain it. */
  private SourcePosition inPom(MavenProject project, File pom) {
    int line = 0;
    Plugin plugin = configured(project);
    InputLocation location = plugin == null ? null : plugin.getLocation("");
    if (location != null && location.getSource() != null) {
      String file = location.getSource().getLocation();
      // In Maven 4, it is a URI.
      boolean here = pom.getPath().equals(file) || pom.toPath().toUri().toString().equals(file);
      line = here ? location.getLineNumber() : 0;
    }
    return new SourcePosition(pom.getName(), Math.max(1, line), 1);
  }

  /**
   * The plugin in the POM; that of the execution has no position if the goal is called directly.
   */
  private @Nullable Plugin configured(MavenProject project) {
    Plugin plugin = execution.getPlugin();
    return plugin == null ? null : project.getPlugin(plugin.getKey());
  }
}
