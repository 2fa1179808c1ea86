package io.github.qsmaven.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes what may be in the place of a file; skips the test on a system that has no such thing. */
public final class SpecialFiles {
  private SpecialFiles() {}

  /** Makes a symbolic link. */
  public static Path link(Path link, Path target) {
    try {
      Files.createDirectories(link.getParent());
      return Files.createSymbolicLink(link, target);
    } catch (IOException | UnsupportedOperationException e) {
      assumeTrue(false, "no symbolic links: " + e);
      return link;
    }
  }

  /** Makes a pipe, which blocks who opens it. */
  public static Path pipe(Path pipe) throws Exception {
    Files.createDirectories(pipe.getParent());
    try {
      assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    } catch (IOException e) {
      assumeTrue(false, "no mkfifo: " + e);
    }
    return pipe;
  }
}
