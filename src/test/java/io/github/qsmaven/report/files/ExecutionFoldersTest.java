package io.github.qsmaven.report.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qsmaven.model.Goal;
import io.github.qsmaven.report.files.ExecutionFolders.Execution;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExecutionFoldersTest {
  private static final Path REPORTS = Path.of("/build/target/qs");

  private final ExecutionFolders build = new ExecutionFolders();

  private ExecutionFolder claim(Path directory, String module, Goal goal, String id) {
    return build.claim(directory, new Execution(goal, Path.of("/build", module), module, id));
  }

  private String check(String id) {
    return claim(REPORTS, "app", Goal.CHECK, id).name();
  }

  @Test
  void theFirstExecutionOfAGoalGetsTheFolderAndLaterOnesSubfolders() {
    assertThat(check("contracts")).isEmpty();
    assertThat(check("nightly")).isEqualTo("nightly");
    assertThat(claim(REPORTS, "app", Goal.LIST_TABLES, "nightly").name()).isEmpty();
    assertThat(claim(REPORTS, "app", Goal.LIST_TABLES, "other").path())
        .isEqualTo(REPORTS.resolve("other"));
  }

  @Test
  void anIdThatRunsAgainGetsANumber() {
    assertThat(List.of(check("default-cli"), check("default-cli"), check("Default-CLI")))
        .containsExactly("", "default-cli-2", "Default-CLI-3");
  }

  @Test
  void anotherFolderNeedsNoSubfolderButItsOwnName() {
    check("first");
    ExecutionFolder second = claim(REPORTS.resolve("../other"), "app", Goal.CHECK, "second");

    assertThat(second.name()).isEmpty();
    assertThat(second.execution()).isEqualTo("second");
  }

  @Test
  void aFolderThatAnotherExecutionAskedForIsTaken() {
    assertThat(claim(REPORTS.resolve("second"), "app", Goal.CHECK, "a").name()).isEmpty();
    check("first");

    assertThat(check("second")).isEqualTo("second-2");
    assertThat(claim(REPORTS.resolve("x/../second-2"), "app", Goal.CHECK, "b").name())
        .isEqualTo("b");
  }

  @Test
  void modulesThatShareAFolderGetSubfoldersOfTheirNames() {
    ExecutionFolder first = claim(REPORTS, "orders", Goal.CHECK, "default");
    ExecutionFolder other = claim(REPORTS, "customers", Goal.CHECK, "default");
    ExecutionFolder again = claim(REPORTS, "customers", Goal.CHECK, "nightly");

    assertThat(List.of(first.name(), other.name(), again.name()))
        .containsExactly("", "customers", "customers-nightly");
    assertThat(List.of(first.execution(), other.execution(), again.execution()))
        .containsExactly("", "", "nightly");
  }

  @Test
  void aLinkToAFolderIsThatFolder(@TempDir Path temporary) throws Exception {
    Path real = Files.createDirectory(temporary.resolve("real"));
    Path link = Files.createSymbolicLink(temporary.resolve("link"), real);

    claim(real.resolve("target/qs"), "a", Goal.CHECK, "default");

    assertThat(claim(link.resolve("target/qs"), "b", Goal.CHECK, "default").name()).isEqualTo("b");
  }

  @ParameterizedTest
  @CsvSource({
    "..,_.._",
    ".hidden,_.hidden_",
    "a.,_a._",
    "-rf,_-rf_",
    "'',__",
    "a/b\\c,a%2Fb%5Cc",
    "a b:c*,a%20b%3Ac%2A",
    "NUL,_NUL_",
    "com1.x,_com1.x_",
    "pr\u00fcfen,pr%C3%BCfen",
    "check.json,check.json-2",
    "Tables.txt,Tables.txt-2",
  })
  void aNameIsSafeInEveryFileSystem(String id, String name) {
    check("first");

    assertThat(check(id)).isEqualTo(name);
  }

  @Property(tries = 300)
  void everyExecutionHasAFolderOfItsOwnInTheFolder(@ForAll List<String> ids) {
    ExecutionFolders some = new ExecutionFolders();
    Set<String> folders = ConcurrentHashMap.newKeySet();
    for (String id : ids) {
      ExecutionFolder folder = some.claim(REPORTS, new Execution(Goal.CHECK, REPORTS, "m", id));
      assertThat(folders.add(folder.path().toString().toLowerCase(java.util.Locale.ROOT))).isTrue();
      assertThat(folder.path().normalize()).isEqualTo(folder.path());
      assertThat(folder.path().startsWith(REPORTS)).isTrue();
      assertThat(folder.name()).matches("[A-Za-z0-9%_][A-Za-z0-9%_.-]{0,90}|").doesNotEndWith(".");
    }
  }

  @Test
  void threadsGetDifferentFolders() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Callable<Path>> claims =
          IntStream.range(0, 200)
              .mapToObj(
                  number ->
                      (Callable<Path>)
                          () -> claim(REPORTS, "m" + number % 20, Goal.CHECK, "default").path())
              .toList();
      Set<Path> folders = ConcurrentHashMap.newKeySet();
      for (var claim : threads.invokeAll(claims)) {
        folders.add(claim.get());
      }
      assertThat(folders).hasSize(200);
    } finally {
      threads.shutdownNow();
    }
  }
}
