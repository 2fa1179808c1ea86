package io.github.qsmaven.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFolderTest {
  private static final File UNRESOLVED = new File("${project.basedir}/target/qs");

  @TempDir Path current;

  private static MavenProject project(Path folder) {
    MavenProject project = new MavenProject();
    project.setFile(folder.resolve("pom.xml").toFile());
    return project;
  }

  @Test
  void withoutAPomItIsTargetQsBelowTheCurrentFolder() {
    assertThat(new ReportFolder(UNRESOLVED, new MavenProject(), current).path())
        .isEqualTo(current.resolve("target").resolve("qs"));
    assertThat(new ReportFolder(UNRESOLVED, null, current).path())
        .isEqualTo(current.resolve("target").resolve("qs"));
  }

  @Test
  void withoutAPomAFolderThatWasGivenIsUsed() {
    assertThat(new ReportFolder(new File("out"), new MavenProject(), current).path())
        .isEqualTo(current.resolve("out"));
  }

  @Test
  void withAPomItIsWhatMavenSays() {
    File folder = current.resolve("module/target/qs").toFile();

    assertThat(new ReportFolder(folder, project(current), current).path())
        .isEqualTo(folder.toPath());
  }

  @Test
  void filesAreShownFromWhereMavenWasStarted() {
    ReportFolder folder = new ReportFolder(UNRESOLVED, null, current);

    assertThat(folder.shown(current.resolve("module/target/qs/tables.txt")))
        .isEqualTo(Path.of("module", "target", "qs", "tables.txt"));
    Path elsewhere = current.resolveSibling("elsewhere").resolve("tables.txt");
    assertThat(folder.shown(elsewhere)).isEqualTo(elsewhere);
  }
}
