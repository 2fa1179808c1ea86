package io.github.qsmaven.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.github.qsmaven.model.SourcePosition;
import io.github.qsmaven.model.SourceTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Build;
import org.apache.maven.model.InputLocation;
import org.apache.maven.model.InputSource;
import org.apache.maven.model.Plugin;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProjectSourcesTest {
  private static final String CONTRACT = "src/main/qs/a.yaml";

  @TempDir Path temporary;

  private final Properties system = new Properties();
  private Path folder;

  @BeforeEach
  void createFolder() throws IOException {
    folder = Files.createDirectory(temporary.resolve("work")).toRealPath();
  }

  private static Plugin plugin() {
    Plugin plugin = new Plugin();
    plugin.setGroupId("io.github.qsmaven");
    plugin.setArtifactId("qs-maven-plugin");
    return plugin;
  }

  /** A project with an empty POM and a contract; the POM's text has the plugin in line 9. */
  private static MavenProject project(Path pom, String pomInMaven) throws IOException {
    Path contract = pom.resolveSibling(CONTRACT);
    Files.createDirectories(contract.getParent());
    if (Files.notExists(contract)) {
      Files.createFile(contract);
    }
    if (Files.notExists(pom)) {
      Files.createFile(pom);
    }
    InputSource source = new InputSource();
    source.setLocation(pomInMaven);
    Plugin configured = plugin();
    configured.setLocation("", new InputLocation(9, 13, source));
    MavenProject project = new MavenProject();
    project.setFile(pom.toFile());
    project.getModel().setBuild(new Build());
    project.getBuild().addPlugin(configured);
    return project;
  }

  private SourceTree tree(@Nullable MavenProject project, @Nullable Path ofMaven) {
    return sources(project, ofMaven).tree();
  }

  private ProjectSources sources(@Nullable MavenProject project, @Nullable Path ofMaven) {
    DefaultMavenExecutionRequest request = new DefaultMavenExecutionRequest();
    request.setMultiModuleProjectDirectory(ofMaven == null ? null : ofMaven.toFile());
    MavenSession session = mock(MavenSession.class);
    when(session.getRequest()).thenReturn(request);
    when(session.getSystemProperties()).thenReturn(system);
    when(session.getExecutionRootDirectory()).thenReturn(folder.toString());

    // Maven makes it anew for a goal that is called by its name.
    MojoExecution execution = new MojoExecution(plugin(), "check", "default-cli");
    return new ProjectSources(session, project, execution);
  }

  private SourceTree tree(Path pom, @Nullable Path ofMaven) throws IOException {
    return tree(project(pom, pom.toString()), ofMaven);
  }

  private static String located(SourceTree tree, String file) {
    return String.valueOf(tree.locate(new SourcePosition(file, 3, 4)));
  }

  private void environment(String variable, Path value) {
    system.setProperty("env." + variable, value.toString());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aGoalOfTheCommandLinePointsAtItsPluginInThePom(boolean uri) throws Exception {
    Path pom = folder.resolve("jobs").resolve("pom.xml");

    SourceTree tree = tree(project(pom, uri ? pom.toUri().toString() : pom.toString()), folder);

    assertThat(tree.folder()).isEqualTo("jobs/");
    assertThat(tree.pom()).isEqualTo(new SourcePosition("pom.xml", 9, 1));
    assertThat(tree.locate(null)).isEqualTo(new SourcePosition("jobs/pom.xml", 9, 1));
  }

  @Test
  void aPluginOfAnotherPomHasNoLineInThisOne() throws Exception {
    Path pom = folder.resolve("jobs").resolve("pom.xml");

    assertThat(tree(project(pom, folder.resolve("pom.xml").toString()), folder).pom())
        .isEqualTo(new SourcePosition("pom.xml", 1, 1));
    assertThat(tree(project(pom, "file:not a URI"), folder).pom())
        .isEqualTo(new SourcePosition("pom.xml", 1, 1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"GITHUB_WORKSPACE", "CI_PROJECT_DIR", "BUILD_SOURCESDIRECTORY", "WORKSPACE"})
  void aCiServerNamesTheCheckout(String variable) throws Exception {
    Path pom = folder.resolve("libs/jobs/pom.xml");
    Files.createDirectories(pom.resolveSibling(".git"));
    environment(variable, folder);

    SourceTree tree = tree(pom, pom.getParent());

    assertThat(tree.folder()).isEqualTo("libs/jobs/");
    assertThat(located(tree, CONTRACT)).isEqualTo("libs/jobs/" + CONTRACT + ":3:4");
  }

  @Test
  void aCheckoutThatDoesNotContainThePomIsOfAnotherProject() throws Exception {
    Path pom = folder.resolve("jobs/pom.xml");
    Files.createDirectory(folder.resolve("job"));
    environment("GITHUB_WORKSPACE", folder.resolve("job"));
    environment("CI_PROJECT_DIR", folder.resolve("gone"));
    system.setProperty("env.BUILD_SOURCESDIRECTORY", " ");
    environment("WORKSPACE", folder);

    assertThat(tree(pom, pom.getParent()).folder()).isEqualTo("jobs/");
  }

  @Test
  void theNearestRepositoryIsTheCheckout() throws Exception {
    Files.createDirectory(folder.resolve(".git"));
    Files.createFile(Files.createDirectory(folder.resolve("worktree")).resolve(".git"));
    Path pom = folder.resolve("worktree/libs/jobs/pom.xml");
    Files.createDirectories(pom.resolveSibling(".mvn"));

    assertThat(tree(pom, pom.getParent()).folder()).isEqualTo("libs/jobs/");
  }

  @Test
  void withoutARepositoryItIsTheFolderWithTheSettingsOfMaven() throws Exception {
    Files.createDirectory(folder.resolve(".mvn"));
    Path pom = folder.resolve("libs/jobs/pom.xml");

    assertThat(tree(pom, pom.getParent()).folder()).isEqualTo("libs/jobs/");
  }

  @Test
  void withoutThatItIsTheFolderThatMavenWasStartedIn() throws Exception {
    Path pom = folder.resolve("libs/jobs/pom.xml");
    system.setProperty("user.dir", folder.resolve("libs").toString());
    assertThat(tree(pom, pom.getParent()).folder()).isEqualTo("jobs/");

    system.setProperty("user.dir", Files.createDirectory(folder.resolve("elsewhere")).toString());
    assertThat(tree(pom, folder).folder()).isEqualTo("libs/jobs/");
    assertThat(tree(pom, folder.resolve("elsewhere")).folder()).isEmpty();
  }

  @Test
  void aCheckoutMayBeReachedThroughALink() throws Exception {
    Path real = Files.createDirectory(folder.resolve("real"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), real);
    Files.createFile(Files.createDirectory(real.resolve("contracts")).resolve("b.yaml"));
    Files.createDirectory(real.resolve(".git"));
    Path pom = link.resolve("jobs/pom.xml");
    String shared = link.resolve("contracts/b.yaml").toString();

    for (Path checkout : new Path[] {link, real, folder.resolve("no-such-folder")}) {
      environment("GITHUB_WORKSPACE", checkout);
      // Maven 4 may know the POM by its real path.
      SourceTree tree = tree(project(pom, real.resolve("jobs/pom.xml").toString()), link);

      assertThat(tree.folder()).isEqualTo("jobs/");
      assertThat(located(tree, CONTRACT)).isEqualTo("jobs/" + CONTRACT + ":3:4");
      assertThat(located(tree, shared)).isEqualTo("contracts/b.yaml:3:4");
      assertThat(tree.locate(null)).isEqualTo(new SourcePosition("jobs/pom.xml", 9, 1));
    }
  }

  @Test
  void aPomMayBeALink() throws Exception {
    Path real = folder.resolve("jobs/pom.xml");
    project(real, "");
    Path link = Files.createSymbolicLink(folder.resolve("all.xml"), real);

    SourceTree tree = tree(project(link, link.toString()), folder);

    assertThat(tree.folder()).isEqualTo("jobs/");
    assertThat(tree.locate(null)).isEqualTo(new SourcePosition("jobs/pom.xml", 9, 1));
    assertThat(located(tree, CONTRACT)).isEqualTo(CONTRACT + ":3:4");
  }

  @Test
  void aFolderOfContractsThatIsALinkPointsAtTheFilesThatAreVersioned() throws Exception {
    Path pom = folder.resolve("jobs/pom.xml");
    MavenProject project = project(pom, pom.toString());
    Path shared = Files.createDirectory(folder.resolve("shared"));
    Files.createFile(shared.resolve("c.yaml"));
    Files.createSymbolicLink(pom.resolveSibling("linked"), shared);
    Path outside = Files.createFile(temporary.toRealPath().resolve("d.yaml"));
    Files.createSymbolicLink(pom.resolveSibling("d.yaml"), outside);

    SourceTree tree = tree(project, folder);

    assertThat(located(tree, "linked/c.yaml")).isEqualTo("shared/c.yaml:3:4");
    assertThat(located(tree, "d.yaml")).isEqualTo("jobs/d.yaml:3:4");
    assertThat(located(tree, outside.toString())).isEqualTo(outside + ":3:4");
  }

  @Test
  void withoutAPomPathsAreThoseOfTheFolderThatMavenWasStartedIn() throws Exception {
    Path jobs = Files.createDirectory(folder.resolve("jobs"));
    Files.createDirectory(folder.resolve(".git"));
    system.setProperty("user.dir", jobs.toString());

    SourceTree tree = tree(new MavenProject(), null);

    assertThat(tree.folder()).isEqualTo("jobs/");
    assertThat(tree.pom()).isNull();
    assertThat(located(tree, "accept.yaml")).isEqualTo("jobs/accept.yaml:3:4");
  }

  /** Maven may be started in the home of the user, which has a settings.xml. */
  @Test
  void theFolderThatMavenWasStartedInIsNoCheckout() throws Exception {
    system.setProperty("user.dir", folder.toString());
    Path module = Files.createDirectories(folder.resolve("work/module"));

    assertThat(sources(null, null).checkout(module)).isEqualTo(module);
    assertThat(sources(null, folder.resolve("work")).checkout(module))
        .isEqualTo(folder.resolve("work"));

    Files.createDirectory(folder.resolve("work/.git"));
    assertThat(sources(null, null).checkout(module)).isEqualTo(folder.resolve("work"));

    environment("GITHUB_WORKSPACE", module);
    assertThat(sources(null, null).checkout(module)).isEqualTo(module);
  }
}
