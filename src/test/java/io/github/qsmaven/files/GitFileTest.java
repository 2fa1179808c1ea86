package io.github.qsmaven.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.qsmaven.model.CannotCheckException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GitFileTest {
  @TempDir Path repository;
  private Path module;
  private Path lock;

  @BeforeEach
  void commitALock() throws Exception {
    module = Files.createDirectories(repository.resolve("a module"));
    lock = Files.createDirectories(module.resolve("src/main/qs")).resolve("qs.lock.json");
    git("init", "-q");
    Files.writeString(lock, "old\r\n");
    git("add", ".");
    git("commit", "-q", "-m", "one");
    git("tag", "v1");
    Files.writeString(lock, "new");
    git("commit", "-q", "-a", "-m", "two");
    Files.writeString(lock, "not committed");
  }

  private void git(String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                "git", "-c", "user.name=a", "-c", "user.email=a@b", "-c", "core.autocrlf=false"));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .directory(repository.toFile())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
  }

  private String fault(GitFile file, String ref) {
    return String.valueOf(
        catchThrowableOfType(CannotCheckException.class, () -> file.read(ref)).getMessage());
  }

  @Test
  void readsTheFileOfACommit() throws Exception {
    GitFile file = new GitFile(module, lock);

    assertThat(file.read("v1")).asString().isEqualTo("old\r\n");
    assertThat(file.read("HEAD")).asString().isEqualTo("new");
    assertThat(file.read("HEAD~1")).asString().isEqualTo("old\r\n");
    assertThat(new GitFile(module.resolve("src"), lock).read("HEAD")).asString().isEqualTo("new");
    assertThat(new GitFile(lock.resolveSibling("other"), lock))
        .extracting(other -> fault(other, "HEAD"))
        .asString()
        .contains("git cannot be run");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "--help", "-p", "HEAD:a module/src/main/qs", ":/one", "HEAD\n", "\0"})
  void refusesWhatIsNoCommit(String ref) {
    assertThat(fault(new GitFile(module, lock), ref))
        .contains("for against (-Dqs.against): it does not name a commit.")
        .contains("What to do: write git:");
  }

  @Test
  void saysWhatToDo() throws Exception {
    Path none = module.resolve("none.json");

    assertThat(fault(new GitFile(module, lock), "main2"))
        .startsWith("Cannot read qs.lock.json of commit \"main2\": git says: fatal: ")
        .contains("What to do: fetch the commit");
    assertThat(fault(new GitFile(module, none), "HEAD"))
        .contains("none.json", "What to do: name a commit that contains the lock");
    assertThat(fault(new GitFile(module, lock, List.of(".", "", module.toString())), "HEAD"))
        .contains("git is not on the PATH");
  }

  @Test
  void startsNoGitOfARelativeFolder() throws Exception {
    Path trap = module.resolve(File.separatorChar == '\\' ? "git.exe" : "git");
    Files.writeString(trap, "#!/bin/sh\necho trapped\n");
    assertThat(trap.toFile().setExecutable(true)).isTrue();
    Path here = Path.of("").toAbsolutePath();
    String relative =
        here.getRoot().equals(module.getRoot()) ? here.relativize(module).toString() : ".";

    assertThat(fault(new GitFile(module, lock, List.of(relative)), "HEAD"))
        .contains("git is not on the PATH");
  }
}
