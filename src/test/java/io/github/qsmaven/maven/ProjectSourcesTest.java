package io.github.qsmaven.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.github.qsmaven.model.SourcePosition;
import io.github.qsmaven.model.SourceTree;
import java.io.File;
import java.nio.file.Path;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Build;
import org.apache.maven.model.InputLocation;
import org.apache.maven.model.InputSource;
import org.apache.maven.model.Plugin;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProjectSourcesTest {
  private static Plugin plugin() {
    Plugin plugin = new Plugin();
    plugin.setGroupId("io.github.qsmaven");
    plugin.setArtifactId("qs-maven-plugin");
    return plugin;
  }

  /** Maven 3 tells the path of a POM, Maven 4 its URI. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aGoalOfTheCommandLinePointsAtItsPluginInThePom(boolean uri, @TempDir Path folder) {
    Path pom = folder.resolve("jobs").resolve("pom.xml");
    InputSource source = new InputSource();
    source.setLocation(uri ? pom.toUri().toString() : pom.toString());
    Plugin configured = plugin();
    configured.setLocation("", new InputLocation(9, 13, source));
    MavenProject project = new MavenProject();
    project.setFile(pom.toFile());
    project.getModel().setBuild(new Build());
    project.getBuild().addPlugin(configured);
    DefaultMavenExecutionRequest request = new DefaultMavenExecutionRequest();
    request.setMultiModuleProjectDirectory(folder.toFile());
    MavenSession session = mock(MavenSession.class);
    when(session.getRequest()).thenReturn(request);

    // Maven makes it anew for a goal that is called by its name.
    MojoExecution execution = new MojoExecution(plugin(), "check", "default-cli");

    assertThat(new ProjectSources(session, project, execution).tree())
        .isEqualTo(
            new SourceTree(
                folder.toString().replace(File.separatorChar, '/') + "/",
                "jobs/",
                new SourcePosition("pom.xml", 9, 1)));
  }
}
