package io.github.qsmaven.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentedOutputTest {
  private static final List<String> LOG =
      List.of(
          "[INFO] --- qs:1.0.0:check (default) @ shop ---",
          "[INFO] Checked 3 tables at localhost:40123 (server \"qs\") in 0.5 s.",
          "[ERROR] ",
          "[ERROR]   orders",
          "[ERROR]     QS201 missing column: total",
          "[WARNING] 1 statement was not checked",
          "✗ Port (16 ms)");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[ERROR]   orders\n[ERROR]     QS201 missing column: total",
        "  orders\n    QS201 missing column: total\n",
        "[INFO] Checked 3 tables at localhost:5432 (server \"qs\") in 12 s.",
        "$ mvn verify\n[INFO] --- qs:1.0.0:check (default) @ shop ---\n...\n[ERROR] ...\n[ERROR]\n[WARNING] 1 ...",
        "[INFO] Checked 3 tables ... in 12 s.\n\n✗ Port (1 ms)",
      })
  void outputOfTheLogIsFound(String output) {
    assertThat(DocumentedOutput.firstOtherLine(output, LOG)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[ERROR]     QS201 missing column: totl",
        "[ERROR]     QS201 missing column",
        "[WARNING]     QS201 missing column: total",
        "[INFO] Checked 4 tables at localhost:5432 (server \"qs\") in 12 s.",
        "[INFO] Checked ... tables in 12 s.",
        "QS201 missing column: total",
      })
  void anotherLineIsReported(String output) {
    assertThat(DocumentedOutput.firstOtherLine("[ERROR]   orders\n" + output, LOG))
        .contains(output.strip());
  }

  @Test
  void linesInAnotherOrderAreReported() {
    assertThat(
            DocumentedOutput.firstOtherLine(
                "[ERROR]     QS201 missing column: total\n[ERROR]   orders", LOG))
        .contains("[ERROR]   orders");
  }

  @Test
  void onlyBlocksOfProjectsThatRanAreCompared() throws IOException {
    Files.writeString(
        folder.resolve("README.md"),
        """
        # Shop

        <!-- output of src/it/shop -->

            [ERROR]   orders
            [ERROR]   customers

        <!-- output of src/it/shop -->
        ```
        [ERROR]   orders
        ```

        <!-- output of src/it/other -->

            [ERROR]   anything
        """);
    Path projects = folder.resolve("target/it");
    Files.createDirectories(projects.resolve("shop"));
    Files.write(projects.resolve("shop/build.log"), LOG);

    DocumentedOutput output = new DocumentedOutput(folder, projects);

    assertThat(output.compared()).isEqualTo(2);
    assertThat(output.problems())
        .containsExactly(
            "README.md:5: the output of src/it/shop has no such line, or has it earlier: [ERROR]   customers");
  }
}
