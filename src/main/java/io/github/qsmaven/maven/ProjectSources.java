package io.github.qsmaven.maven;

import io.github.qsmaven.model.NameEscaper;
import io.github.qsmaven.model.SourcePosition;
import io.github.qsmaven.model.SourceTree;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.InputLocation;
import org.apache.maven.model.Plugin;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/**
 * Locates a project in the source tree. Paths are compared without symbolic links, since a checkout
 * may be reached through one.
 *
 * @param session the session
 * @param project the project; without a POM, null or a project without a file
 * @param execution the goal that runs
 */
record ProjectSources(
    MavenSession session, @Nullable MavenProject project, MojoExecution execution) {
  /**
   * The variables in which CI servers name the folder of the checkout: GitHub Actions, GitLab,
   * Azure Pipelines and Jenkins.
   */
  private static final List<String> CHECKOUTS =
      List.of("GITHUB_WORKSPACE", "CI_PROJECT_DIR", "BUILD_SOURCESDIRECTORY", "WORKSPACE");

  /** Locates the project; without a POM, the folder that Maven was started in. */
  SourceTree tree() {
    BuildEnvironment environment = new BuildEnvironment(session);
    File pom = project == null ? null : project.getFile();
    Path folder = pom == null ? environment.currentFolder() : folderOf(pom.toPath());
    Path home = pom == null ? real(folder) : folderOf(real(pom.toPath()));
    Path top = top(environment, home, environment.currentFolder());
    Map<String, String> known = new ConcurrentHashMap<>();
    return new SourceTree(
        withSlash(top),
        home.equals(top) ? "" : withSlash(top.relativize(home)),
        project == null || pom == null ? null : inPom(project, pom),
        file ->
            known.computeIfAbsent(file, name -> NameEscaper.slashed(real(folder.resolve(name)))));
  }

  /**
   * The folder whose files are of the project: the checkout, else that of the modules of the build.
   * Not one that Maven is only started in, which may be the home of the user.
   *
   * @param folder the folder of the project
   */
  Path checkout(Path folder) {
    return top(new BuildEnvironment(session), real(folder), null);
  }

  /** The root of the tree: the first of the candidates that contains the project. */
  private Path top(BuildEnvironment environment, Path home, @Nullable Path current) {
    List<@Nullable Path> candidates = new ArrayList<>();
    for (String variable : CHECKOUTS) {
      candidates.add(checkout(environment, variable));
    }
    candidates.add(nearest(home, ".git"));
    candidates.add(nearest(home, ".mvn"));
    candidates.add(current);
    File maven = session.getRequest().getMultiModuleProjectDirectory();
    candidates.add(maven == null ? null : maven.toPath());
    for (Path candidate : candidates) {
      if (candidate != null && home.startsWith(real(candidate))) {
        return real(candidate);
      }
    }
    return home;
  }

  private static @Nullable Path checkout(BuildEnvironment environment, String variable) {
    String folder = environment.variable(variable);
    try {
      return folder == null ? null : Path.of(folder).toAbsolutePath();
    } catch (InvalidPathException e) {
      return null;
    }
  }

  /** The nearest folder that contains an entry; {@code .git} is a file in a worktree. */
  private static @Nullable Path nearest(Path home, String entry) {
    Path folder = home;
    while (folder != null && !Files.exists(folder.resolve(entry))) {
      folder = folder.getParent();
    }
    return folder;
  }

  /** The path without symbolic links; as it is, if there is no such file. */
  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      return path.toAbsolutePath().normalize();
    }
  }

  private static Path folderOf(Path file) {
    Path absolute = file.toAbsolutePath().normalize();
    return Objects.requireNonNullElse(absolute.getParent(), absolute);
  }

  private static String withSlash(Path folder) {
    String path = NameEscaper.slashed(folder);
    return path.endsWith("/") ? path : path + "/";
  }

  /** The position of the plugin in the POM; the first line if the POM does not contain it. */
  private SourcePosition inPom(MavenProject project, File pom) {
    int line = 0;
    Plugin plugin = configured(project);
    InputLocation location = plugin == null ? null : plugin.getLocation("");
    if (location != null && location.getSource() != null) {
      String file = location.getSource().getLocation();
      line = file != null && isSame(pom, file) ? location.getLineNumber() : 0;
    }
    return new SourcePosition(pom.getName(), Math.max(1, line), 1);
  }

  /** Whether Maven names this POM: by its path in Maven 3, by a URI in Maven 4. */
  private static boolean isSame(File pom, String location) {
    try {
      boolean isUri = location.startsWith("file:");
      Path file = isUri ? Path.of(URI.create(location)) : Path.of(location);
      return real(pom.toPath()).equals(real(file));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /**
   * The plugin in the POM; that of the execution has no position if the goal is called directly.
   */
  private @Nullable Plugin configured(MavenProject project) {
    Plugin plugin = execution.getPlugin();
    return plugin == null ? null : project.getPlugin(plugin.getKey());
  }
}
