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
 * Finds a project in the tree of sources. The top of that is taken to be the folder that Maven
 * takes for the top of a multi-module build: the nearest one above with {@code .mvn}, else the one
 * that Maven was started in.
 *
 * @param session the session
 * @param project the project; without a POM, none or one that has no file
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

  /** Where the plugin stands in the POM; its first line, if it does not stand there. */
  private SourcePosition inPom(MavenProject project, File pom) {
    int line = 0;
    Plugin plugin = configured(project);
    InputLocation location = plugin == null ? null : plugin.getLocation("");
    if (location != null && location.getSource() != null) {
      String file = location.getSource().getLocation();
      // Maven 4 writes it as a URI.
      boolean here = pom.getPath().equals(file) || pom.toPath().toUri().toString().equals(file);
      line = here ? location.getLineNumber() : 0;
    }
    return new SourcePosition(pom.getName(), Math.max(1, line), 1);
  }

  /** The one of a goal that is called on the command line does not know where it stands. */
  private @Nullable Plugin configured(MavenProject project) {
    Plugin plugin = execution.getPlugin();
    return plugin == null ? null : project.getPlugin(plugin.getKey());
  }
}
