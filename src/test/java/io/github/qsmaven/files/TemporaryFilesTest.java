package io.github.qsmaven.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qsmaven.testing.SpecialFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemporaryFilesTest {
  private static final String UUID = "-0a1b2c3d-0000-4000-8000-0123456789ab.tmp";

  @TempDir Path folder;

  private boolean stays(Path file) {
    new TemporaryFiles(folder).removeAbandoned();
    return Files.exists(file);
  }

  private static long ended() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-version")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    process.waitFor();
    return process.pid();
  }

  @Test
  void theFileOfAProcessThatEndedIsRemoved() throws Exception {
    assertThat(stays(Files.createFile(folder.resolve(".qs-" + ended() + UUID)))).isFalse();
  }

  @Test
  void theFileOfARunningProcessStays() throws Exception {
    Path own = Files.createFile(new TemporaryFiles(folder).next());
    assertThat(stays(own)).isTrue();

    // A process of this number, which was another one.
    Files.setLastModifiedTime(own, FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
    assertThat(stays(own)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".qs-reports",
        "qs-PID" + UUID,
        ".qs-PID" + UUID + "x",
        ".qs-x" + UUID,
        ".qs-PID-1.tmp"
      })
  void anotherFileStays(String name) throws Exception {
    assertThat(
            stays(Files.createFile(folder.resolve(name.replace("PID", String.valueOf(ended()))))))
        .isTrue();
  }

  @Test
  void whatIsNoFileStays() throws Exception {
    assertThat(stays(Files.createDirectory(folder.resolve(".qs-" + ended() + UUID)))).isTrue();
    assertThat(stays(SpecialFiles.link(folder.resolve(".qs-1" + ended() + UUID), folder))).isTrue();
  }

  @Test
  void aFolderThatDoesNotExistHasNone() {
    new TemporaryFiles(folder.resolve("gone")).removeAbandoned();
  }
}
