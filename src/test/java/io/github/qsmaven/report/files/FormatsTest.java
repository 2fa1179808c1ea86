package io.github.qsmaven.report.files;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.qsmaven.model.Goal;
import io.github.qsmaven.model.SourceTree;
import io.github.qsmaven.report.CheckReport;
import io.github.qsmaven.report.CheckReports;
import io.github.qsmaven.report.ReportFormat;
import io.github.qsmaven.report.ResultView;
import io.github.qsmaven.report.TablesReports;
import io.github.qsmaven.testing.AllFormats;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormatsTest {
  @Test
  void aWordIsReadInAnyCase() {
    assertThat(Formats.parse(" Html ")).contains("html");
    assertThat(Formats.parse("pdf")).isEmpty();
    assertThat(Formats.parse("")).isEmpty();
    assertThat(Formats.words())
        .isEqualTo("text, json, junit, sarif, markdown, html, gitlab, dbt, mermaid");
  }

  @Test
  void aGoalWritesWhatItHasOrItsFirstFormat() {
    assertThat(wanted(Goal.LIST_TABLES, "json", "html")).containsExactly("json", "html");
    assertThat(wanted(Goal.CHECK, "gitlab")).containsExactly("gitlab", "");
    assertThat(wanted(Goal.DOCTOR, "html", "json")).containsExactly("json");
    assertThat(wanted(Goal.DOCTOR, "html")).containsExactly("text");
    assertThat(wanted(Goal.REPORT)).containsExactly("html");
  }

  @Test
  void someFormatsShowColumnsWhateverElseIsWanted() {
    assertThat(AllFormats.WORDS)
        .filteredOn(word -> showColumns(word))
        .containsExactly("html", "dbt", "mermaid");
  }

  private static boolean showColumns(String... words) {
    return new Formats(Goal.LIST_TABLES, Set.of(words), SourceTree.NONE).showColumns();
  }

  private static List<String> wanted(Goal goal, String... words) {
    return new Formats(goal, Set.of(words), SourceTree.NONE)
        .wanted().stream().map(Formats.Format::word).toList();
  }

  @Test
  void aFileIsNamedByItsFormatAndItsGoal() {
    Formats formats = AllFormats.of(Goal.LIST_TABLES);

    assertThat(AllFormats.WORDS.stream().map(formats::fileName))
        .containsExactly(
            "tables.txt",
            "tables.json",
            "TEST-qs-tables.xml",
            "tables.sarif",
            "tables.md",
            "tables.html",
            "gl-code-quality-tables.json",
            "tables.sources.yml",
            "tables.mmd");
  }

  @Test
  void theDocumentationListsAllWithTheirFiles() throws IOException {
    String page = Files.readString(Path.of("docs", "reports.md"));

    for (String word : AllFormats.WORDS) {
      assertThat(page)
          .contains(
              "| [`%1$s`](#%1$s) | `%2$s` | `%3$s` |"
                  .formatted(
                      word,
                      AllFormats.of(Goal.LIST_TABLES).fileName(word),
                      AllFormats.of(Goal.CHECK).fileName(word)),
              "\n## `%s`\n".formatted(word));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"html", "json"})
  void aFullDiskIsAnExceptionOfTheStream(String word) {
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("No space left on device");
          }
        };

    for (CheckReport report : List.of(CheckReports.hostile(), TablesReports.hostile())) {
      ReportFormat format = AllFormats.of(report.goal()).create(word);

      assertThatThrownBy(() -> format.write(new ResultView(report), full))
          .isInstanceOf(IOException.class)
          .hasMessage("No space left on device");
    }
  }

  /** Loads the plugin's classes itself, and remembers which. */
  private static final class Recorder extends ClassLoader {
    private final Set<String> loaded = new TreeSet<>();

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.startsWith("io.github.qsmaven.")) {
        return super.loadClass(name, resolve);
      }
      Class<?> before = findLoadedClass(name);
      if (before != null) {
        return before;
      }
      loaded.add(name);
      String file = name.replace('.', '/') + ".class";
      try (InputStream in = requireNonNull(getResourceAsStream(file), file)) {
        byte[] bytes = in.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }

  @Test
  void aFormatThatNobodyWantsIsNotLoaded() throws Exception {
    Recorder loader = new Recorder();
    Class<?> goals = loader.loadClass(Goal.class.getName());
    Class<?> trees = loader.loadClass(SourceTree.class.getName());
    Object formats =
        loader
            .loadClass(Formats.class.getName())
            .getConstructor(goals, Collection.class, trees)
            .newInstance(
                goals.getField("CHECK").get(null),
                Set.of("text"),
                trees.getField("NONE").get(null));

    formats.getClass().getMethod("create", String.class).invoke(formats, "text");

    assertThat(loader.loaded)
        .contains("io.github.qsmaven.report.text.TextFormat")
        .noneMatch(
            name ->
                name.matches(
                    ".*\\.report\\.(json|junit|sarif|markdown|html|gitlab|dbt|mermaid|accept)\\..*"));
  }
}
