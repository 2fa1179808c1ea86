package io.github.qsmaven.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qsmaven.model.CheckResult;
import io.github.qsmaven.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Changes a schema of hard types in one place at a time: a check against the contract that {@code
 * qs:init} wrote before reports exactly this, and nothing else.
 */
class SchemaMutationTest {
  private static final String NOTHING = "nothing: ";

  @TempDir static Path folder;

  private static TestProject project;

  @BeforeAll
  static void writeContract() throws Exception {
    project = TestProject.of(folder, List.of("public", "sales"));
    project.init(new TestDatabase(TestProject.statements("mutations.sql")).target(), 1_000);
  }

  static Stream<String> mutations() throws IOException {
    return TestProject.resource("mutations.txt")
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"));
  }

  private static CheckResult checkAfter(String... mutation) throws Exception {
    List<String> statements =
        new ArrayList<>(Arrays.asList(TestProject.statements("mutations.sql")));
    statements.addAll(Arrays.asList(mutation));
    return project.check(new TestDatabase(statements.toArray(String[]::new)).target()).result();
  }

  @Test
  void theSchemaItselfHasNoFindings() throws Exception {
    CheckResult result = checkAfter();

    assertThat(result.findings()).isEmpty();
    assertThat(result.coverage().columnsChecked()).isGreaterThan(80);
    assertThat(result.coverage().unchecked()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("mutations")
  void isReportedAsWhatItIs(String line) throws Exception {
    String[] parts = line.split(" => ", 2);
    List<String> expected =
        parts[1].startsWith(NOTHING) ? List.of() : List.of(parts[1].split(", ", -1));

    CheckResult result = checkAfter(parts[0].split("; ", -1));

    assertThat(result.findings())
        .extracting(TestProject::inShort)
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void thereAreManyMutationsEachOnce() throws IOException {
    assertThat(mutations().map(line -> line.split(" => ", 2)[0])).doesNotHaveDuplicates();
    assertThat(mutations().filter(line -> !line.contains(NOTHING))).hasSizeGreaterThan(60);
  }
}
